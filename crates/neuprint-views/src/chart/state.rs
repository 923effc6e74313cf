//! What a chart's parts share: how it is set, what the worker said of it, how large it is.

use std::sync::Arc;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::Session;
use neuprint_worker::messages::{CellText, Chart, Request, Response};

use super::data::Data;
use super::draw::plot_size;
use super::figure::{Figure, Mark};
use super::settings::{ChartKind, ChartSettings};
use crate::subject::Subject;

/// A chart that came: what was asked for, and what it is.
#[derive(Debug, PartialEq)]
pub(super) struct Came {
    pub(super) settings: ChartSettings,
    pub(super) data: Data,
    pub(super) figure: Arc<Figure>,
}

/// The state of one chart. Copies are the same chart.
#[derive(Clone, Copy)]
pub(super) struct ChartState {
    pub(super) subject: Subject,
    session: Session,
    /// How it is set; `None`: the result has no columns.
    pub(super) settings: RwSignal<Option<ChartSettings>>,
    /// How large its place is, in CSS pixels; `None` before that is known.
    pub(super) size: RwSignal<Option<(u32, u32)>>,
    /// What came last.
    pub(super) came: RwSignal<Option<Arc<Came>>>,
    /// Why nothing came.
    pub(super) failure: RwSignal<Option<String>>,
    /// Whether something is on its way.
    pub(super) asking: RwSignal<bool>,
    running: StoredValue<Option<AbortHandle>>,
}

/// What a chart is asked for with: when it changes, it is asked for again.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    table: u32,
    arranged: u32,
    rows: u32,
    settings: ChartSettings,
    chart: Chart,
    size: (u32, u32),
}

impl ChartState {
    pub(super) fn new(settings: RwSignal<Option<ChartSettings>>) -> Self {
        let state = Self {
            subject: Subject::expect(),
            session: Session::expect(),
            settings,
            size: RwSignal::new(None),
            came: RwSignal::new(None),
            failure: RwSignal::new(None),
            asking: RwSignal::new(false),
            running: StoredValue::new(None),
        };
        let asked = Memo::new(move |_| state.asked());
        Effect::new(move |_| state.ask(asked.get()));
        on_cleanup(move || state.stop());
        state
    }

    /// What is to be asked now; `None` as long as rows come, or where nothing can be drawn.
    fn asked(self) -> Option<Asked> {
        let settings = self.settings.get()?;
        let size = self.size.get()?;
        self.subject.viewed.with(|viewed| {
            let viewed = viewed.as_ref().filter(|viewed| viewed.complete)?;
            let chart = settings.request(plot_size((size.0.into(), size.1.into()), has_legend(&settings)))?;
            let (table, arranged, rows) = (viewed.table.table, viewed.arranged, viewed.rows);
            Some(Asked { table, arranged, rows, settings, chart, size })
        })
    }

    fn stop(self) {
        if let Some(Some(running)) = self.running.try_update_value(Option::take) {
            running.abort();
        }
    }

    fn ask(self, asked: Option<Asked>) {
        self.stop();
        let Some(Asked { table, settings, chart, size, .. }) = asked else {
            self.asking.set(false);
            self.came.set(None);
            return;
        };
        self.asking.set(true);
        let asking = self.session.ask(Request::Chart { table, chart });
        let (answer, handle) = abortable(async move { Data::of(asking.await?) });
        self.running.set_value(Some(handle));
        spawn_local(async move {
            // A newer one is on its way.
            let Ok(answer) = answer.await else { return };
            self.asking.try_set(false);
            match answer {
                Ok(data) => {
                    let size = (size.0.into(), size.1.into());
                    let figure = self
                        .subject
                        .columns
                        .try_with_untracked(|columns| Arc::new(Figure::new(&settings, columns, &data, size)));
                    let Some(figure) = figure else { return };
                    self.failure.try_set(None);
                    self.came.try_set(Some(Arc::new(Came { settings, data, figure })));
                }
                Err(failure) => {
                    self.came.try_set(None);
                    self.failure.try_set(Some(failure.message));
                }
            }
        });
    }

    /// What a mark's row is, in words: asked of the worker. The answer comes through `said`, if that is still wanted then.
    pub(super) fn say_row(self, mark: Mark, said: impl Fn(String) + 'static) {
        /// Columns that are told.
        const TOLD: usize = 6;
        let Some(table) = self.subject.viewed.with_untracked(|viewed| viewed.as_ref().map(|viewed| viewed.table.table))
        else {
            return;
        };
        let asking = self.session.ask(Request::Viewport { table, first: mark.row, count: 1 });
        let names: Option<Vec<String>> = self
            .subject
            .columns
            .try_with_untracked(|columns| columns.iter().take(TOLD).map(|column| column.name.clone()).collect());
        spawn_local(async move {
            // It was only pointed at: where there is no answer, nothing is said.
            let Ok(Response::Viewport(viewport)) = asking.await.map(|answer| answer.response) else { return };
            let cell = |(name, cell): (&String, &CellText)| format!("{name} {}", super::wording::name(cell));
            let cells: Vec<String> = names.iter().flatten().zip(&viewport.cells).map(cell).collect();
            let more =
                if mark.rows > 1 { format!("{}, the first: ", super::wording::rows(mark.rows)) } else { String::new() };
            said(format!("{more}{}", cells.join(" · ")));
        });
    }
}

/// Whether a chart of points has a legend.
fn has_legend(settings: &ChartSettings) -> bool {
    settings.kind == ChartKind::Scatter && settings.colour.is_some()
}
