//! Everything the page knows; what is done with it is in [`actions`](super::actions).

use std::sync::Arc;

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use neuprint::BodyId;
use neuprint::analysis::partners::{Connections, RoiWeights};
use neuprint::query::Direction;
use neuprint::question::FieldError;
use neuprint::table::Table;
use neuprint_page::{Session, address};
use neuprint_worker::messages::{Failure, Schema};

use super::form::{Asked, Form};

/// How far the question has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    /// Nothing was asked yet.
    Idle,
    /// An answer is on its way.
    Asking,
    /// It is there.
    Done,
    /// The user stopped it.
    Cancelled,
    /// There is none.
    Failed(Failure),
}

/// What came back.
pub(super) struct Outcome {
    /// How many rows there are; not known before they were counted.
    pub(super) count: Option<u64>,
    /// The first of them.
    pub(super) rows: Table,
    /// How long the query took, in milliseconds.
    pub(super) elapsed_ms: f64,
    /// Bodies that were asked for and are not in the dataset.
    pub(super) missing: Vec<BodyId>,
    /// Whether the rows are paths.
    pub(super) are_paths: bool,
}

/// A set's partners.
pub(super) struct Partners {
    pub(super) connections: Connections,
    pub(super) direction: Direction,
    pub(super) only_traced: bool,
    pub(super) rois: RoiWeights,
    /// Bodies that were asked for and are not in the dataset.
    pub(super) missing: Vec<BodyId>,
}

/// The page's state. Copy it freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct PageState {
    /// The open dataset.
    pub(super) session: Session,
    /// The form that is shown.
    pub(super) form: RwSignal<Form>,
    /// What is filled in, by the fields' names. Forms share fields of the same name.
    pub(super) fields: RwSignal<Vec<(String, String)>>,
    /// What the dataset's queries can name.
    pub(super) schema: RwSignal<Option<Arc<Schema>>>,
    /// What the form asks.
    pub(super) asked: Memo<Result<Option<Asked>, FieldError>>,
    /// The query's text, if the user wrote another one than the form.
    pub(super) edited: RwSignal<Option<String>>,
    /// How far it has come.
    pub(super) phase: RwSignal<Phase>,
    /// The rows that came.
    pub(super) outcome: RwSignal<Option<Arc<Outcome>>>,
    /// The partners that came.
    pub(super) partners: RwSignal<Option<Arc<Partners>>>,
    /// What can be stopped.
    pub(super) running: StoredValue<Option<AbortHandle>, LocalStorage>,
}

impl PageState {
    /// As the address says.
    pub(super) fn new() -> Self {
        let (form, fields) = read_address();
        let (form, fields) = (RwSignal::new(form), RwSignal::new(fields));
        let schema = RwSignal::new(None::<Arc<Schema>>);
        let asked = Memo::new(move |_| {
            let schema = schema.get();
            fields.with(|fields| form.get().ask(|name| value(fields, name), schema.as_deref()))
        });
        Self {
            session: Session::expect(),
            form,
            fields,
            schema,
            asked,
            edited: RwSignal::new(None),
            phase: RwSignal::new(Phase::Idle),
            outcome: RwSignal::new(None),
            partners: RwSignal::new(None),
            running: StoredValue::new_local(None),
        }
    }

    /// What a field holds.
    pub(super) fn field(self, name: &str) -> String {
        self.fields.with(|fields| value(fields, name))
    }

    /// Fills a field in.
    pub(super) fn set_field(self, name: &str, text: &str) {
        self.fields.update(|fields| {
            fields.retain(|(other, _)| other != name);
            if !text.is_empty() {
                fields.push((name.to_owned(), text.to_owned()));
            }
        });
    }

    /// The reason why a field cannot be as it is.
    pub(super) fn refusal(self, name: &str) -> Option<String> {
        self.asked
            .with(|asked| asked.as_ref().err().filter(|error| error.field == name).map(|error| error.reason.clone()))
    }

    /// The text of the query as it is shown; nothing where nothing can be asked.
    pub(super) fn cypher(self) -> String {
        let of_form = || self.asked.with(|asked| Some(asked.as_ref().ok()?.as_ref()?.question.cypher.clone()));
        self.edited.get().or_else(of_form).unwrap_or_default()
    }

    /// The form's parameters in the address.
    pub(super) fn to_address(self) -> Vec<(&'static str, String)> {
        let form = self.form.get();
        let fields = form.fields().iter().map(|name| (*name, self.field(name)));
        [("form", form.name().to_owned())].into_iter().chain(fields).collect()
    }
}

/// The form that the address names, and what it fills in.
pub(super) fn read_address() -> (Form, Vec<(String, String)>) {
    let form = address::parameter("form").and_then(|name| Form::named(&name)).unwrap_or_default();
    let filled = form.fields().iter().filter_map(|name| Some(((*name).to_owned(), address::parameter(name)?)));
    (form, filled.collect())
}

fn value(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()).unwrap_or_default()
}
