//! What the GPU holds of the scene.

use std::collections::HashMap;

use super::Shot;
use crate::coloring::Coloring;
use crate::gl::{Geometry, Gl, Texture};
use crate::levels;
use crate::scene::{Scene, Skeleton, ValuesOf};

/// Uploaded skeletons, points and meshes with the revisions that they are of.
#[derive(Default)]
pub(crate) struct Resident {
    skeletons: HashMap<String, ResidentSkeleton>,
    points: HashMap<String, (u64, Texture)>,
    meshes: HashMap<String, (u64, Geometry)>,
    palette: Option<(Coloring, Texture)>,
    /// All edges that there are to draw, and those of a frame of a movement.
    edges: usize,
    moving_edges: usize,
    /// What is left out while moving.
    moving: Option<i32>,
    /// The values that the palette spans.
    range: (f32, f32),
}

/// What the GPU holds of a skeleton.
pub(crate) struct ResidentSkeleton {
    nodes: (u64, Texture),
    /// The edges at rest; of all, or of a level of detail.
    edges: (Level, Texture),
    /// Those while moving, if they are others.
    moving: Option<(Level, Texture)>,
    /// A byte per node, if there are values for the coloring.
    values: Option<(ValuesOf, Option<Texture>)>,
}

/// Of which revision edges are, and which power of two was tolerated.
type Level = (u64, Option<i32>);

/// How far bringing up to date has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Upload {
    /// All there is has been sent.
    Done,
    /// The time was up.
    Unfinished,
}

impl Resident {
    /// Uploads what changed for a picture at rest and frees what is gone, until the time is up.
    pub(crate) fn update(
        &mut self,
        gl: &Gl,
        scene: &Scene,
        shot: &Shot,
        time_is_up: &dyn Fn() -> bool,
    ) -> Result<Upload, String> {
        self.forget(gl, scene);
        self.update_palette(gl, scene.coloring())?;
        self.update_points_and_meshes(gl, scene)?;
        self.edges = levels::edge_count(scene);
        self.moving = levels::while_moving(scene, self.edges);
        let mut unfinished = false;
        for (key, skeleton) in scene.skeletons().filter(|(_, skeleton)| skeleton.visible) {
            if self.update_skeleton(gl, key, skeleton, scene.coloring(), shot)? && time_is_up() {
                unfinished = true;
                break;
            }
        }
        self.range = if scene.coloring().is_nominal() { (0.0, 255.0) } else { scene.range() };
        let visible = scene.skeletons().filter(|(_, skeleton)| skeleton.visible);
        let moving = visible.filter_map(|(key, _)| self.skeletons.get(key)).map(|held| held.edges(true).count());
        self.moving_edges = moving.sum();
        // Only now may all details be known.
        if !unfinished && self.moving != levels::while_moving(scene, self.edges) {
            unfinished = true;
        }
        Ok(if unfinished { Upload::Unfinished } else { Upload::Done })
    }

    /// Uploads what changed of one skeleton; whether anything had to be done.
    fn update_skeleton(
        &mut self,
        gl: &Gl,
        key: &str,
        skeleton: &Skeleton,
        coloring: Coloring,
        shot: &Shot,
    ) -> Result<bool, String> {
        let (nodes_revision, edges_revision) = skeleton.revisions();
        let mut worked = false;
        if levels::are_needed(self.edges) && skeleton.known_detail().is_none() {
            skeleton.detail();
            worked = true;
        }
        let power = levels::at_rest(skeleton, self.edges, &shot.camera, &shot.viewport);
        let edges = |power: Option<i32>| match power {
            None => gl.texture_of_pairs(skeleton.pairs()),
            Some(power) => gl.texture_of_pairs(&skeleton.detail().pairs(skeleton.pairs(), 2.0_f32.powi(power))),
        };
        let level = (edges_revision, power);
        let resident = match self.skeletons.get_mut(key) {
            Some(resident) if resident.nodes.0 == nodes_revision => resident,
            _ => {
                worked = true;
                let nodes = (nodes_revision, gl.texture_of_fours(skeleton.nodes())?);
                let fresh = ResidentSkeleton { nodes, edges: (level, edges(power)?), moving: None, values: None };
                if let Some(before) = self.skeletons.remove(key) {
                    before.delete(gl);
                }
                self.skeletons.entry(key.to_owned()).or_insert(fresh)
            }
        };
        if resident.edges.0 != level {
            worked = true;
            let fresh = (level, edges(power)?);
            gl.delete_texture(std::mem::replace(&mut resident.edges, fresh).1);
        }
        // A level that is coarse enough for the picture at rest may be for the moving one, too.
        let moving = self.moving.filter(|moving| power.is_none_or(|power| power < *moving));
        let moving = moving.map(|moving| (edges_revision, Some(moving)));
        if resident.moving.as_ref().map(|(level, _)| *level) != moving {
            worked = true;
            let fresh = moving.map(|level| Ok::<_, String>((level, edges(level.1)?))).transpose()?;
            std::mem::replace(&mut resident.moving, fresh)
                .into_iter()
                .for_each(|(_, before)| gl.delete_texture(before));
        }
        let of = skeleton.values_of(coloring);
        if coloring != Coloring::Neuron && resident.values.as_ref().is_none_or(|(known, _)| *known != of) {
            worked = true;
            let fresh = skeleton.values(coloring).map(|values| gl.texture_of_bytes(&values.bytes)).transpose()?;
            let before = resident.values.replace((of, fresh));
            before.and_then(|(_, before)| before).into_iter().for_each(|before| gl.delete_texture(before));
        }
        if coloring == Coloring::Neuron {
            let before = resident.values.take();
            before.and_then(|(_, before)| before).into_iter().for_each(|before| gl.delete_texture(before));
        }
        Ok(worked)
    }

    fn update_points_and_meshes(&mut self, gl: &Gl, scene: &Scene) -> Result<(), String> {
        for (key, points) in scene.points() {
            if self.points.get(key).is_none_or(|(revision, _)| *revision != points.revision()) {
                let fresh = (points.revision(), gl.texture_of_fours(points.places())?);
                let before = self.points.insert(key.to_owned(), fresh);
                before.into_iter().for_each(|(_, before)| gl.delete_texture(before));
            }
        }
        for (key, mesh) in scene.meshes() {
            if self.meshes.get(key).is_none_or(|(revision, _)| *revision != mesh.revision()) {
                let fresh = (mesh.revision(), gl.geometry(mesh.vertices(), mesh.faces())?);
                let before = self.meshes.insert(key.to_owned(), fresh);
                before.into_iter().for_each(|(_, before)| gl.delete_geometry(before));
            }
        }
        Ok(())
    }

    fn update_palette(&mut self, gl: &Gl, coloring: Coloring) -> Result<(), String> {
        if self.palette.as_ref().is_none_or(|(known, _)| *known != coloring) {
            let fresh = (coloring, gl.texture_of_colors(&coloring.palette())?);
            self.palette.replace(fresh).into_iter().for_each(|(_, before)| gl.delete_texture(before));
        }
        Ok(())
    }

    /// A skeleton.
    pub(crate) fn skeleton(&self, key: &str) -> Option<&ResidentSkeleton> {
        self.skeletons.get(key)
    }

    /// A set of points.
    pub(crate) fn points(&self, key: &str) -> Option<&Texture> {
        self.points.get(key).map(|(_, texture)| texture)
    }

    /// A mesh.
    pub(crate) fn mesh(&self, key: &str) -> Option<&Geometry> {
        self.meshes.get(key).map(|(_, geometry)| geometry)
    }

    /// The colours that values stand for.
    pub(crate) fn palette(&self) -> Option<&Texture> {
        self.palette.as_ref().map(|(_, texture)| texture)
    }

    /// The edges of a frame of a movement.
    pub(crate) fn moving_edges(&self) -> usize {
        self.moving_edges
    }

    /// Factor and summand that turn a skeleton's bytes into entries of the palette.
    pub(crate) fn on_palette(&self, skeleton: &Skeleton, scene: &Scene) -> Option<[f32; 2]> {
        skeleton.values(scene.coloring()).map(|values| values.on_palette(self.range))
    }

    fn forget(&mut self, gl: &Gl, scene: &Scene) {
        for (_, gone) in self.skeletons.extract_if(|key, _| scene.skeleton(key).is_none()) {
            gone.delete(gl);
        }
        for (_, (_, gone)) in self.points.extract_if(|key, _| !scene.has_points(key)) {
            gl.delete_texture(gone);
        }
        for (_, (_, gone)) in self.meshes.extract_if(|key, _| !scene.has_mesh(key)) {
            gl.delete_geometry(gone);
        }
    }
}

impl ResidentSkeleton {
    /// Nodes: x, y, z, radius.
    pub(crate) fn nodes(&self) -> &Texture {
        &self.nodes.1
    }

    /// Edges at rest, or while moving.
    pub(crate) fn edges(&self, moving: bool) -> &Texture {
        match &self.moving {
            Some((_, edges)) if moving => edges,
            _ => &self.edges.1,
        }
    }

    /// A byte per node, if they are those of this coloring.
    pub(crate) fn values(&self, of: ValuesOf) -> Option<&Texture> {
        self.values.as_ref().filter(|(known, _)| *known == of).and_then(|(_, texture)| texture.as_ref())
    }

    fn delete(self, gl: &Gl) {
        let Self { nodes, edges, moving, values } = self;
        [Some(nodes.1), Some(edges.1), moving.map(|it| it.1), values.and_then(|it| it.1)]
            .into_iter()
            .flatten()
            .for_each(|texture| gl.delete_texture(texture));
    }
}
