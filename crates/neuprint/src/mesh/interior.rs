//! What a surface encloses.
//!
//! ```
//! use neuprint::{Mesh, MeshInterior};
//!
//! let tetrahedron = Mesh::parse(b"v 0 0 0\nv 9 0 0\nv 0 9 0\nv 0 0 9\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n")?;
//! let interior = MeshInterior::of(&tetrahedron);
//! assert!(interior.encloses([1.0, 1.0, 1.0]) && !interior.encloses([5.0, 5.0, 5.0]));
//! # Ok::<(), neuprint::MeshError>(())
//! ```
//!
//! A point is enclosed if the line through it along z meets the surface an odd number of times above it, and an odd number
//! of times below it: where it meets it an odd number of times in all, the surface has a hole, and encloses nothing there.
//! Which way faces are turned does not matter. Faces lie in a grid over x and y, so that few of them are looked at.

use super::Mesh;

/// Cells on each side of the grid, at most.
const MOST_CELLS: usize = 1024;
/// Entries of the grid per face, at most: many long thin faces make the grid coarser.
const MOST_ENTRIES: usize = 8;

/// A surface, in the order in which points are looked for in it.
#[derive(Debug, Clone)]
pub struct MeshInterior {
    faces: Vec<[[f32; 3]; 3]>,
    low: [f32; 3],
    high: [f32; 3],
    /// Cells on each side.
    side: usize,
    /// Per cell, row after row, where its entries begin; and where the last one's end.
    starts: Vec<u32>,
    /// Faces over each cell.
    entries: Vec<u32>,
}

impl MeshInterior {
    /// Of a surface. Faces with corners that are no vertices, or have no place, are left out.
    pub fn of(mesh: &Mesh) -> Self {
        let is_somewhere = |at: &[f32; 3]| at.iter().all(|part| part.is_finite());
        let vertex = |corner: u32| mesh.vertices.get(corner as usize).copied().filter(is_somewhere);
        let faces: Vec<[[f32; 3]; 3]> =
            mesh.faces.iter().filter_map(|[a, b, c]| Some([vertex(*a)?, vertex(*b)?, vertex(*c)?])).collect();
        let (mut low, mut high) = ([f32::INFINITY; 3], [f32::NEG_INFINITY; 3]);
        for corner in faces.iter().flatten() {
            low = [0, 1, 2].map(|axis| low[axis].min(corner[axis]));
            high = [0, 1, 2].map(|axis| high[axis].max(corner[axis]));
        }
        let side = ((faces.len() as f64).sqrt() as usize).clamp(1, MOST_CELLS);
        let mut interior = Self { faces, low, high, side, starts: Vec::new(), entries: Vec::new() };
        interior.fill();
        interior
    }

    /// How many faces there are.
    pub fn faces(&self) -> usize {
        self.faces.len()
    }

    /// Whether a point is inside. On the surface itself it may be either.
    pub fn encloses(&self, point: [f32; 3]) -> bool {
        if (0..3).any(|axis| !(self.low[axis]..=self.high[axis]).contains(&point[axis])) {
            return false;
        }
        let cell = self.cell(1, point[1]) * self.side + self.cell(0, point[0]);
        let (mut above, mut all) = (0_u32, 0_u32);
        for entry in &self.entries[self.starts[cell] as usize..self.starts[cell + 1] as usize] {
            let face = &self.faces[*entry as usize];
            if is_over(face, point) {
                all += 1;
                above += u32::from(is_above(face, point));
            }
        }
        above % 2 == 1 && all.is_multiple_of(2)
    }

    /// The place of a coordinate on a side of the grid; what is less has no higher one.
    fn cell(&self, axis: usize, at: f32) -> usize {
        let (low, high) = (f64::from(self.low[axis]), f64::from(self.high[axis]));
        let share = if high > low { (f64::from(at) - low) / (high - low) } else { 0.0 };
        // A cast of what is out of range, or no number, ends at the next number that there is.
        ((share * self.side as f64) as usize).min(self.side - 1)
    }

    /// The cells over which a face is: columns, rows; the first and the last.
    fn cells(&self, face: &[[f32; 3]; 3]) -> [(usize, usize); 2] {
        [0, 1].map(|axis| {
            let parts = face.map(|corner| corner[axis]);
            let least = parts.into_iter().fold(f32::INFINITY, f32::min);
            let most = parts.into_iter().fold(f32::NEG_INFINITY, f32::max);
            (self.cell(axis, least), self.cell(axis, most))
        })
    }

    fn fill(&mut self) {
        let count = |interior: &Self| {
            let cells = interior.faces.iter().map(|face| {
                let [(left, right), (first, last)] = interior.cells(face);
                (right - left + 1) * (last - first + 1)
            });
            cells.sum::<usize>()
        };
        while self.side > 1 && count(self) > self.faces.len() * MOST_ENTRIES {
            self.side /= 2;
        }
        let mut starts = vec![0_u32; self.side * self.side + 1];
        for face in &self.faces {
            self.each_cell(face, |cell| starts[cell + 1] += 1);
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts.last().map_or(0, |end| *end as usize)];
        for (face, number) in self.faces.iter().zip(0..) {
            self.each_cell(face, |cell| {
                entries[next[cell] as usize] = number;
                next[cell] += 1;
            });
        }
        (self.starts, self.entries) = (starts, entries);
    }

    fn each_cell(&self, face: &[[f32; 3]; 3], mut act: impl FnMut(usize)) {
        let [(left, right), (first, last)] = self.cells(face);
        for row in first..=last {
            (left..=right).for_each(|column| act(row * self.side + column));
        }
    }
}

/// Whether the line through a point along z meets a face. An edge belongs to one of the two faces beside it, and a corner to
/// as many around it as a line beside it would meet: signs are exact, since differences and products of numbers of single
/// precision that are about as large have their place in double precision.
fn is_over(face: &[[f32; 3]; 3], point: [f32; 3]) -> bool {
    let [x, y, _] = point.map(f64::from);
    let mut is_over = false;
    for at in 0..3 {
        let (one, other) = (face[at], face[(at + 1) % 3]);
        if (one[1] > point[1]) == (other[1] > point[1]) {
            continue;
        }
        // Both faces beside an edge see it from its lower end.
        let (low, high) = if one[1] < other[1] { (one, other) } else { (other, one) };
        let ([low_x, low_y, _], [high_x, high_y, _]) = (low.map(f64::from), high.map(f64::from));
        is_over ^= (high_x - low_x) * (y - low_y) > (high_y - low_y) * (x - low_x);
    }
    is_over
}

/// Whether a face that is over a point or under it is over it.
fn is_above(face: &[[f32; 3]; 3], point: [f32; 3]) -> bool {
    let corner = face[0].map(f64::from);
    let from_corner = |to: [f32; 3]| [0, 1, 2].map(|axis| f64::from(to[axis]) - corner[axis]);
    let ([ax, ay, az], [bx, by, bz]) = (from_corner(face[1]), from_corner(face[2]));
    let [x, y, z] = from_corner(point);
    let normal = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    let away = normal[0] * x + normal[1] * y + normal[2] * z;
    if normal[2] > 0.0 { away < 0.0 } else { away > 0.0 }
}
