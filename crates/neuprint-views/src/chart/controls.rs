//! What is set by hand: the kind of chart, its columns, its scales.

use leptos::prelude::*;
use neuprint_worker::messages::{ColumnSummary, ValueOrder};

use super::proposals::{is_number, is_word};
use super::settings::{ChartKind, ChartSettings, Measured};
use crate::subject::Subject;

/// The controls that the chart's kind has.
#[component]
pub(super) fn Controls(settings: RwSignal<Option<ChartSettings>>) -> impl IntoView {
    let subject = Subject::expect();
    let change = move |change: &dyn Fn(&mut ChartSettings)| {
        if let Some(mut chart) = settings.get_untracked() {
            change(&mut chart);
            settings.set(Some(subject.columns.with_untracked(|columns| chart.fitting(columns))));
        }
    };
    let kind = Memo::new(move |_| settings.with(|settings| settings.as_ref().map(|settings| settings.kind)));
    let measured = Memo::new(move |_| {
        settings.with(|settings| settings.as_ref().map(|settings| settings.measured)).unwrap_or_default()
    });
    let get = move |field: fn(&ChartSettings) -> Option<u32>| {
        settings.with(|settings| settings.as_ref().and_then(field)).map(|at| at.to_string()).unwrap_or_default()
    };
    let columns_that = move |is: fn(&ColumnSummary) -> bool, none: Option<&'static str>| {
        subject.columns.with(|columns| {
            let none = none.map(|none| (String::new(), none.to_owned()));
            let fits = (0_u32..).zip(columns).filter(|(_, column)| is(column));
            none.into_iter().chain(fits.map(|(at, column)| (at.to_string(), column.name.clone()))).collect::<Vec<_>>()
        })
    };
    let column = move |label: &'static str,
                       is: fn(&ColumnSummary) -> bool,
                       none: Option<&'static str>,
                       get_field: fn(&ChartSettings) -> Option<u32>,
                       set_field: fn(&mut ChartSettings, Option<u32>)| {
        let set = move |value: String| change(&|chart| set_field(chart, value.parse().ok()));
        choice(label, move || columns_that(is, none), move || get(get_field), set).into_any()
    };
    let x = |chart: &ChartSettings| chart.x;
    let y = |chart: &ChartSettings| chart.y;
    let colour = |chart: &ChartSettings| chart.colour;
    let set_x = |chart: &mut ChartSettings, at| chart.x = at;
    let set_y = |chart: &mut ChartSettings, at| chart.y = at;
    let set_colour = |chart: &mut ChartSettings, at| chart.colour = at;
    let log = move |label: &'static str, get: fn(&ChartSettings) -> bool, set: fn(&mut ChartSettings, bool)| {
        view! {
            <label class="chart-check">
                <input
                    type="checkbox"
                    prop:checked=move || settings.with(|settings| settings.as_ref().is_some_and(get))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        change(&|chart| set(chart, on));
                    }
                />
                {label}
            </label>
        }
        .into_any()
    };
    let log_x = move |label| log(label, |chart| chart.log_x, |chart, on| chart.log_x = on);
    let log_y = move |label| log(label, |chart| chart.log_y, |chart, on| chart.log_y = on);
    let measure = move || {
        const SAID: [(Measured, &str); 3] =
            [(Measured::Count, "Rows"), (Measured::Sum, "Sum"), (Measured::Mean, "Mean")];
        let options =
            move || SAID.iter().enumerate().map(|(at, (_, name))| (at.to_string(), (*name).to_owned())).collect();
        let chosen = move || SAID.iter().position(|(one, _)| *one == measured.get()).unwrap_or(0).to_string();
        let set = move |value: String| {
            if let Some((one, _)) = value.parse::<usize>().ok().and_then(|at| SAID.get(at)) {
                change(&|chart| chart.measured = *one);
            }
        };
        choice("Show", options, chosen, set).into_any()
    };
    let of = move |get_field: fn(&ChartSettings) -> Option<u32>, set_field: fn(&mut ChartSettings, Option<u32>)| {
        let is_shown = Memo::new(move |_| measured.get() != Measured::Count);
        (move || is_shown.get().then(|| column("Of", is_number, None, get_field, set_field))).into_any()
    };
    let order = move || {
        const SAID: [(ValueOrder, &str); 3] = [
            (ValueOrder::Sum, "Largest first"),
            (ValueOrder::Name, "By name"),
            (ValueOrder::Clusters, "Similar together"),
        ];
        let options =
            move || SAID.iter().enumerate().map(|(at, (_, name))| (at.to_string(), (*name).to_owned())).collect();
        let order =
            move || settings.with(|settings| settings.as_ref().map(|settings| settings.order)).unwrap_or_default();
        let chosen = move || SAID.iter().position(|(one, _)| *one == order()).unwrap_or(0).to_string();
        let set = move |value: String| {
            if let Some((one, _)) = value.parse::<usize>().ok().and_then(|at| SAID.get(at)) {
                change(&|chart| chart.order = *one);
            }
        };
        choice("Order", options, chosen, set).into_any()
    };
    let any = |_: &ColumnSummary| true;
    let kinds = move || {
        ChartKind::ALL
            .iter()
            .enumerate()
            .map(|(at, (_, name))| (at.to_string(), (*name).to_owned()))
            .collect::<Vec<_>>()
    };
    let chosen_kind = move || {
        ChartKind::ALL.iter().position(|(one, _)| Some(*one) == kind.get()).map(|at| at.to_string()).unwrap_or_default()
    };
    let set_kind = move |value: String| {
        if let Some((kind, _)) = value.parse::<usize>().ok().and_then(|at| ChartKind::ALL.get(at)) {
            change(&|chart| chart.kind = *kind);
        }
    };
    let of_kind = move || match kind.get()? {
        ChartKind::Histogram => Some(vec![
            column("Numbers", is_number, None, x, set_x),
            column("Colour", is_word, Some("None"), colour, set_colour),
            log_x("Logarithmic"),
        ]),
        ChartKind::Bars => Some(vec![column("Values", any, None, x, set_x), measure(), of(y, set_y)]),
        ChartKind::Scatter => Some(vec![
            column("Across", is_number, None, x, set_x),
            log_x("Logarithmic across"),
            column("Up", is_number, None, y, set_y),
            log_y("Logarithmic up"),
            column("Colour", is_word, Some("None"), colour, set_colour),
        ]),
        ChartKind::Heat => Some(vec![
            column("Rows", any, None, y, set_y),
            column("Columns", any, None, x, set_x),
            measure(),
            of(colour, set_colour),
            order(),
            log_y("Logarithmic colours"),
        ]),
        ChartKind::Line => Some(vec![
            column("Across", is_number, Some("Order of the rows"), x, set_x),
            log_x("Logarithmic across"),
            column("Up", is_number, None, y, set_y),
            log_y("Logarithmic up"),
        ]),
    };
    view! {
        <div class="chart-controls" role="group" aria-label="Settings of the chart">
            {choice("Chart", kinds, chosen_kind, set_kind)}
            {of_kind}
        </div>
    }
}

/// A choice of one of several.
fn choice(
    label: &'static str,
    options: impl Fn() -> Vec<(String, String)> + Send + 'static,
    chosen: impl Fn() -> String + Copy + Send + 'static,
    set: impl Fn(String) + 'static,
) -> impl IntoView {
    let options = move || {
        let option = |(value, name): (String, String)| {
            let is = value.clone();
            view! {
                <option value=value prop:selected=move || chosen() == is>
                    {name}
                </option>
            }
        };
        options().into_iter().map(option).collect_view()
    };
    view! {
        <label class="chart-choice">
            <span>{label}</span>
            <select class="input" on:change=move |event| set(event_target_value(&event))>
                {options}
            </select>
        </label>
    }
}
