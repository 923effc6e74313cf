//! A bar for each value, the longest first, one below the other: names have room that way.

use neuprint_table::Number;
use neuprint_table::chart::Scale;
use neuprint_worker::messages::Bar;

use super::{Frame, Subject};
use crate::chart::figure::{Along, Figure, Numbers, Place, Thing, ThingIs, values};
use crate::chart::markup::{Anchor, Paint, width};
use crate::chart::wording::{cut, grouped, name, others as other_values, rows};

/// Signs of a name.
const NAME: usize = 26;

/// Draws bars.
pub(super) fn draw(subject: Subject<'_>, bars: &[Bar], others: Option<&(u32, Bar)>) -> Figure {
    let mut figure = subject.blank();
    let measure = subject.settings.measure_in_words(subject.columns);
    let named = bars.iter().map(|bar| (name(&bar.value), ThingIs::Value(bar.value.clone()), bar));
    let rest = others.map(|(count, bar)| (other_values(*count), ThingIs::Others, bar));
    let all: Vec<(String, ThingIs, &Bar)> = named.chain(rest).collect();
    let (low, high) =
        all.iter().fold((0.0_f64, 0.0_f64), |(low, high), (_, _, bar)| (low.min(bar.size), high.max(bar.size)));
    let high = if low == high { 1.0 } else { high };
    let Some(scale) = Scale::new(Number::Float(low), Number::Float(high), false) else {
        figure.summary = format!("{}: the numbers are too large to draw.", figure.title);
        return figure;
    };
    // On a narrow screen names leave room for bars.
    let signs = NAME.min((subject.size.0 / 24.0) as usize);
    let widest = all.iter().map(|(name, ..)| width(&cut(name, signs))).fold(0.0, f64::max);
    let mut frame = Frame::new(subject.size, &figure.title, None, (widest + 34.0).max(60.0));
    frame.across(scale, &measure);
    let Place { left, top, width, height } = frame.plot;
    let each = height / all.len().max(1) as f64;
    let zero = left + scale.place(Number::Float(0.0)) * width;
    let mut things = Vec::with_capacity(all.len());
    for (at, (name, is, bar)) in all.iter().enumerate() {
        let y = top + at as f64 * each;
        let x = left + scale.place(Number::Float(bar.size)) * width;
        let class = if *is == ThingIs::Others { "chart-mark-others" } else { "chart-mark" };
        let tall = (each - 3.0).clamp(1.0, 26.0);
        let middle = y + (each - tall) / 2.0;
        let long = (x - zero).abs().max(if bar.number.is_some() && bar.size != 0.0 { 1.0 } else { 0.0 });
        frame.markup.rectangle(Paint::Class(class), [zero.min(x), middle, long, tall]);
        frame.markup.text("chart-tick", (left - 8.0, y + each / 2.0 + 4.0), Anchor::End, &cut(name, signs));
        let number = bar.number.as_deref().map_or("no number".to_owned(), grouped);
        let of = if measure == "Rows" { String::new() } else { format!(", {}", rows(bar.rows)) };
        things.push(Thing {
            span: (y, y + each),
            is: is.clone(),
            says: format!("{name}: {} {number}{of}", measure.to_lowercase()),
        });
    }
    frame.markup.line("chart-axis", [zero, top, zero, top + height]);
    let name_of_x = subject.name(subject.settings.x);
    frame.markup.turned("chart-name", (14.0, top + height / 2.0), Anchor::Middle, true, &cut(name_of_x, 40));
    let mut heads = vec![name_of_x.to_owned(), measure.clone()];
    let counts = measure != "Rows";
    heads.extend(counts.then(|| "Rows".to_owned()));
    let table = all.iter().map(|(name, _, bar)| {
        let number = bar.number.as_deref().map(grouped).unwrap_or_default();
        let count = counts.then(|| grouped(&bar.rows.to_string()));
        [name.clone(), number].into_iter().chain(count).collect()
    });
    figure.numbers = Numbers { heads, rows: table.collect(), more: 0 };
    let total = bars.len() + others.map_or(0, |(count, _)| *count as usize);
    let largest = bars.first().map(|bar| {
        format!(
            " The largest is {}, {}.",
            name(&bar.value),
            bar.number.as_deref().map_or("without a number".to_owned(), grouped)
        )
    });
    figure.summary = format!("{}: {} of {name_of_x}.{}", figure.title, values(total), largest.unwrap_or_default());
    if let Some(column) = subject.settings.x {
        figure.down = Along::Things { column, things };
    }
    figure.plot = frame.plot;
    figure.markup = frame.markup.0;
    figure
}
