//! A tree of squares that stand for the nodes in them: what is far is repelled as one (Barnes and Hut 1986).

use super::Point;

/// How large a square may look, as its side over its distance, to be taken as one.
const OPENING: f64 = 1.1;
/// Squares within squares: nodes at one place would have no end.
const DEEPEST: u32 = 24;
const NONE: u32 = u32::MAX;

/// The tree of some nodes.
#[derive(Debug)]
pub(super) struct Tree {
    squares: Vec<Square>,
}

#[derive(Debug, Clone, Copy)]
struct Square {
    /// The centre of its mass.
    centre: Point,
    mass: f64,
    side: f64,
    /// The first of its four quarters; `NONE`: it is a leaf.
    quarters: u32,
}

impl Tree {
    /// Sorts the nodes in.
    pub(super) fn new(places: &[Point], masses: &[f64]) -> Self {
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1e-9) * 1.001;
        let mut tree = Self { squares: vec![Square { centre: [0.0; 2], mass: 0.0, side, quarters: NONE }] };
        for (place, mass) in places.iter().zip(masses) {
            tree.add(*place, *mass, low);
        }
        tree
    }

    fn add(&mut self, place: Point, mass: f64, mut corner: Point) {
        let mut at = 0;
        for depth in 0.. {
            let square = &mut self.squares[at];
            let before = *square;
            let sum = before.mass + mass;
            square.centre = [0, 1].map(|axis| (before.centre[axis] * before.mass + place[axis] * mass) / sum);
            square.mass = sum;
            if before.mass == 0.0 || depth >= DEEPEST {
                return;
            }
            if before.quarters == NONE {
                let first = self.squares.len();
                self.squares[at].quarters = first as u32;
                let quarter = Square { centre: [0.0; 2], mass: 0.0, side: before.side / 2.0, quarters: NONE };
                self.squares.extend([quarter; 4]);
                // The node that was alone here moves down.
                let (down, _) = quarter_of(before.centre, corner, before.side);
                let below = &mut self.squares[first + down];
                (below.centre, below.mass) = (before.centre, before.mass);
            }
            let (down, next) = quarter_of(place, corner, before.side);
            at = self.squares[at].quarters as usize + down;
            corner = next;
        }
    }

    /// The sum of masses over distances, as a direction away from them: what repels a node of mass 1 at this place.
    pub(super) fn repulsion(&self, place: Point, stack: &mut Vec<u32>) -> Point {
        let mut force = [0.0; 2];
        stack.clear();
        stack.push(0);
        while let Some(at) = stack.pop() {
            let square = &self.squares[at as usize];
            if square.mass == 0.0 {
                continue;
            }
            let away = [place[0] - square.centre[0], place[1] - square.centre[1]];
            let distance = away[0] * away[0] + away[1] * away[1];
            if square.quarters == NONE || square.side * square.side < OPENING * OPENING * distance {
                if distance > 1e-12 {
                    let strength = square.mass / distance;
                    force[0] += away[0] * strength;
                    force[1] += away[1] * strength;
                }
            } else {
                stack.extend(square.quarters..square.quarters + 4);
            }
        }
        force
    }
}

/// Which quarter of a square a place is in, and that quarter's corner.
fn quarter_of(place: Point, corner: Point, side: f64) -> (usize, Point) {
    let half = side / 2.0;
    let [right, below] = [0, 1].map(|axis| place[axis] >= corner[axis] + half);
    let next = [corner[0] + if right { half } else { 0.0 }, corner[1] + if below { half } else { 0.0 }];
    (usize::from(right) + 2 * usize::from(below), next)
}
