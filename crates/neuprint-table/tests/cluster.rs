//! Orders in which alike rows stand together.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use neuprint_table::cluster;
use proptest::prelude::*;

#[test]
fn rows_of_a_kind_stand_together() {
    // Row r has its values in three columns of block r % 4, with sums that differ a hundredfold.
    let cells: Vec<(u32, u32, f64)> = (0..40)
        .flat_map(|row| (0..3).map(move |at| (row, row % 4 * 3 + at, f64::from(row + 1) * f64::from(at + 1))))
        .collect();
    let order = cluster(40, &cells);
    let blocks: Vec<u32> = order.iter().map(|row| row % 4).collect();
    assert_eq!(blocks.windows(2).filter(|pair| pair[0] != pair[1]).count(), 3, "{blocks:?}");
}

#[test]
fn what_lies_between_two_kinds_stands_between_them() {
    // Rows 0 and 1 have column 0, rows 3 and 4 column 1, row 2 has both.
    let cells = [(0, 0, 1.0), (1, 0, 1.0), (2, 0, 1.0), (2, 1, 1.0), (3, 1, 1.0), (4, 1, 1.0)];
    assert_eq!(cluster(5, &cells)[2], 2);
}

#[test]
fn empty_rows_stand_last_and_small_matrices_have_an_order() {
    assert_eq!(cluster(0, &[]), [] as [u32; 0]);
    assert_eq!(cluster(1, &[(0, 4, 2.0)]), [0]);
    assert_eq!(cluster(3, &[(2, 0, 1.0)]), [2, 0, 1]);
    assert_eq!(cluster(2, &[]), [0, 1]);
}

/// What average linkage joins, by comparing all rows of all pairs every time; distances are 1 minus cosines.
fn plain_clusters(rows: &[Vec<f64>]) -> BTreeSet<Vec<u32>> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let distance = |a: u32, b: u32| {
        let (a, b) = (&rows[a as usize], &rows[b as usize]);
        1.0 - dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    };
    let mut clusters: Vec<Vec<u32>> = (0..rows.len() as u32).map(|row| vec![row]).collect();
    let mut seen = BTreeSet::new();
    while clusters.len() > 1 {
        let mut best = (f64::INFINITY, 0, 0);
        for b in 0..clusters.len() {
            for a in 0..b {
                let pairs = clusters[a].iter().flat_map(|x| clusters[b].iter().map(|y| distance(*x, *y)));
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
    fn what_average_linkage_joins_stands_together(values in prop::collection::vec(0.01_f64..1.0, 4 * 9)) {
        // Random floats: no two distances are equal.
        let rows: Vec<Vec<f64>> = values.chunks(4).map(<[f64]>::to_vec).collect();
        let cells: Vec<(u32, u32, f64)> =
            (0..9).flat_map(|row| (0..4).map(move |column| (row, column))).zip(&values).map(|((row, column), value)| (row, column, *value)).collect();
        let order = cluster(9, &cells);
        for joined in plain_clusters(&rows) {
            let places: Vec<usize> = (0..9).filter(|at| joined.contains(&order[*at])).collect();
            prop_assert_eq!(places[places.len() - 1] - places[0] + 1, joined.len(), "{:?} in {:?}", joined, order);
        }
    }

    #[test]
    fn every_row_is_there_once(
        rows in 1_u32..20,
        cells in prop::collection::vec((0_u32..20, 0_u32..8, prop::num::f64::ANY), 0..60),
    ) {
        let cells: Vec<(u32, u32, f64)> = cells.into_iter().map(|(row, column, value)| (row % rows, column, value)).collect();
        let mut order = cluster(rows as usize, &cells);
        prop_assert_eq!(&order, &cluster(rows as usize, &cells));
        order.sort_unstable();
        prop_assert_eq!(order, (0..rows).collect::<Vec<_>>());
    }
}
