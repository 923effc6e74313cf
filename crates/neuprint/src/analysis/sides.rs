//! On which side of the brain a neuron is, by what its group agrees on.

use neuprint_table::{Cell, Column, SortKey, Table, sort};

use super::columns::{named, number, text};
use super::error::AnalysisError;
use super::labels::Labels;

/// When synapse counts tell a side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideOptions {
    /// ROIs that do not overlap, so that no synapse counts twice; `None` are all of the table.
    pub primary_rois: Option<Vec<String>>,
    /// Presynapses that a neuron must have for them to tell.
    pub min_pre: f64,
    /// Postsynapses that a neuron must have for them to tell.
    pub min_post: f64,
    /// Of the synapses in ROIs with a side, the part that must be exceeded on one.
    pub min_bias: f64,
}

impl Default for SideOptions {
    /// As in neuprint-python: all ROIs, 50, 100, 0.7.
    fn default() -> Self {
        Self { primary_rois: None, min_pre: 50.0, min_post: 100.0, min_bias: 0.7 }
    }
}

/// Left, middle, right.
const SIDES: [&str; 3] = ["L", "M", "R"];
const MIDDLE: usize = 1;

/// What is known of one neuron.
#[derive(Debug, Clone, Copy, Default)]
struct Neuron {
    soma: Option<usize>,
    instance: Option<usize>,
    pre: Option<usize>,
    post: Option<usize>,
    /// The side, and the name of what told it.
    consensus: Option<(usize, &'static str)>,
}

/// The side of each neuron that has a `group`, if all neurons of the group have one by the same sign: their `somaSide`;
/// else the end of their `instance` (`_L`, `_R`); else where most of their postsynapses are; else where most of their
/// presynapses are. Synapses tell nothing if some neurons of the group project to the other side and some do not.
///
/// `neurons` has the columns `bodyId`, `instance`, `group` and `somaSide`, `syndist` has `bodyId`, `roi`, `pre` and
/// `post`. The result has a row per neuron: `bodyId`, `instanceSide`, `preSide`, `postSide`, `consensusSide`,
/// `consensusSideMethod`, with `L` and `R` as sides and null where none is found.
///
/// # Errors
/// [`AnalysisError::NoColumn`], [`AnalysisError::Cell`].
pub fn assign_sides_in_groups(neurons: &Table, syndist: &Table, options: &SideOptions) -> Result<Table, AnalysisError> {
    let (bodies, instances) = (named(neurons, "bodyId")?, named(neurons, "instance")?);
    let (groups, somas) = (named(neurons, "group")?, named(neurons, "somaSide")?);
    let counts = SideCounts::of(syndist, options)?;
    let mut known: Vec<Neuron> = (0..neurons.rows())
        .map(|row| {
            let side = |letter: &str| SIDES.iter().position(|side| *side == letter).filter(|side| *side != MIDDLE);
            let told = |column: usize, least: f64| counts.told(bodies.cell(row), column, least, options.min_bias);
            Neuron {
                soma: if let Cell::Text(text) = somas.cell(row) { side(text) } else { None },
                instance: if let Cell::Text(text) = instances.cell(row) { last(text, "_", "") } else { None },
                pre: told(0, options.min_pre),
                post: told(1, options.min_post),
                consensus: None,
            }
        })
        .collect();

    // Neurons of a group stand together in its order; those without a group come last.
    let column = neurons.columns().iter().position(|column| column.name() == "group").unwrap_or_default();
    let order = sort(neurons, &[SortKey { column, descending: false }]);
    let same = |a: &u32, b: &u32| groups.cell(*a as usize).order(&groups.cell(*b as usize)).is_eq();
    for group in order.chunk_by(same).filter(|group| !groups.cell(group[0] as usize).is_null()) {
        let members: Vec<Neuron> = group.iter().map(|row| known[*row as usize]).collect();
        let Some((method, side)) = sign(&members) else { continue };
        for row in group {
            let neuron = &mut known[*row as usize];
            neuron.consensus = side(neuron).map(|side| (side, method));
        }
    }
    Ok(shown(bodies, &known))
}

/// A sign: its name, and how it tells the side of a neuron.
type Sign = (&'static str, fn(&Neuron) -> Option<usize>);

/// The sign that tells the side of every neuron of a group, if there is one.
fn sign(members: &[Neuron]) -> Option<Sign> {
    let all = |side: fn(&Neuron) -> Option<usize>| members.iter().all(|neuron| side(neuron).is_some());
    let signs: [Sign; 4] = [
        ("somaSide", |neuron| neuron.soma),
        ("instanceSide", |neuron| neuron.instance),
        ("postSide", |neuron| neuron.post),
        ("preSide", |neuron| neuron.pre),
    ];
    let found = signs.into_iter().position(|(_, side)| all(side))?;
    if found >= 2 {
        let projections = members.iter().filter_map(|neuron| Some(neuron.pre? == neuron.post?));
        let (same, other): (Vec<bool>, Vec<bool>) = projections.partition(|ipsilateral| *ipsilateral);
        if !same.is_empty() && !other.is_empty() {
            return None;
        }
    }
    Some(signs[found])
}

/// Synapses per neuron, column (pre, post) and side.
struct SideCounts {
    bodies: Labels,
    counts: Vec<[[f64; 3]; 2]>,
}

impl SideCounts {
    fn of(syndist: &Table, options: &SideOptions) -> Result<Self, AnalysisError> {
        let (bodies, rois) = (named(syndist, "bodyId")?, named(syndist, "roi")?);
        let columns = [named(syndist, "pre")?, named(syndist, "post")?];
        let wanted = Labels::of("roi", options.primary_rois.iter().flatten().map(|roi| Cell::Text(roi)));
        let mut sums = Self { bodies: Labels::new("bodyId"), counts: Vec::new() };
        for row in 0..syndist.rows() {
            if options.primary_rois.is_some() && wanted.get(rois.cell(row)).is_none() {
                continue;
            }
            let side = last(text(rois, row)?, "(", ")").unwrap_or(MIDDLE);
            let body = sums.bodies.add(bodies.cell(row));
            sums.counts.resize(sums.bodies.len(), [[0.0; 3]; 2]);
            for (count, column) in sums.counts[body].iter_mut().zip(columns) {
                count[side] += number(column, row)?;
            }
        }
        Ok(sums)
    }

    /// The side where most synapses of a column are, if they are enough and enough of them are on one side.
    fn told(&self, body: Cell<'_>, column: usize, least: f64, bias: f64) -> Option<usize> {
        let counts = self.counts[self.bodies.get(body)?][column];
        let lateral = counts[0] + counts[2];
        let is_biased = counts[0] / lateral > bias || counts[2] / lateral > bias;
        // Of sides with the same count the first.
        let most = (0..3).rev().max_by(|a, b| counts[*a].total_cmp(&counts[*b]))?;
        (lateral + counts[MIDDLE] >= least && is_biased && most != MIDDLE).then_some(most)
    }
}

/// The last `L` or `R` in a text that stands between these marks.
fn last(text: &str, before: &str, after: &str) -> Option<usize> {
    let place = |side: usize| text.rfind(&format!("{before}{}{after}", SIDES[side])).map(|at| (at, side));
    [0, 2].into_iter().filter_map(place).max().map(|(_, side)| side)
}

fn shown(bodies: &Column, neurons: &[Neuron]) -> Table {
    let mut ids = bodies.clone();
    ids.rename("bodyId");
    let column = |name: &str, text: &dyn Fn(&Neuron) -> Option<&'static str>| {
        let mut column = Column::new(name);
        neurons.iter().for_each(|neuron| column.push(text(neuron).map_or(Cell::Null, Cell::Text)));
        column
    };
    let letter = |side: Option<usize>| side.map(|side| SIDES[side]);
    let columns = vec![
        ids,
        column("instanceSide", &|neuron| letter(neuron.instance)),
        column("preSide", &|neuron| letter(neuron.pre)),
        column("postSide", &|neuron| letter(neuron.post)),
        column("consensusSide", &|neuron| letter(neuron.consensus.map(|(side, _)| side))),
        column("consensusSideMethod", &|neuron| neuron.consensus.map(|(_, method)| method)),
    ];
    // One row per neuron in each.
    Table::of_columns(columns).unwrap_or_default()
}
