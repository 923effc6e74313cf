//! Texts in pieces, rows in every form, and what is kept of a file beside its nodes.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use neuprint_skeleton::{NO_PARENT, ParseError, ParseErrorKind, Parsed, Skeleton, SwcParser, Unit};
use proptest::prelude::*;

/// A text cut at these places.
fn in_pieces(mut parser: SwcParser, text: &[u8], cuts: &[usize]) -> Result<Parsed, ParseError> {
    let mut start = 0;
    for cut in cuts.iter().map(|cut| (*cut).min(text.len())) {
        parser.push(&text[start..cut.max(start)])?;
        start = cut.max(start);
    }
    parser.push(&text[start..])?;
    parser.finish()
}

const EVERYTHING: &[u8] = b"\xef\xbb\xbf\r\n# unit: um\r# n T x y z R P note\n\n1 0 1.5 2 3 1 -1 a\r\n  2 0 4 5 6 1e1 1 b # c\r\r\n# d\n3 7 16234.57 -0.25 .5 1 2\n9 0 1 1 1 1 8\n";

#[test]
fn where_a_text_is_cut_changes_nothing() {
    let whole = Skeleton::parse(EVERYTHING).unwrap();
    assert_eq!((whole.len(), whole.unit(), whole.extra_columns().len()), (4, Unit::Micrometre, 1));
    let damaged = [EVERYTHING, b"9 0 1 1 1 1 8\r\n10 0 1 1 1\r10 0 1 1 1 x 1\r\n\n10 0 1 1 1 1 10"].concat();
    let lenient = Skeleton::parse_lenient(&damaged).unwrap();
    let lines: Vec<_> = lenient.problems.iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(lines, [(10, 1), (11, 1), (12, 11), (13, 12), (15, 1)]);
    for first in 0..=damaged.len() {
        for second in first..=damaged.len().min(first + 3) {
            let read = in_pieces(SwcParser::strict(), EVERYTHING, &[first, second]).unwrap();
            assert_eq!(read.skeleton, whole, "cut at {first} and {second}");
            assert_eq!(read.problems[0].kind, ParseErrorKind::MissingParent { id: 9, parent: 8 });
            let read = in_pieces(SwcParser::lenient(), &damaged, &[first, second]);
            assert_eq!(read.as_ref(), Ok(&lenient), "cut at {first} and {second}");
        }
    }
}

#[test]
fn after_an_error_a_parser_says_it_again() {
    let mut parser = SwcParser::strict();
    parser.push(b"1 0 0 0 0 1 -1\n2 0 0 0").unwrap();
    let error = parser.push(b" x 1 1\n3 0 0 0 0 1 1\n").unwrap_err();
    assert_eq!((error.line, error.column), (2, 9));
    assert_eq!(parser.push(b"4 0 0 0 0 1 1\n"), Err(error.clone()));
    assert_eq!(parser.finish(), Err(error));
    // What is no SWC is known with its first line.
    let page = ParseErrorKind::NotSwc { what: "a page of HTML or XML" };
    assert_eq!(SwcParser::lenient().push(b" \n <html>\n").unwrap_err().kind, page);
}

#[test]
fn an_expectation_need_not_be_right() {
    let text: String = (1..5000).map(|id| format!("{id} 0 {id} 2 3 1 {}\n", id / 2)).collect();
    let expected = Skeleton::parse(text.as_bytes()).unwrap();
    for bytes in [0, 1, 1000, 50_000, usize::MAX] {
        let mut parser = SwcParser::strict().expecting(bytes);
        text.as_bytes().chunks(999).for_each(|chunk| parser.push(chunk).unwrap());
        assert_eq!(parser.finish().unwrap().skeleton, expected);
    }
}

#[test]
fn columns_past_the_seventh_have_the_names_of_the_header() {
    let named = |header: &str| {
        let text =
            format!("{header}\n1 0 0 0 0 1 -1 0.9 a\n2 0 0 0 0 1 1 0.8 # b\n3 0 0 0 0 1 1\n4 0 0 0 0 1 1 .5 b c\n");
        let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
        assert_eq!(Skeleton::parse(skeleton.to_swc().as_bytes()).as_ref(), Ok(&skeleton));
        let columns = skeleton.extra_columns().iter();
        let values = |node| move |column: &neuprint_skeleton::ExtraColumn| column.get(node).unwrap().to_owned();
        let rows = (0..4).map(|node| columns.clone().map(values(node)).collect::<Vec<_>>().join(" "));
        (columns.clone().map(|column| column.name().to_owned()).collect::<Vec<_>>(), rows.collect::<Vec<_>>())
    };
    let (both, values) = (vec!["score".to_owned(), "Of".to_owned()], vec!["0.9 a", "0.8 ", " ", ".5 b"]);
    for header in [
        "# id type x y z radius parent score Of",
        "#n T x y z R P score Of",
        "##n,type,x,y,z,r,pid,score,Of",
        "# made\n#\tPointNo, Label, X, Y, Z, Radius, Parent, score, Of",
        "# columns: rowId structure x y z r link score Of\n# id type x y z radius parent other",
        "# SAMPLE LABEL X Y Z R PARENT_ID score Of",
    ] {
        assert_eq!(named(header), (both.clone(), values.iter().map(|value| value.to_string()).collect()), "{header}");
    }
    let (one, values) = named("# node_id type x y z radius parent_id score");
    assert_eq!((one.len(), &values[3]), (1, &".5".to_owned()));
    for header in ["# id type x y z radius parent", "# id type x y z parent radius score", "# words", ""] {
        assert_eq!(named(header).0.len(), 0, "{header}");
    }
    // Words that no line has values for.
    let text = b"# n T x y z R P as in the book\n1 0 0 0 0 1 -1\n";
    assert_eq!(Skeleton::parse(text).unwrap().extra_columns(), []);
}

#[test]
fn headers_say_what_they_say() {
    let text = "# Note: a: b\n#key=value\n# http://example.org\n# 12:30\n# Generated by X (https://x)\n#${\"a\": \"x, \\\"y\\\": }\", \"b\" : [1, {\"c\": 2}],\"d\":null}\n#${\"e\": 1\n# ${\"f\": 1, 2}\n#unit: VOXEL 8, 8 40.5\n1 0 0 0 0 1 -1\n# late: no\n";
    let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
    let fields: Vec<_> = skeleton.header_fields().map(|field| (field.key, field.value)).collect();
    assert_eq!(
        fields,
        [
            ("Note", "a: b"),
            ("key", "value"),
            ("a", "\"x, \\\"y\\\": }\""),
            ("b", "[1, {\"c\": 2}]"),
            ("d", "null"),
            ("f", "1"),
            ("unit", "VOXEL 8, 8 40.5"),
        ]
    );
    assert_eq!(skeleton.unit(), Unit::Voxel([8.0, 8.0, 40.5]));
    assert_eq!((skeleton.header_field("KEY"), skeleton.header_field("late")), (Some("value"), None));
}

#[test]
fn units_are_read() {
    let unit = |line: &str| Skeleton::parse(format!("# {line}\n1 0 0 0 0 1 -1\n").as_bytes()).unwrap().unit();
    for (line, expected) in [
        ("unit: nm", Unit::Nanometre),
        ("Units = Nanometers", Unit::Nanometre),
        ("unit: µm", Unit::Micrometre),
        ("unit: microns", Unit::Micrometre),
        ("unit: nm\n# unit: um", Unit::Micrometre),
        ("unit: um\n# unit: unknown", Unit::Unknown),
        ("unit: voxel", Unit::Unknown),
        ("unit: voxel 8 8", Unit::Unknown),
        ("unit: voxel 8 8 -8", Unit::Unknown),
        ("unit: voxel 8 8 1e999", Unit::Unknown),
        ("unit: furlong", Unit::Unknown),
        ("in nm", Unit::Unknown),
    ] {
        assert_eq!(unit(line), expected, "{line}");
    }
}

#[test]
fn numbers_half_way_between_floats_go_to_the_even_one() {
    // Around 2^22 floats are 0.5 apart; behind a point that the short way can read, and beyond.
    let read =
        |text: &str| Skeleton::parse(format!("1 0 0 0 0 0 -1\n2 0 {text} 0 0 0 1\n{}", "#".repeat(99)).as_bytes());
    for text in ["4194304.25", "4194304.75", "4194304.2500000", "4194304.2500001", "4194304.2499999", "4194305.25"] {
        assert_eq!(read(text).unwrap().x()[1].to_bits(), text.parse::<f32>().unwrap().to_bits(), "{text}");
    }
}

#[test]
fn parents_may_come_behind_their_children_at_any_place() {
    for nodes in [3_i64, 255, 256, 257, 600] {
        for odd in [1, 2, nodes / 2, nodes] {
            // All consecutive, parents first, but for one node.
            let parent = |id: i64| if id == odd && id < nodes { id + 1 } else { id / 2 - i64::from(id == 1) };
            let parent = |id: i64| if id == odd + 1 { -1 } else { parent(id) };
            let text: String = (1..=nodes).map(|id| format!("{id} 0 {id} 0 0 1 {}\n", parent(id))).collect();
            let skeleton = Skeleton::parse(text.as_bytes()).unwrap();
            for (node, id) in (1..=nodes).enumerate() {
                let expected = if parent(id) < 1 { NO_PARENT } else { parent(id) as u32 - 1 };
                assert_eq!(skeleton.parents()[node], expected);
            }
        }
    }
}

/// A number as some program may write it.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "-?[0-9]{1,7}(\\.[0-9]{0,7})?",
        1 => "-?[0-9]{1,12}\\.[0-9]{0,20}",
        1 => "[+-]?[0-9]{0,3}\\.?[0-9]{1,3}([eE][+-]?[0-9])?",
    ]
}

proptest! {
    #[test]
    fn rows_mean_the_same_however_they_are_spaced(
        rows in prop::collection::vec((number(), number(), number(), number(), 0..40_u8, any::<u64>()), 1..12),
        (first, step) in prop_oneof![Just((1_i64, 1_i64)), (-9_i64..9, 1_i64..3), (0_i64..1 << 50, 1_i64..1 << 55)],
        ends in "(\n|\r\n| \n|\t#x\n)",
    ) {
        let mut common = String::new();
        let mut spaced = String::new();
        for (at, (x, y, z, radius, kind, parent)) in rows.iter().enumerate() {
            let id = |at: usize| match first + step * at as i64 { -1 => -7_777, id => id };
            let parent = if at == 0 { -1 } else { id(*parent as usize % at) };
            let id = id(at);
            common += &format!("{id} {kind} {x} {y} {z} {radius} {parent}{ends}");
            spaced += &format!(" {id}\t\t {kind}  {x} \t{y}  {z}  {radius}   {parent} {}{ends}", "-".repeat(70));
        }
        let skeleton = Skeleton::parse(common.as_bytes()).unwrap();
        let spaced = Skeleton::parse(spaced.as_bytes());
        prop_assert_eq!(spaced.as_ref(), Ok(&skeleton));
        for (node, row) in rows.iter().enumerate() {
            let read = [skeleton.x()[node], skeleton.y()[node], skeleton.z()[node], skeleton.radii()[node]];
            let expected = [&row.0, &row.1, &row.2, &row.3].map(|text| text.parse::<f32>().unwrap());
            prop_assert_eq!(read.map(f32::to_bits), expected.map(f32::to_bits));
        }
    }

    #[test]
    fn pieces_of_any_text_are_the_whole(
        lines in prop::collection::vec("(#|# id type x y z r parent a|-?[0-9]{1,2} 0 1(\\.5|x|) 2 3 1 (-1|[0-9])( 7)?)?[ ]?(\n|\r\n|\r)", 0..16),
        cuts in prop::collection::vec(0..200_usize, 0..9),
    ) {
        let text = lines.concat();
        let mut cuts = cuts;
        cuts.sort_unstable();
        let read = in_pieces(SwcParser::strict(), text.as_bytes(), &cuts);
        prop_assert_eq!(read.map(|read| read.skeleton), Skeleton::parse(text.as_bytes()));
        prop_assert_eq!(in_pieces(SwcParser::lenient(), text.as_bytes(), &cuts), Skeleton::parse_lenient(text.as_bytes()));
    }
}
