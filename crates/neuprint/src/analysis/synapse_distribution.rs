//! Tables of synapse counts per neuron and ROI, as `fetchNeurons` gives them: `bodyId`, `roi`, `pre`, `post`, ….

use neuprint_table::{Cell, Column, SortKey, Table, sort};

use super::columns::{is_whole, named, number, of_numbers, text};
use super::error::AnalysisError;
use super::labels::Labels;

/// What of a table of synapse counts is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyndistOptions {
    /// Only these ROIs; `None` are all.
    pub rois: Option<Vec<String>>,
    /// Only these neurons; `None` are all.
    pub bodies: Option<Vec<u64>>,
    /// The columns of counts; `None` are `pre` and `post`.
    pub syn_columns: Option<Vec<String>>,
}

/// The ends of the names of ROIs that have a counterpart on the other side.
const SIDES: [&str; 2] = ["(L)", "(R)"];

/// One row per neuron: `bodyId`, then for each column of counts and each ROI a column named as `EB-pre`, 0 where the
/// table says nothing. Neurons and ROIs are sorted. (neuprint-python's form with `flatten_column_index=True`.)
///
/// # Errors
/// [`AnalysisError::NoColumn`], [`AnalysisError::Cell`]; [`AnalysisError::Duplicate`] if a neuron and ROI stand twice;
/// [`AnalysisError::TooLarge`] for more than 2^27 counts.
pub fn syndist_matrix(syndist: &Table, options: &SyndistOptions) -> Result<Table, AnalysisError> {
    let source = Source::of(syndist, options)?;
    let (mut bodies, mut rois) = (Labels::new("bodyId"), Labels::new("roi"));
    let mut places = Vec::new();
    for row in &source.rows {
        places.push((*row, bodies.add(source.bodies.cell(*row)), rois.add(source.rois.cell(*row))));
    }
    let (sorted_bodies, sorted_rois) = (bodies.sorted(), rois.sorted());
    const MOST: usize = 1 << 27;
    let size = bodies.len().checked_mul(rois.len()).filter(|size| size.saturating_mul(source.counts.len()) <= MOST);
    let size = size
        .ok_or_else(|| AnalysisError::TooLarge { what: format!("{} neurons in {} ROIs", bodies.len(), rois.len()) })?;
    // Which row says something of a neuron and a ROI.
    let mut rows: Vec<Option<usize>> = vec![None; size];
    for (row, body, roi) in places {
        if rows[body * rois.len() + roi].replace(row).is_some() {
            let label = format!("{}, {}", source.bodies.cell(row), source.rois.cell(row));
            return Err(AnalysisError::Duplicate { row, what: "bodyId and roi", label });
        }
    }
    let mut ids = Column::new("bodyId");
    sorted_bodies.iter().for_each(|body| ids.push(bodies.label(*body as usize)));
    let mut columns = vec![ids];
    for counts in source.counts {
        for roi in &sorted_rois {
            let row = |body: &u32| rows[*body as usize * rois.len() + *roi as usize];
            let count = |body: &u32| row(body).map_or(Ok(0.0), |row| number(counts, row));
            let values: Vec<f64> = sorted_bodies.iter().map(count).collect::<Result<_, _>>()?;
            let name = format!("{}-{}", rois.label(*roi as usize), counts.name());
            columns.push(of_numbers(&name, is_whole(counts), values.into_iter()));
        }
    }
    Ok(Table::of_columns(columns).unwrap_or_default())
}

/// The counts of ROIs that differ only in `(L)` and `(R)` at their end summed, under the name with `(LR)`; those of the
/// others as they are. Sorted by neuron and ROI.
///
/// `bodies` filters by `bodyId`. (neuprint-python 0.6.4 looks the IDs up in the table's column names instead.)
///
/// # Errors
/// [`AnalysisError::NoColumn`], [`AnalysisError::Cell`].
pub fn bilateral_syndist(syndist: &Table, options: &SyndistOptions) -> Result<Table, AnalysisError> {
    let source = Source::of(syndist, options)?;
    let mut merged: Vec<(Cell<'_>, String, Vec<f64>)> = Vec::new();
    // Where the neuron and the pair of ROIs are in `merged`.
    let mut pairs = Labels::new("");
    let mut places = Vec::new();
    for row in &source.rows {
        let (body, roi) = (source.bodies.cell(*row), text(source.rois, *row)?);
        let counts: Vec<f64> = source.counts.iter().map(|counts| number(counts, *row)).collect::<Result<_, _>>()?;
        let Some(stem) = SIDES.iter().find_map(|side| roi.strip_suffix(side)) else {
            merged.push((body, roi.to_owned(), counts));
            continue;
        };
        let pair = pairs.add(Cell::Text(&format!("{body} {stem}")));
        if pair == places.len() {
            places.push(merged.len());
            merged.push((body, format!("{stem}(LR)"), counts));
        } else {
            merged[places[pair]].2.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    let (mut bodies, mut rois) = (Column::new("bodyId"), Column::new("roi"));
    for (body, roi, _) in &merged {
        bodies.push(*body);
        rois.push(Cell::Text(roi));
    }
    let mut columns = vec![bodies, rois];
    for (at, counts) in source.counts.iter().enumerate() {
        columns.push(of_numbers(counts.name(), is_whole(counts), merged.iter().map(|(_, _, sums)| sums[at])));
    }
    let table = Table::of_columns(columns).unwrap_or_default();
    let order = sort(&table, &[0, 1].map(|column| SortKey { column, descending: false }));
    Ok(table.take(&order).unwrap_or_default())
}

/// The columns and rows that are used.
struct Source<'t> {
    bodies: &'t Column,
    rois: &'t Column,
    counts: Vec<&'t Column>,
    rows: Vec<usize>,
}

impl<'t> Source<'t> {
    fn of(syndist: &'t Table, options: &SyndistOptions) -> Result<Self, AnalysisError> {
        let (bodies, rois) = (named(syndist, "bodyId")?, named(syndist, "roi")?);
        let counts = match &options.syn_columns {
            Some(names) => names.iter().map(|name| named(syndist, name)).collect::<Result<_, _>>()?,
            None => vec![named(syndist, "pre")?, named(syndist, "post")?],
        };
        let wanted_rois = Labels::of("roi", options.rois.iter().flatten().map(|roi| Cell::Text(roi)));
        let wanted_bodies = Labels::of("bodyId", options.bodies.iter().flatten().map(|body| Cell::UInt(*body)));
        let is_wanted = |row: &usize| {
            (options.rois.is_none() || wanted_rois.get(rois.cell(*row)).is_some())
                && (options.bodies.is_none() || wanted_bodies.get(bodies.cell(*row)).is_some())
        };
        Ok(Self { bodies, rois, counts, rows: (0..syndist.rows()).filter(is_wanted).collect() })
    }
}
