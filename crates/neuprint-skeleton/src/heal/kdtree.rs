//! A tree of boxes over points in which whole boxes of one colour can be skipped.
//!
//! The points are halved along the longest side of their box until few are left; all boxes of one depth hold nearly
//! the same number of points, and a box's children stand at `2 * at + 1` and `2 * at + 2`.

/// A box's colour when its points have several.
pub(super) const MIXED: u32 = u32::MAX;
/// Points in the last boxes.
const LEAF: usize = 8;

/// Points in an order in which those of one box are neighbours.
pub(super) struct KdTree {
    /// Per place: the point's coordinates.
    pub(super) points: Vec<[f64; 3]>,
    /// Per place: which point it is.
    pub(super) nodes: Vec<u32>,
    boxes: Vec<Cell>,
}

#[derive(Clone)]
struct Cell {
    low: [f64; 3],
    high: [f64; 3],
    first: u32,
    end: u32,
    colour: u32,
}

/// The nearest point of another colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nearest {
    /// Its place in the tree.
    pub(super) place: u32,
    /// The squared distance.
    pub(super) squared: f64,
}

impl KdTree {
    /// A tree over some points.
    pub(super) fn new(points: &[[f64; 3]]) -> Self {
        let mut nodes: Vec<u32> = (0..points.len() as u32).collect();
        let mut depth = 0;
        while points.len() >> depth > LEAF {
            depth += 1;
        }
        let blank = Cell { low: [0.0; 3], high: [0.0; 3], first: 0, end: 0, colour: MIXED };
        let mut boxes = vec![blank; (2 << depth) - 1];
        boxes[0].end = points.len() as u32;
        for at in 0..boxes.len() {
            let (first, end) = (boxes[at].first as usize, boxes[at].end as usize);
            let own = &mut nodes[first..end];
            let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
            for node in own.iter() {
                for axis in 0..3 {
                    low[axis] = low[axis].min(points[*node as usize][axis]);
                    high[axis] = high[axis].max(points[*node as usize][axis]);
                }
            }
            (boxes[at].low, boxes[at].high) = (low, high);
            if 2 * at + 2 < boxes.len() {
                let half = own.len() / 2;
                let side = |axis: usize| high[axis] - low[axis];
                let axis = (1..3).fold(0, |best, axis| if side(axis) > side(best) { axis } else { best });
                if half > 0 {
                    own.select_nth_unstable_by(half, |a, b| {
                        points[*a as usize][axis].total_cmp(&points[*b as usize][axis])
                    });
                }
                let middle = (first + half) as u32;
                (boxes[2 * at + 1].first, boxes[2 * at + 1].end) = (first as u32, middle);
                (boxes[2 * at + 2].first, boxes[2 * at + 2].end) = (middle, end as u32);
            }
        }
        Self { points: nodes.iter().map(|node| points[*node as usize]).collect(), nodes, boxes }
    }

    /// Notes which boxes have points of one colour only. `colours` is per place.
    pub(super) fn paint(&mut self, colours: &[u32]) {
        for at in (0..self.boxes.len()).rev() {
            let colour = if 2 * at + 2 < self.boxes.len() {
                let (left, right) = (&self.boxes[2 * at + 1], &self.boxes[2 * at + 2]);
                if left.colour == right.colour { left.colour } else { MIXED }
            } else {
                let own = &colours[self.boxes[at].first as usize..self.boxes[at].end as usize];
                own.first().copied().filter(|first| own.iter().all(|c| c == first)).unwrap_or(MIXED)
            };
            self.boxes[at].colour = colour;
        }
    }

    /// The nearest point of another colour than `colour`, if one is nearer than `bound` (squared).
    /// `stack` is the caller's, so that many searches share one.
    pub(super) fn nearest_other(
        &self,
        point: &[f64; 3],
        colour: u32,
        colours: &[u32],
        bound: f64,
        stack: &mut Vec<(u32, f64)>,
    ) -> Option<Nearest> {
        let mut best = bound;
        let mut found = None;
        stack.clear();
        stack.push((0, 0.0));
        while let Some((at, distance)) = stack.pop() {
            let cell = &self.boxes[at as usize];
            if distance >= best || cell.colour == colour {
                continue;
            }
            let left = 2 * at as usize + 1;
            if left + 1 < self.boxes.len() {
                let near = [self.boxes[left].squared_distance(point), self.boxes[left + 1].squared_distance(point)];
                // The nearer box goes on the stack last and is opened first.
                let nearer_left = near[0] <= near[1];
                let (first, second) = if nearer_left { (1, 0) } else { (0, 1) };
                stack.push(((left + first) as u32, near[first]));
                stack.push(((left + second) as u32, near[second]));
                continue;
            }
            for place in cell.first..cell.end {
                if colours[place as usize] == colour {
                    continue;
                }
                let squared = squared_distance(point, &self.points[place as usize]);
                if squared < best {
                    best = squared;
                    found = Some(Nearest { place, squared });
                }
            }
        }
        found
    }
}

impl Cell {
    fn squared_distance(&self, point: &[f64; 3]) -> f64 {
        let mut sum = 0.0;
        for ((low, high), value) in self.low.iter().zip(&self.high).zip(point) {
            let gap = (low - value).max(value - high).max(0.0);
            sum += gap * gap;
        }
        sum
    }
}

fn squared_distance(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
}
