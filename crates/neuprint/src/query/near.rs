//! Bodies near a place, found by their synapses and somata.

use std::collections::HashMap;

use neuprint_table::{Cell, Column, Table, sort_by};

use super::growing_table::fraction;
use super::rows;
use crate::client::Client;
use crate::criteria::{CriteriaError, SynapseCriteria};
use crate::cypher::float;
use crate::error::Error;
use crate::length_unit::LengthUnit;
use crate::transport::Transport;

/// A place to look around, or in. Positions and lengths are in the unit of the [`NearOptions`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// Around a point.
    Point {
        /// x, y, z.
        at: [f64; 3],
        /// How far around. Without it, farther and farther until there are enough bodies.
        radius: Option<f64>,
    },
    /// In a box. Distances are from its centre.
    Box {
        /// The corner with the smallest x, y, z.
        min: [f64; 3],
        /// The opposite corner.
        max: [f64; 3],
    },
}

/// How to look for bodies near a place.
#[derive(Debug, Clone, PartialEq)]
pub struct NearOptions {
    /// Of positions, lengths and the distances of the answer.
    pub unit: LengthUnit,
    /// Which synapses count.
    pub synapses: SynapseCriteria,
    /// How many bodies are enough, the nearest first.
    pub limit: usize,
}

impl Default for NearOptions {
    /// Voxels, the dataset's good synapses, a hundred bodies.
    fn default() -> Self {
        Self { unit: LengthUnit::Voxel, synapses: SynapseCriteria::default(), limit: 100 }
    }
}

/// Without a radius the first one is this many voxels; it is doubled at most so often.
const FIRST_RADIUS: f64 = 50.0;
const DOUBLINGS: usize = 7;

/// No dataset has positions beyond this; it keeps numbers short and exact.
const FARTHEST: f64 = 1e12;

/// Where to look, in voxels, and how distances are measured.
struct Region {
    centre: [f64; 3],
    /// No place is farther from the centre, in voxels: the database has an index for this.
    reach: f64,
    /// The unit per voxel.
    scale: [f64; 3],
    /// What else must hold at a position of that name, with the distance as `distance`.
    limits: Limits,
}

enum Limits {
    Distance(f64),
    Corners([f64; 3], [f64; 3]),
}

impl<T: Transport> Client<T> {
    /// The bodies that have a synapse or their soma there, the nearest first: `bodyId`, `type`, `instance`, `status`,
    /// `distance` (the smaller of the two), `synapses` (how many are there), `synapseDistance` (to the nearest of them),
    /// `somaDistance`. Distances are straight, to the point or the box's centre.
    ///
    /// **A body that passes through the place without a synapse or its soma there is missed**: the database knows no
    /// shapes. A soma is looked for among neurons only.
    ///
    /// # Errors
    /// [`Error::Criteria`] for positions and lengths that are none, for an unknown ROI, for voxels as the unit where they
    /// are no cubes, and for another unit where the dataset does not say how large a voxel is; whatever the server refuses.
    pub async fn bodies_near(&self, place: Place, options: &NearOptions) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let scale = options.unit.per_voxel(&meta)?;
        options.synapses.shown_rois(&meta)?;
        let conditions = options.synapses.conditions("s", &meta);
        let (place, mut doublings) = match place {
            Place::Point { at, radius: None } => {
                let smallest = scale.iter().copied().fold(f64::INFINITY, f64::min);
                (Place::Point { at, radius: Some(FIRST_RADIUS * smallest) }, DOUBLINGS)
            }
            place => (place, 0),
        };
        let mut region = place.region(scale)?;
        loop {
            let synapses = self.query(&region.synapses(&conditions)).await?;
            let somata = self.query(&region.somata()).await?;
            let found = merged(&synapses, &somata)?;
            if doublings == 0 || found.len() >= options.limit {
                return table(found, options.limit);
            }
            doublings -= 1;
            region.grow();
        }
    }
}

/// Bodies near a place as one query: a row for each body with synapses there, then one for each
/// neuron with its soma there: `bodyId`, `type`, `instance`, `status`, `distance`, `synapses`, `found` (`synapses`, `soma`).
/// All synapses count, however uncertain. A body that passes through without either is missed, as by
/// [`Client::bodies_near`]. `per_voxel` says how long the edges of a voxel are in the unit of the place and of the distances:
/// `[1.0; 3]` for voxels of a cube's shape, as the unit of everything; nanometres where they have another one.
///
/// # Errors
/// Positions and lengths that are none; a point without a radius.
pub fn near_cypher(place: Place, per_voxel: [f64; 3]) -> Result<String, CriteriaError> {
    if matches!(place, Place::Point { radius: None, .. }) {
        return Err(CriteriaError::field("radius", "`radius` is needed: how far around the point to look".into()));
    }
    let region = place.region(per_voxel)?;
    let of = |found: &str| {
        format!("n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, {found}")
    };
    Ok(format!(
        "{}{BODIES_OF_SYNAPSES}RETURN {}\nORDER BY distance\nUNION ALL\n{}RETURN {}\nORDER BY distance",
        region.found("(s:Synapse)", "s", "s.location", &[]),
        of("min(distance) AS distance, count(s) AS synapses, 'synapses' AS found"),
        region.found("(n:Neuron)", "n", "n.somaLocation", &[]),
        of("distance, 0 AS synapses, 'soma' AS found"),
    ))
}

/// From synapses to their bodies. A presynapse is in one set for each partner.
const BODIES_OF_SYNAPSES: &str =
    "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s)\nWITH DISTINCT n, s, distance\n";

impl Place {
    /// The place in voxels, if it is one.
    fn region(self, scale: [f64; 3]) -> Result<Region, CriteriaError> {
        let position = |name: &str, at: [f64; 3]| {
            let voxels = [0, 1, 2].map(|axis| at[axis] / scale[axis]);
            let wrong = voxels.iter().position(|voxel| !(-FARTHEST..=FARTHEST).contains(voxel));
            let refused = |axis: usize| CriteriaError::value(name, &at[axis].into(), "it is not a position");
            wrong.map_or(Ok(voxels), |axis| Err(refused(axis)))
        };
        match self {
            Self::Point { at, radius } => {
                let radius = radius.unwrap_or_default();
                let smallest = scale.iter().copied().fold(f64::INFINITY, f64::min);
                let reach = radius / smallest;
                if !(0.0..=FARTHEST).contains(&reach) {
                    return Err(CriteriaError::value("radius", &radius.into(), "it is a length, not below 0"));
                }
                Ok(Region { centre: position("point", at)?, reach, scale, limits: Limits::Distance(radius) })
            }
            Self::Box { min, max } => {
                let (low, high) = (position("min", min)?, position("max", max)?);
                if let Some(axis) = (0..3).find(|axis| low[*axis] > high[*axis]) {
                    return Err(CriteriaError::value("min", &min[axis].into(), "it is beyond the opposite corner"));
                }
                let centre = [0, 1, 2].map(|axis| (low[axis] + high[axis]) / 2.0);
                let reach = [0, 1, 2].map(|axis| (high[axis] - centre[axis]).powi(2)).iter().sum::<f64>().sqrt();
                Ok(Region { centre, reach, scale, limits: Limits::Corners(low, high) })
            }
        }
    }
}

impl Region {
    fn grow(&mut self) {
        self.reach *= 2.0;
        if let Limits::Distance(radius) = &mut self.limits {
            *radius *= 2.0;
        }
    }

    /// From the nodes in reach to those in the region. `node` has `place`, and `further` conditions hold of it.
    fn found(&self, pattern: &str, node: &str, place: &str, further: &[String]) -> String {
        let [x, y, z] = self.centre.map(float);
        // A little farther, since the exact limit is tested behind.
        let reach = self.reach * (1.0 + 1e-9) + 1e-9;
        let mut out = format!(
            "MATCH {pattern}\nWHERE point.distance({place}, point({{x: {x}, y: {y}, z: {z}}})) <= {}",
            float(reach)
        );
        for condition in further {
            out += " AND ";
            out += condition;
        }
        let square = |axis: usize| {
            let away = format!(
                "({place}.{} - {}) * {}",
                ["x", "y", "z"][axis],
                float(self.centre[axis]),
                float(self.scale[axis])
            );
            format!("({away}) * ({away})")
        };
        out += &format!("\nWITH {node}, sqrt({} + {} + {}) AS distance\nWHERE ", square(0), square(1), square(2));
        match self.limits {
            Limits::Distance(radius) => out += &format!("distance <= {}", float(radius)),
            Limits::Corners(low, high) => {
                let within = |axis: usize| {
                    let name = ["x", "y", "z"][axis];
                    format!("{place}.{name} >= {} AND {place}.{name} <= {}", float(low[axis]), float(high[axis]))
                };
                out += &[within(0), within(1), within(2)].join(" AND ");
            }
        }
        out.push('\n');
        out
    }

    fn synapses(&self, conditions: &[String]) -> String {
        self.found("(s:Synapse)", "s", "s.location", conditions)
            + BODIES_OF_SYNAPSES
            + "RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, min(distance) AS synapseDistance, \
               count(s) AS synapses"
    }

    fn somata(&self) -> String {
        self.found("(n:Neuron)", "n", "n.somaLocation", &[])
            + "RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.status AS status, distance AS somaDistance"
    }
}

/// A body that was found.
#[derive(Default)]
struct Found<'t> {
    /// Type, instance, status.
    names: Vec<Cell<'t>>,
    synapses: i64,
    synapse_distance: Option<f64>,
    soma_distance: Option<f64>,
}

impl Found<'_> {
    fn distance(&self) -> f64 {
        let far = f64::INFINITY;
        self.synapse_distance.unwrap_or(far).min(self.soma_distance.unwrap_or(far))
    }
}

/// The bodies of both answers.
fn merged<'t>(synapses: &'t Table, somata: &'t Table) -> Result<Vec<(i64, Found<'t>)>, Error> {
    let mut found: Vec<(i64, Found<'t>)> = Vec::new();
    let mut places = HashMap::new();
    for (table, of_soma) in [(synapses, false), (somata, true)] {
        let column = |name| rows::column(table, name);
        let (body, distance) = (column("bodyId")?, column(if of_soma { "somaDistance" } else { "synapseDistance" })?);
        let names = [column("type")?, column("instance")?, column("status")?];
        let counts = if of_soma { None } else { Some(column("synapses")?) };
        for row in 0..table.rows() {
            let Some(id) = rows::integer(body.cell(row)) else { continue };
            let place = *places.entry(id).or_insert(found.len());
            if place == found.len() {
                found.push((id, Found::default()));
            }
            let entry = &mut found[place].1;
            entry.names = names.iter().map(|column| column.cell(row)).collect();
            let distance = if let Cell::Float(distance) = fraction(distance.cell(row)) { Some(distance) } else { None };
            if let Some(counts) = counts {
                entry.synapses = rows::integer(counts.cell(row)).unwrap_or_default();
                entry.synapse_distance = distance;
            } else {
                entry.soma_distance = distance;
            }
        }
    }
    Ok(found)
}

fn table(mut found: Vec<(i64, Found<'_>)>, limit: usize) -> Result<Table, Error> {
    sort_by(&mut found, &|(a, one), (b, other)| one.distance().total_cmp(&other.distance()).then(a.cmp(b)));
    found.truncate(limit);
    let names = ["bodyId", "type", "instance", "status", "distance", "synapses", "synapseDistance", "somaDistance"];
    let mut columns = names.map(Column::new);
    let far = |distance: Option<f64>| distance.map_or(Cell::Null, Cell::Float);
    for (body, found) in &found {
        columns[0].push(Cell::Int(*body));
        for (column, name) in columns[1..4].iter_mut().zip(&found.names) {
            column.push(*name);
        }
        columns[4].push(Cell::Float(found.distance()));
        columns[5].push(Cell::Int(found.synapses));
        columns[6].push(far(found.synapse_distance));
        columns[7].push(far(found.soma_distance));
    }
    rows::table(columns.into())
}
