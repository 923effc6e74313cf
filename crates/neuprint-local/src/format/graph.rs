//! The property graph's section: labels, relationships, and one block per property key.

use neuprint_cypher::store::{Column, ColumnData, Presence};
use neuprint_cypher::{Duration, Graph, GraphBuilder, NodeId, Point, RelId, Temporal, TemporalKind, Value};

use super::FormatError;
use super::cursor::{Cursor, Put};

/// The section's name.
pub(crate) const SECTION: &str = "graph";
/// So many nodes may have nothing at all.
const BARE: usize = 1 << 16;
/// Lists and maps inside each other: deeper than any property value, shallower than the stack.
const DEEPEST: u8 = 16;

/// Writes a graph.
pub(crate) fn write(out: &mut impl Put, graph: &Graph) {
    out.unsigned(graph.node_count() as u64);
    out.unsigned(graph.labels().len() as u64);
    for name in graph.labels() {
        let nodes = graph.label(name).map(|label| graph.nodes_with_label(label)).unwrap_or_default();
        out.blob(name.as_bytes());
        out.unsigned(nodes.len() as u64);
        out.ascending(nodes.iter().map(|node| node.0));
    }
    out.unsigned(graph.relationship_types().len() as u64);
    graph.relationship_types().for_each(|name| out.blob(name.as_bytes()));
    let relationships = || (0..graph.relationship_count() as u32).map(RelId);
    out.unsigned(graph.relationship_count() as u64);
    relationships().for_each(|r| out.unsigned(u64::from(graph.type_of(r).0)));
    out.differences(relationships().map(|r| i64::from(graph.start(r).0)));
    out.differences(relationships().map(|r| i64::from(graph.end(r).0)));
    out.unsigned(graph.node_keys().len() as u64);
    for name in graph.node_keys() {
        if let Some(key) = graph.node_key(name) {
            write_column(out, name, graph.node_column(key));
        }
    }
    out.unsigned(graph.relationship_keys().len() as u64);
    for name in graph.relationship_keys() {
        if let Some(key) = graph.relationship_key(name) {
            write_column(out, name, graph.relationship_column(key));
        }
    }
}

/// Reads a graph.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Graph, FormatError> {
    let builder = read_parts(&bytes)?;
    // Sorting everything into its place takes memory: what was read is not held beside it.
    drop(bytes);
    Ok(builder.build())
}

fn read_parts(bytes: &[u8]) -> Result<GraphBuilder, FormatError> {
    let mut cursor = Cursor::new(SECTION, bytes);
    let mut builder = GraphBuilder::new();
    // Adjacency takes memory per node. All but a few bear a label or a property, which is a bit at least.
    let nodes = cursor.count_or(8, BARE)? as u32;
    builder.add_nodes(nodes).map_err(|e| cursor.malformed(e))?;
    for _ in 0..cursor.count(1)? {
        let name = cursor.text()?;
        let count = cursor.count(1)?;
        let nodes = cursor.ascending(count)?.into_iter().map(NodeId).collect();
        builder.add_label(&name, nodes).map_err(|e| cursor.malformed(e))?;
    }
    read_relationships(&mut cursor, &mut builder)?;
    for _ in 0..cursor.count(1)? {
        let (name, column) = read_column(&mut cursor)?;
        builder.add_node_column(&name, column).map_err(|e| cursor.malformed(e))?;
    }
    for _ in 0..cursor.count(1)? {
        let (name, column) = read_column(&mut cursor)?;
        builder.add_relationship_column(&name, column).map_err(|e| cursor.malformed(e))?;
    }
    cursor.end()?;
    Ok(builder)
}

fn read_relationships(cursor: &mut Cursor<'_>, builder: &mut GraphBuilder) -> Result<(), FormatError> {
    let names = cursor.count(1)?;
    let mut ids = Vec::new();
    for _ in 0..names {
        let name = cursor.text()?;
        ids.push(builder.relationship_type(&name).map_err(|e| cursor.malformed(e))?);
    }
    // There are millions of them: no column is held wider than it must be, and the last one is not held at all.
    let count = cursor.count(1)?;
    let mut types = Vec::with_capacity(count);
    for _ in 0..count {
        let at = cursor.small()? as usize;
        types.push(*ids.get(at).ok_or_else(|| cursor.malformed("a relationship has no type"))?);
    }
    let node = |cursor: &mut Cursor<'_>, last: &mut i64| {
        *last = last.wrapping_add(cursor.signed()?);
        u32::try_from(*last).map(NodeId).map_err(|_| cursor.malformed("a relationship ends at no node"))
    };
    let mut starts = Vec::with_capacity(count);
    let mut last = 0;
    for _ in 0..count {
        starts.push(node(cursor, &mut last)?);
    }
    builder.reserve_relationships(count);
    last = 0;
    for (start, rel_type) in starts.into_iter().zip(types) {
        let end = node(cursor, &mut last)?;
        builder.connect(start, rel_type, end).map_err(|e| cursor.malformed(e))?;
    }
    Ok(())
}

fn write_column(out: &mut impl Put, name: &str, column: &Column) {
    out.blob(name.as_bytes());
    match column.presence() {
        Presence::Run { first } => {
            out.raw(&[0]);
            out.unsigned(u64::from(*first));
        }
        Presence::Rows(rows) => {
            out.raw(&[1]);
            out.unsigned(rows.len() as u64);
            out.ascending(rows.iter().copied());
        }
    }
    let data = column.data();
    match data {
        ColumnData::Int(values) => {
            out.raw(&[0]);
            out.unsigned(values.len() as u64);
            out.differences(values.iter().copied());
        }
        ColumnData::Float(values) => {
            out.raw(&[1]);
            out.unsigned(values.len() as u64);
            values.iter().for_each(|value| out.raw(&value.to_le_bytes()));
        }
        ColumnData::Bool(values) => {
            out.raw(&[2]);
            out.unsigned(values.len() as u64);
            values
                .chunks(8)
                .for_each(|bits| out.raw(&[bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit))]));
        }
        ColumnData::Text { words, codes } => {
            out.raw(&[3]);
            out.unsigned(words.len() as u64);
            words.iter().for_each(|word| out.blob(word.as_bytes()));
            out.unsigned(codes.len() as u64);
            codes.iter().for_each(|code| out.unsigned(u64::from(*code)));
        }
        ColumnData::Point(points) => {
            out.raw(&[4]);
            out.unsigned(points.len() as u64);
            // A column of points holds none in a plane.
            for axis in [|p: &Point| p.x, |p: &Point| p.y, |p: &Point| p.z.unwrap_or_default()] {
                write_axis(out, points.iter().map(axis));
            }
        }
        ColumnData::Any(values) => {
            out.raw(&[5]);
            out.unsigned(values.len() as u64);
            values.iter().for_each(|value| write_value(out, value));
        }
    }
}

/// One coordinate of many points: differences if all are whole numbers, as voxels are.
fn write_axis(out: &mut impl Put, values: impl Iterator<Item = f64> + Clone) {
    // A negative zero would come back as zero.
    let whole = |v: f64| v == v.trunc() && v.abs() < 2_f64.powi(53) && !(v == 0.0 && v.is_sign_negative());
    if values.clone().all(whole) {
        out.raw(&[0]);
        out.differences(values.map(|v| v as i64));
    } else {
        out.raw(&[1]);
        values.for_each(|v| out.raw(&v.to_le_bytes()));
    }
}

fn read_axis(cursor: &mut Cursor<'_>, count: usize) -> Result<Vec<f64>, FormatError> {
    match cursor.byte()? {
        0 => Ok(cursor.differences(count)?.into_iter().map(|v| v as f64).collect()),
        1 => cursor.each(count, Cursor::float),
        other => Err(cursor.malformed(format!("coordinates have the unknown coding {other}"))),
    }
}

fn read_column(cursor: &mut Cursor<'_>) -> Result<(std::sync::Arc<str>, Column), FormatError> {
    let name = cursor.text()?;
    let presence = match cursor.byte()? {
        0 => Presence::Run { first: cursor.small()? },
        1 => {
            let count = cursor.count(1)?;
            Presence::Rows(cursor.ascending(count)?)
        }
        other => return Err(cursor.malformed(format!("a column has the unknown presence {other}"))),
    };
    let data = match cursor.byte()? {
        0 => {
            let count = cursor.count(1)?;
            ColumnData::Int(cursor.differences(count)?)
        }
        1 => {
            let count = cursor.count(1)?;
            ColumnData::Float(cursor.each(count, Cursor::float)?)
        }
        2 => {
            let count = cursor.count(8)?;
            let bits = cursor.bytes(count.div_ceil(8))?;
            ColumnData::Bool((0..count).map(|at| bits[at / 8] >> (at % 8) & 1 == 1).collect())
        }
        3 => {
            let words = cursor.count(1)?;
            let words = cursor.each(words, Cursor::text)?;
            let count = cursor.count(1)?;
            ColumnData::Text { words, codes: cursor.each(count, Cursor::small)? }
        }
        4 => {
            let count = cursor.count(1)?;
            let (x, y, z) = (read_axis(cursor, count)?, read_axis(cursor, count)?, read_axis(cursor, count)?);
            ColumnData::Point(x.into_iter().zip(y).zip(z).map(|((x, y), z)| Point::new(x, y, z)).collect())
        }
        5 => {
            let count = cursor.count(1)?;
            ColumnData::Any((0..count).map(|_| read_value(cursor, DEEPEST)).collect::<Result<_, _>>()?)
        }
        other => return Err(cursor.malformed(format!("a column has the unknown kind {other}"))),
    };
    let column = Column::from_parts(presence, data).map_err(|e| cursor.malformed(e))?;
    Ok((name, column))
}

/// A value in a column of mixed kinds. Nodes, relationships, paths and nulls are no property values.
fn write_value(out: &mut impl Put, value: &Value) {
    match value {
        Value::Bool(value) => out.raw(&[1, u8::from(*value)]),
        Value::Int(value) => {
            out.raw(&[2]);
            out.signed(*value);
        }
        Value::Float(value) => {
            out.raw(&[3]);
            out.raw(&value.to_le_bytes());
        }
        Value::Str(text) => {
            out.raw(&[4]);
            out.blob(text.as_bytes());
        }
        Value::List(items) => {
            out.raw(&[5]);
            out.unsigned(items.len() as u64);
            items.iter().for_each(|item| write_value(out, item));
        }
        Value::Map(map) => {
            out.raw(&[6]);
            out.unsigned(map.len() as u64);
            for (name, value) in map.iter() {
                out.blob(name.as_bytes());
                write_value(out, &value);
            }
        }
        Value::Point(p) => {
            out.raw(&[if p.z.is_some() { 7 } else { 10 }]);
            p.coordinates().for_each(|v| out.raw(&v.to_le_bytes()));
        }
        Value::Temporal(v) => {
            let (days, nanoseconds, offset) = v.parts();
            out.raw(&[8]);
            out.raw(&[v.kind() as u8]);
            out.signed(i64::from(days));
            out.signed(nanoseconds);
            out.signed(i64::from(offset));
        }
        Value::Duration(v) => {
            let (months, days, seconds, nanoseconds) = v.parts();
            out.raw(&[9]);
            [months, days, seconds, i64::from(nanoseconds)].into_iter().for_each(|part| out.signed(part));
        }
        Value::Null | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => out.raw(&[0]),
    }
}

fn read_value(cursor: &mut Cursor<'_>, depth: u8) -> Result<Value, FormatError> {
    let deeper = depth.checked_sub(1).ok_or_else(|| cursor.malformed("lists are nested too deeply"))?;
    Ok(match cursor.byte()? {
        0 => Value::Null,
        1 => Value::Bool(cursor.byte()? != 0),
        2 => Value::Int(cursor.signed()?),
        3 => Value::Float(cursor.float()?),
        4 => Value::Str(cursor.text()?),
        5 => {
            let count = cursor.count(1)?;
            Value::List((0..count).map(|_| read_value(cursor, deeper)).collect::<Result<_, _>>()?)
        }
        6 => {
            let count = cursor.count(1)?;
            let entries = (0..count).map(|_| Ok((cursor.text()?, read_value(cursor, deeper)?)));
            Value::Map(std::sync::Arc::new(entries.collect::<Result<_, FormatError>>()?))
        }
        7 => Value::Point(Point::new(cursor.float()?, cursor.float()?, cursor.float()?)),
        10 => Value::Point(Point { x: cursor.float()?, y: cursor.float()?, z: None }),
        8 => {
            let kind = TemporalKind::ALL.get(usize::from(cursor.byte()?)).copied();
            let (days, nanoseconds, offset) = (cursor.signed()?, cursor.signed()?, cursor.signed()?);
            let made = kind.zip(i32::try_from(days).ok()).zip(i32::try_from(offset).ok());
            let made = made.and_then(|((kind, days), offset)| Temporal::new(kind, days, nanoseconds, offset).ok());
            Value::Temporal(made.ok_or_else(|| cursor.malformed("a date or a time is out of its range"))?)
        }
        9 => {
            let (months, days, seconds) = (cursor.signed()?, cursor.signed()?, cursor.signed()?);
            let nanoseconds = u32::try_from(cursor.signed()?).ok();
            let made = nanoseconds.and_then(|nanoseconds| Duration::new(months, days, seconds, nanoseconds));
            Value::Duration(made.ok_or_else(|| cursor.malformed("a duration is out of its range"))?)
        }
        other => return Err(cursor.malformed(format!("a value has the unknown kind {other}"))),
    })
}
