//! Who is connected with whom, how strongly, and where.

use crate::random::Random;
use crate::regions::{Counts, PRIMARY};
use crate::synthetic::{CONNECTIONS, NEURONS, WEIGHT};

/// All connections in columns, ordered by their start.
pub(crate) struct Connections {
    pub(crate) starts: Vec<u32>,
    pub(crate) ends: Vec<u32>,
    pub(crate) weights: Vec<i64>,
}

/// Draws the connections: heavy-tailed degrees, no pair twice, mostly between types that are partners.
pub(crate) fn draw(type_of: &[usize], types: usize, random: &mut Random) -> Connections {
    let home_of = |neuron: u32| home(type_of[neuron as usize], types);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); types];
    type_of.iter().enumerate().for_each(|(neuron, t)| members[*t].push(neuron as u32));
    // Nine of ten partners are types of the same region or the next one; the others are in one region far away.
    let near = types / PRIMARY;
    let partners: Vec<Vec<usize>> = (0..types)
        .map(|own| {
            let count = 10 + (random.pareto(1.2) * 8.0).min(400.0) as usize;
            let partner = |random: &mut Random| {
                let around = if random.below(10) == 0 { own + types / 2 } else { own };
                (around + types - near / 2 + random.below(near)) % types
            };
            (0..count).map(|_| partner(random)).collect()
        })
        .collect();
    // Popular neurons stand in this urn many times.
    let urn: Vec<u32> = (0..NEURONS as u32)
        .flat_map(|neuron| std::iter::repeat_n(neuron, (random.pareto(1.3) * 2.0).min(800.0) as usize))
        .collect();
    let degrees = degrees(random);
    let (mut starts, mut ends) = (Vec::with_capacity(CONNECTIONS), Vec::with_capacity(CONNECTIONS));
    // Who was met for which start: no list is cleared between starts.
    let mut met = vec![u32::MAX; NEURONS];
    for (start, degree) in degrees.into_iter().enumerate() {
        let own = &partners[type_of[start]];
        let mut left = degree;
        while left > 0 {
            let end = match random.below(100) {
                // Popular neurons, too, are mostly met where one is.
                0..30 => {
                    let drawn = [0; 8].map(|_| urn[random.below(urn.len())]);
                    let near = drawn.into_iter().find(|end| home_of(*end) == home_of(start as u32));
                    near.unwrap_or_else(|| if random.below(200) == 0 { drawn[0] } else { start as u32 })
                }
                // Where all partners are met already, others around are.
                30..40 => {
                    let around = (3 * degree).clamp(600, NEURONS);
                    ((start + NEURONS - around / 2 + random.below(around)) % NEURONS) as u32
                }
                _ => {
                    let members = &members[own[random.below(own.len())]];
                    members[random.below(members.len())]
                }
            };
            if met[end as usize] != start as u32 {
                met[end as usize] = start as u32;
                starts.push(start as u32);
                ends.push(end);
                left -= 1;
            }
        }
    }
    Connections { starts, ends, weights: weights(random) }
}

/// The region where a type is at home.
pub(crate) fn home(neuron_type: usize, types: usize) -> usize {
    neuron_type * PRIMARY / types
}

/// How many connections begin at each neuron: [`CONNECTIONS`] altogether.
fn degrees(random: &mut Random) -> Vec<usize> {
    let raw: Vec<f64> = (0..NEURONS).map(|_| random.pareto(1.4).min(80.0)).collect();
    let scale = CONNECTIONS as f64 / raw.iter().sum::<f64>();
    let mut degrees: Vec<usize> = raw.iter().map(|raw| (raw * scale) as usize).collect();
    let mut left = CONNECTIONS - degrees.iter().sum::<usize>();
    while left > 0 {
        degrees[random.below(NEURONS)] += 1;
        left -= 1;
    }
    degrees
}

/// [`WEIGHT`] altogether; half of the connections have one or two synapses, few have hundreds.
fn weights(random: &mut Random) -> Vec<i64> {
    let mut weights: Vec<i64> = (0..CONNECTIONS).map(|_| random.pareto(1.25).min(1500.0) as i64).collect();
    let mut sum: i64 = weights.iter().sum();
    while sum != WEIGHT {
        let weight = &mut weights[random.below(CONNECTIONS)];
        let step = (WEIGHT - sum).signum();
        if *weight + step >= 1 {
            *weight += step;
            sum += step;
        }
    }
    weights
}

/// Where a connection's synapses are: in one primary region near its ends, or in two.
pub(crate) fn places(start_home: usize, end_home: usize, weight: u32, random: &mut Random) -> Vec<(usize, Counts)> {
    let sites = |post: u32, random: &mut Random| Counts {
        pre: 1 + random.below(post.min(12) as usize) as u32,
        post,
        downstream: post,
        upstream: post,
    };
    let first = if random.below(3) == 0 { end_home } else { start_home };
    let second = (first + 1) % PRIMARY;
    match weight > 2 && random.below(4) == 0 {
        true => {
            let part = 1 + random.below(weight as usize - 1) as u32;
            vec![(first, sites(part, random)), (second, sites(weight - part, random))]
        }
        false => vec![(first, sites(weight, random))],
    }
}
