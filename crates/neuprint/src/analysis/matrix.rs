//! Connections as a matrix.

use neuprint_decimal::Plain;
use neuprint_table::{Cell, Column, SortKey, Table, sort};

use super::columns::{named, number};
use super::error::AnalysisError;
use super::labels::Labels;

/// How a matrix is made of connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixOptions {
    /// The columns whose values become the labels of the rows and of the columns.
    pub group_columns: [String; 2],
    /// The column whose values are summed.
    pub weight_column: String,
    /// The columns by which rows and columns are sorted, instead of as they come.
    pub sort_by: Option<[String; 2]>,
    /// Whether rows and columns get the same labels, sorted, with 0 where there was nothing.
    pub make_square: bool,
}

impl MatrixOptions {
    /// Grouped by `<name>_pre` and `<name>_post`, summing `weight`.
    pub fn grouped_by(name: &str) -> Self {
        Self { group_columns: Self::pair(name), weight_column: "weight".into(), sort_by: None, make_square: false }
    }

    /// `<name>_pre` and `<name>_post`.
    pub fn pair(name: &str) -> [String; 2] {
        [format!("{name}_pre"), format!("{name}_post")]
    }
}

/// Weights between groups: presynaptic ones as rows, postsynaptic ones as columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionMatrix {
    /// The labels of the rows, one cell each, named as the column they are from.
    pub rows: Column,
    /// The labels of the columns.
    pub columns: Column,
    /// Row by row, `rows.len() * columns.len()` sums.
    pub weights: Vec<f64>,
}

impl ConnectionMatrix {
    /// One sum.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn weight(&self, row: usize, column: usize) -> f64 {
        assert!(column < self.columns.len(), "column {column} of {}", self.columns.len());
        self.weights[row * self.columns.len() + column]
    }
}

/// Sums the weights of connections between groups. Labels stand in the order in which the connections name them, or
/// sorted as the options say, with nulls last and ties as they come.
///
/// neuprint-python gives groups without a name a row or column of NaN; here such connections are left out.
///
/// # Errors
/// [`AnalysisError::NoColumn`]; [`AnalysisError::Cell`] for a weight that is no number; [`AnalysisError::TooLarge`] for
/// more than 2^27 sums, or one beyond 2^53.
pub fn connection_table_to_matrix(
    connections: &Table,
    options: &MatrixOptions,
) -> Result<ConnectionMatrix, AnalysisError> {
    let groups = [named(connections, &options.group_columns[0])?, named(connections, &options.group_columns[1])?];
    let weights = named(connections, &options.weight_column)?;
    let mut labels = groups.map(|column| Labels::new(column.name()));
    let is_named = |row: &usize| groups.iter().all(|group| !group.cell(*row).is_null());
    for (at, group) in groups.into_iter().enumerate() {
        let order = match &options.sort_by {
            Some(by) => sort(connections, &[SortKey { column: position(connections, &by[at])?, descending: false }]),
            None => (0..connections.rows() as u32).collect(),
        };
        for row in order.into_iter().map(|row| row as usize).filter(is_named) {
            labels[at].add(group.cell(row));
        }
    }
    let [mut rows, mut columns] = labels;
    if options.make_square {
        let all: Vec<Column> = [rows, columns].map(Labels::into_column).into();
        let both = Labels::of("", all.iter().flat_map(cells));
        let order = both.sorted();
        [rows, columns] =
            [0, 1].map(|at| Labels::of(all[at].name(), order.iter().map(|label| both.label(*label as usize))));
    }
    const MOST: usize = 1 << 27;
    let size = rows
        .len()
        .checked_mul(columns.len())
        .filter(|size| *size <= MOST)
        .ok_or_else(|| AnalysisError::TooLarge { what: format!("{} by {} groups", rows.len(), columns.len()) })?;
    let mut sums = vec![0.0; size];
    for row in (0..connections.rows()).filter(is_named) {
        if let (Some(pre), Some(post)) = (rows.get(groups[0].cell(row)), columns.get(groups[1].cell(row))) {
            let sum = &mut sums[pre * columns.len() + post];
            *sum += number(weights, row)?;
            if sum.abs() > (1_u64 << 53) as f64 {
                return Err(AnalysisError::TooLarge {
                    what: format!("the sum {} of `{}`", Plain::from(*sum), weights.name()),
                });
            }
        }
    }
    Ok(ConnectionMatrix { rows: rows.into_column(), columns: columns.into_column(), weights: sums })
}

fn cells(column: &Column) -> impl Iterator<Item = Cell<'_>> {
    (0..column.len()).map(|row| column.cell(row))
}

fn position(table: &Table, name: &str) -> Result<usize, AnalysisError> {
    named(table, name)?;
    // It is there.
    Ok(table.columns().iter().position(|column| column.name() == name).unwrap_or_default())
}
