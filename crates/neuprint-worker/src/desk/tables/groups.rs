//! Groups of shown rows.

use neuprint_table::{GroupError, Grouping, Measure as TableMeasure, MeasureKind as Kind, Table, group};

use super::column;
use crate::desk::failure;
use crate::messages::{Failure, Measure, MeasureKind};

/// A table of groups.
pub(super) fn of(
    table: &Table,
    rows: Option<&[u32]>,
    by: &[u32],
    pivot: Option<u32>,
    measures: &[Measure],
) -> Result<Table, Failure> {
    for at in by.iter().copied().chain(pivot).chain(measures.iter().map(|measure| measure.column)) {
        column(table, at)?;
    }
    let by: Vec<usize> = by.iter().map(|at| *at as usize).collect();
    let measures: Vec<TableMeasure> = measures.iter().copied().map(measure).collect();
    let grouping = Grouping { by: &by, pivot: pivot.map(|at| at as usize), measures: &measures };
    group(table, rows, &grouping).map_err(refused)
}

/// Why there are no groups.
pub(super) fn refused(error: GroupError) -> Failure {
    let message = format!("The rows were not grouped: {error}.");
    match error {
        GroupError::ManyColumns { .. } | GroupError::ManyCells { .. } => failure::too_large(message),
        GroupError::NoColumn(_) | GroupError::NotNumbers(_) => failure::invalid(message),
    }
}

/// The page's measure as one of the table.
pub(super) fn measure(measure: Measure) -> TableMeasure {
    TableMeasure { column: measure.column as usize, kind: kind(measure.kind) }
}

fn kind(kind: MeasureKind) -> Kind {
    match kind {
        MeasureKind::Count => Kind::Count,
        MeasureKind::Sum => Kind::Sum,
        MeasureKind::Mean => Kind::Mean,
        MeasureKind::Min => Kind::Min,
        MeasureKind::Max => Kind::Max,
        MeasureKind::Distinct => Kind::Distinct,
    }
}
