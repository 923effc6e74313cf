//! Body IDs from pasted text.
#![allow(clippy::unwrap_used)]

use neuprint::{PastedBodyIds, Refusal, parse_body_ids};

fn bodies(text: &str) -> Vec<u64> {
    parse_body_ids(text).bodies.into_iter().map(|body| body.get()).collect()
}

#[test]
fn a_decimal_comma_is_no_separator() {
    let pasted = parse_body_ids("7,20576E+17;12,1734350788\n3,5e3");
    assert_eq!(pasted.bodies.iter().map(|body| body.get()).collect::<Vec<_>>(), [12, 1_734_350_788]);
    let refused: Vec<_> = pasted.refused.iter().map(|word| (word.text.as_str(), word.reason)).collect();
    assert_eq!(refused, [("7,20576E+17", Refusal::Rounded), ("3,5e3", Refusal::Rounded)]);
    // A list of two, of which the second is damaged.
    for text in ["7,2.5E+17", "7,720575940628857210.0"] {
        assert_eq!(bodies(text), [7]);
    }
}

#[test]
fn any_list_format_is_read_with_nothing_refused() {
    let expected = [754_538_881, 1_734_350_788, 722_817_260];
    for text in [
        "754538881,1734350788,722817260",
        "754538881 1734350788\t722817260",
        "754538881\r\n1734350788\r\n722817260\r\n",
        "\u{feff}bodyId\r\n754538881\r\n1734350788\r\n722817260\r\n",
        "Body_ID,\n'754538881\n'1734350788\n'722817260",
        "[754538881, 1734350788, 722817260]",
        r#"{"bodyId": "754538881", "partners": [1734350788, 722817260]}"#,
        r#"{"bodyIds":["754538881","1734350788","722817260"]}"#,
        "array([754538881, 1734350788,\n       722817260], dtype=int64)",
        "[np.int64(754538881), np.int64(1734350788), np.int64(722817260)]",
        "c(754538881L, 1734350788L, 722817260L)",
        "[754538881n, 1734350788n, 722817260n]",
        "(\"754538881\"; '1734350788' | {722817260})",
        "754538881.0\n1734350788.00\n0722817260.",
        "754538881, 1734350788, 754538881, 722817260",
    ] {
        assert_eq!(bodies(text), expected, "{text}");
        assert_eq!(parse_body_ids(text).refused, [], "{text}");
    }
}

#[test]
fn large_ids_are_exact() {
    assert_eq!(bodies("720575940628857211 9223372036854775807"), [720_575_940_628_857_211, i64::MAX as u64]);
    assert_eq!(bodies("0 00"), [0]);
}

#[test]
fn what_is_no_id_is_told_with_its_reason_and_never_rounded() {
    for (text, reason) in [
        ("7.20576E+17", Refusal::Rounded),
        ("7,20576E+17", Refusal::Rounded),
        ("7.5e8", Refusal::Rounded),
        ("1E5", Refusal::Rounded),
        ("720575940628857210.0", Refusal::Rounded),
        ("9223372036854775808", Refusal::TooLarge),
        ("123456789012345678901234567890", Refusal::TooLarge),
        ("-3", Refusal::NotWhole),
        ("+3", Refusal::NotWhole),
        ("1.5", Refusal::NotWhole),
        ("DA1_lPN", Refusal::NotANumber),
        ("123-456", Refusal::NotANumber),
        ("1_000", Refusal::NotANumber),
        ("12a", Refusal::NotANumber),
        ("inf", Refusal::NotANumber),
        ("\u{661}\u{662}", Refusal::NotANumber),
    ] {
        let pasted = parse_body_ids(text);
        let last = pasted.refused.last().unwrap_or_else(|| panic!("{text}: {pasted:?}"));
        assert_eq!(last.reason, reason, "{text}");
    }
    let pasted = parse_body_ids("x 12 7.20576E+17 x");
    let words: Vec<&str> = pasted.refused.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["x", "7.20576E+17"]);
    assert!(Refusal::Rounded.to_string().contains("spreadsheet"));
}

#[test]
fn ids_that_a_spreadsheet_may_have_cut_are_doubted() {
    let pasted = parse_body_ids("720575940628857000 720575940628857211 100000000000000");
    assert_eq!(pasted.bodies.len(), 3);
    assert_eq!(pasted.doubtful, [pasted.bodies[0]]);
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(parse_body_ids(" ,;\n"), PastedBodyIds::default());
}
