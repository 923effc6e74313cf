//! The procedures that scenarios bring along: a signature, and a table of arguments and results.

use neuprint_cypher::{Kind, Procedure, Value};

use crate::gherkin::Step;
use crate::values;

/// `there exists a procedure test.my.proc(in :: INTEGER?) :: (out :: STRING?):`
pub(crate) fn procedure(step: &Step) -> Procedure {
    let text = step.text.strip_prefix("there exists a procedure ").expect("a procedure");
    let (name, rest) = text.split_once('(').expect("its arguments");
    let (takes, rest) = rest.split_once(')').expect("the end of its arguments");
    let yields = rest.split_once('(').and_then(|rest| rest.1.split_once(')')).expect("its results").0;
    let (takes, yields) = (fields(takes), fields(yields));
    let count = takes.len();
    let cells = step.table.iter().skip(1);
    let rows: Vec<Vec<Value>> = cells.map(|row| row.iter().map(|cell| value(cell)).collect()).collect();
    Procedure::new(name, takes, yields, move |_, arguments| {
        let fits = |row: &&Vec<Value>| row[..count].iter().zip(arguments).all(|(a, b)| same(a, b));
        Ok(rows.iter().filter(fits).map(|row| row[count..].to_vec()).collect())
    })
}

fn value(cell: &str) -> Value {
    values::read(cell).ok().and_then(|seen| seen.value()).expect("a value in a procedure's table")
}

/// Nulls are the same here, and an integer is the float of its size.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => *a as f64 == *b,
        (a, b) => a == b,
    }
}

/// `name :: STRING?, id :: INTEGER?`
fn fields(text: &str) -> Vec<(&str, Kind)> {
    let fields = text.split(',').filter(|field| !field.trim().is_empty());
    fields
        .map(|field| {
            let (name, kind) = field.split_once("::").expect("a field's kind");
            let kind = match kind.trim().trim_end_matches('?') {
                "INTEGER" => Kind::Integer,
                "FLOAT" => Kind::Float,
                "NUMBER" => Kind::Number,
                "STRING" => Kind::String,
                other => panic!("what kind is {other}?"),
            };
            (name.trim(), kind)
        })
        .collect()
}
