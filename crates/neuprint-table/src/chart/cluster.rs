//! An order in which similar rows of a matrix lie together: average linkage of their cosine distances, its branches turned so
//! that the most similar ends meet.
//!
//! The linkage is the nearest-neighbour chain algorithm (Murtagh 1983; Müllner, "Modern hierarchical, agglomerative
//! clustering algorithms", 2011), n² steps and n² memory; the distances of what was joined follow Lance and Williams (1967).
//! The turning is that of Gruvaeus and Wainer (1972): of the four ways to put two branches side by side, the one whose
//! adjacent leaves are nearest. Written from these descriptions.

/// The order of `vectors`, which lie one after the other, each `length` long. Cells that are NaN count as 0.
pub(super) fn similar_together(vectors: &[f64], length: usize) -> Vec<usize> {
    let count = vectors.len().checked_div(length).unwrap_or(0);
    let distances = cosine_distances(vectors, length, count);
    let mut branches: Vec<Vec<usize>> = (0..count).map(|leaf| vec![leaf]).collect();
    for (a, b) in joined(distances.clone(), count) {
        let (left, right) = (std::mem::take(&mut branches[a]), std::mem::take(&mut branches[b]));
        branches[b] = side_by_side(left, right, |a, b| distances[a * count + b]);
    }
    // All were joined to one.
    branches.into_iter().find(|branch| !branch.is_empty()).unwrap_or_default()
}

/// 1 minus the cosine of the angle between two vectors. A vector of zeros is as far from all others as can be without being
/// their opposite.
fn cosine_distances(vectors: &[f64], length: usize, count: usize) -> Vec<f64> {
    let mut units: Vec<f64> = vectors.iter().map(|cell| if cell.is_finite() { *cell } else { 0.0 }).collect();
    for unit in units.chunks_mut(length.max(1)) {
        // Scaled first: squares of large numbers are beyond all floats.
        let most = unit.iter().fold(0.0_f64, |most, cell| most.max(cell.abs()));
        let scale = |by: f64, unit: &mut [f64]| unit.iter_mut().for_each(|cell| *cell /= by);
        if most > 0.0 {
            scale(most, unit);
            scale(unit.iter().map(|cell| cell * cell).sum::<f64>().sqrt(), unit);
        }
    }
    let unit = |at: usize| &units[at * length..(at + 1) * length];
    let mut distances = vec![0.0; count * count];
    for a in 0..count {
        for b in 0..a {
            let cosine: f64 = unit(a).iter().zip(unit(b)).map(|(a, b)| a * b).sum();
            let distance = (1.0 - cosine).max(0.0);
            distances[a * count + b] = distance;
            distances[b * count + a] = distance;
        }
    }
    distances
}

/// Which clusters average linkage joins, those below before those above them. The joined one has the second's number.
fn joined(mut distances: Vec<f64>, count: usize) -> Vec<(usize, usize)> {
    let mut sizes = vec![1.0; count];
    let mut is_there = vec![true; count];
    let mut joined = Vec::with_capacity(count.saturating_sub(1));
    let mut chain: Vec<usize> = Vec::with_capacity(count);
    while joined.len() + 1 < count {
        if chain.is_empty() {
            chain.extend(is_there.iter().position(|is_there| *is_there));
        }
        let Some(last) = chain.last().copied() else { break };
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        // Of equally near ones the one that it came from, so that the chain ends.
        let mut nearest = before.map(|before| (distances[last * count + before], before));
        for other in (0..count).filter(|other| is_there[*other] && *other != last) {
            let distance = distances[last * count + other];
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, other));
            }
        }
        let Some((_, nearest)) = nearest else { break };
        if Some(nearest) != before {
            chain.push(nearest);
            continue;
        }
        // Each is the other's nearest.
        chain.truncate(chain.len() - 2);
        joined.push((last, nearest));
        let (a, b) = (sizes[last], sizes[nearest]);
        for other in (0..count).filter(|other| is_there[*other] && *other != last && *other != nearest) {
            let mean = (a * distances[last * count + other] + b * distances[nearest * count + other]) / (a + b);
            distances[nearest * count + other] = mean;
            distances[other * count + nearest] = mean;
        }
        sizes[nearest] += a;
        is_there[last] = false;
    }
    joined
}

/// Two branches, turned so that the nearest ends meet.
fn side_by_side(mut left: Vec<usize>, mut right: Vec<usize>, distance: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let (Some(&first), Some(&last), Some(&begin), Some(&end)) =
        (left.first(), left.last(), right.first(), right.last())
    else {
        left.extend(right);
        return left;
    };
    let ways = [
        (distance(last, begin), false, false),
        (distance(last, end), false, true),
        (distance(first, begin), true, false),
        (distance(first, end), true, true),
    ];
    let best = ways.iter().skip(1).fold(ways[0], |best, way| if way.0 < best.0 { *way } else { best });
    if best.1 {
        left.reverse();
    }
    if best.2 {
        right.reverse();
    }
    left.extend(right);
    left
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The clusters that average linkage makes, by comparing all leaves of all pairs every time.
    fn plain_clusters(distances: &[f64], count: usize) -> BTreeSet<Vec<usize>> {
        let mut clusters: Vec<Vec<usize>> = (0..count).map(|leaf| vec![leaf]).collect();
        let mut seen = BTreeSet::new();
        while clusters.len() > 1 {
            let mut best = (f64::INFINITY, 0, 0);
            for b in 0..clusters.len() {
                for a in 0..b {
                    let pairs =
                        clusters[a].iter().flat_map(|x| clusters[b].iter().map(move |y| distances[x * count + y]));
                    let mean = pairs.sum::<f64>() / (clusters[a].len() * clusters[b].len()) as f64;
                    if mean < best.0 {
                        best = (mean, a, b);
                    }
                }
            }
            let right = clusters.remove(best.2);
            clusters[best.1].extend(right);
            clusters[best.1].sort_unstable();
            seen.insert(clusters[best.1].clone());
        }
        seen
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_average_linkage(vectors in prop::collection::vec(0.01_f64..1.0, 4 * 9)) {
            // Random floats: no two distances are equal.
            let (length, count) = (4, 9);
            let distances = cosine_distances(&vectors, length, count);
            let mut members: Vec<Vec<usize>> = (0..count).map(|leaf| vec![leaf]).collect();
            let mut clusters = BTreeSet::new();
            for (a, b) in joined(distances.clone(), count) {
                let taken = std::mem::take(&mut members[a]);
                members[b].extend(taken);
                members[b].sort_unstable();
                clusters.insert(members[b].clone());
            }
            prop_assert_eq!(&clusters, &plain_clusters(&distances, count));
            // In the order, each cluster lies together.
            let order = similar_together(&vectors, length);
            for cluster in clusters {
                let places: Vec<usize> = (0..count).filter(|at| cluster.contains(&order[*at])).collect();
                prop_assert_eq!(places.len(), cluster.len());
                prop_assert_eq!(places[places.len() - 1] - places[0] + 1, cluster.len());
            }
        }

        #[test]
        fn every_matrix_has_an_order(
            cells in prop::collection::vec(prop_oneof![Just(0.0), Just(f64::NAN), Just(1.0), Just(f64::MAX), -5.0..5.0], 0..60),
            length in 1_usize..6,
        ) {
            let whole = cells.len() / length * length;
            let mut order = similar_together(&cells[..whole], length);
            order.sort_unstable();
            prop_assert_eq!(order, (0..whole / length).collect::<Vec<_>>());
        }
    }

    #[test]
    fn alike_lies_together_whatever_its_size() {
        // Two directions, mixed; one of each is a hundred times as strong.
        let vectors = [1.0, 0.0, 0.0, 2.0, 100.0, 1.0, 1.0, 300.0, 3.0, 0.0];
        let order = similar_together(&vectors, 2);
        let kinds: Vec<bool> = order.iter().map(|at| [0, 2, 4].contains(at)).collect();
        assert_eq!(kinds.windows(2).filter(|pair| pair[0] != pair[1]).count(), 1, "{order:?}");
    }
}
