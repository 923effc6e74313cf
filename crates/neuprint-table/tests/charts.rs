//! Charts show what the plainest way of counting finds.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use neuprint_table::chart::{Axes, LeftOut, Scale, ValueOrder, bars, heat, histogram, line, scatter};
use neuprint_table::{Cell, Column, Measure, MeasureKind, Number, Table, Test, passing};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

/// A column of integers, of large ones, or of floats of all sizes; with nulls.
fn numbers(rows: usize) -> impl Strategy<Value = Column> {
    let edges =
        vec![0.0, -0.0, 0.1, 0.3, 1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -f64::MAX, 5e-324, 1e-300];
    let cells = move |cell: BoxedStrategy<Option<f64>>| prop::collection::vec(cell, rows);
    let float = |cells: Vec<Option<f64>>| column(cells.iter().map(|cell| cell.map_or(Cell::Null, Cell::Float)));
    let whole = |cells: Vec<Option<i64>>| column(cells.iter().map(|cell| cell.map_or(Cell::Null, Cell::Int)));
    prop_oneof![
        prop::collection::vec(prop::option::weighted(0.9, -20_i64..300), rows).prop_map(whole),
        prop::collection::vec(prop::option::weighted(0.9, 1_i64..100_000), rows).prop_map(whole),
        prop::collection::vec(prop::option::weighted(0.9, any::<i64>()), rows).prop_map(whole),
        prop::collection::vec(prop::option::weighted(0.9, i64::MAX - 90..=i64::MAX), rows).prop_map(whole),
        cells(prop::option::weighted(0.9, -1.0..1.0).boxed()).prop_map(float),
        cells(prop::option::weighted(0.9, (0_i32..100).prop_map(|cell| f64::from(cell) / 10.0)).boxed())
            .prop_map(float),
        cells(prop::option::weighted(0.9, prop::sample::select(edges)).boxed()).prop_map(float),
        cells(prop::option::weighted(0.9, any::<f64>()).boxed()).prop_map(float),
    ]
}

fn column<'c>(cells: impl Iterator<Item = Cell<'c>>) -> Column {
    let mut column = Column::new("n");
    cells.for_each(|cell| column.push(cell));
    column
}

/// Few different texts, and null.
fn texts(rows: usize) -> impl Strategy<Value = Column> {
    let cell = prop::option::weighted(0.9, "[ab]{0,2}");
    prop::collection::vec(cell, rows)
        .prop_map(|cells| column(cells.iter().map(|cell| cell.as_deref().map_or(Cell::Null, Cell::Text))))
}

/// What a row's number is, if it has a place on an axis.
fn plotted(column: &Column, row: u32, log: bool) -> Option<Number> {
    let number = column.cell(row as usize).number()?;
    (number.to_f64().is_finite() && (!log || number.to_f64() > 0.0)).then_some(number)
}

fn text(column: &Column, row: u32) -> String {
    let cell = column.cell(row as usize);
    if cell.is_null() { "null".to_owned() } else { format!("{cell:?}") }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(WithSource("proptest-regressions"))), ..ProptestConfig::default() })]

    #[test]
    fn bins_have_exactly_what_is_between_their_borders(
        (column, colour, rows) in (1_usize..60).prop_flat_map(|rows| {
            (numbers(rows), texts(rows), prop::option::of(prop::collection::vec(0..rows as u32, 0..40)))
        }),
        log: bool,
        most in 1_usize..50,
    ) {
        let all: Vec<u32> = rows.clone().unwrap_or_else(|| (0..column.len() as u32).collect());
        let there: Vec<Number> = all.iter().filter_map(|row| plotted(&column, *row, log)).collect();
        let spread = histogram(&column, Some((&colour, 2)), rows.as_deref(), log, most);
        let Ok(spread) = spread else {
            prop_assert_eq!(spread.unwrap_err().rows(), all.len());
            prop_assert!(there.is_empty());
            return Ok(());
        };
        prop_assert_eq!(spread.left_out.rows(), all.len() - there.len());
        prop_assert!(spread.bins.len() <= 2 * most + 12, "{} bins of {most}", spread.bins.len());
        prop_assert_eq!(spread.bins.iter().map(|bin| bin.rows).sum::<usize>(), there.len());
        for pair in spread.bins.windows(2) {
            prop_assert!(pair[0].end.order(pair[1].low).is_eq() && pair[0].low.order(pair[0].end).is_lt());
        }
        for bin in &spread.bins {
            // What a filter of the bin's ends lets through.
            let found = bin.last.map_or(0, |last| {
                let bits = passing(&column, &Test::Between { low: Some(bin.low), high: Some(last) });
                all.iter().filter(|row| bits.get(**row as usize)).count()
            });
            prop_assert_eq!(found, bin.rows, "{:?}", bin);
        }
        // Both ends are within.
        for number in there {
            let (first, last) = (spread.bins[0], spread.bins[spread.bins.len() - 1]);
            prop_assert!(first.low.order(number).is_le() && number.order(last.end).is_le());
        }
        let categories = spread.categories.unwrap();
        let each = categories.values.len() + usize::from(categories.others.0 > 0);
        for (at, (row, _)) in categories.values.iter().enumerate() {
            let counted: u32 = spread.counts.iter().skip(at).step_by(each).sum();
            let value = text(&colour, *row);
            let plain = all.iter().filter(|row| text(&colour, **row) == value && plotted(&column, **row, log).is_some());
            prop_assert_eq!(counted as usize, plain.count());
        }
    }

    #[test]
    fn every_axis_holds_its_numbers(low: f64, high: f64, whole: bool, log: bool, count in 1_usize..12) {
        let number = |value: f64| if whole { Number::Whole(value as i64 as i128) } else { Number::Float(value) };
        let (low, high) = (number(low.min(high)), number(low.max(high)));
        if let Some(axis) = Scale::new(low, high, log) {
            for end in [low, high] {
                let at = axis.place(end);
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&at), "{} of {:?}", at, axis);
            }
            let ticks = axis.ticks(count);
            prop_assert!(ticks.len() <= 3 * count + 12, "{} ticks", ticks.len());
            prop_assert!(ticks.iter().all(|tick| (-1e-6..=1.0 + 1e-6).contains(&tick.at)), "{:?}", ticks);
            // All that is drawn over is within.
            let (from, to) = axis.within(-0.01, 1.01);
            prop_assert!(from.order(low).is_le() && to.order(high).is_ge(), "{:?} {:?} of {:?}", from, to, axis);
        }
    }

    #[test]
    fn bars_say_what_rows_have(
        (values, numbers, rows) in (1_usize..50).prop_flat_map(|rows| {
            let whole = prop::collection::vec(prop::option::weighted(0.8, -50_i64..50), rows);
            (texts(rows), whole, prop::option::of(prop::collection::vec(0..rows as u32, 0..40)))
        }),
        kind in prop::option::of(prop::sample::select(vec![MeasureKind::Sum, MeasureKind::Mean])),
        most in 0_usize..5,
    ) {
        let all: Vec<u32> = rows.clone().unwrap_or_else(|| (0..values.len() as u32).collect());
        let cells = column(numbers.iter().map(|cell| cell.map_or(Cell::Null, Cell::Int)));
        let table = Table::of_columns(vec![values.clone(), cells]).unwrap();
        let measure = kind.map(|kind| Measure { column: 1, kind });
        let drawn = bars(&table, 0, measure, rows.as_deref(), most).unwrap();
        let plain = |of: &dyn Fn(&str) -> bool| {
            let rows: Vec<u32> = all.iter().copied().filter(|row| of(&text(&values, *row))).collect();
            let there: Vec<i64> = rows.iter().filter_map(|row| numbers[*row as usize]).collect();
            let number = match kind {
                None => Some(rows.len() as f64),
                Some(_) if there.is_empty() => None,
                Some(MeasureKind::Mean) => Some(there.iter().sum::<i64>() as f64 / there.len() as f64),
                Some(_) => Some(there.iter().sum::<i64>() as f64),
            };
            (rows.len(), number)
        };
        let names: Vec<String> = drawn.bars.iter().map(|bar| text(&values, bar.row)).collect();
        for (bar, name) in drawn.bars.iter().zip(&names) {
            prop_assert_eq!((bar.rows, bar.number.map(Number::to_f64)), plain(&|other| other == name));
        }
        for pair in drawn.bars.windows(2) {
            let size = |at: usize| pair[at].number.map_or(f64::NEG_INFINITY, Number::to_f64);
            prop_assert!(size(0) >= size(1));
        }
        let distinct: std::collections::BTreeSet<String> = all.iter().map(|row| text(&values, *row)).collect();
        prop_assert_eq!(drawn.bars.len() + drawn.others.map_or(0, |(count, _)| count), distinct.len());
        if let Some((_, others)) = drawn.others {
            let found = plain(&|other| !names.iter().any(|name| name == other));
            prop_assert_eq!((others.rows, others.number.map(Number::to_f64)), found);
        }
    }

    #[test]
    fn rasters_count_all_points(
        (x, y, colour, rows) in (1_usize..60).prop_flat_map(|rows| {
            (numbers(rows), numbers(rows), texts(rows), prop::option::of(prop::collection::vec(0..rows as u32, 0..40)))
        }),
        (log_x, log_y) in any::<(bool, bool)>(),
        width in 1_usize..9,
        height in 1_usize..9,
    ) {
        let all: Vec<u32> = rows.clone().unwrap_or_else(|| (0..x.len() as u32).collect());
        let axes = Axes { x: (&x, log_x), y: (&y, log_y) };
        let drawn = scatter(axes, Some((&colour, 2)), rows.as_deref(), (width, height));
        let is_point = |row: u32| plotted(&x, row, log_x).is_some() && plotted(&y, row, log_y).is_some();
        let points = all.iter().filter(|row| is_point(**row)).count();
        prop_assert_eq!((drawn.points, drawn.left_out.rows()), (points, all.len() - points));
        prop_assert_eq!(drawn.cells.iter().map(|cell| cell[1] as usize).sum::<usize>(), points);
        let mut plain: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (place, row) in (0_u32..).zip(&all) {
            if is_point(*row) {
                let at = |column: &Column, end: usize, log, count: usize| {
                    let (low, high) = drawn.ends[end].unwrap();
                    let place = Scale::new(low, high, log).unwrap().place(plotted(column, *row, log).unwrap());
                    (place.clamp(0.0, 1.0) * (count - 1) as f64).round() as usize
                };
                plain.entry(at(&y, 1, log_y, height) * width + at(&x, 0, log_x, width)).or_default().push(place);
            }
        }
        let found: Vec<[u32; 3]> =
            plain.iter().map(|(at, places)| [*at as u32, places.len() as u32, places[0]]).collect();
        prop_assert_eq!(&drawn.cells, &found);
        let categories = drawn.categories.unwrap();
        prop_assert_eq!(drawn.colours.len(), found.len());
        for (places, of) in plain.values().zip(&drawn.colours) {
            let mut counts = vec![0; categories.values.len() + 1];
            for place in places {
                let value = text(&colour, all[*place as usize]);
                let known = categories.values.iter().position(|(row, _)| text(&colour, *row) == value);
                counts[known.unwrap_or(categories.values.len())] += 1;
            }
            prop_assert_eq!(counts[usize::from(*of)], *counts.iter().max().unwrap());
        }
    }

    #[test]
    fn lines_keep_what_can_be_seen(
        (x, y, rows) in (1_usize..120).prop_flat_map(|rows| {
            (numbers(rows), numbers(rows), prop::option::of(prop::collection::vec(0..rows as u32, 0..100)))
        }),
        (log_x, log_y, over_x) in any::<(bool, bool, bool)>(),
        width in 1_usize..12,
    ) {
        let all: Vec<u32> = rows.clone().unwrap_or_else(|| (0..x.len() as u32).collect());
        let drawn = line((&y, log_y), over_x.then_some((&x, log_x)), rows.as_deref(), width);
        let every = line((&y, log_y), over_x.then_some((&x, log_x)), rows.as_deref(), usize::MAX / 8);
        let is_point =
            |row: &&u32| (!over_x || plotted(&x, **row, log_x).is_some()) && plotted(&y, **row, log_y).is_some();
        let points = all.iter().filter(is_point).count();
        prop_assert_eq!((drawn.all, every.points.len(), drawn.left_out.rows()), (points, points, all.len() - points));
        let number = |column: &Column, place: u32| column.cell(all[place as usize] as usize).number().unwrap();
        for pair in every.points.windows(2) {
            let order = if over_x {
                number(&x, pair[0].place).order(number(&x, pair[1].place))
            } else {
                std::cmp::Ordering::Equal
            };
            prop_assert!(order.is_lt() || (order.is_eq() && pair[0].place < pair[1].place));
        }
        prop_assert!(drawn.points.len() <= 4 * width);
        if points <= 4 * width {
            prop_assert_eq!(&drawn.points, &every.points);
        }
        // In each column of the picture: where the line comes in, how far down and up it goes, where it leaves.
        let column = |x: f32| ((f64::from(x) * width as f64) as usize).min(width - 1);
        for at in 0..width {
            let seen = |line: &neuprint_table::chart::Line| {
                let ys: Vec<f32> = line.points.iter().filter(|point| column(point.x) == at).map(|point| point.y).collect();
                let least = ys.iter().copied().reduce(f32::min);
                (ys.first().copied(), least, ys.iter().copied().reduce(f32::max), ys.last().copied())
            };
            prop_assert_eq!(seen(&drawn), seen(&every));
        }
    }

    #[test]
    fn matrices_hold_the_sums_of_pairs(
        (down, across, numbers) in (1_usize..60).prop_flat_map(|rows| {
            (texts(rows), texts(rows), prop::collection::vec(prop::option::weighted(0.8, 0_i64..50), rows))
        }),
        sum: bool,
        order in prop::sample::select(vec![ValueOrder::Name, ValueOrder::Sum, ValueOrder::Clusters]),
        most in 1_usize..9,
    ) {
        let cells = column(numbers.iter().map(|cell| cell.map_or(Cell::Null, Cell::Int)));
        let table = Table::of_columns(vec![down.clone(), across.clone(), cells]).unwrap();
        let measure = sum.then_some(Measure { column: 2, kind: MeasureKind::Sum });
        let drawn = heat(&table, (0, 1), measure, None, order, most).unwrap();
        let names = |column: &Column, rows: &[u32]| rows.iter().map(|row| text(column, *row)).collect::<Vec<_>>();
        let (rows, columns) = (names(&down, &drawn.rows), names(&across, &drawn.columns));
        let pair = |row: usize| (text(&down, row as u32), text(&across, row as u32));
        let plain = |wanted: &dyn Fn(&(String, String)) -> bool| {
            let found: Vec<i64> = (0..down.len())
                .filter(|row| wanted(&pair(*row)))
                .filter_map(|row| if sum { numbers[row] } else { Some(1) })
                .collect();
            (!found.is_empty()).then(|| found.iter().sum::<i64>() as f64)
        };
        for (at, cell) in drawn.cells.iter().enumerate() {
            let wanted = (rows[at / columns.len()].clone(), columns[at % columns.len()].clone());
            prop_assert_eq!(Some(*cell).filter(|cell| !cell.is_nan()), plain(&|pair| *pair == wanted));
        }
        let distinct = |column: &Column| {
            (0..column.len() as u32).map(|row| text(column, row)).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(rows.len() + drawn.left_out.0, distinct(&down).len());
        prop_assert_eq!(columns.len() + drawn.left_out.1, distinct(&across).len());
        let is_out = |row: &usize| !rows.contains(&pair(*row).0) || !columns.contains(&pair(*row).1);
        prop_assert_eq!(drawn.rows_left_out, (0..down.len()).filter(is_out).count());
        let sums: Vec<f64> = rows.iter().map(|name| plain(&|pair| pair.0 == *name).unwrap_or(0.0)).collect();
        // None that is left out has a larger sum than one that is there.
        let least = sums.iter().copied().fold(f64::INFINITY, f64::min);
        for name in distinct(&down).difference(&rows.iter().cloned().collect()) {
            prop_assert!(plain(&|pair| pair.0 == *name).unwrap_or(0.0) <= least);
        }
        match order {
            ValueOrder::Sum => prop_assert!(sums.is_sorted_by(|a, b| a >= b), "{:?}", sums),
            ValueOrder::Name => {
                let cells: Vec<Cell<'_>> = drawn.rows.iter().map(|row| down.cell(*row as usize)).collect();
                prop_assert!(cells.is_sorted_by(|a, b| b.is_null() || a.order(b).is_le()), "{:?}", cells);
            }
            ValueOrder::Clusters => {}
        }
    }
}

#[test]
fn borders_are_round() {
    let column = |cells: &[f64]| column(cells.iter().map(|cell| Cell::Float(*cell)));
    let lows = |column: &Column, log| -> Vec<String> {
        let spread = histogram(column, None, None, log, 5).unwrap();
        spread.bins.iter().map(|bin| format!("{}", bin.low.to_f64())).collect()
    };
    assert_eq!(lows(&column(&[0.11, 0.97]), false), ["0", "0.2", "0.4", "0.6", "0.8"]);
    assert_eq!(lows(&column(&[0.2, 1.0]), false), ["0.2", "0.4", "0.6", "0.8"]);
    assert_eq!(lows(&column(&[2.0, 9000.0]), true), ["1", "10", "100", "1000"]);
    assert_eq!(lows(&column(&[7.0]), false), ["7"]);
    let whole = [1, 2, 30, 400].map(Cell::Int);
    let whole = self::column(whole.into_iter());
    let spread = histogram(&whole, None, None, true, 12).unwrap();
    let borders: Vec<String> = spread.bins.iter().map(|bin| bin.low.to_string()).collect();
    assert_eq!(borders, ["1", "4", "10", "32", "100", "316"]);
}

#[test]
fn one_bin_holds_all_floats() {
    let ends = [f64::MAX, f64::MIN];
    let spread = histogram(&column(ends.iter().map(|end| Cell::Float(*end))), None, None, false, 1).unwrap();
    let [bin] = spread.bins[..] else { panic!("{:?}", spread.bins) };
    assert_eq!((bin.low.to_f64(), bin.end.to_f64(), bin.rows), (f64::MIN, f64::MAX, 2));
}

#[test]
fn the_smallest_float_has_a_place_on_an_axis_of_its_own() {
    let least = Number::Float(5e-324);
    for log in [false, true] {
        let place = Scale::new(least, least, log).unwrap().place(least);
        assert!((0.0..=1.0).contains(&place), "{place}");
    }
}

#[test]
fn what_is_no_number_is_named() {
    let words = column(["a", "b"].map(Cell::Text).into_iter().chain([Cell::Null]));
    let left_out = histogram(&words, None, None, false, 9).unwrap_err();
    assert_eq!(left_out, LeftOut { nulls: 1, others: 2, ..LeftOut::default() });
    let cells = [Cell::Float(f64::NAN), Cell::Float(f64::INFINITY), Cell::Float(0.0), Cell::Null, Cell::Float(2.5)];
    let numbers = column(cells.into_iter());
    let left_out = histogram(&numbers, None, None, true, 9).unwrap().left_out;
    assert_eq!(left_out, LeftOut { nulls: 1, nan: 1, infinite: 1, not_positive: 1, others: 0 });
}
