//! The order of partners' rows: by any column, up or down.
//!
//! ```text
//! let order = Order::read("-cells");            // most cells first, as the address says it
//! order.clicked(Column::Cells).write()          // "cells"
//! ```

use std::cmp::Ordering;

use leptos::prelude::*;
use neuprint::analysis::partners::PartnerRow;

use crate::page::state::PageState;

/// The field of the form that holds the order.
const FIELD: &str = "sort";

/// A column that rows can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Type,
    Cells,
    Connected,
    Weight,
    Mean,
    Percent,
    Left,
    Right,
    NoSide,
    Transmitter,
}

impl Column {
    const ALL: [Self; 10] = [
        Self::Type,
        Self::Cells,
        Self::Connected,
        Self::Weight,
        Self::Mean,
        Self::Percent,
        Self::Left,
        Self::Right,
        Self::NoSide,
        Self::Transmitter,
    ];

    /// Its name in the address, what stands above it, and what that means where it needs saying.
    fn words(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Type => ("type", "Type", None),
            Self::Cells => ("cells", "Cells", None),
            Self::Connected => {
                let about = "How many of the given neurons have a connection with one of them";
                ("connected", "Connected", Some(about))
            }
            Self::Weight => ("weight", "Weight", None),
            Self::Mean => ("mean", "Mean", Some("Weight for each of the given neurons")),
            Self::Percent => ("percent", "Percent", None),
            Self::Left => ("left", "Left", None),
            Self::Right => ("right", "Right", None),
            Self::NoSide => ("noside", "No side", None),
            Self::Transmitter => ("transmitter", "Transmitter", None),
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Type | Self::Transmitter)
    }

    /// Two rows, the smaller first.
    fn compare(self, one: &PartnerRow, other: &PartnerRow) -> Ordering {
        match self {
            Self::Type => one.partner_type.cmp(&other.partner_type),
            Self::Cells => one.cells.cmp(&other.cells),
            Self::Connected => one.connected.cmp(&other.connected),
            Self::Weight => one.weight.cmp(&other.weight),
            Self::Mean => one.mean_weight.total_cmp(&other.mean_weight),
            Self::Percent => one.percent.total_cmp(&other.percent),
            Self::Left => one.left.cmp(&other.left),
            Self::Right => one.right.cmp(&other.right),
            Self::NoSide => one.no_side.cmp(&other.no_side),
            Self::Transmitter => one.transmitter.cmp(&other.transmitter),
        }
    }

    /// Whether a row has nothing there: such rows come last, up or down.
    fn is_empty(self, row: &PartnerRow) -> bool {
        match self {
            Self::Type => row.partner_type.is_none(),
            Self::Transmitter => row.transmitter.is_none(),
            _ => false,
        }
    }
}

/// A column, and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    by: Column,
    ascending: bool,
}

impl Order {
    /// As the address says; else the strongest first.
    pub(super) fn of(state: PageState) -> Self {
        let text = state.field(FIELD);
        let (name, ascending) = text.strip_prefix('-').map_or((text.as_str(), true), |name| (name, false));
        let by = Column::ALL.into_iter().find(|column| column.words().0 == name);
        by.map_or(Self { by: Column::Weight, ascending: false }, |by| Self { by, ascending })
    }

    /// After a click on a column: the other way round, or first as one mostly wants it: the largest number, the letter A.
    fn clicked(self, column: Column) -> Self {
        Self { by: column, ascending: if self.by == column { !self.ascending } else { column.is_text() } }
    }

    fn write(self) -> String {
        format!("{}{}", if self.ascending { "" } else { "-" }, self.by.words().0)
    }

    /// The rows in this order; of equal ones the first stays first.
    pub(super) fn sorted(self, rows: &[PartnerRow]) -> Vec<&PartnerRow> {
        let mut sorted: Vec<&PartnerRow> = rows.iter().collect();
        sorted.sort_by(|one, other| {
            let compared = self.by.compare(one, other);
            let compared = if self.ascending { compared } else { compared.reverse() };
            self.by.is_empty(one).cmp(&self.by.is_empty(other)).then(compared)
        });
        sorted
    }
}

/// The heads of all columns: each is a button that orders by it.
#[component]
pub(super) fn Heads(state: PageState, has_transmitters: bool) -> impl IntoView {
    let shown = Column::ALL.into_iter().filter(move |column| has_transmitters || *column != Column::Transmitter);
    let head = move |column: Column| {
        let (_, title, about) = column.words();
        let sorted = move || {
            let order = Order::of(state);
            (order.by == column).then_some(if order.ascending { "ascending" } else { "descending" })
        };
        let click = move |_| state.set_field(FIELD, &untrack(|| Order::of(state)).clicked(column).write());
        view! {
            <th scope="col" class="sortable" class:number=!column.is_text() aria-sort=sorted title=about>
                <button type="button" on:click=click>
                    {title}
                </button>
            </th>
        }
    };
    view! { <tr>{shown.map(head).collect_view()}</tr> }
}
