//! Charts of shown rows.

use neuprint_table::chart::{
    self, Axes, Categories as TableCategories, LeftOut as TableLeftOut, ValueOrder as TableOrder,
};
use neuprint_table::{Column, Measure as TableMeasure, Number, Table};

use super::{column, count, groups};
use crate::desk::{Answer, Bulk, cells};
use crate::messages::{
    AxisColumn, Bar, Categories, CellText, Chart, ChartBin, Drawn, Ends, Failure, LeftOut, Response,
};
use crate::messages::{Measure, ValueOrder};

/// Values that have a colour of their own: one is left for all others.
const COLOURS: usize = 7;
/// Values along an axis of a matrix at most, whatever is asked.
const MATRIX: usize = 500;
/// Bins and bars at most, whatever is asked.
const MOST: usize = 1000;

/// What a chart shows.
pub(super) fn of(table: &Table, rows: Option<&[u32]>, chart: &Chart) -> Answer {
    let axis = |axis: &AxisColumn| Ok::<_, Failure>((column(table, axis.column)?, axis.log));
    let colour = |colour: Option<u32>| {
        Ok::<_, Failure>(colour.map(|at| column(table, at)).transpose()?.map(|column| (column, COLOURS)))
    };
    let mut bulk = Vec::new();
    let drawn = match chart {
        Chart::Histogram { x, colour: by, bins } => {
            let ((x, log), by) = (axis(x)?, colour(*by)?);
            let spread = chart::histogram(x, by, rows, log, (*bins as usize).min(MOST));
            spread.map_or_else(
                |out| Drawn::Nothing(left_out(out)),
                |spread| Drawn::Histogram {
                    bins: spread
                        .bins
                        .iter()
                        .map(|bin| ChartBin {
                            low: bin.low.to_string(),
                            end: bin.end.to_string(),
                            last: bin.last.map(|last| last.to_string()),
                            rows: count(bin.rows),
                        })
                        .collect(),
                    categories: spread.categories.zip(by).map(|(found, (column, _))| categories(found, column)),
                    counts: spread.counts,
                    left_out: left_out(spread.left_out),
                },
            )
        }
        Chart::Bars { x, measure, most } => {
            let values = column(table, *x)?;
            let measure = measured(table, *measure)?;
            let found = chart::bars(table, *x as usize, measure, rows, (*most as usize).min(MOST));
            let found = found.map_err(groups::refused)?;
            let bar = |bar: &chart::Bar| Bar {
                value: cells::text(values.cell(bar.row as usize)),
                rows: count(bar.rows),
                number: bar.number.map(|number| number.to_string()),
                size: bar.number.map_or(0.0, Number::to_f64),
            };
            Drawn::Bars {
                bars: found.bars.iter().map(bar).collect(),
                others: found.others.map(|(values, others)| (count(values), bar(&others))),
            }
        }
        Chart::Scatter { x, y, colour: by, size } => {
            let (axes, by) = (Axes { x: axis(x)?, y: axis(y)? }, colour(*by)?);
            let found = chart::scatter(axes, by, rows, (size.0 as usize, size.1 as usize));
            match ends(found.ends) {
                None => Drawn::Nothing(left_out(found.left_out)),
                Some(ends) => {
                    bulk = vec![Bulk::Words(found.cells.into_flattened()), Bulk::Bytes(found.colours)];
                    Drawn::Scatter {
                        ends,
                        categories: found.categories.zip(by).map(|(found, (column, _))| categories(found, column)),
                        points: count(found.points),
                        left_out: left_out(found.left_out),
                    }
                }
            }
        }
        Chart::Heat { rows: down, columns: across, measure, order, most } => {
            let (rows_of, columns_of) = (column(table, *down)?, column(table, *across)?);
            let measure = measured(table, *measure)?;
            let order = match order {
                ValueOrder::Name => TableOrder::Name,
                ValueOrder::Sum => TableOrder::Sum,
                ValueOrder::Clusters => TableOrder::Clusters,
            };
            let pair = (*down as usize, *across as usize);
            let found = chart::heat(table, pair, measure, rows, order, (*most as usize).min(MATRIX));
            let found = found.map_err(groups::refused)?;
            let names = |column: &Column, rows: &[u32]| -> Vec<CellText> {
                rows.iter().map(|row| cells::text(column.cell(*row as usize))).collect()
            };
            bulk = vec![Bulk::Bytes(found.cells.iter().flat_map(|cell| cell.to_le_bytes()).collect())];
            Drawn::Heat {
                rows: names(rows_of, &found.rows),
                columns: names(columns_of, &found.columns),
                left_out: (count(found.left_out.0), count(found.left_out.1)),
                rows_left_out: count(found.rows_left_out),
            }
        }
        Chart::Line { x, y, width } => {
            let (x, y) = (x.as_ref().map(axis).transpose()?, axis(y)?);
            let found = chart::line(y, x, rows, (*width as usize).min(4096));
            match ends(found.ends) {
                None => Drawn::Nothing(left_out(found.left_out)),
                Some(ends) => {
                    bulk = vec![
                        Bulk::Floats(found.points.iter().flat_map(|point| [point.x, point.y]).collect()),
                        Bulk::Words(found.points.iter().map(|point| point.place).collect()),
                    ];
                    Drawn::Line { ends, points: count(found.all), left_out: left_out(found.left_out) }
                }
            }
        }
    };
    Ok((Response::Chart(drawn), bulk))
}

fn measured(table: &Table, measure: Option<Measure>) -> Result<Option<TableMeasure>, Failure> {
    let Some(measure) = measure else { return Ok(None) };
    column(table, measure.column)?;
    Ok(Some(groups::measure(measure)))
}

fn categories(found: TableCategories, column: &Column) -> Categories {
    let value = |(row, rows): &(u32, usize)| (cells::text(column.cell(*row as usize)), count(*rows));
    Categories {
        values: found.values.iter().map(value).collect(),
        others: (count(found.others.0), count(found.others.1)),
    }
}

/// Both axes, if there is something on both.
fn ends([x, y]: [Option<(Number, Number)>; 2]) -> Option<[Ends; 2]> {
    let text = |(low, high): (Number, Number)| (low.to_string(), high.to_string());
    Some([text(x?), text(y?)])
}

fn left_out(found: TableLeftOut) -> LeftOut {
    let TableLeftOut { nulls, nan, infinite, not_positive, others } = found;
    LeftOut {
        nulls: count(nulls),
        nan: count(nan),
        infinite: count(infinite),
        not_positive: count(not_positive),
        others: count(others),
    }
}
