//! What the page does by itself: it asks when the form rests, and keeps the address in step.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint::analysis::AnalysisError;
use neuprint::analysis::partners::{Connections, roi_weights};
use neuprint::query::{PathOptions, path_rows};
use neuprint::question::PartnerQuestion;
use neuprint::table::{Cell, Table};
use neuprint::{BodyId, Error, Meta};
use neuprint_page::{Answer, Session, address};
use neuprint_worker::messages::{Failure, Request, Response};

use super::form::Asked;
use super::state::{Outcome, PageState, Partners, Phase, read_address};
use crate::asking::{first_number, rows, table};

/// Rows that are shown.
pub(super) const SHOWN: u32 = 50;
/// How long a form rests before it is asked.
const PAUSE: Duration = Duration::from_millis(300);

/// Asks what the address says, then follows every change until the page is left.
pub(super) fn start(state: PageState) {
    state.session.wake();
    Effect::new(move |_| {
        if state.session.opened.get().is_some() {
            untrack(|| learn_schema(state));
        }
    });
    let mut ask_soon = debounce(PAUSE, move |()| {
        // The page may have been left meanwhile.
        if state.phase.try_get_untracked().is_some() {
            ask(state);
        }
    });
    Effect::new(move |_| {
        state.session.opened.track();
        // Read, and not only tracked: what is derived follows nothing before it is read.
        let _ = state.asked.get();
        state.edited.set(None);
        ask_soon(());
    });
    follow_address(state);
    on_cleanup(move || stop(state));
}

/// Stops what is under way.
pub(super) fn cancel(state: PageState) {
    stop(state);
    state.phase.set(Phase::Cancelled);
}

fn stop(state: PageState) {
    if let Some(Some(running)) = state.running.try_update_value(Option::take) {
        running.abort();
    }
}

/// Asks what the form says, or the text that the user wrote in its place.
pub(super) fn ask(state: PageState) {
    stop(state);
    let asked = state.asked.get_untracked().ok().flatten();
    let edited = state.edited.get_untracked();
    if state.session.opened.get_untracked().is_none() || (asked.is_none() && edited.is_none()) {
        state.outcome.set(None);
        state.partners.set(None);
        state.phase.set(Phase::Idle);
        return;
    }
    state.phase.set(Phase::Asking);
    let (handle, registration) = AbortHandle::new_pair();
    state.running.set_value(Some(handle));
    spawn_local(async move {
        let work = async {
            match (edited, asked) {
                (Some(cypher), _) => own_text(state, cypher).await,
                (None, Some(asked)) => of_form(state, asked).await,
                (None, None) => Ok(()),
            }
        };
        // What was stopped has been said already, and the page may be gone.
        if let Ok(result) = Abortable::new(work, registration).await {
            if result.is_err() {
                state.outcome.try_set(None);
                state.partners.try_set(None);
            }
            state.phase.try_set(result.map_or_else(Phase::Failed, |()| Phase::Done));
        }
    });
}

async fn own_text(state: PageState, cypher: String) -> Result<(), Failure> {
    let found = rows(state.session, cypher, Some(SHOWN)).await?;
    state.partners.set(None);
    state.outcome.set(Some(Arc::new(Outcome {
        count: Some(found.total.into()),
        rows: found.table,
        elapsed_ms: found.elapsed_ms,
        missing: Vec::new(),
        are_paths: false,
    })));
    Ok(())
}

async fn of_form(state: PageState, asked: Asked) -> Result<(), Failure> {
    let missing = match asked.existing {
        Some((cypher, bodies)) => missing(&table(state.session, cypher).await?, bodies),
        None => Vec::new(),
    };
    if let Some(question) = asked.partners {
        let partners = partners(state.session, question, missing).await?;
        state.outcome.set(None);
        state.partners.set(Some(Arc::new(partners)));
        return Ok(());
    }
    let most = if asked.are_paths { None } else { Some(SHOWN) };
    let found = rows(state.session, asked.question.preview(SHOWN), most).await?;
    let found_rows = if asked.are_paths {
        path_rows(&found.table, &PathOptions::default()).map_err(|error| failed(&error))?
    } else {
        found.table
    };
    let paths = if asked.are_paths { found.total.saturating_sub(1) } else { found.total };
    let mut outcome = Outcome {
        count: asked.question.count.is_none().then_some(paths.into()),
        rows: found_rows,
        elapsed_ms: found.elapsed_ms,
        missing: missing.clone(),
        are_paths: asked.are_paths,
    };
    state.partners.set(None);
    if let Some(count) = asked.question.count {
        // The rows are shown before they are counted.
        state.outcome.set(Some(Arc::new(Outcome { rows: outcome.rows.clone(), missing, ..outcome })));
        outcome.count = first_number(&table(state.session, count).await?);
    }
    state.outcome.set(Some(Arc::new(outcome)));
    Ok(())
}

async fn partners(session: Session, question: PartnerQuestion, missing: Vec<BodyId>) -> Result<Partners, Failure> {
    let own = table(session, question.own()).await?;
    let totals = table(session, question.totals()).await?;
    let others = table(session, question.partners()).await?;
    let edges = table(session, question.connections()).await?;
    let meta = Meta::of_table(&table(session, Meta::QUERY.to_owned()).await?).map_err(|error| failed(&error))?;
    let analysed = |error: AnalysisError| failed(&Error::from(error));
    let connections = Connections::read(&own, &others, &edges, &totals).map_err(analysed)?;
    let rois = roi_weights(&connections, &meta.primary_rois()).map_err(analysed)?;
    Ok(Partners { connections, direction: question.direction, only_traced: question.only_traced, rois, missing })
}

/// The bodies that an answer does not name.
fn missing(found: &Table, bodies: Vec<BodyId>) -> Vec<BodyId> {
    let found: Vec<i64> = (0..found.rows())
        .filter_map(|row| if let Cell::Int(body) = found.cell(row, 0) { Some(body) } else { None })
        .collect();
    bodies.into_iter().filter(|body| !found.contains(&body.get().cast_signed())).collect()
}

/// What the worker would have said, had it found out.
pub(super) fn failed(error: &Error) -> Failure {
    Failure {
        code: error.code().to_owned(),
        message: error.to_string(),
        position: None,
        tos_url: None,
        datasets: Vec::new(),
    }
}

fn learn_schema(state: PageState) {
    state.schema.set(None);
    spawn_local(async move {
        // Without it nothing is offered, and everything can be asked.
        if let Ok(Answer { response: Response::Schema(schema), .. }) = state.session.ask(Request::Schema).await {
            state.schema.try_set(Some(Arc::new(schema)));
        }
    });
}

/// Writes the form into the address when it rests, and follows links that lead to this page again.
fn follow_address(state: PageState) {
    let write = move || {
        if let Some(Some(opened)) = state.session.opened.try_get_untracked()
            && state.form.try_get_untracked().is_some()
        {
            let parameters = untrack(|| state.to_address());
            let parameters: Vec<(&str, &str)> =
                parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
            address::replace("explore", Some(&opened.target), &parameters);
        }
    };
    let mut write_soon = debounce(PAUSE, move |_: Vec<(&'static str, String)>| write());
    Effect::new(move |_| {
        state.session.opened.track();
        write_soon(state.to_address());
    });
    let search = state.session.search;
    Effect::new(move |before: Option<String>| {
        let now = search.get();
        if before.is_some_and(|before| before != now) {
            untrack(|| match address::parameter("form") {
                Some(_) => {
                    let (form, fields) = read_address();
                    state.form.set(form);
                    state.fields.set(fields);
                }
                None => write(),
            });
        }
        now
    });
}
