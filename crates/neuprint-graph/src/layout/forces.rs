//! One step of ForceAtlas2: repulsion, attraction, gravity, and a speed for each node that falls where it swings.

use super::Point;
use super::components::Component;
use super::tree::Tree;

/// How strongly nodes repel each other.
const REPULSION: f64 = 1.0;
/// How strongly the centre pulls.
const GRAVITY: f64 = 0.05;
/// How much swinging is tolerated.
const TOLERANCE: f64 = 0.3;
/// Up to so many nodes each pair is looked at: there a picture's symmetry can be seen.
const PAIRS: usize = 200;
/// A mean move per node, in parts of the picture's size, below which it stands still.
const STILL: f64 = 2e-5;

/// What a component's nodes remember from step to step.
#[derive(Debug)]
pub(super) struct Forces {
    /// The number of neighbours and 1.
    masses: Vec<f64>,
    last: Vec<Point>,
    speed: f64,
    stack: Vec<u32>,
}

impl Forces {
    pub(super) fn new(component: &Component) -> Self {
        let mut masses = vec![1.0; component.nodes.len()];
        for (a, b, _) in &component.links {
            masses[*a as usize] += 1.0;
            masses[*b as usize] += 1.0;
        }
        Self { last: vec![[0.0; 2]; masses.len()], masses, speed: 1.0, stack: Vec::new() }
    }

    /// Moves all nodes once. Whether that was worth it.
    pub(super) fn step(&mut self, component: &Component, places: &mut [Point]) -> bool {
        let mut forces = self.repulsion(places);
        for (a, b, pull) in &component.links {
            let (a, b) = (*a as usize, *b as usize);
            for axis in 0..2 {
                let force = pull * (places[b][axis] - places[a][axis]);
                forces[a][axis] += force;
                forces[b][axis] -= force;
            }
        }
        for (force, (place, mass)) in forces.iter_mut().zip(places.iter().zip(&self.masses)) {
            let distance = place[0].hypot(place[1]);
            if distance > 0.0 {
                for axis in 0..2 {
                    force[axis] -= GRAVITY * mass * place[axis] / distance;
                }
            }
        }
        self.follow(&forces, places)
    }

    fn repulsion(&mut self, places: &[Point]) -> Vec<Point> {
        let mut forces = vec![[0.0; 2]; places.len()];
        if places.len() > PAIRS {
            let tree = Tree::new(places, &self.masses);
            for (force, (place, mass)) in forces.iter_mut().zip(places.iter().zip(&self.masses)) {
                let away = tree.repulsion(*place, &mut self.stack);
                *force = away.map(|value| REPULSION * mass * value);
            }
            return forces;
        }
        for a in 0..places.len() {
            for b in 0..a {
                let away = [places[a][0] - places[b][0], places[a][1] - places[b][1]];
                let square = away[0] * away[0] + away[1] * away[1];
                if square > 1e-12 {
                    let strength = REPULSION * self.masses[a] * self.masses[b] / square;
                    for axis in 0..2 {
                        forces[a][axis] += away[axis] * strength;
                        forces[b][axis] -= away[axis] * strength;
                    }
                }
            }
        }
        forces
    }

    /// Moves nodes along their forces: fast while they keep their direction, slowly where they swing.
    fn follow(&mut self, forces: &[Point], places: &mut [Point]) -> bool {
        let swings: Vec<f64> =
            forces.iter().zip(&self.last).map(|(now, last)| (now[0] - last[0]).hypot(now[1] - last[1])).collect();
        let goes = |(now, last): (&Point, &Point)| (now[0] + last[0]).hypot(now[1] + last[1]) / 2.0;
        let weighted = |values: &mut dyn Iterator<Item = f64>| -> f64 {
            values.zip(&self.masses).map(|(value, mass)| value * mass).sum()
        };
        let swing = weighted(&mut swings.iter().copied());
        let going = weighted(&mut forces.iter().zip(&self.last).map(goes));
        if swing > 0.0 {
            let wanted = TOLERANCE * TOLERANCE * going / swing;
            self.speed = wanted.min(self.speed * 1.5).max(0.01 * self.speed);
        }
        let (mut moved, mut size) = (0.0, 0.0);
        for (place, (force, swing)) in places.iter_mut().zip(forces.iter().zip(&swings)) {
            let length = force[0].hypot(force[1]);
            let step = self.speed / (1.0 + (self.speed * swing).sqrt());
            // No node goes further than this at once.
            let step = if length > 0.0 { step.min(10.0 / length) } else { step };
            for axis in 0..2 {
                place[axis] += step * force[axis];
            }
            moved += step * length;
            size += place[0].hypot(place[1]);
        }
        self.last = forces.to_vec();
        moved > STILL * size
    }
}
