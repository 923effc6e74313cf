//! An order in which alike rows of a matrix stand together: for heat maps and adjacency matrices.
//!
//! Rows are alike as far as the cosine of the angle between them is near 1, whatever their sums are. They are merged by
//! average linkage (UPGMA; Sokal and Michener 1958), along chains of nearest neighbours (Murtagh 1983; Müllner, "Modern
//! hierarchical, agglomerative clustering algorithms", 2011), the distances of what was merged following Lance and Williams
//! (1967); and put side by side so that the ends that touch are the nearest ones (Gruvaeus and Wainer 1972). Written from
//! these descriptions. The same matrix always gives the same order.

/// The cells of one row that are not zero.
type Sparse = Vec<(u32, f64)>;

/// An order of the rows of a matrix in which alike ones stand together. `cells` are those that are not zero: row, column
/// and value. Rows without any stand last.
///
/// The work grows with the square of `rows`, and so does the memory, sixteen bytes a pair: meant for a few thousand at most.
///
/// ```
/// // Rows 0 and 2 have the same profile, and so do 1 and 3.
/// let cells = [(0, 0, 9.0), (1, 1, 4.0), (2, 0, 1.0), (3, 1, 8.0)];
/// assert_eq!(neuprint_table::cluster(4, &cells), [0, 2, 1, 3]);
/// ```
///
/// # Panics
/// If a cell is in a row that is not there.
pub fn cluster(rows: usize, cells: &[(u32, u32, f64)]) -> Vec<u32> {
    let mut of_column: Vec<Sparse> = Vec::new();
    let filled = || cells.iter().filter(|cell| cell.2 != 0.0 && cell.2.is_finite());
    let mut largest = vec![0.0_f64; rows];
    filled().for_each(|cell| largest[cell.0 as usize] = largest[cell.0 as usize].max(cell.2.abs()));
    let mut lengths = vec![0.0; rows];
    for &(row, column, value) in filled() {
        // Squares of the largest floats would be none.
        let value = value / largest[row as usize];
        lengths[row as usize] += value * value;
        if of_column.len() <= column as usize {
            of_column.resize(column as usize + 1, Sparse::new());
        }
        of_column[column as usize].push((row, value));
    }
    // Only rows with something in them can be alike.
    let filled: Vec<u32> = (0..rows as u32).filter(|row| lengths[*row as usize] > 0.0).collect();
    let mut places = vec![0; rows];
    filled.iter().enumerate().for_each(|(place, row)| places[*row as usize] = place);
    let mut distances = Distances::new(filled.len());
    for column in &of_column {
        for (at, (a, x)) in column.iter().enumerate() {
            for (b, y) in column[..at].iter().filter(|(b, _)| b != a) {
                let cosine = x * y / (lengths[*a as usize] * lengths[*b as usize]).sqrt();
                *distances.at(places[*a as usize], places[*b as usize]) -= cosine;
            }
        }
    }
    let order = merged(distances).into_iter().map(|place| filled[place as usize]);
    order.chain((0..rows as u32).filter(|row| lengths[*row as usize] == 0.0)).collect()
}

/// The distances of all pairs, each once.
#[derive(Clone)]
struct Distances {
    count: usize,
    pairs: Vec<f64>,
}

impl Distances {
    /// As far as rows can be that have nothing in common.
    fn new(count: usize) -> Self {
        Self { count, pairs: vec![1.0; count * count.saturating_sub(1) / 2] }
    }

    fn at(&mut self, a: usize, b: usize) -> &mut f64 {
        let (low, high) = (a.min(b), a.max(b));
        &mut self.pairs[high * (high - 1) / 2 + low]
    }

    fn get(&self, a: usize, b: usize) -> f64 {
        let (low, high) = (a.min(b), a.max(b));
        self.pairs[high * (high - 1) / 2 + low]
    }
}

/// Merges what is nearest until all is one; the order of what was merged.
fn merged(mut distances: Distances) -> Vec<u32> {
    let of_rows = distances.clone();
    let mut members: Vec<Vec<u32>> = (0..of_rows.count as u32).map(|row| vec![row]).collect();
    let mut alive: Vec<usize> = (0..of_rows.count).collect();
    let mut chain: Vec<usize> = Vec::new();
    while alive.len() > 1 {
        let last = *chain.last().unwrap_or(&alive[0]);
        if chain.is_empty() {
            chain.push(last);
        }
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        // Of equally near ones the one it came from, or else the first: otherwise a chain would not end.
        let mut nearest = before;
        for other in alive.iter().copied().filter(|other| *other != last) {
            if nearest.is_none_or(|known| distances.get(last, other) < distances.get(last, known)) {
                nearest = Some(other);
            }
        }
        let Some(nearest) = nearest else { break };
        if Some(nearest) != before {
            chain.push(nearest);
            continue;
        }
        chain.truncate(chain.len() - 2);
        let (kept, gone) = (last.min(nearest), last.max(nearest));
        let sizes = [kept, gone].map(|at| members[at].len() as f64);
        alive.retain(|at| *at != gone);
        for other in alive.iter().copied().filter(|other| *other != kept) {
            let mean =
                (sizes[0] * distances.get(kept, other) + sizes[1] * distances.get(gone, other)) / (sizes[0] + sizes[1]);
            *distances.at(kept, other) = mean;
        }
        let [left, right] = [kept, gone].map(|at| std::mem::take(&mut members[at]));
        members[kept] = joined(left, right, &of_rows);
    }
    alive.first().map(|at| std::mem::take(&mut members[*at])).unwrap_or_default()
}

/// Two groups side by side, each perhaps turned round, so that the most alike ends touch.
fn joined(mut left: Vec<u32>, mut right: Vec<u32>, distances: &Distances) -> Vec<u32> {
    let ends = |group: &[u32]| [group[0], group[group.len() - 1]].map(|row| row as usize);
    let ([l0, l1], [r0, r1]) = (ends(&left), ends(&right));
    // As they are, if that is as good as any.
    let ways = [(l1, r0), (l1, r1), (l0, r0), (l0, r1)].map(|(a, b)| distances.get(a, b));
    let best = (1..4).fold(0, |best, way| if ways[way] < ways[best] { way } else { best });
    if best >= 2 {
        left.reverse();
    }
    if best % 2 == 1 {
        right.reverse();
    }
    left.append(&mut right);
    left
}
