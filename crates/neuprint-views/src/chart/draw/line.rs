//! A line on two axes of numbers.

use std::fmt::Write;

use neuprint_page::wording::counted;
use neuprint_worker::messages::{Ends, LeftOut};

use super::frame::PLOT_LEFT;
use super::{Frame, Subject};
use crate::chart::data::Data;
use crate::chart::figure::{Along, Figure, Mark, Numbers, Place};
use crate::chart::markup::{Paint, tenths};
use crate::chart::wording::{grouped, left_out as reasons};

/// Draws a line.
pub(super) fn draw(subject: Subject<'_>, ends: &[Ends; 2], points: u32, left_out: LeftOut, data: &Data) -> Figure {
    let settings = subject.settings;
    let mut figure = subject.blank();
    let across = subject.scale(settings.x, &ends[0], settings.log_x && settings.x.is_some());
    let scales = across.zip(subject.scale(settings.y, &ends[1], settings.log_y));
    let Some((across, up)) = scales else { return subject.nothing(left_out) };
    let name_of_x = if settings.x.is_some() { subject.name(settings.x) } else { "Row" };
    let name_of_y = subject.name(settings.y);
    let mut frame = Frame::new(subject.size, &figure.title, None, PLOT_LEFT);
    frame.across(across, name_of_x);
    frame.up(up, name_of_y);
    let Place { left, top, width, height } = frame.plot;
    let mut path = String::with_capacity(data.words.len() * 12);
    for (at, ([x, y], place)) in data.numbers.as_chunks::<2>().0.iter().zip(&data.words).enumerate() {
        let (x, y) = (left + x * width, top + height - y * height);
        // Writing to a String cannot fail.
        let _ = write!(path, "{}{} {}", if at == 0 { "M" } else { "L" }, tenths(x), tenths(y));
        figure.marks.push(Mark { x, y, rows: 1, row: *place });
    }
    if let [mark] = figure.marks[..] {
        // A single point is no line.
        frame.markup.rectangle(Paint::Class("chart-mark"), [mark.x - 2.0, mark.y - 2.0, 4.0, 4.0]);
    }
    frame.markup.path(Paint::Class("chart-line"), &path);
    let end = |at: usize| format!("{} to {}", grouped(&ends[at].0), grouped(&ends[at].1));
    figure.summary = format!(
        "{}: {}; {name_of_x} from {}, {name_of_y} from {}.",
        figure.title,
        counted(points.into(), "point", "points"),
        end(0),
        end(1)
    );
    figure.notes = reasons(left_out);
    if points as usize > figure.marks.len() {
        figure.notes.push(format!(
            "Of {}, the {} that can be seen at this size are drawn: the first, lowest, highest and last in each column of \
             pixels",
            counted(points.into(), "point", "points"),
            grouped(&figure.marks.len().to_string())
        ));
    }
    let axis = |name: &str, at: usize| vec![name.to_owned(), grouped(&ends[at].0), grouped(&ends[at].1)];
    figure.numbers = Numbers {
        heads: ["Axis", "Smallest", "Largest"].map(str::to_owned).to_vec(),
        rows: vec![axis(name_of_x, 0), axis(name_of_y, 1)],
        more: 0,
    };
    match (settings.x, settings.y) {
        (Some(column), _) => figure.across = Along::Range { column, scale: across },
        (None, Some(column)) => figure.down = Along::Range { column, scale: up },
        (None, None) => {}
    }
    figure.plot = frame.plot;
    figure.markup = frame.markup.0;
    figure
}
