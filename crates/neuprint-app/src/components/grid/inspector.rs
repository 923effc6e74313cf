//! What a column holds, beside the grid: its kind, its nulls and values, how its numbers are spread.

use leptos::prelude::*;
use neuprint_worker::messages::{CellText, Filter, Inspection, Numbers, Test};

use super::head::kind_in_words;
use super::histogram::histogram;
use super::sheet::Sheet;
use super::{inspection, plain};
use crate::components::counts::{count, grouped};
use crate::components::icons::{Icon, IconName};

/// The names of [`Numbers::quantiles`].
const QUANTILES: [&str; 5] = ["5 %", "25 %", "Median", "75 %", "95 %"];
/// How many of the most frequent values are shown.
const TOP: usize = 12;

/// The panel of the inspected column, while there is one.
#[component]
pub(super) fn Inspector(sheet: Sheet) -> impl IntoView {
    let inspected = inspection::of(sheet, sheet.inspected.into(), true);
    let open = Memo::new(move |_| sheet.inspected.get().is_some());
    let name = move || sheet.inspected.get().map(|column| sheet.name(column)).unwrap_or_default();
    let scope = move || {
        let filtered = sheet.result.passing.get().is_some();
        inspected.with(|inspected| {
            let rows = u64::from(inspected.as_ref()?.1.rows);
            Some(format!("of {}{}", if filtered { "the filtered " } else { "" }, count(rows, "row")))
        })
    };
    move || {
        open.get().then(|| {
            view! {
                <aside class="inspector" aria-label="Column inspector">
                    <div class="panel-head">
                        <h3>{name}</h3>
                        <span class="muted">{scope}</span>
                        <span class="spacer"></span>
                        <button
                            type="button"
                            class="button quiet icon"
                            aria-label="Close the inspector"
                            on:click=move |_| sheet.inspected.set(None)
                        >
                            <Icon name=IconName::Close/>
                        </button>
                    </div>
                    <div class="inspector-body">
                        {move || inspected.get().map(|(column, inspection)| contents(sheet, column, inspection))}
                    </div>
                </aside>
            }
        })
    }
}

fn contents(sheet: Sheet, column: u32, inspection: Inspection) -> AnyView {
    let Inspection { kind, rows, nulls, distinct, numbers, top, lengths } = inspection;
    let share = |part: u32| match (part, rows) {
        (0, _) | (_, 0) => grouped(u64::from(part)),
        _ => format!("{} ({})", grouped(u64::from(part)), percent(part, rows)),
    };
    let mut facts = vec![
        ("Kind", kind_in_words(kind).to_owned()),
        ("Null", share(nulls)),
        ("Distinct", grouped(u64::from(distinct))),
    ];
    if let Some(Numbers { min, max, mean, deviation, quantiles, nan, .. }) = numbers.as_deref() {
        facts.extend([("Min", min.clone()), ("Max", max.clone()), ("Mean", brief(*mean))]);
        facts.extend(deviation.map(|deviation| ("Deviation", brief(deviation))));
        facts.extend(QUANTILES.into_iter().zip(quantiles.iter().map(|quantile| shortened(quantile))));
        facts.extend((*nan > 0).then(|| ("NaN", grouped(u64::from(*nan)))));
    }
    if let Some((shortest, longest)) = lengths {
        facts.push(("Characters", format!("{shortest} to {longest}")));
    }
    let facts = facts.into_iter().map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> }).collect_view();
    let bins = numbers.map(|numbers| numbers.bins).filter(|bins| bins.len() > 1);
    let spread = bins.map(|bins| {
        let rows = bins.iter().map(|bin| {
            view! { <tr><td>{bin.low.clone()}</td><td>{bin.high.clone()}</td><td>{bin.rows}</td></tr> }
        });
        let table = view! {
            <table class="visually-hidden">
                <caption>"How the numbers are spread"</caption>
                <thead><tr><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col">"Rows"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        };
        let ends = bins.first().zip(bins.last()).map(|(first, last)| {
            view! { <div class="histogram-ends"><span>{first.low.clone()}</span><span>{last.high.clone()}</span></div> }
        });
        let bars = histogram(bins, Signal::derive(|| None), move |first, last| {
            let test = Test::Between { low: Some(first.low.clone()), high: Some(last.high.clone()) };
            sheet.filter(Filter { column, test });
        });
        view! { <div>{bars} {ends} {table}</div> }
    });
    // Values that are all there once tell nothing.
    let telling = top.first().is_some_and(|(_, most)| *most > 1);
    let values = telling.then(|| {
        let most = top.first().map_or(1, |(_, most)| *most).max(1);
        let entries = top.into_iter().take(TOP).map(move |(value, rows_of_it)| {
            let name = match plain(&value) {
                name if name.is_empty() => "\"\"".to_owned(),
                name => name,
            };
            let width = format!("{}%", f64::from(rows_of_it) / f64::from(most) * 100.0);
            view! {
                <li>
                    <button
                        type="button"
                        title="Show only rows with this value"
                        on:click=move |_| keep(sheet, column, value.clone())
                    >
                        <span class="value-bar" aria-hidden="true" style:width=width></span>
                        <span class="value-name">{name}</span>
                        <span class="value-count">{grouped(u64::from(rows_of_it))}</span>
                    </button>
                </li>
            }
        });
        view! {
            <h4 class="group-title">"Most frequent"</h4>
            <ul class="top-values">{entries.collect_view()}</ul>
        }
    });
    view! { {spread} <dl class="facts">{facts}</dl> {values} }.into_any()
}

fn keep(sheet: Sheet, column: u32, value: CellText) {
    sheet.filter(Filter { column, test: Test::OneOf { values: vec![value], keep: true } });
}

/// A mean and the like: as many digits as tell something.
fn brief(number: f64) -> String {
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-3..1e15).contains(&magnitude) {
        return format!("{number:.3e}");
    }
    let digits = if magnitude >= 1000.0 { 1 } else { 3 };
    let text = format!("{number:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.to_owned()
}

/// A quantile: exact where it is an integer, brief where it lies between two numbers.
fn shortened(quantile: &str) -> String {
    match quantile.parse() {
        Ok(number) if quantile.contains('.') => brief(number),
        _ => quantile.to_owned(),
    }
}

/// A share in percent; what is there is never 0 %.
fn percent(part: u32, all: u32) -> String {
    let percent = f64::from(part) / f64::from(all) * 100.0;
    if percent < 0.1 { "< 0.1 %".to_owned() } else { format!("{percent:.1} %") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_have_digits_that_tell_something() {
        for (number, text) in [
            (0.0, "0"),
            (2.5, "2.5"),
            (1.0 / 3.0, "0.333"),
            (-1234.56, "-1234.6"),
            (4e-7, "4.000e-7"),
            (7.2e17, "7.200e17"),
            (300.0, "300"),
        ] {
            assert_eq!(brief(number), text);
        }
    }

    #[test]
    fn quantiles_between_numbers_are_brief_and_integers_exact() {
        for (quantile, text) in
            [("211.09999999999945", "211.1"), ("720575940628857211", "720575940628857211"), ("5", "5")]
        {
            assert_eq!(shortened(quantile), text);
        }
    }

    #[test]
    fn a_share_that_is_there_is_not_nothing() {
        assert_eq!(percent(1, 1_000_000), "< 0.1 %");
        assert_eq!(percent(1, 3), "33.3 %");
    }
}
