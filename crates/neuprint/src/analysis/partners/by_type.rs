//! Partners by type, with their share of the set's inputs or outputs.

use std::collections::{HashMap, HashSet};

use neuprint_table::{Cell, Column, Table, sort_by};

use super::read::{Connections, Own, Partner};
use super::side::Side;

/// What is 100 %.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Denominator {
    /// The weight of all connections in the table: the shares add up to 100 %.
    #[default]
    Shown,
    /// All synapses of the set's neurons on the asked side, as their own counts say. For a neuron without a count, or with
    /// one that is less than its connections have, the weight of all its connections.
    Synapses,
}

/// The partners of one type.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerRow {
    /// The type; `None` for all partners without one.
    pub partner_type: Option<String>,
    /// How many partner cells.
    pub cells: usize,
    /// How many neurons of the set have a connection with one of them.
    pub connected: usize,
    /// Synapses of all connections.
    pub weight: i64,
    /// The weight for each neuron of the set, whether it is connected or not.
    pub mean_weight: f64,
    /// The weight as a share of the denominator, in percent.
    pub percent: f64,
    /// The transmitter that most of the cells are predicted to have, and of how many. Of several with the same number the
    /// first in the alphabet.
    pub transmitter: Option<(String, usize)>,
    /// The weight of cells on the left.
    pub left: i64,
    /// The weight of cells on the right.
    pub right: i64,
    /// The weight of cells of which no side is known.
    pub no_side: i64,
    /// The cells: their places in [`Connections::partners`], with their weights, the strongest first.
    pub members: Vec<(usize, i64)>,
}

/// A set's partners by type, the strongest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerTable {
    /// One row for each type.
    pub rows: Vec<PartnerRow>,
    /// Neurons in the set.
    pub own: usize,
    /// The weight of all rows.
    pub weight: i64,
    /// The weight of connections that were left out because their partners are not Traced.
    pub excluded: i64,
    /// Synapses that are in the denominator and in no connection.
    pub unaccounted: i64,
    /// What is 100 %, in synapses.
    pub denominator: i64,
    /// Neurons of the set whose own count is missing or too small, so that the weight of their connections stands for it.
    pub uncounted: usize,
}

/// Puts the connections together by the type of the partner.
pub fn partners_by_type(connections: &Connections, denominator: Denominator) -> PartnerTable {
    let mut groups: HashMap<Option<&str>, Group> = HashMap::new();
    for edge in &connections.edges {
        let group = groups.entry(connections.partners[edge.partner].neuron_type.as_deref()).or_default();
        *group.members.entry(edge.partner).or_default() += edge.weight;
        group.own.insert(edge.own);
    }
    let weight: i64 = connections.edges.iter().map(|edge| edge.weight).sum();
    let all: i64 = connections.own.iter().map(|own| own.traced + own.untraced).sum();
    let counted = |own: &&Own| own.synapses.is_some_and(|count| count >= own.traced + own.untraced);
    let synapses = |own: &Own| Some(own).filter(counted).and_then(|own| own.synapses);
    let whole = match denominator {
        Denominator::Shown => weight,
        Denominator::Synapses => {
            connections.own.iter().map(|own| synapses(own).unwrap_or(own.traced + own.untraced)).sum()
        }
    };
    let mut rows: Vec<PartnerRow> = groups
        .into_iter()
        .map(|(name, group)| group.row(name, &connections.partners, connections.own.len(), whole))
        .collect();
    sort_by(&mut rows, &|a, b| b.weight.cmp(&a.weight).then_with(|| a.partner_type.cmp(&b.partner_type)));
    PartnerTable {
        rows,
        own: connections.own.len(),
        weight,
        excluded: (all - weight).max(0),
        unaccounted: if denominator == Denominator::Synapses { whole - all.max(weight) } else { 0 },
        denominator: whole,
        uncounted: match denominator {
            Denominator::Shown => 0,
            Denominator::Synapses => connections.own.len() - connections.own.iter().filter(counted).count(),
        },
    }
}

#[derive(Default)]
struct Group {
    members: HashMap<usize, i64>,
    own: HashSet<usize>,
}

impl Group {
    fn row(self, name: Option<&str>, partners: &[Partner], own: usize, whole: i64) -> PartnerRow {
        let mut members: Vec<(usize, i64)> = self.members.into_iter().collect();
        sort_by(&mut members, &|a, b| b.1.cmp(&a.1).then_with(|| partners[a.0].body.cmp(&partners[b.0].body)));
        let on = |side: Option<Side>| {
            members.iter().filter(|(at, _)| partners[*at].side == side).map(|(_, weight)| weight).sum()
        };
        let weight: i64 = members.iter().map(|(_, weight)| weight).sum();
        let mut transmitters: HashMap<&str, usize> = HashMap::new();
        for (at, _) in &members {
            if let Some(transmitter) = &partners[*at].transmitter {
                *transmitters.entry(transmitter).or_default() += 1;
            }
        }
        let most = transmitters.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        PartnerRow {
            partner_type: name.map(str::to_owned),
            cells: members.len(),
            connected: self.own.len(),
            weight,
            mean_weight: weight as f64 / own.max(1) as f64,
            percent: percent(weight, whole),
            transmitter: most.map(|(name, count)| (name.to_owned(), count)),
            left: on(Some(Side::Left)),
            right: on(Some(Side::Right)),
            no_side: on(None),
            members,
        }
    }
}

impl PartnerTable {
    /// The share of all connections that was left out, in percent.
    pub fn excluded_percent(&self) -> f64 {
        percent(self.excluded, self.weight + self.excluded)
    }

    /// A part of what is 100 %, in percent.
    pub fn percent(&self, part: i64) -> f64 {
        percent(part, self.denominator)
    }

    /// The partner cells as a table, for a file: `type`, `bodyId`, `instance`, `side`, `transmitter`, `weight`, `percent`.
    /// Spreadsheets round long body IDs; as texts of the form `="754538881"` they leave them as they are.
    pub fn cells_to_table(&self, connections: &Connections, ids_as_text: bool) -> Table {
        let names = ["type", "bodyId", "instance", "side", "transmitter", "weight", "percent"];
        let mut columns = names.map(Column::new);
        fn word(text: &Option<String>) -> Cell<'_> {
            text.as_deref().map_or(Cell::Null, Cell::Text)
        }
        for (at, weight) in self.rows.iter().flat_map(|row| &row.members) {
            let cell = &connections.partners[*at];
            let side = cell.side.map(|side| if side == Side::Left { "L" } else { "R" });
            columns[0].push(word(&cell.neuron_type));
            body_cell(&mut columns[1], cell.body, ids_as_text);
            columns[2].push(word(&cell.instance));
            columns[3].push(side.map_or(Cell::Null, Cell::Text));
            columns[4].push(word(&cell.transmitter));
            columns[5].push(Cell::Int(*weight));
            columns[6].push(Cell::Float(self.percent(*weight)));
        }
        // All have a cell for each partner.
        Table::of_columns(columns.into()).unwrap_or_default()
    }

    /// As a table, for a file. A type that is none is null.
    pub fn to_table(&self) -> Table {
        let integer = |name: &str, value: &dyn Fn(&PartnerRow) -> i64| {
            let mut column = Column::new(name);
            self.rows.iter().for_each(|row| column.push(Cell::Int(value(row))));
            column
        };
        let float = |name: &str, value: &dyn Fn(&PartnerRow) -> f64| {
            let mut column = Column::new(name);
            self.rows.iter().for_each(|row| column.push(Cell::Float(value(row))));
            column
        };
        let text = |name: &str, value: &dyn Fn(&PartnerRow) -> Option<String>| {
            let mut column = Column::new(name);
            self.rows.iter().for_each(|row| column.push(value(row).as_deref().map_or(Cell::Null, Cell::Text)));
            column
        };
        let columns = vec![
            text("type", &|row| row.partner_type.clone()),
            integer("cells", &|row| row.cells as i64),
            integer("connected", &|row| row.connected as i64),
            integer("weight", &|row| row.weight),
            float("meanWeight", &|row| row.mean_weight),
            float("percent", &|row| row.percent),
            text("transmitter", &|row| row.transmitter.as_ref().map(|(name, _)| name.clone())),
            integer("transmitterCells", &|row| row.transmitter.as_ref().map_or(0, |(_, count)| *count as i64)),
            integer("left", &|row| row.left),
            integer("right", &|row| row.right),
            integer("noSide", &|row| row.no_side),
        ];
        // All have a cell for each row.
        Table::of_columns(columns).unwrap_or_default()
    }
}

/// A body ID as a cell: the number, or, for programs that would round it, a text that they take for one.
pub(super) fn body_cell(column: &mut Column, body: i64, as_text: bool) {
    if as_text { column.push(Cell::Text(&format!("=\"{body}\""))) } else { column.push(Cell::Int(body)) }
}

/// Of nothing, everything is 0 %.
fn percent(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
