//! The dialog that makes a file of a result: which rows and columns, as what, under which name.
//!
//! ```text
//! view! { <ExportDialog shown/> }      // the result on screen, when `shown` becomes true
//! ```
//!
//! The file is written piece by piece (`writing.rs`) to the disk or into a download (`sink.rs`). Until it is whole the dialog
//! stays, with how far it is; what goes wrong is said there.

mod kind;
mod scope;
mod sink;
mod writing;

use leptos::ev::{Event, SubmitEvent};
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{ColumnKind, Failure, Provenance, Request, TableSummary, file_stem};
use wasm_bindgen::JsValue;

use self::kind::{Ends, Kind};
use self::scope::{Scope, file_name, shortfall};
use self::sink::{Sink, streams};
use self::writing::{Stop, Written, not_saved, write};
use super::toolbar::size;
use crate::components::counts::{count, grouped};
use crate::components::failure::FailureNotice;
use crate::components::grid::in_words;
use crate::components::icons::{Icon, IconName};
use crate::components::toast;
use crate::state::Session;
use crate::state::query::QueryState;
use crate::state::result::ResultState;

/// What goes on while a file is written. Copies are the same.
#[derive(Clone, Copy)]
struct Progress {
    /// How far the file is; `None` while there is none.
    written: RwSignal<Option<Written>>,
    /// How the last one was stopped, or why it failed.
    failure: RwSignal<Option<Failure>>,
    stopped: RwSignal<bool>,
    stop: StoredValue<Stop, LocalStorage>,
}

/// The dialog, shown while `shown`.
#[component]
pub(super) fn ExportDialog(shown: RwSignal<bool>) -> impl IntoView {
    let query = QueryState::expect();
    let dialog = NodeRef::<Dialog>::new();
    let subject = RwSignal::new(None::<(ResultState, TableSummary)>);
    // The next file is often of the same kind.
    let kind = RwSignal::new(Kind::Csv);
    let progress = Progress {
        written: RwSignal::new(None),
        failure: RwSignal::new(None),
        stopped: RwSignal::new(false),
        stop: StoredValue::new_local(Stop::default()),
    };
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if !shown.get() {
            return dialog.close();
        }
        progress.failure.set(None);
        progress.stopped.set(false);
        subject.set(untrack(|| query.shown()).and_then(|result| Some((result, result.table.get_untracked()?))));
        // Once its contents are there, one of which gets the focus. Refused only when it is shown already.
        request_animation_frame(move || _ = dialog.show_modal());
    });
    let stop = move || _ = progress.stop.try_with_value(Stop::ask);
    on_cleanup(stop);
    view! {
        <dialog
            class="popover export-dialog"
            node_ref=dialog
            aria-labelledby="export-title"
            on:cancel=move |event: Event| if progress.written.with_untracked(Option::is_some) {
                event.prevent_default();
                stop();
            }
            on:close=move |_| {
                stop();
                subject.set(None);
                shown.set(false);
            }
        >
            <div class="panel-head">
                <h2 id="export-title">"Export the result"</h2>
                <span class="spacer"></span>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| shown.set(false)>
                    <Icon name=IconName::Close/>
                </button>
            </div>
            {move || subject.get().map(|(result, table)| view! { <ExportForm result table kind progress shown/> })}
        </dialog>
    }
}

#[component]
fn ExportForm(
    result: ResultState,
    table: TableSummary,
    kind: RwSignal<Kind>,
    progress: Progress,
    shown: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let mut seen = result.seen.get_untracked();
    let all: Vec<u32> = (0..table.columns.len() as u32).collect();
    if seen.columns.is_empty() {
        seen.columns.clone_from(&all);
    }
    let arranged = (seen.columns != all).then_some(seen.columns.len());
    let rows = Scope::of_rows(&table, result.passing.get_untracked(), &seen);
    let selection = Scope::of_selection(&seen);
    let words = [Some(rows.words.clone()), selection.as_ref().map(|scope| scope.words.clone())];
    let shortfall = shortfall(table.incomplete.as_ref());
    let guess = Ends::of(&table.columns);
    if kind.get_untracked() == Kind::GraphMl && guess.is_none() {
        kind.set(Kind::Csv);
    }
    let ends = RwSignal::new(guess.unwrap_or_default());
    let [selected, whole, ids_as_text] = std::array::from_fn(|_| RwSignal::new(false));
    let has_integers = table.columns.iter().any(|column| column.kind == ColumnKind::Integer);
    let what = if result.title.get_value().is_some() { "groups" } else { "query" };
    let stem = format!("{}-{what}-{}", file_stem(&untrack(|| result.dataset()).unwrap_or_default()), table.table);
    let name = RwSignal::new(stem);

    let heads = StoredValue::new(table.columns);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if progress.written.with_untracked(Option::is_some) {
            return;
        }
        let scope = selection.clone().filter(|_| selected.get_untracked()).unwrap_or_else(|| rows.clone());
        let columns = if whole.get_untracked() && !selected.get_untracked() { all.clone() } else { scope.columns };
        let kind = kind.get_untracked();
        let request = Request::Export {
            table: table.table,
            rows: scope.rows,
            columns,
            format: kind.format(ends.get_untracked()),
            ids_as_text: ids_as_text.get_untracked() && kind.ids_hint().is_some(),
            about: provenance(result, &scope.words, shortfall),
        };
        spawn_local(export(session, request, file_name(&name.get_untracked(), kind.ending()), kind, progress, shown));
    };
    let kinds = Kind::ALL.map(|each| {
        let impossible = each == Kind::GraphMl && guess.is_none();
        let purpose = if impossible {
            "Not of this table: no two of its columns name bodies, types, instances or ROIs."
        } else {
            each.purpose()
        };
        let chosen = move || kind.get() == each;
        choice("export-kind", each.name(), purpose, chosen, impossible, move || kind.set(each))
    });
    let end = move |label: &'static str, chosen: u32, set: fn(&mut Ends, u32)| {
        let options = heads.with_value(|heads| {
            let fit = (0_u32..).zip(heads).filter(|(_, column)| Ends::may_be(column));
            fit.map(|(at, column)| (at, column.name.clone())).collect::<Vec<_>>()
        });
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <select
                    class="input"
                    on:change=move |event| {
                        if let Ok(column) = event_target_value(&event).parse() {
                            ends.update(|ends| set(ends, column));
                        }
                    }
                >
                    {options.into_iter().map(|(at, name)| view! {
                        <option value=at.to_string() selected=at == chosen>{name}</option>
                    }).collect_view()}
                </select>
            </label>
        }
    };
    view! {
        <form class="panel-body" on:submit=save>
            <fieldset class="field">
                <legend class="label">"Rows"</legend>
                {match words {
                    [Some(rows), Some(selection)] => [(rows, false), (selection, true)].map(|(words, of)| {
                        choice("export-rows", words, "", move || selected.get() == of, false, move || selected.set(of))
                    }).collect_view().into_any(),
                    [rows, _] => view! { <p class="export-scope">{rows}</p> }.into_any(),
                }}
                {shortfall.map(|why| view! { <p class="hint caution">{why}</p> })}
                {arranged.map(|shown| {
                    let label = format!("All {} columns as they came, not the {shown} shown", heads.with_value(Vec::len));
                    check(label, "", whole)
                })}
            </fieldset>
            <fieldset class="field">
                <legend class="label">"Format"</legend>
                {kinds.collect_view()}
            </fieldset>
            {move || (kind.get() == Kind::GraphMl).then(|| {
                let at = ends.get_untracked();
                view! {
                    <div class="export-ends">
                        {end("Edges from", at.source, |ends, column| ends.source = column)}
                        {end("Edges to", at.target, |ends, column| ends.target = column)}
                    </div>
                    <p class="hint">
                        {match at.weight {
                            Some(weight) => heads.with_value(|heads| format!("Their weight is {}.", heads[weight as usize].name)),
                            None => "No column is called weight: edges have none.".to_owned(),
                        }}
                        " All other columns are attributes of edges."
                    </p>
                }
            })}
            {move || kind.get().ids_hint().filter(|_| has_integers).map(|hint| check("IDs as text".to_owned(), hint, ids_as_text))}
            <label class="field">
                <span class="label">"File name"</span>
                <span class="export-name">
                    <input
                        class="input"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                    <span class="muted">"." {move || kind.get().ending()}</span>
                </span>
            </label>
            <p class="hint">
                {move || if kind.get().has_metadata() {
                    format!("Goes along: {}.", along(result))
                } else {
                    format!("{} has no place for where the rows come from. JSON, Arrow, Parquet and GraphML say it.", kind.get().name())
                }}
            </p>
            <Outcome progress/>
        </form>
    }
}

/// How far the file is or how it ended, and the buttons.
#[component]
fn Outcome(progress: Progress) -> impl IntoView {
    let working = move || progress.written.with(Option::is_some);
    let far = move || {
        let Written { rows, of, bytes } = progress.written.get()?;
        Some(format!("{} of {} · {}", grouped(u64::from(rows)), count(u64::from(of), "row"), size(bytes)))
    };
    view! {
        {move || progress.failure.get().map(|failure| view! { <FailureNotice failure/> })}
        <div class="button-row">
            <button type="submit" class="button primary" aria-disabled=move || working().to_string()>
                <Icon name=IconName::Download/>
                {if streams() { "Save…" } else { "Download" }}
            </button>
            <Show when=working>
                <button type="button" class="button" on:click=move |_| progress.stop.with_value(Stop::ask)>
                    "Stop"
                </button>
                <progress
                    aria-label="Rows written"
                    max=move || progress.written.get().map(|written| written.of.max(1))
                    prop:value=move || f64::from(progress.written.get().unwrap_or_default().rows)
                ></progress>
            </Show>
            <span class="hint">{far}</span>
            <span class="hint" role="status">
                {move || match (working(), progress.stopped.get()) {
                    (true, _) => "Writing…",
                    (false, true) => "Stopped. Nothing was saved.",
                    (false, false) => "",
                }}
            </span>
        </div>
    }
}

/// One of several.
fn choice(
    group: &'static str,
    name: impl IntoView,
    hint: &'static str,
    chosen: impl Fn() -> bool + Copy + Send + 'static,
    impossible: bool,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="export-choice">
            <input
                type="radio"
                name=group
                disabled=impossible
                autofocus=untrack(chosen)
                prop:checked=chosen
                on:change=move |_| choose()
            />
            <span>{name}</span>
            <span class="hint">{hint}</span>
        </label>
    }
}

/// Something that can be wanted.
fn check(name: String, hint: &'static str, wanted: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="export-choice">
            <input type="checkbox" prop:checked=wanted on:change=move |event| wanted.set(event_target_checked(&event))/>
            <span>{name}</span>
            <span class="hint">{hint}</span>
        </label>
    }
}

/// Asks where the file is to be, writes it, and says how that went.
async fn export(
    session: Session,
    request: Request,
    name: String,
    kind: Kind,
    progress: Progress,
    shown: RwSignal<bool>,
) {
    let stop = Stop::default();
    progress.stop.set_value(stop.clone());
    progress.failure.set(None);
    progress.stopped.set(false);
    // Whoever changes his mind where the file is to be has seen nothing happen.
    let ended = match Sink::choose(name, kind).await {
        Ok(None) => return,
        Ok(Some(sink)) => {
            let name = sink.name.clone();
            let told = move |written| _ = progress.written.try_set(Some(written));
            told(Written::default());
            write(session, request, sink, &stop, told).await.map(|written| written.map(|written| (written, name)))
        }
        Err(why) => Err(not_saved(why)),
    };
    // The page may have been left meanwhile.
    progress.written.try_set(None);
    match ended {
        Ok(Some((Written { rows, .. }, name))) => {
            shown.try_set(false);
            toast::show(format!("{} saved as {name}", count(u64::from(rows), "row")));
        }
        Ok(None) => _ = progress.stopped.try_set(true),
        Err(failure) => _ = progress.failure.try_set(Some(failure)),
    }
}

/// Where a result comes from, for the file. `rows`: which of its rows these are.
fn provenance(result: ResultState, rows: &str, shortfall: Option<&str>) -> Provenance {
    let filters = result.filters.with_untracked(|filters| {
        let name = |column: u32| {
            result.table.with_untracked(|table| {
                let column = table.as_ref().and_then(|table| table.columns.get(column as usize));
                column.map(|column| column.name.clone()).unwrap_or_default()
            })
        };
        filters.iter().map(|filter| in_words(&name(filter.column), &filter.test)).collect::<Vec<_>>()
    });
    let mut rows = rows.to_owned();
    if let Some(title) = result.title.get_value() {
        rows = format!("{rows} of “{title}”, made of the query's answer");
    }
    if !filters.is_empty() {
        rows = format!("{rows}; filtered by: {}", filters.join("; "));
    }
    if let Some(shortfall) = shortfall {
        rows = format!("{rows}. {shortfall}");
    }
    let query = result.cypher.get_value().to_string();
    let when = when(result);
    result.opened.with_untracked(|opened| match opened {
        Some(opened) => {
            let connection = &opened.connection;
            Provenance {
                dataset: connection.dataset.clone(),
                uuid: connection.uuid.clone(),
                server: connection.server.clone(),
                version: connection.version.clone(),
                query,
                when,
                rows,
            }
        }
        None => Provenance { query, when, rows, ..Provenance::default() },
    })
}

/// What files say of where their rows come from.
fn along(result: ResultState) -> String {
    let Provenance { dataset, uuid, server, version, when, .. } = provenance(result, "", None);
    let uuid = if uuid.is_empty() { String::new() } else { format!(", uuid {uuid}") };
    format!("dataset {dataset}{uuid}, server {server} (version {version}), the query, asked {when}, and which rows these are")
}

/// When a result was asked, as ISO 8601.
fn when(result: ResultState) -> String {
    js_sys::Date::new(&JsValue::from_f64(result.asked_at)).to_iso_string().into()
}
