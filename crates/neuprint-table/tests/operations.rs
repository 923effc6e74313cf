//! Filters, orders, groups, pivots, quantiles and searches give what the plainest way of computing them gives.
#![allow(clippy::unwrap_used)]

use std::cmp::Ordering;

use neuprint_table::{
    Bits, Cell, Column, Grouping, Matches, Measure, MeasureKind, MixedCell, Needle, Number, SortKey, Table, Test,
    group, inspect, passing, sort, sort_rows,
};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

const KINDS: [MeasureKind; 6] = [
    MeasureKind::Count,
    MeasureKind::Sum,
    MeasureKind::Mean,
    MeasureKind::Min,
    MeasureKind::Max,
    MeasureKind::Distinct,
];

fn column(name: &str, cells: &[MixedCell]) -> Column {
    let mut column = Column::new(name);
    cells.iter().for_each(|cell| column.push(cell.as_cell()));
    column
}

fn table(columns: &[&[MixedCell]]) -> Table {
    let columns = columns.iter().enumerate().map(|(at, cells)| column(&format!("c{at}"), cells)).collect();
    Table::of_columns(columns).unwrap()
}

/// Cells of one kind or of several, with nulls: few values, so that they meet again.
fn cells(rows: usize) -> impl Strategy<Value = Vec<MixedCell>> {
    let int = || {
        prop_oneof![
            4 => (-3_i64..4).prop_map(MixedCell::Int),
            1 => prop::sample::select(vec![i64::MIN, i64::MAX, (1 << 53) + 1, 1 << 53]).prop_map(MixedCell::Int),
        ]
    };
    let uint = || prop::sample::select(vec![u64::MAX, u64::MAX - 1, 1 << 63]).prop_map(MixedCell::UInt);
    let float = || {
        let edges = vec![
            0.0,
            -0.0,
            0.5,
            -2.5,
            1.0,
            3.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_007_199_254_740_992.0,
            1e300,
        ];
        prop::sample::select(edges).prop_map(MixedCell::Float)
    };
    let text = || "[aB\u{e9}]{0,3}".prop_map(|text| MixedCell::Text(text.into()));
    let json =
        || prop::sample::select(vec!["[1,2]", "[]", "{\"ME(R)\":7}"]).prop_map(|json| MixedCell::Json(json.into()));
    let bool = || any::<bool>().prop_map(MixedCell::Bool);
    let of = move |cell: BoxedStrategy<MixedCell>| {
        prop::collection::vec(prop_oneof![5 => cell, 1 => Just(MixedCell::Null)], rows)
    };
    prop_oneof![
        of(int().boxed()),
        of(prop_oneof![uint(), (0_i64..4).prop_map(MixedCell::Int)].boxed()),
        of(float().boxed()),
        of(text().boxed()),
        of(bool().boxed()),
        of(json().boxed()),
        of(prop_oneof![int(), uint(), float(), text(), json(), bool()].boxed()),
    ]
}

fn same(a: Cell<'_>, b: Cell<'_>) -> bool {
    if a.is_null() || b.is_null() { a.is_null() && b.is_null() } else { a.order(&b).is_eq() }
}

/// Nulls last either way.
fn compare(a: Cell<'_>, b: Cell<'_>, descending: bool) -> Ordering {
    if a.is_null() || b.is_null() {
        return a.is_null().cmp(&b.is_null());
    }
    if descending { b.order(&a) } else { a.order(&b) }
}

fn plain_sort(table: &Table, keys: &[SortKey], rows: &mut [u32]) {
    rows.sort_by(|a, b| {
        let by = |key: &SortKey| {
            compare(table.cell(*a as usize, key.column), table.cell(*b as usize, key.column), key.descending)
        };
        keys.iter().map(by).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

/// The groups of rows, by comparing each with all.
fn plain_groups(table: &Table, by: &[usize], rows: &[u32]) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for row in rows {
        let is_same =
            |other: &u32| by.iter().all(|at| same(table.cell(*row as usize, *at), table.cell(*other as usize, *at)));
        match groups.iter_mut().find(|group| is_same(&group[0])) {
            Some(group) => group.push(*row),
            None => groups.push(vec![*row]),
        }
    }
    groups
}

fn plain_measure(column: &Column, kind: MeasureKind, rows: &[u32]) -> MixedCell {
    let cells: Vec<Cell<'_>> =
        rows.iter().map(|row| column.cell(*row as usize)).filter(|cell| !cell.is_null()).collect();
    let numbers: Vec<Number> = cells.iter().filter_map(Cell::number).collect();
    let whole: i128 = numbers.iter().map(|number| if let Number::Whole(value) = number { *value } else { 0 }).sum();
    let float: f64 = numbers.iter().map(|number| if let Number::Float(value) = number { *value } else { 0.0 }).sum();
    let floats = numbers.iter().any(|number| matches!(number, Number::Float(_)));
    let best = |ordering: Ordering| {
        cells.iter().copied().reduce(|best, cell| if cell.order(&best) == ordering { cell } else { best })
    };
    let owned = |cell: Cell<'_>| match cell {
        Cell::Null => MixedCell::Null,
        Cell::Bool(value) => MixedCell::Bool(value),
        Cell::Int(value) => MixedCell::Int(value),
        Cell::UInt(value) => MixedCell::UInt(value),
        Cell::Float(value) => MixedCell::Float(value),
        Cell::Text(text) => MixedCell::Text(text.into()),
        Cell::Json(json) => MixedCell::Json(json.into()),
    };
    match kind {
        MeasureKind::Count => MixedCell::Int(cells.len() as i64),
        MeasureKind::Distinct => {
            let mut distinct: Vec<Cell<'_>> = Vec::new();
            for cell in &cells {
                if !distinct.iter().any(|known| same(*known, *cell)) {
                    distinct.push(*cell);
                }
            }
            MixedCell::Int(distinct.len() as i64)
        }
        MeasureKind::Sum | MeasureKind::Mean if numbers.is_empty() => MixedCell::Null,
        MeasureKind::Mean => MixedCell::Float((whole as f64 + float) / numbers.len() as f64),
        MeasureKind::Sum if floats => MixedCell::Float(whole as f64 + float),
        MeasureKind::Sum => match (i64::try_from(whole), u64::try_from(whole)) {
            (Ok(value), _) => MixedCell::Int(value),
            (_, Ok(value)) => MixedCell::UInt(value),
            _ => MixedCell::Json(whole.to_string().into()),
        },
        MeasureKind::Min => best(Ordering::Less).map_or(MixedCell::Null, owned),
        MeasureKind::Max => best(Ordering::Greater).map_or(MixedCell::Null, owned),
    }
}

fn adds(kind: MeasureKind) -> bool {
    matches!(kind, MeasureKind::Sum | MeasureKind::Mean)
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn rows_that_pass_are_all_of_them_in_order(
        passes in prop::collection::vec(any::<bool>(), 0..3_000),
        rows in prop::collection::vec(0..3_100_u32, 0..3_000),
    ) {
        let bits = Bits::from_fn(passes.len(), |row| passes[row]);
        let is_kept = |row: &u32| passes.get(*row as usize) == Some(&true);
        prop_assert_eq!(bits.rows(), (0..passes.len() as u32).filter(is_kept).collect::<Vec<_>>());
        prop_assert_eq!(bits.those_of(&rows), rows.iter().copied().filter(is_kept).collect::<Vec<_>>());
    }

    #[test]
    fn filters_keep_what_passes_cell_by_cell(
        cells in (0_usize..70).prop_flat_map(cells),
        bounds in prop::collection::vec(prop_oneof![
            Just("9007199254740993".to_owned()), Just("18446744073709551615".to_owned()), Just("inf".to_owned()),
            Just("-1e400".to_owned()), Just("99999999999999999999999".to_owned()),
            (-3_i64..4).prop_map(|value| value.to_string()), (-4.0..4.0).prop_map(|value: f64| value.to_string()),
        ], 2),
        chosen in cells(4),
        letters in "[ab1.\u{c9}]{0,2}",
    ) {
        let column = column("a", &cells);
        let expect = |test: &Test<'_>, passes: &dyn Fn(Cell<'_>) -> bool| {
            let bits = passing(&column, test);
            let plain: Vec<bool> = (0..cells.len()).map(|row| passes(column.cell(row))).collect();
            prop_assert_eq!(bits.count(), plain.iter().filter(|passes| **passes).count());
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), plain);
            Ok(())
        };
        let numbers = [Number::parse(&bounds[0]).unwrap(), Number::parse(&bounds[1]).unwrap()];
        for (low, high) in [(Some(numbers[0]), Some(numbers[1])), (None, Some(numbers[0])), (Some(numbers[0]), None), (None, None)] {
            expect(&Test::Between { low, high }, &|cell| cell.number().is_some_and(|number| {
                !number.is_nan()
                    && low.is_none_or(|low| low.order(number).is_le())
                    && high.is_none_or(|high| number.order(high).is_le())
            }))?;
        }
        let values: Vec<Cell<'_>> = chosen.iter().map(MixedCell::as_cell).collect();
        expect(&Test::OneOf(&values), &|cell| values.iter().any(|value| same(*value, cell)))?;
        expect(&Test::Null, &|cell| cell.is_null())?;
        for sensitive in [true, false] {
            let needle = Needle::new(&letters, sensitive);
            expect(&Test::Text(&|text| needle.is_in(text)), &|cell| {
                let (text, letters) = (cell.to_string(), letters.clone());
                let folded = |text: String| if sensitive { text } else { text.to_lowercase() };
                !cell.is_null() && folded(text).contains(&folded(letters))
            })?;
        }
    }

    #[test]
    fn orders_are_those_of_comparing_cells(
        (a, b) in (0_usize..50).prop_flat_map(|rows| (cells(rows), cells(rows))),
        descending in any::<(bool, bool)>(),
        kept in prop::collection::vec(any::<bool>(), 50),
    ) {
        let table = table(&[&a, &b]);
        let keys = [
            SortKey { column: 0, descending: descending.0 },
            SortKey { column: 7, descending: false },
            SortKey { column: 1, descending: descending.1 },
        ];
        let there = [keys[0], keys[2]];
        let mut plain: Vec<u32> = (0..a.len() as u32).collect();
        plain_sort(&table, &there, &mut plain);
        prop_assert_eq!(sort(&table, &keys), plain);
        // Only some rows, as when they are filtered, from the last to the first.
        let mut some: Vec<u32> = (0..a.len() as u32).rev().filter(|row| kept[*row as usize]).collect();
        let mut plain = some.clone();
        sort_rows(&table, &keys, &mut some);
        plain_sort(&table, &there, &mut plain);
        prop_assert_eq!(some, plain);
    }

    #[test]
    fn groups_are_those_of_comparing_rows(
        (a, b, measured) in (0_usize..40).prop_flat_map(|rows| (cells(rows), cells(rows), cells(rows))),
        by in prop::sample::select(vec![vec![], vec![0], vec![1, 0]]),
        kept in prop::collection::vec(any::<bool>(), 40),
    ) {
        let table = table(&[&a, &b, &measured]);
        let rows: Vec<u32> = (0..a.len() as u32).rev().filter(|row| kept[*row as usize]).collect();
        let groups = plain_groups(&table, &by, &rows);
        for kind in KINDS {
            let measures = [Measure { column: 2, kind }];
            let grouping = Grouping { by: &by, pivot: None, measures: &measures };
            let Ok(made) = group(&table, Some(&rows), &grouping) else {
                prop_assert!(adds(kind), "only what has no numbers is refused");
                let cell = measured.iter().map(MixedCell::as_cell).find(|cell| !cell.is_null()).unwrap();
                prop_assert!(cell.number().is_none());
                continue;
            };
            prop_assert_eq!((made.rows(), made.columns().len()), (groups.len(), by.len() + 1));
            for (row, group) in groups.iter().enumerate() {
                for (at, column) in by.iter().enumerate() {
                    prop_assert!(same(made.cell(row, at), table.cell(group[0] as usize, *column)));
                }
                let plain = plain_measure(&table.columns()[2], kind, group);
                let cell = made.cell(row, by.len());
                prop_assert!(same(cell, plain.as_cell()), "{kind:?}: {cell:?} for {plain:?}");
            }
        }
    }

    #[test]
    fn a_pivot_spreads_the_same_groups_over_columns(
        (a, pivot, measured) in (1_usize..40).prop_flat_map(|rows| (cells(rows), cells(rows), cells(rows))),
    ) {
        let table = table(&[&a, &pivot, &measured]);
        let rows: Vec<u32> = (0..a.len() as u32).collect();
        let measures = [MeasureKind::Max, MeasureKind::Count].map(|kind| Measure { column: 2, kind });
        let made = group(&table, None, &Grouping { by: &[0], pivot: Some(1), measures: &measures }).unwrap();
        let groups = plain_groups(&table, &[0], &rows);
        let mut values = plain_groups(&table, &[1], &rows);
        values.sort_by(|a, b| compare(table.cell(a[0] as usize, 1), table.cell(b[0] as usize, 1), false));
        prop_assert_eq!(made.columns().len(), 1 + 2 * values.len());
        for (at, value) in values.iter().enumerate() {
            let shown = table.cell(value[0] as usize, 1);
            let name = match shown { Cell::Null => "null".to_owned(), Cell::Text("") => "\"\"".to_owned(), _ => shown.to_string() };
            prop_assert_eq!(made.columns()[1 + 2 * at].name(), format!("{name} · max(c2)"));
            for (row, group) in groups.iter().enumerate() {
                let both: Vec<u32> = group.iter().copied().filter(|row| value.contains(row)).collect();
                for (more, kind) in [MeasureKind::Max, MeasureKind::Count].into_iter().enumerate() {
                    let plain = plain_measure(&table.columns()[2], kind, &both);
                    prop_assert!(same(made.cell(row, 1 + 2 * at + more), plain.as_cell()));
                }
            }
        }
    }

    #[test]
    fn an_inspection_says_what_counting_says(
        cells in (0_usize..60).prop_flat_map(cells),
        kept in prop::collection::vec(any::<bool>(), 60),
    ) {
        let column = column("a", &cells);
        let rows: Vec<u32> = (0..cells.len() as u32).filter(|row| kept[*row as usize]).collect();
        let seen = inspect(&column, Some(&rows));
        let table = Table::of_columns(vec![column.clone()]).unwrap();
        let mut groups = plain_groups(&table, &[0], &rows);
        let nulls: usize = groups.iter().filter(|group| table.cell(group[0] as usize, 0).is_null()).map(Vec::len).sum();
        groups.retain(|group| !table.cell(group[0] as usize, 0).is_null());
        prop_assert_eq!((seen.rows, seen.nulls, seen.distinct), (rows.len(), nulls, groups.len()));
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let top: Vec<(u32, u32)> = groups.iter().take(50).map(|group| (group[0], group.len() as u32)).collect();
        prop_assert_eq!(seen.top, top);
        let mut numbers: Vec<Number> =
            rows.iter().filter_map(|row| column.cell(*row as usize).number()).filter(|number| !number.is_nan()).collect();
        numbers.sort_by(|a, b| a.order(*b));
        let is_typed = matches!(
            column.data(),
            neuprint_table::ColumnData::Int64(_) | neuprint_table::ColumnData::UInt64(_) | neuprint_table::ColumnData::Float64(_)
        );
        prop_assert_eq!(seen.numbers.is_some(), is_typed && !numbers.is_empty());
        if let Some(said) = seen.numbers {
            let exactly = |text: &str, number: Number| Number::parse(text).unwrap().order(number).is_eq();
            prop_assert!(exactly(&said.min, numbers[0]) && exactly(&said.max, *numbers.last().unwrap()));
            let nan = rows.iter().filter_map(|row| column.cell(*row as usize).number()).filter(|number| number.is_nan());
            prop_assert_eq!(said.nan, nan.count());
            for (part, text) in [5, 25, 50, 75, 95].into_iter().zip(&said.quantiles) {
                let at = part * (numbers.len() - 1);
                let (low, high) = (numbers[at / 100], numbers[at.div_ceil(100)]);
                if low.order(high).is_eq() {
                    prop_assert!(exactly(text, low), "{text} is not exactly {low:?}");
                } else {
                    let (low, high) = (low.to_f64(), high.to_f64());
                    let plain = low + (high - low) * ((at % 100) as f64 / 100.0);
                    let read = Number::parse(text).unwrap().to_f64();
                    let near = (read - plain).abs() <= 1e-9 * plain.abs().max(1.0) || read == plain || plain.is_nan();
                    prop_assert!(near, "{read} for {plain}");
                }
            }
            let finite = numbers.iter().filter(|number| number.to_f64().is_finite());
            prop_assert_eq!(said.bins.iter().map(|bin| bin.count).sum::<usize>(), finite.clone().count());
            prop_assert!(said.bins.len() <= 40);
            let last = said.bins.len().wrapping_sub(1);
            for (at, bin) in said.bins.iter().enumerate() {
                let (low, high) = (Number::parse(&bin.low).unwrap(), Number::parse(&bin.high).unwrap());
                let is_open = matches!(column.data(), neuprint_table::ColumnData::Float64(_)) && at != last;
                let within = finite.clone().filter(|number| {
                    let above = number.order(high);
                    low.order(**number).is_le() && if is_open { above.is_lt() } else { above.is_le() }
                });
                prop_assert_eq!(bin.count, within.count(), "{:?}", bin);
            }
        }
    }

    #[test]
    fn searching_goes_round_cell_by_cell(
        (a, b) in (1_usize..12).prop_flat_map(|rows| (cells(rows), cells(rows))),
        from in prop::option::of((0_usize..12, 0_usize..2)),
        backwards in any::<bool>(),
        letters in "[aB1]{1}",
    ) {
        let table = table(&[&a, &b]);
        let rows: Vec<u32> = (0..a.len() as u32).rev().collect();
        let from = from.filter(|from| from.0 < a.len());
        let mut places: Vec<(usize, usize)> = (0..a.len()).flat_map(|row| [(row, 0), (row, 1)]).collect();
        if backwards {
            places.reverse();
        }
        let start = from.map_or(0, |from| places.iter().position(|place| *place == from).unwrap() + 1);
        let count = places.len();
        places.rotate_left(start % count);
        places.retain(|(row, column)| {
            let cell = table.cell(rows[*row] as usize, *column);
            !cell.is_null() && cell.to_string().to_lowercase().contains(&letters.to_lowercase())
        });
        let matches = Matches::of(&table, &Needle::new(&letters, false));
        prop_assert_eq!(matches.count(Some(&rows)), places.len() as u64);
        prop_assert_eq!(matches.next(Some(&rows), from, backwards), places.first().copied());
    }
}

#[test]
fn many_texts_with_the_same_beginning_are_sorted_by_all_their_letters() {
    // Long beginnings in common, zeros at the end, more than are sorted by comparing; no dictionary.
    let name = |row: u32| match row % 4 {
        0 => format!("instance{:05} of a long name", row.wrapping_mul(2_654_435_761) % 100_003),
        1 => format!("{:0>70}", row.wrapping_mul(40_503) % 9_973),
        2 => "x".repeat(60 + row as usize % 40),
        _ => format!("a{}", "\0".repeat(row as usize % 37)),
    };
    let cells: Vec<MixedCell> = (0..20_000).map(|row| MixedCell::Text(name(row).into())).collect();
    let table = table(&[&cells]);
    let keys = [SortKey { column: 0, descending: false }];
    let mut plain: Vec<u32> = (0..20_000).collect();
    plain_sort(&table, &keys, &mut plain);
    assert_eq!(sort(&table, &keys), plain);
    let zeros: Vec<MixedCell> =
        (0..6_000_u32).map(|row| MixedCell::Text(("\0".repeat(row.wrapping_mul(7) as usize % 6_000)).into())).collect();
    let table = self::table(&[&zeros]);
    let mut plain: Vec<u32> = (0..6_000).collect();
    plain_sort(&table, &keys, &mut plain);
    assert_eq!(sort(&table, &keys), plain);
}

#[test]
fn bounds_are_exact_beyond_what_floats_tell_apart() {
    let big = (1_i64 << 53) + 1;
    let ints = column("a", &[big - 1, big, i64::MAX].map(MixedCell::Int));
    let uints = column("a", &[MixedCell::Int(7), MixedCell::UInt(u64::MAX - 1), MixedCell::UInt(u64::MAX)]);
    let floats = column("a", &[9_007_199_254_740_992.0, 9_007_199_254_740_994.0, 0.1].map(MixedCell::Float));
    let between = |column: &Column, low: &str, high: &str| {
        let test = Test::Between { low: Number::parse(low), high: Number::parse(high) };
        passing(column, &test).iter().collect::<Vec<_>>()
    };
    assert_eq!(between(&ints, "9007199254740993", "9007199254740993"), [false, true, false]);
    assert_eq!(between(&ints, "9007199254740992.5", "9223372036854775807"), [true, true, true]);
    assert_eq!(between(&ints, "9223372036854775808", "1e30"), [false, false, false]);
    assert_eq!(between(&uints, "18446744073709551615", "18446744073709551615"), [false, false, true]);
    assert_eq!(between(&uints, "-5", "18446744073709551614"), [true, true, false]);
    assert_eq!(between(&floats, "9007199254740993", "9007199254740995"), [false, true, false]);
    assert_eq!(between(&floats, "0.1", "0.1"), [false, false, true]);
    assert_eq!(between(&floats, "NaN", "1"), [false, false, false]);
}

#[test]
fn sums_are_exact_and_means_are_of_exact_sums() {
    let table = table(&[
        &[MixedCell::Text("a".into()), MixedCell::Text("a".into()), MixedCell::Text("b".into()), MixedCell::Null],
        &[MixedCell::Int(i64::MAX), MixedCell::Int(i64::MAX), MixedCell::Int((1 << 53) + 1), MixedCell::Int(i64::MIN)],
    ]);
    let measures = [MeasureKind::Sum, MeasureKind::Mean].map(|kind| Measure { column: 1, kind });
    let groups = group(&table, None, &Grouping { by: &[0], pivot: None, measures: &measures }).unwrap();
    let sums: Vec<String> = (0..3).map(|row| groups.cell(row, 1).to_string()).collect();
    assert_eq!(sums, ["18446744073709551614", "9007199254740993", "-9223372036854775808"]);
    assert_eq!(groups.cell(0, 2), Cell::Float(i64::MAX as f64));
    assert_eq!(groups.cell(2, 0), Cell::Null);
    let all = group(&table, Some(&[0, 1, 0]), &Grouping { by: &[], pivot: None, measures: &measures[..1] }).unwrap();
    assert_eq!((all.rows(), all.cell(0, 0)), (1, Cell::Json("27670116110564327421")));
}

#[test]
fn what_cannot_be_grouped_is_refused_in_words() {
    let many: Vec<MixedCell> = (0..501).map(MixedCell::Int).collect();
    let texts: Vec<MixedCell> = (0..501).map(|_| MixedCell::Text("x".into())).collect();
    let table = table(&[&many, &texts]);
    let refused = |grouping: &Grouping<'_>| group(&table, None, grouping).unwrap_err().to_string();
    let wide = refused(&Grouping { by: &[1], pivot: Some(0), measures: &[] });
    assert!(
        wide.contains("`c0` has 501 different values") && wide.contains("500") && wide.contains("filter"),
        "{wide}"
    );
    let sum = [Measure { column: 1, kind: MeasureKind::Sum }];
    assert!(refused(&Grouping { by: &[0], pivot: None, measures: &sum }).contains("`c1` holds no numbers"));
    assert!(refused(&Grouping { by: &[2], pivot: None, measures: &[] }).contains("no column 2"));
}

#[test]
fn a_table_without_rows_is_filtered_grouped_and_inspected() {
    let table = table(&[&[], &[]]);
    assert!(passing(&table.columns()[0], &Test::Null).is_empty());
    let count = [Measure { column: 1, kind: MeasureKind::Count }];
    for pivot in [None, Some(1)] {
        let groups = group(&table, None, &Grouping { by: &[0], pivot, measures: &count }).unwrap();
        assert_eq!(groups.rows(), 0);
    }
    let seen = inspect(&table.columns()[0], None);
    assert_eq!((seen.rows, seen.distinct, seen.numbers, seen.top.len()), (0, 0, None, 0));
    assert_eq!(Matches::of(&table, &Needle::new("", false)).next(None, None, false), None);
}

#[test]
fn moments_of_ids_are_those_of_their_distances() {
    // The squares of such numbers are beyond what floats tell apart; their distances are not.
    let ids: Vec<MixedCell> = (0..5).map(|more| MixedCell::Int(720_575_940_628_857_210 + more)).collect();
    let numbers = inspect(&column("bodyId", &ids), None).numbers.unwrap();
    assert_eq!(numbers.deviation, Some(2.5_f64.sqrt()));
    assert_eq!(numbers.quantiles[2], "720575940628857212");
    assert_eq!(numbers.bins.len(), 5);
    assert!(numbers.bins.iter().all(|bin| bin.low == bin.high && bin.count == 1));
    let one = inspect(&column("a", &[MixedCell::Float(0.25)]), None).numbers.unwrap();
    assert_eq!((one.mean, one.deviation, one.bins.len()), (0.25, None, 1));
}
