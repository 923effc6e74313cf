//! The filters of one column: a range of numbers with their histogram, a text or pattern, values, null or not.

use std::time::Duration;

use leptos::prelude::*;
use neuprint_worker::messages::{Bin, CellText, ColumnKind, Filter, Inspection, Test};

use super::histogram::histogram;
use super::sheet::Sheet;
use super::{filters, inspection, plain};
use crate::components::counts::{count, grouped};

/// How long typing may pause before the rows follow.
const PAUSE: Duration = Duration::from_millis(250);

/// What is asked of a column's cells.
#[component]
pub(super) fn FilterPanel(sheet: Sheet, column: u32) -> impl IntoView {
    let inspected = inspection::of(sheet, Signal::derive(move || Some(column)), false);
    let test = move |kind: u8| {
        sheet.result.filters.with(|filters| {
            filters
                .iter()
                .find(|filter| filter.column == column && filters::kind(&filter.test) == kind)
                .map(|filter| filter.test.clone())
        })
    };
    let set = move |kind: u8, test: Option<Test>| match test {
        Some(test) => sheet.filter(Filter { column, test }),
        None => sheet.unfilter(|filter| filter.column == column && filters::kind(&filter.test) == kind),
    };
    let kind = sheet.head(column).map(|head| head.kind);
    let number = matches!(kind, Some(ColumnKind::Integer | ColumnKind::Float));
    let presence = |name: &'static str, is: Option<Test>| {
        let now = is.clone();
        view! {
            <label>
                <input
                    type="radio"
                    name="presence"
                    prop:checked=move || test(3) == now
                    on:change=move |_| set(3, is.clone())
                />
                {name}
            </label>
        }
    };
    let any = sheet.result.filters;
    view! {
        <div class="filter-panel" role="group" aria-label=format!("Filter {}", sheet.name(column))>
            <h3>{sheet.name(column)}</h3>
            {if number {
                view! { <Range sheet column inspected/> }.into_any()
            } else {
                view! { <Text sheet column/> }.into_any()
            }}
            {move || inspected.get().map(|(_, inspection)| view! { <Values sheet column inspection/> })}
            <div class="segmented" role="radiogroup" aria-label="Null">
                {presence("Any", None)}
                {presence("Not null", Some(Test::NotNull))}
                {presence("Null", Some(Test::Null))}
            </div>
            {move || sheet.result.refused.get().map(|why| view! { <p class="filter-error" role="alert">{why}</p> })}
            <button
                type="button"
                class="button quiet"
                disabled=move || !any.with(|filters| filters.iter().any(|filter| filter.column == column))
                on:click=move |_| sheet.unfilter(|filter| filter.column == column)
            >
                "Clear"
            </button>
        </div>
    }
}

/// The smallest and the largest number that pass.
#[component]
fn Range(sheet: Sheet, column: u32, inspected: RwSignal<Option<(u32, Inspection)>>) -> impl IntoView {
    let bounds = Memo::new(move |_| {
        sheet.result.filters.with(|filters| {
            filters.iter().find_map(|filter| match &filter.test {
                Test::Between { low, high } if filter.column == column => Some((low.clone(), high.clone())),
                _ => None,
            })
        })
    });
    let wrong = RwSignal::new([false; 2]);
    let set = move |low: Option<String>, high: Option<String>| {
        if low.is_none() && high.is_none() {
            sheet.unfilter(|filter| filter.column == column && matches!(filter.test, Test::Between { .. }));
        } else {
            sheet.filter(Filter { column, test: Test::Between { low, high } });
        }
    };
    let field = move |name: &'static str, at: usize| {
        let value = move || {
            let (low, high) = bounds.get().unwrap_or_default();
            [low, high][at].clone().unwrap_or_default()
        };
        view! {
            <label class="field">
                <span class="label">{name}</span>
                <input
                    class="input"
                    type="text"
                    inputmode="decimal"
                    aria-invalid=move || wrong.get()[at].to_string()
                    prop:value=value
                    on:change=move |event| {
                        let bound = filters::bound(&event_target_value(&event));
                        wrong.update(|wrong| wrong[at] = bound.is_err());
                        let (low, high) = bounds.get_untracked().unwrap_or_default();
                        match (bound, at) {
                            (Ok(low), 0) => set(low, high),
                            (Ok(high), _) => set(low, high),
                            (Err(()), _) => {}
                        }
                    }
                />
            </label>
        }
    };
    let bars = move || {
        let numbers = inspected.get()?.1.numbers?;
        (numbers.bins.len() > 1).then(|| {
            let of_bins = numbers.bins.clone();
            let chosen = Signal::derive(move || Some(within(&of_bins, bounds.get()?)));
            histogram(numbers.bins, chosen, move |first, last| set(Some(first.low.clone()), Some(last.high.clone())))
        })
    };
    view! {
        {bars}
        <div class="filter-range">{field("From", 0)} {field("To", 1)}</div>
        {move || wrong.get().contains(&true).then(|| view! { <p class="filter-error" role="alert">"This is not a number."</p> })}
    }
}

/// The first and the last bin of a range; for where bars end, rounded numbers do.
fn within(bins: &[Bin], (low, high): (Option<String>, Option<String>)) -> (usize, usize) {
    let number = |text: &String| text.parse::<f64>().unwrap_or(f64::NAN);
    let (low, high) = (low.as_ref().map_or(f64::NEG_INFINITY, number), high.as_ref().map_or(f64::INFINITY, number));
    let first = bins.iter().position(|bin| number(&bin.high) >= low).unwrap_or(bins.len());
    let last = bins.iter().rposition(|bin| number(&bin.low) <= high).unwrap_or(0);
    (first, last)
}

/// What the text has in it.
#[component]
fn Text(sheet: Sheet, column: u32) -> impl IntoView {
    let before = sheet.result.filters.with_untracked(|filters| {
        filters.iter().find_map(|filter| match &filter.test {
            Test::Contains { text, .. } if filter.column == column => Some((text.clone(), false)),
            Test::Matches { regex } if filter.column == column => Some((regex.clone(), true)),
            _ => None,
        })
    });
    let (text, pattern) = before.unwrap_or_default();
    let (text, pattern) = (RwSignal::new(text), RwSignal::new(pattern));
    let apply = move || {
        let text = text.get_untracked();
        if text.is_empty() {
            sheet.unfilter(|filter| filter.column == column && filters::kind(&filter.test) == 1);
        } else if pattern.get_untracked() {
            sheet.filter(Filter { column, test: Test::Matches { regex: text } });
        } else {
            sheet.filter(Filter { column, test: Test::Contains { text, case_sensitive: false } });
        }
    };
    let pending = StoredValue::new_local(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(pending)) = pending.try_update_value(Option::take) {
            pending.clear();
        }
    };
    on_cleanup(forget);
    view! {
        <label class="field">
            <span class="label">{move || if pattern.get() { "Matches" } else { "Contains" }}</span>
            <input
                class="input"
                type="text"
                spellcheck="false"
                aria-invalid=move || sheet.result.refused.get().is_some().to_string()
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    forget();
                    pending.set_value(set_timeout_with_handle(apply, PAUSE).ok());
                }
            />
        </label>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || pattern.get()
                on:change=move |event| {
                    pattern.set(event_target_checked(&event));
                    apply();
                }
            />
            "Regular expression"
        </label>
    }
}

/// The most frequent values, to tick.
#[component]
fn Values(sheet: Sheet, column: u32, inspection: Inspection) -> impl IntoView {
    let Inspection { top, distinct, .. } = inspection;
    // Where every value is another, a list of some of them helps nobody.
    let telling = distinct > 1 && top.first().is_some_and(|(_, most)| *most > 1 || distinct <= 20);
    let wanted = RwSignal::new(String::new());
    let ticked = Memo::new(move |_| {
        sheet.result.filters.with(|filters| {
            filters.iter().find_map(|filter| match &filter.test {
                Test::OneOf { values, keep: true } if filter.column == column => Some(values.clone()),
                _ => None,
            })
        })
    });
    let toggle = move |value: CellText| {
        let mut values = ticked.get_untracked().unwrap_or_default();
        match values.iter().position(|ticked| *ticked == value) {
            Some(at) => drop(values.remove(at)),
            None => values.push(value),
        }
        if values.is_empty() {
            sheet.unfilter(|filter| filter.column == column && filters::kind(&filter.test) == 2);
        } else {
            sheet.filter(Filter { column, test: Test::OneOf { values, keep: true } });
        }
    };
    telling.then(|| {
        let listed = top.len();
        let more = (distinct as usize > listed)
            .then(|| format!("The {listed} most frequent of {}", count(u64::from(distinct), "value")));
        let entries = top.into_iter().map(move |(value, rows)| {
            let (now, name) = (value.clone(), plain(&value));
            let (shown, sought) = (if name.is_empty() { "\"\"".to_owned() } else { name.clone() }, name.to_lowercase());
            view! {
                <label class="check" class:hidden=move || !sought.contains(&wanted.get().to_lowercase())>
                    <input
                        type="checkbox"
                        prop:checked=move || ticked.with(|ticked| ticked.as_ref().is_some_and(|it| it.contains(&now)))
                        on:change=move |_| toggle(value.clone())
                    />
                    <span class="value-name">{shown}</span>
                    <span class="value-count">{grouped(u64::from(rows))}</span>
                </label>
            }
        });
        view! {
            {(listed > 8).then(|| view! {
                <input
                    class="input"
                    type="search"
                    placeholder="Find a value"
                    aria-label="Find a value"
                    on:input=move |event| wanted.set(event_target_value(&event))
                />
            })}
            <div class="filter-values" role="group" aria-label="Values">{entries.collect_view()}</div>
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        }
    })
}
