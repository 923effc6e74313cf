//! The form: what it says of a result, and what was chosen in it. Its elements are those of `form.html`.

use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, ColumnSummary, Provenance, Request, TableSummary, file_stem};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement};

use super::kind::{self, Ends, may_end, may_weigh};
use super::scope::{Scope, file_name, shortfall};
use super::sink::streams;
use crate::components::grid::in_words;
use crate::state::result::ResultState;

/// What can be exported: a result with a table, as it was when the dialog was opened.
pub(super) struct Subject {
    table: TableSummary,
    rows: Scope,
    selection: Option<Scope>,
    /// Where it comes from; of which rows, only what is true of all of them.
    about: Provenance,
    stem: String,
}

/// What is to become a file.
pub(super) struct Asked {
    pub(super) request: Request,
    pub(super) name: String,
    pub(super) ending: String,
    pub(super) mime: &'static str,
}

impl Subject {
    /// `None` if there is no table.
    pub(super) fn of(result: ResultState) -> Option<Self> {
        let table = result.table.get_untracked()?;
        let mut seen = result.seen.get_untracked();
        if seen.columns.is_empty() {
            seen.columns = all(&table.columns);
        }
        let title = result.title.get_value();
        let name = |column: u32| table.columns.get(column as usize).map_or("", |column| column.name.as_str());
        let filters = result.filters.with_untracked(|filters| {
            filters.iter().map(|filter| in_words(name(filter.column), &filter.test)).collect::<Vec<_>>()
        });
        let mut about = Provenance {
            query: result.cypher.get_value().to_string(),
            when: js_sys::Date::new(&JsValue::from_f64(result.asked_at)).to_iso_string().into(),
            ..Provenance::default()
        };
        if let Some(title) = &title {
            about.rows.push_str(&format!("; of “{title}”, made of the query's answer"));
        }
        if !filters.is_empty() {
            about.rows.push_str(&format!("; filtered by: {}", filters.join("; ")));
        }
        if let Some(why) = shortfall(table.incomplete.as_ref()) {
            about.rows.push_str(&format!("; {why}"));
        }
        if let Some(opened) = result.opened.get_untracked() {
            let connection = &opened.connection;
            about.dataset.clone_from(&connection.dataset);
            about.uuid.clone_from(&connection.uuid);
            about.server.clone_from(&connection.server);
            about.version.clone_from(&connection.version);
        }
        let what = if title.is_some() { "groups" } else { "query" };
        Some(Self {
            stem: format!("{}-{what}-{}", file_stem(&about.dataset), table.table),
            rows: Scope::of_rows(&table, result.passing.get_untracked(), &seen),
            selection: Scope::of_selection(&seen),
            table,
            about,
        })
    }
}

/// Every column.
fn all(columns: &[ColumnSummary]) -> Vec<u32> {
    (0..columns.len() as u32).collect()
}

/// The form on the page.
#[derive(Clone)]
pub(super) struct Form(pub(super) HtmlFormElement);

impl Form {
    /// Says what can be exported of a result. What was chosen before stays so, where it can.
    pub(super) fn begin(&self, subject: &Subject) {
        let Subject { table, rows, selection, about, stem } = subject;
        let columns = &table.columns;
        self.text("#export-shown", &rows.words);
        self.text("#export-selected", selection.as_ref().map_or("", |selection| &selection.words));
        self.text("#export-shortfall", shortfall(table.incomplete.as_ref()).unwrap_or_default());
        let arranged = rows.columns != all(columns);
        let other = format!("All {} columns as they came, not the {} shown", columns.len(), rows.columns.len());
        self.text("#export-all", if arranged { &other } else { "" });
        if selection.is_none() {
            self.check("[value=shown]");
        }
        let ends = Ends::of(columns);
        let graph = match ends {
            Some(_) => "For Cytoscape, Gephi, yEd and networkx.",
            None => "Not of this table: no two of its columns name bodies, types, instances or ROIs.",
        };
        self.text("#export-graph", graph);
        if let Some(input) = self.input("[value=graphml]") {
            input.set_disabled(ends.is_none());
            if ends.is_none() && input.checked() {
                self.check("[value=csv]");
            }
        }
        let Ends { source, target, weight } = ends.unwrap_or_default();
        self.options("source", columns, may_end, Some(source));
        self.options("target", columns, may_end, Some(target));
        self.options("weight", columns, may_weigh, weight);
        // In the form's own language: the style sheet leaves out what it has no use for.
        let _ = self.0.toggle_attribute_with_force(
            "data-integers",
            columns.iter().any(|column| column.kind == ColumnKind::Integer),
        );
        if let Some(name) = self.input("[name=name]") {
            name.set_value(stem);
        }
        let Provenance { dataset, uuid, server, version, when, .. } = about;
        let uuid = if uuid.is_empty() { String::new() } else { format!(", uuid {uuid}") };
        self.text(
            "#export-along",
            &format!("Goes along: dataset {dataset}{uuid}, server {server} (version {version}), the query, asked {when}, and which rows these are."),
        );
        self.text("#export-save", if streams() { "Save…" } else { "Download" });
        self.say("");
        self.tell(None, "");
    }

    /// What was chosen.
    pub(super) fn asked(&self, subject: &Subject) -> Asked {
        let data = FormData::new_with_form(&self.0).ok();
        let value = |name: &str| data.as_ref().and_then(|data| data.get(name).as_string());
        let number = |name: &str| value(name).and_then(|value| value.parse().ok());
        let ending = value("kind").unwrap_or_default();
        let ends = Ends {
            source: number("source").unwrap_or_default(),
            target: number("target").unwrap_or_default(),
            weight: number("weight"),
        };
        let (format, mime) = kind::format(&ending, ends);
        let selection = subject.selection.as_ref().filter(|_| value("rows").as_deref() == Some("selected"));
        let scope = selection.unwrap_or(&subject.rows);
        let columns = match (selection, value("all")) {
            (None, Some(_)) => all(&subject.table.columns),
            _ => scope.columns.clone(),
        };
        let mut about = subject.about.clone();
        about.rows.insert_str(0, &scope.words);
        Asked {
            request: Request::Export {
                table: subject.table.table,
                rows: scope.rows,
                columns,
                format,
                ids_as_text: value("ids").is_some(),
                about,
            },
            name: file_name(&value("name").unwrap_or_default(), &ending),
            ending,
            mime,
        }
    }

    /// What screen readers announce.
    pub(super) fn say(&self, status: &str) {
        self.text("#export-status", status);
    }

    /// How far a file is, of how many rows; `None`: none is written.
    pub(super) fn tell(&self, rows: Option<(u32, u32)>, far: &str) {
        let _ = self.0.toggle_attribute_with_force("data-writing", rows.is_some());
        if let Some(save) = self.find("#export-save") {
            // Not disabled: that would lose the focus.
            let _ = save.set_attribute("aria-disabled", if rows.is_some() { "true" } else { "false" });
        }
        if let (Some((rows, of)), Some(progress)) = (rows, self.find("progress")) {
            let _ = progress.set_attribute("value", &rows.to_string());
            let _ = progress.set_attribute("max", &of.max(1).to_string());
        }
        self.text("#export-far", far);
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok().flatten()
    }

    fn input(&self, selector: &str) -> Option<HtmlInputElement> {
        self.find(selector)?.dyn_into().ok()
    }

    fn text(&self, selector: &str, text: &str) {
        if let Some(element) = self.find(selector) {
            element.set_text_content(Some(text));
        }
    }

    fn check(&self, selector: &str) {
        if let Some(input) = self.input(selector) {
            input.set_checked(true);
        }
    }

    /// Offers columns that fit; where there need be none, none, too.
    fn options(&self, name: &str, columns: &[ColumnSummary], fits: fn(&ColumnSummary) -> bool, chosen: Option<u32>) {
        let Some(select) = self.find(&format!("[name={name}]")) else { return };
        select.set_text_content(None);
        let none = (name == "weight").then_some((String::new(), "none"));
        let fit = (0_u32..).zip(columns).filter(|(_, column)| fits(column));
        let chosen = chosen.map(|at| at.to_string()).unwrap_or_default();
        for (value, name) in none.into_iter().chain(fit.map(|(at, column)| (at.to_string(), column.name.as_str()))) {
            let Ok(option) = document().create_element("option") else { return };
            option.set_text_content(Some(name));
            let _ = option.set_attribute("value", &value);
            let _ = option.toggle_attribute_with_force("selected", value == chosen);
            let _ = select.append_child(&option);
        }
    }
}
