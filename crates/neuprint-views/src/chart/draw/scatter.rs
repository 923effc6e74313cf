//! Axes, and the points by their cells; the points themselves are painted on a canvas ([`raster`](crate::chart::raster)).

use neuprint_page::wording::counted;
use neuprint_worker::messages::{Categories, Ends, LeftOut};

use super::frame::PLOT_LEFT;
use super::{Frame, Subject};
use crate::chart::data::Data;
use crate::chart::figure::{Along, Figure, Mark, Numbers, Place};
use crate::chart::wording::{grouped, left_out as reasons, name, others};

/// Draws the axes.
pub(super) fn draw(
    subject: Subject<'_>,
    ends: &[Ends; 2],
    categories: Option<&Categories>,
    points: u32,
    left_out: LeftOut,
    data: &Data,
) -> Figure {
    let settings = subject.settings;
    let mut figure = subject.blank();
    let across = subject.scale(settings.x, &ends[0], settings.log_x);
    let scales = across.zip(subject.scale(settings.y, &ends[1], settings.log_y));
    let Some((across, up)) = scales else { return subject.nothing(left_out) };
    let mut frame = Frame::new(subject.size, &figure.title, categories, PLOT_LEFT);
    let (name_of_x, name_of_y) = (subject.name(settings.x), subject.name(settings.y));
    frame.across(across, name_of_x);
    frame.up(up, name_of_y);
    let Place { left, top, width, height } = frame.plot;
    // The worker was asked for as many cells as a legend of one line leaves pixels.
    let cells = super::plot_size(subject.size, settings.colour.is_some());
    let (across_cells, up_cells) = (f64::from(cells.0.max(2) - 1), f64::from(cells.1.max(2) - 1));
    figure.marks = data
        .words
        .as_chunks::<3>()
        .0
        .iter()
        .map(|[at, rows, row]| Mark {
            x: left + f64::from(at % cells.0) / across_cells * width,
            y: top + height - f64::from(at / cells.0) / up_cells * height,
            rows: *rows,
            row: *row,
        })
        .collect();
    let end = |at: usize| format!("{} to {}", grouped(&ends[at].0), grouped(&ends[at].1));
    figure.summary = format!(
        "{}: {}; {name_of_x} from {}, {name_of_y} from {}.",
        figure.title,
        counted(points.into(), "point", "points"),
        end(0),
        end(1)
    );
    figure.notes = reasons(left_out);
    let axis = |name: &str, at: usize| vec![name.to_owned(), grouped(&ends[at].0), grouped(&ends[at].1)];
    figure.numbers = match categories {
        None => Numbers {
            heads: ["Axis", "Smallest", "Largest"].map(str::to_owned).to_vec(),
            rows: vec![axis(name_of_x, 0), axis(name_of_y, 1)],
            more: 0,
        },
        Some(categories) => {
            let values = categories.values.iter().map(|(value, rows)| (name(value), *rows));
            let others = (categories.others.0 > 0).then(|| (others(categories.others.0), categories.others.1));
            Numbers {
                heads: vec![subject.name(settings.colour).to_owned(), "Rows".to_owned()],
                rows: values.chain(others).map(|(name, rows)| vec![name, grouped(&rows.to_string())]).collect(),
                more: 0,
            }
        }
    };
    if let Some((x, y)) = settings.x.zip(settings.y) {
        figure.across = Along::Range { column: x, scale: across };
        figure.down = Along::Range { column: y, scale: up };
    }
    figure.plot = frame.plot;
    figure.markup = frame.markup.0;
    figure
}
