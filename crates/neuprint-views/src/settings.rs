//! How a view is set: what links keep of it, and what is there again when one comes back to it.
//!
//! ```text
//! let bytes = Settings::Chart(ChartSettings { .. }).write();
//! Settings::read(&bytes)      // None: of another kind than this module knows
//! ```
//!
//! Links live longer than the app: a kind that needs another form gets a new variant at the end, and the old one stays
//! readable.

use serde::{Deserialize, Serialize};

use crate::chart::ChartSettings;
use crate::graph::GraphSettings;
use crate::matrix::MatrixSettings;

/// The settings of any view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Settings {
    /// Of a chart.
    Chart(ChartSettings),
    /// Of a graph.
    Graph(GraphSettings),
    /// Of a matrix.
    Matrix(MatrixSettings),
}

impl Settings {
    /// Reads what [`write`](Self::write) gave.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// As bytes, for the app to keep.
    pub(crate) fn write(&self) -> Vec<u8> {
        // Numbers can always be written to memory.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::{GraphColumns, MatrixOrder, MatrixValue, ValueOrder};

    use super::*;
    use crate::chart::{ChartKind, Measured};

    #[test]
    fn links_of_charts_stay_readable() {
        let chart = ChartSettings {
            kind: ChartKind::Scatter,
            x: Some(2),
            y: Some(300),
            colour: None,
            log_x: true,
            log_y: false,
            measured: Measured::Sum,
            order: ValueOrder::Clusters,
        };
        let bytes = [0, 2, 1, 2, 1, 172, 2, 0, 1, 0, 1, 2];
        assert_eq!(Settings::Chart(chart.clone()).write(), bytes);
        assert_eq!(Settings::read(&bytes), Some(Settings::Chart(chart)));
    }

    #[test]
    fn links_of_graphs_and_matrices_stay_readable() {
        let columns = Some(GraphColumns { source: 1, target: 3, weight: Some(200), ..GraphColumns::default() });
        let graph = Settings::Graph(GraphSettings { columns, by_type: true, least: Some(2.0), of_output: true });
        let bytes = [1, 1, 1, 3, 1, 200, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 64, 1];
        assert_eq!(graph.write(), bytes);
        assert_eq!(Settings::read(&bytes), Some(graph));
        let (value, order) = (MatrixValue::PercentOfOutput, MatrixOrder::Cluster);
        let matrix = Settings::Matrix(MatrixSettings { columns: None, by_type: true, value, order });
        assert_eq!(matrix.write(), [2, 0, 1, 4, 2]);
        assert_eq!(Settings::read(&matrix.write()), Some(matrix));
    }

    #[test]
    fn what_is_cut_off_or_unknown_is_nothing() {
        assert_eq!(Settings::read(&[]), None);
        assert_eq!(Settings::read(&[0, 2, 1]), None);
        assert_eq!(Settings::read(&[99, 2, 1, 2, 1, 172, 2, 0, 1, 0, 1, 2]), None);
    }
}
