//! The form for groups: by which columns, spread over which, and what is said of each group. Its result is a new table.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{ColumnKind, Measure, MeasureKind, Request, Response};

use super::sheet::Sheet;
use crate::components::icons::{Icon, IconName};

/// What can be said of a group, in the order in which it is offered.
const KINDS: [(MeasureKind, &str); 6] = [
    (MeasureKind::Sum, "sum"),
    (MeasureKind::Mean, "mean"),
    (MeasureKind::Count, "count"),
    (MeasureKind::Min, "min"),
    (MeasureKind::Max, "max"),
    (MeasureKind::Distinct, "distinct"),
];

/// What the form asks for.
#[derive(Debug, Clone, Default, PartialEq)]
struct Plan {
    by: Vec<u32>,
    pivot: Option<u32>,
    measures: Vec<Measure>,
}

/// The form, shown while [`Sheet::grouping`] says so.
#[component]
pub(super) fn GroupDialog(sheet: Sheet) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let plan = RwSignal::new(Plan::default());
    let refused = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let (Some(dialog), Some(first)) = (dialog.get(), sheet.grouping.get()) else { return };
        plan.set(Plan { by: first.into_iter().collect(), pivot: None, measures: weights(sheet) });
        refused.set(None);
        // Refused only when it is shown already.
        let _ = dialog.show_modal();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let group = move || {
        let (Some(table), Plan { by, pivot, measures }) = (sheet.result.handle(), plan.get_untracked()) else { return };
        let title = title(&plan.get_untracked(), |column| sheet.name(column));
        let request = sheet.session.ask(Request::Group { table, by, pivot, measures });
        spawn_local(async move {
            match request.await.map(|answer| answer.response) {
                Ok(Response::Table(table)) => {
                    close();
                    sheet.query.add(sheet.result, table, title);
                }
                Ok(_) => {}
                Err(failure) => refused.set(Some(failure.message)),
            }
        });
    };
    let columns = move || sheet.columns.with(|columns| columns.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
    let boxes = move || {
        let boxes = columns().into_iter().zip(0_u32..).map(|(name, column)| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || plan.with(|plan| plan.by.contains(&column))
                        on:change=move |event| plan.update(|plan| {
                            plan.by.retain(|by| *by != column);
                            if event_target_checked(&event) {
                                plan.by.push(column);
                            }
                        })
                    />
                    <span class="value-name">{name}</span>
                </label>
            }
        });
        boxes.collect_view()
    };
    let measures = move || {
        let rows = plan.with(|plan| plan.measures.clone()).into_iter().enumerate().map(|(at, measure)| {
            let kinds = KINDS.iter().enumerate().map(|(number, (kind, name))| {
                view! { <option value=number.to_string() selected=*kind == measure.kind>{*name}</option> }
            });
            view! {
                <div class="group-measure">
                    <select
                        class="input"
                        aria-label="Measure"
                        on:change=move |event| {
                            let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| KINDS.get(at));
                            if let Some((kind, _)) = chosen {
                                plan.update(|plan| plan.measures[at].kind = *kind);
                            }
                        }
                    >
                        {kinds.collect_view()}
                    </select>
                    <select
                        class="input"
                        aria-label="Of the column"
                        on:change=move |event| {
                            if let Ok(column) = event_target_value(&event).parse() {
                                plan.update(|plan| plan.measures[at].column = column);
                            }
                        }
                    >
                        {options(columns(), Some(measure.column))}
                    </select>
                    <button
                        type="button"
                        class="button quiet icon"
                        aria-label="Remove the measure"
                        on:click=move |_| plan.update(|plan| _ = plan.measures.remove(at))
                    >
                        <Icon name=IconName::Close/>
                    </button>
                </div>
            }
        });
        rows.collect_view()
    };
    view! {
        <dialog
            class="popover group-dialog"
            node_ref=dialog
            aria-labelledby="group-title"
            on:close=move |_| sheet.grouping.set(None)
        >
            <div class="panel-head">
                <h2 id="group-title">"Group rows"</h2>
                <span class="spacer"></span>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| close()>
                    <Icon name=IconName::Close/>
                </button>
            </div>
            {move || sheet.grouping.get().map(|_| view! {
                <div class="panel-body">
                    <fieldset class="field">
                        <legend class="label">"Group by"</legend>
                        <div class="group-columns">{boxes}</div>
                    </fieldset>
                    <label class="field">
                        <span class="label">"Spread over the values of"</span>
                        <select
                            class="input"
                            on:change=move |event| {
                                plan.update(|plan| plan.pivot = event_target_value(&event).parse().ok());
                            }
                        >
                            <option value="">"No column"</option>
                            {options(columns(), None)}
                        </select>
                    </label>
                    <fieldset class="field">
                        <legend class="label">"Measures"</legend>
                        {measures}
                        <div>
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| plan.update(|plan| {
                                    plan.measures.push(Measure { column: 0, kind: MeasureKind::Count });
                                })
                            >
                                "Add a measure"
                            </button>
                        </div>
                    </fieldset>
                    {move || refused.get().map(|why| view! { <p class="filter-error" role="alert">{why}</p> })}
                    <div class="button-row">
                        <button type="button" class="button primary" on:click=move |_| group()>"Group"</button>
                        <span class="hint">"Without a measure, rows are counted."</span>
                    </div>
                </div>
            })}
        </dialog>
    }
}

fn options(names: Vec<String>, chosen: Option<u32>) -> impl IntoView {
    let options = names.into_iter().zip(0_u32..).map(|(name, column)| {
        view! { <option value=column.to_string() selected=chosen == Some(column)>{name}</option> }
    });
    options.collect_view()
}

/// What is most often wanted: the sum of the weights, where there are any.
fn weights(sheet: Sheet) -> Vec<Measure> {
    sheet.columns.with_untracked(|columns| {
        let weight = columns.iter().position(|column| {
            matches!(column.kind, ColumnKind::Integer | ColumnKind::Float) && column.name.ends_with("weight")
        });
        weight.map(|column| Measure { column: column as u32, kind: MeasureKind::Sum }).into_iter().collect()
    })
}

/// What the new table is called: `type by side: sum of weight`.
fn title(plan: &Plan, name: impl Fn(u32) -> String) -> String {
    let by: Vec<String> = plan.by.iter().map(|column| name(*column)).collect();
    let by = if by.is_empty() { "All rows".to_owned() } else { by.join(", ") };
    let pivot = plan.pivot.map(|column| format!(" by {}", name(column))).unwrap_or_default();
    let said = |measure: &Measure| {
        let kind = KINDS.iter().find(|(kind, _)| *kind == measure.kind).map_or("", |(_, name)| name);
        format!("{kind} of {}", name(measure.column))
    };
    let measures: Vec<String> = plan.measures.iter().map(said).collect();
    let measures = if measures.is_empty() { "number of rows".to_owned() } else { measures.join(", ") };
    format!("{by}{pivot}: {measures}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_what_the_groups_are() {
        let name = |column| ["from", "to", "weight"][column as usize].to_owned();
        let sum = Measure { column: 2, kind: MeasureKind::Sum };
        let mean = Measure { column: 2, kind: MeasureKind::Mean };
        for (plan, says) in [
            (Plan::default(), "All rows: number of rows"),
            (
                Plan { by: vec![0, 1], pivot: None, measures: vec![sum, mean] },
                "from, to: sum of weight, mean of weight",
            ),
            (Plan { by: vec![0], pivot: Some(1), measures: vec![sum] }, "from by to: sum of weight"),
        ] {
            assert_eq!(title(&plan, name), says);
        }
    }
}
