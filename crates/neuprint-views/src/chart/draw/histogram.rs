//! Bins side by side, parts of them in the colours of categories.

use neuprint_table::Number;
use neuprint_table::chart::Scale;
use neuprint_worker::messages::{Categories, ChartBin, LeftOut};

use super::frame::room;
use super::{Frame, Subject};
use crate::chart::figure::{Along, Figure, Numbers, Place, Thing, ThingIs};
use crate::chart::markup::Paint;
use crate::chart::palette;
use crate::chart::wording::{grouped, left_out as reasons, name, others, rows};

/// Draws bins.
pub(super) fn draw(
    subject: Subject<'_>,
    bins: &[ChartBin],
    categories: Option<&Categories>,
    counts: &[u32],
    left_out: LeftOut,
) -> Figure {
    let mut figure = subject.blank();
    let most = bins.iter().map(|bin| bin.rows).max().unwrap_or(0).max(1);
    let range = |bin: &ChartBin| range(subject, bin);
    let up = Scale::new(Number::Whole(0), Number::Whole(most.into()), false);
    let Some((across, up)) = axis(subject, bins).zip(up) else { return subject.nothing(left_out) };
    let mut frame = Frame::new(subject.size, &figure.title, categories, room(up));
    let name_of_x = subject.name(subject.settings.x);
    frame.across(across.scale, name_of_x);
    frame.up(up, "Rows");
    let Place { left, top, width, height } = frame.plot;
    let each = counts.len() / bins.len().max(1);
    let others_at = categories.filter(|categories| categories.others.0 > 0).map(|categories| categories.values.len());
    let mut things = Vec::with_capacity(bins.len());
    for (bin, parts) in bins.iter().zip(counts.chunks(each.max(1))) {
        let (from, to) = across.span(subject, bin);
        let (x, end) = (left + from * width, left + to * width);
        let gap = if end - x > 4.0 { 1.0 } else { 0.0 };
        let mut y = top + height;
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| **part > 0) {
            // What is there is seen, however little it is.
            let tall = (f64::from(*part) / f64::from(most) * height).max(1.0);
            y -= tall;
            let paint = match categories {
                None => Paint::Class("chart-mark"),
                Some(_) if others_at == Some(at) => Paint::Colour(palette::OTHERS),
                Some(_) => Paint::Colour(palette::value(at)),
            };
            frame.markup.rectangle(paint, [x, y, end - x - gap, tall]);
        }
        things.push(Thing {
            span: (x, end),
            is: ThingIs::Numbers(bin.low.clone(), bin.last.clone()),
            says: format!("{name_of_x} {}: {}", range(bin), rows(bin.rows)),
        });
    }
    let mut heads = vec![name_of_x.to_owned(), "Rows".to_owned()];
    if let Some(categories) = categories {
        heads.extend(categories.values.iter().map(|(value, _)| name(value)));
        heads.extend(others_at.map(|_| others(categories.others.0)));
    }
    let table = bins.iter().zip(counts.chunks(each.max(1))).map(|(bin, parts)| {
        let parts = parts.iter().filter(|_| categories.is_some()).map(|part| grouped(&part.to_string()));
        [range(bin), grouped(&bin.rows.to_string())].into_iter().chain(parts).collect()
    });
    figure.numbers = Numbers { heads, rows: table.collect(), more: 0 };
    let all: u32 = bins.iter().map(|bin| bin.rows).sum();
    let peak = bins.iter().max_by_key(|bin| bin.rows);
    let peak = peak.map(|bin| format!(" The tallest, {}, has {}.", range(bin), rows(bin.rows))).unwrap_or_default();
    let (first, last) = (bins.first().map(range).unwrap_or_default(), bins.last().map(range).unwrap_or_default());
    figure.summary =
        format!("{}: {} in {} bins, the first {first}, the last {last}.{peak}", figure.title, rows(all), bins.len());
    figure.notes = reasons(left_out);
    if let Some(column) = subject.settings.x {
        figure.across = Along::Things { column, things };
    }
    figure.plot = frame.plot;
    figure.markup = frame.markup.0;
    figure
}

/// "5 to 9", "5": from the first to the last number that a bin can have.
fn range(subject: Subject<'_>, bin: &ChartBin) -> String {
    let number = |text: &str| subject.number(subject.settings.x, text);
    match (number(&bin.low), number(&bin.end)) {
        (Some(Number::Whole(low)), Some(Number::Whole(end))) if end == low + 1 => grouped(&bin.low),
        (Some(Number::Whole(_)), Some(Number::Whole(end))) => {
            format!("{} to {}", grouped(&bin.low), grouped(&(end - 1).to_string()))
        }
        _ => format!("{} to {}", grouped(&bin.low), grouped(&bin.end)),
    }
}

/// An axis on which bins stand.
struct BinAxis {
    scale: Scale,
    /// Half of the width of an integer; bars of integers stand around theirs.
    half: f64,
}

impl BinAxis {
    fn span(&self, subject: Subject<'_>, bin: &ChartBin) -> (f64, f64) {
        let number = |text: &str| subject.number(subject.settings.x, text);
        let place = |text: &str| number(text).map_or(0.0, |number| self.scale.place(number)) - self.half;
        (place(&bin.low), place(&bin.end))
    }
}

fn axis(subject: Subject<'_>, bins: &[ChartBin]) -> Option<BinAxis> {
    let (number, log) = (|text: &str| subject.number(subject.settings.x, text), subject.settings.log_x);
    let (low, end) = (number(&bins.first()?.low)?, number(&bins.last()?.end)?);
    if let (Number::Whole(first), Number::Whole(end), false) = (low, end, log) {
        let last = Number::Whole(end - 1);
        // A single integer has an axis of its own width, too.
        let scale = Scale::new(low, last, false)?.with_halves();
        let half = (scale.place(Number::Whole(end)) - scale.place(last)) / 2.0;
        let half = if half.is_finite() && first < end { half } else { 0.0 };
        return Some(BinAxis { scale, half });
    }
    Some(BinAxis { scale: Scale::new(low, end, log)?, half: 0.0 })
}
