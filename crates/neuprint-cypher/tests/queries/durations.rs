//! Durations, as a Neo4j 4.4 answered. It leaves out the seconds of a time that has none, and we do not.

use neuprint_cypher::{Duration, ErrorCode};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{check, refused, values};

/// What is written, and how the database writes it.
const WRITTEN: &[(&str, &str)] = &[
    ("'P1DT2H'", "P1DT2H"),
    ("'P1Y2M3W4DT5H6M7.5S'", "P1Y2M25DT5H6M7.5S"),
    ("'p1d'", "P1D"),
    ("'-P1DT-2H'", "P-1DT2H"),
    ("'+P1D'", "P1D"),
    ("'P+1D'", "P1D"),
    ("'P1,5D'", "P1DT12H"),
    ("'P1.5M'", "P1M15DT5H14M33S"),
    ("'P0.5W'", "P3DT12H"),
    ("'P1.5Y'", "P1Y6M"),
    ("'PT1.5H'", "PT1H30M"),
    ("'PT1H2S'", "PT1H2S"),
    ("'PT-1.5S'", "PT-1.5S"),
    ("'PT-0.000000001S'", "PT-0.000000001S"),
    ("'PT-1M-1S'", "PT-1M-1S"),
    ("'P+13,333M'", "P1Y1M10DT3H15M5.418S"),
    ("'-P+12345Y-12345.1M'", "P-11316Y-2M-27DT-9H-26M-11.399984693S"),
    ("{months: 14, days: 0}", "P1Y2M"),
    ("{days: 0}", "PT0S"),
    ("{days: 1.5}", "P1DT12H"),
    ("{months: 0.1}", "P3DT1H2M54.599999999S"),
    ("{years: 1.25}", "P1Y3M"),
    ("{years: 12.999999999}", "P12Y11M30DT10H29M5.968443083S"),
    ("{seconds: 1.5, nanoseconds: 3}", "PT1.500000003S"),
    ("{seconds: -1, nanoseconds: 500000000}", "PT-0.5S"),
    ("{minutes: -1, nanoseconds: 1}", "PT-59.999999999S"),
    ("{seconds: 12.999999999, microseconds: 61.75}", "PT13.000061748S"),
    (
        "{years: 1, months: -13, days: 400, hours: 100, minutes: -5, seconds: 61, milliseconds: 1001, \
         microseconds: 5, nanoseconds: 1}",
        "P-1M400DT99H56M2.001005001S",
    ),
];

#[test]
fn durations_are_read_and_written() {
    for (written, text) in WRITTEN {
        values(&format!("toString(duration({written}))"), &format!("{text:?}"));
        // What was written is read again.
        values(&format!("duration({written}) = duration('{text}')"), "true");
    }
    values("duration(null)", "null");
}

#[test]
fn what_is_no_duration_is_refused() {
    for text in ["", "P", "1D", "P1D2M", "PT", "P1DT", "P1.5DT2H", "P1.25Y1M", "P1", "PD", "P1.D", "P1DT1D", "PT1HT1M"]
    {
        let error = refused(&format!("RETURN duration('{text}')"));
        assert_eq!(error.code, ErrorCode::Syntax, "{text}: {error}");
        assert!(error.message.contains("cannot be parsed to a Duration"), "{text}: {error}");
    }
    for (expression, code) in [
        ("duration({})", ErrorCode::Argument),
        ("duration({quarters: 2})", ErrorCode::Failed),
        ("duration({days: '1'})", ErrorCode::Failed),
        ("duration({days: null})", ErrorCode::Failed),
        ("duration('P1D') / 0", ErrorCode::Arithmetic),
        ("duration({years: 9223372036854775807}) * 2", ErrorCode::Arithmetic),
        ("duration('P1D') + 1", ErrorCode::Syntax),
        ("duration('P1D') + 'a'", ErrorCode::Syntax),
        ("duration('P1D') - date({year: 2020})", ErrorCode::Syntax),
        ("date({year: 2020}) - date({year: 2019})", ErrorCode::Syntax),
        ("duration('P1D') * duration('P1D')", ErrorCode::Syntax),
        ("duration('P1D') % 2", ErrorCode::Syntax),
        ("-duration('P1D')", ErrorCode::Syntax),
        ("duration('P1D') + [1][0]", ErrorCode::Syntax),
    ] {
        let error = refused(&format!("RETURN {expression} AS x"));
        assert_eq!(error.code, code, "{expression}: {error}");
    }
}

#[test]
fn durations_are_reckoned_with() {
    for (expression, text) in [
        ("duration({days: 1}) + duration({hours: 2})", "P1DT2H"),
        ("duration('P1D') - duration('P1M')", "P-1M1D"),
        ("duration({days: 7, nanoseconds: 5}) * 3", "P21DT0.000000015S"),
        ("1.5 * duration('P1D')", "P1DT12H"),
        ("duration({months: 1}) * 0.5", "P15DT5H14M33S"),
        ("duration({months: 1}) / 4", "P7DT14H37M16.5S"),
        ("duration({seconds: 1}) / 3", "PT0.333333333S"),
        ("duration({months: 100}) / -3", "P-2Y-9M-10DT-3H-29M-42.000000006S"),
        ("duration({days: 1}) + date({year: 2020})", "2020-01-02"),
        ("date({year: 2020, month: 1, day: 31}) + duration('P1M')", "2020-02-29"),
        ("date({year: 2020}) - duration('PT36H')", "2019-12-31"),
        ("date({year: 2020, month: 1, day: 31}) + duration('P-2M-59,999999999D')", "2019-10-01"),
        ("localtime({hour: 23}) + duration('P1DT2H')", "01:00:00"),
        ("duration.between(date({year: 2020, month: 1, day: 31}), date({year: 2020, month: 3, day: 1}))", "P1M1D"),
        ("duration.between(date({year: 2020, month: 3, day: 1}), date({year: 2020, month: 1, day: 31}))", "P-1M-1D"),
    ] {
        values(&format!("toString({expression})"), &format!("{text:?}"));
    }
    values(
        "duration('P1D') + null, null - duration('P1D'), duration('P1D') * null, duration.between(null, null)",
        "null,null,null,null",
    );
    check(
        "WITH duration('P1D') AS d, date({year: 2020}) AS e RETURN toString(e - d), toString(d * 2)",
        r#"[["2019-12-31","P2D"]]"#,
    );
}

#[test]
fn durations_are_compared_and_sorted() {
    values(
        "duration('P1Y') = duration('P12M'), duration('PT24H') <> duration('P1D'), duration('P1D') < duration('P2D'), \
         duration('PT1H') IN [duration('PT60M')]",
        "true,true,null,true",
    );
    check(
        "UNWIND [duration('P1M'), duration('P30D'), duration('P31D'), duration('PT1H'), 'a', date({year: 1}), 1] AS x \
         WITH x ORDER BY x RETURN collect(toString(x))",
        r#"[[["0001-01-01","PT1H","P30D","P1M","P31D","a","1"]]]"#,
    );
    check(
        "UNWIND [duration('P1D'), duration('P1D')] AS x WITH DISTINCT x RETURN count(*), toString(max(x))",
        r#"[[1,"P1D"]]"#,
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn what_is_written_is_read_again(
        months in -100_000i64..100_000,
        days in -100_000i64..100_000,
        seconds in -10_000_000i64..10_000_000,
        nanoseconds in 0u32..1_000_000_000,
    ) {
        let text = Duration::new(months, days, seconds, nanoseconds).unwrap().to_string();
        values(&format!("toString(duration('{text}'))"), &format!("{text:?}"));
    }
}
