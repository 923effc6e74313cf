//! Refuses arrays that the GPU would read out of bounds or draw as garbage.

use std::error::Error;
use std::fmt;

use neuprint_skeleton::NO_PARENT;

use super::points::KINDS;
use crate::edges::BRIDGE;

/// Why a skeleton or mesh was refused; the message names it and the first offending place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneError(String);

impl fmt::Display for SceneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for SceneError {}

fn refuse<T>(message: String) -> Result<T, SceneError> {
    Err(SceneError(message))
}

pub(super) fn nodes(key: &str, nodes: &[f32]) -> Result<(), SceneError> {
    if !nodes.len().is_multiple_of(4) {
        return refuse(format!("skeleton {key}: {} numbers are not four (x, y, z, radius) per node", nodes.len()));
    }
    if nodes.len() / 4 >= BRIDGE as usize {
        return refuse(format!("skeleton {key}: {} nodes are more than can be drawn", nodes.len() / 4));
    }
    if let Some(at) = nodes.iter().position(|value| !value.is_finite()) {
        return refuse(format!("skeleton {key}: node {} has a coordinate or radius that is not finite", at / 4));
    }
    Ok(())
}

pub(super) fn edges(key: &str, count: usize, parents: &[u32], bridges: &[u32]) -> Result<(), SceneError> {
    if parents.len() != count {
        return refuse(format!("skeleton {key}: {} parents for {count} nodes", parents.len()));
    }
    let outside = |index: u32| index as usize >= count;
    if let Some(node) = parents.iter().position(|&parent| parent != NO_PARENT && outside(parent)) {
        return refuse(format!(
            "skeleton {key}: node {node} has parent {}, but there are {count} nodes",
            parents[node]
        ));
    }
    if let Some(node) = bridges.iter().find(|&&node| outside(node) || parents[node as usize] == NO_PARENT) {
        return refuse(format!("skeleton {key}: bridge at node {node}, which has no edge"));
    }
    Ok(())
}

pub(super) fn points(key: &str, places: &[f32], kinds: &[u8], confidences: &[f32]) -> Result<(), SceneError> {
    if places.len() != kinds.len() * 3 {
        return refuse(format!("points {key}: {} coordinates for {} points", places.len(), kinds.len()));
    }
    if !confidences.is_empty() && confidences.len() != kinds.len() {
        return refuse(format!("points {key}: {} confidences for {} points", confidences.len(), kinds.len()));
    }
    if let Some(at) = places.iter().position(|value| !value.is_finite()) {
        return refuse(format!("points {key}: point {} has a coordinate that is not finite", at / 3));
    }
    if let Some(at) = confidences.iter().position(|value| !value.is_finite()) {
        return refuse(format!("points {key}: point {at} has a confidence that is not finite"));
    }
    if let Some(at) = kinds.iter().position(|&kind| usize::from(kind) >= KINDS) {
        return refuse(format!(
            "points {key}: point {at} is of kind {}; there are kinds 0 to {}",
            kinds[at],
            KINDS - 1
        ));
    }
    Ok(())
}

pub(super) fn values(key: &str, values: &[f32], count: usize) -> Result<(), SceneError> {
    if ![0, 1, count].contains(&values.len()) {
        return refuse(format!(
            "skeleton {key}: {} values for {count} nodes; one for all is allowed, too",
            values.len()
        ));
    }
    if let Some(at) = values.iter().position(|value| !value.is_finite()) {
        return refuse(format!("skeleton {key}: value {at} is not finite"));
    }
    Ok(())
}

pub(super) fn mesh(key: &str, vertices: &[f32], faces: &[u32]) -> Result<(), SceneError> {
    if !vertices.len().is_multiple_of(3) || !faces.len().is_multiple_of(3) {
        let (vertices, faces) = (vertices.len(), faces.len());
        return refuse(format!("mesh {key}: {vertices} coordinates and {faces} face indices are not all in threes"));
    }
    if let Some(at) = vertices.iter().position(|value| !value.is_finite()) {
        return refuse(format!("mesh {key}: vertex {} has a coordinate that is not finite", at / 3));
    }
    let count = vertices.len() / 3;
    if let Some(at) = faces.iter().position(|&vertex| vertex as usize >= count) {
        return refuse(format!("mesh {key}: face {} names vertex {}, but there are {count}", at / 3, faces[at]));
    }
    Ok(())
}
