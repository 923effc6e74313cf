//! The nearest node of every synapse, by kiddo's k-d tree: one of the programs that the skeletons are compared with.
//!
//! ```text
//! > {"task":"attach","files":["neuron.swc"],"points":"synapses.f32","repeat":3,"check":true}
//! < {"check":2791236.5,"ms":27.4}
//! ```
//!
//! Answers lines of JSON on its standard input, each with the CPU time of building the tree over all nodes and asking it
//! for all points. Nothing is attached: it is a floor.

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, Write};

use cpu_time::ProcessTime;
use kiddo::SquaredEuclidean;
use kiddo::immutable::float::kdtree::ImmutableKdTree;
use serde_json::{Value, json};

type Point = [f32; 3];

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let answer = answer(&request).unwrap_or_else(|error| json!({ "error": error.to_string() }));
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(request: &Value) -> Result<Value, Box<dyn Error>> {
    if request["task"] != "attach" {
        return Ok(json!({ "missing": "this is about the nearest nodes alone" }));
    }
    let nodes = nodes(request["files"][0].as_str().ok_or("no file")?)?;
    let points = points(request["points"].as_str().ok_or("no points")?)?;
    let repeat = request["repeat"].as_u64().unwrap_or(1).max(1);
    let start = ProcessTime::now();
    for _ in 0..repeat {
        black_box(nearest(black_box(&nodes), black_box(&points)));
    }
    let ms = start.elapsed().as_secs_f64() * 1e3 / repeat as f64;
    let distances = nearest(&nodes, &points).into_iter().map(|(_, squared)| f64::from(squared).sqrt());
    Ok(json!({ "ms": ms, "check": distances.sum::<f64>() }))
}

/// Each point's nearest node, and the square of their distance.
fn nearest(nodes: &[Point], points: &[Point]) -> Vec<(u64, f32)> {
    let tree = ImmutableKdTree::<f32, u64, 3, 32>::new_from_slice(nodes);
    let ask = |point| {
        let found = tree.nearest_one::<SquaredEuclidean>(point);
        (found.item, found.distance)
    };
    points.iter().map(ask).collect()
}

/// The coordinates of an SWC file.
fn nodes(path: &str) -> Result<Vec<Point>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let place = |line: &str| {
        let mut cells = line.split_ascii_whitespace().skip(2);
        let mut next = || cells.next().ok_or("too few columns")?.parse::<f32>().map_err(|_| "not a number");
        Ok([next()?, next()?, next()?])
    };
    Ok(lines.map(place).collect::<Result<_, &str>>()?)
}

/// x, y, z of each point as little-endian float32.
fn points(path: &str) -> Result<Vec<Point>, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let (values, _) = bytes.as_chunks::<4>();
    let values: Vec<f32> = values.iter().map(|four| f32::from_le_bytes(*four)).collect();
    let (points, _) = values.as_chunks::<3>();
    Ok(points.to_vec())
}
