//! The table of neurons: `traced-neurons`, or `body-annotations` with everything that is known of a body.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use neuprint_cypher::Value;
use neuprint_cypher::store::Columns;

use super::ImportError;
use super::cell::{Kind, positive, put_cell};
use super::progress::Progress;
use super::report::Report;
use super::sources::file_name;
use super::table::{Column, Format, Table, place};

/// Whole numbers that pandas makes floats when one is missing.
const WHOLE: [&str; 10] = [
    "group",
    "hemibrainBodyId",
    "hemibrainBodyid",
    "mitoSegment",
    "size",
    "pre",
    "post",
    "upstream",
    "downstream",
    "synweight",
];

/// All neurons, in the order of the table.
#[derive(Debug)]
pub(super) struct Neurons {
    pub(super) bodies: Vec<i64>,
    by_body: HashMap<i64, u32>,
    /// What the table says of them, by place. What a row leaves empty is absent.
    pub(super) columns: Columns,
    /// Whether the table is of traced neurons only.
    pub(super) traced: bool,
    /// The table's name, without what tells its format.
    pub(super) table: String,
}

impl Neurons {
    /// The place of a body's neuron.
    pub(super) fn find(&self, body: i64) -> Result<u32, String> {
        self.by_body.get(&body).copied().ok_or_else(|| format!("the body {body} is not in {}", self.table))
    }
}

/// Reads the table.
pub(super) fn read(path: &Path, progress: &Rc<Progress>, report: &mut Report) -> Result<Neurons, ImportError> {
    let file = file_name(path);
    let malformed = |reason: String| ImportError::Malformed { path: path.to_owned(), reason };
    let table = Table::open(path, file.clone(), progress, report)?;
    let body = place(path, table.columns(), &["bodyId", "body"])?;
    let chosen = properties(path, &file, table.columns(), body, report)?;
    let mut neurons = Neurons {
        bodies: Vec::new(),
        by_body: HashMap::new(),
        columns: Columns::default(),
        traced: file.starts_with("traced-"),
        table: Format::stem(&file).to_owned(),
    };
    let body_key = neurons.columns.key("bodyId").map_err(ImportError::TooMany)?;
    let (mut wanted, mut keys) = (vec![body], Vec::new());
    for (at, name, kind) in chosen {
        wanted.push(at);
        keys.push((neurons.columns.key(&name).map_err(ImportError::TooMany)?, name, kind));
    }
    let rows = table.rows(&wanted, progress, report, |fields, line, report| {
        let body = positive(fields.get(0), "the body id")?;
        if neurons.by_body.contains_key(&body) {
            return Err(format!("the body {body} was there before"));
        }
        let row = u32::try_from(neurons.bodies.len()).map_err(|_| "there are more neurons than ids".to_owned())?;
        neurons.by_body.insert(body, row);
        neurons.bodies.push(body);
        neurons.columns.put(body_key, row, Value::Int(body));
        for (at, (key, name, kind)) in keys.iter().enumerate() {
            put_cell(&mut neurons.columns, *key, row, kind, fields.get(at + 1)).unwrap_or_else(|reason| {
                report.wrong(&file, line.into(), &format!("{name}: {reason}; the value is left out"));
            });
        }
        Ok(())
    })?;
    report.read(format!("{file}: {rows} rows"));
    if neurons.bodies.is_empty() {
        return Err(malformed(format!("there is no usable row; {} are wrong", report.wrong_in(&file))));
    }
    Ok(neurons)
}

/// Which columns are properties: where, named how, of which kind.
fn properties(
    path: &Path,
    file: &str,
    columns: &[Column],
    body: usize,
    report: &mut Report,
) -> Result<Vec<(usize, String, Kind)>, ImportError> {
    let others = columns.iter().enumerate().filter(|(at, _)| *at != body);
    if file.starts_with("body-annotations") && columns.iter().all(|column| column.kind.is_some()) {
        let named = |(at, column): (usize, &Column)| {
            Some((at, column.name.clone(), annotation(&column.name, column.kind.clone()?)))
        };
        return Ok(others.filter_map(named).collect());
    }
    let chosen =
        ["type", "instance"].map(|name| place(path, columns, &[name]).map(|at| (at, name.to_owned(), Kind::Text)));
    let chosen = chosen.into_iter().collect::<Result<Vec<_>, _>>()?;
    for (_, other) in others.filter(|(at, _)| chosen.iter().all(|(place, _, _)| place != at)) {
        report.left_out(format!("the column {} of {}", other.name, Format::stem(file)));
    }
    Ok(chosen)
}

/// The kind that neuPrint's loader gives to an annotation, where it is another one than the file's.
fn annotation(name: &str, kind: Kind) -> Kind {
    let lower = name.to_ascii_lowercase();
    if (lower.contains("location") || lower.contains("position")) && !lower.ends_with("type") {
        Kind::Point
    } else if WHOLE.contains(&name) {
        Kind::Integer
    } else {
        kind
    }
}
