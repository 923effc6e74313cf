//! Dates and times. What is expected here is what Neo4j 4.4 answers.

use neuprint_cypher::{Temporal, TemporalKind};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

use crate::ask::{check, refused, values};

#[test]
fn they_can_be_moved_by_a_duration() {
    for (expression, moved) in [
        ("date({year: 2020, month: 1, day: 31}) + duration({months: 1, days: 2})", "2020-03-02"),
        ("date({year: 2020, month: 1, day: 31}) - duration({months: 1, days: 2})", "2019-12-29"),
        ("date({year: 2020, month: 1, day: 31}) + duration({hours: 49, minutes: 1})", "2020-02-02"),
        ("date({year: 2020}) - duration({seconds: 86399})", "2020-01-01"),
        ("date({year: 2020}) - duration({seconds: 86400})", "2019-12-31"),
        ("time({hour: 23, minute: 59}) + duration({minutes: 6, days: 4})", "00:05:00Z"),
        ("localtime({hour: 0}) - duration({minutes: 6})", "23:54:00"),
        (
            "localdatetime({year: 2020, month: 3, day: 31}) \
             - duration({months: 1, seconds: 1, milliseconds: 5, microseconds: 7})",
            "2020-02-28T23:59:58.994993",
        ),
        (
            "datetime({year: 2020}) + duration({years: 1, weeks: 1}) + duration({nanoseconds: 5})",
            "2021-01-08T00:00:00.000000005Z",
        ),
    ] {
        values(&format!("toString({expression})"), &format!("\"{moved}\""));
    }
    values("null + duration({days: 1})", "null");
    for (expression, message) in [
        ("1 + duration({days: 1})", "Type mismatch"),
        ("date({year: 2020}) + duration({day: 1})", "Unknown field: day"),
        ("date({year: 2020}) + duration({})", "At least one"),
        ("date({year: 2020}) + duration({years: 9000})", "0 to 9999"),
        ("date({year: 2020}) - duration({months: -9223372036854775807, years: -9223372036854775807})", "too long"),
    ] {
        assert!(refused(&format!("RETURN {expression} AS x")).message.contains(message), "{expression}");
    }
}

#[test]
fn made_from_their_parts() {
    let text = |expression: &str, expected: &str| values(&format!("toString({expression})"), &format!("{expected:?}"));
    text("date({year: 1984, month: 10, day: 11})", "1984-10-11");
    text("date({year: 9, month: 2})", "0009-02-01");
    text("date({year: 2020, month: null})", "2020-01-01");
    text("localtime({hour: 10, minute: 35})", "10:35:00");
    text("localtime({hour: 10, minute: 35, second: 0, nanosecond: 120000})", "10:35:00.00012");
    text("localtime({hour: 1, minute: 1, second: 1, millisecond: 2, nanosecond: 3})", "01:01:01.002000003");
    text("localtime({hour: 1, minute: 1, second: 1, millisecond: 2, microsecond: 3})", "01:01:01.002003");
    text("time({hour: 10, timezone: '+01:00:30'})", "10:00:00+01:00:30");
    text("time({hour: 10, timezone: '-00:30'})", "10:00:00-00:30");
    text("localdatetime({year: 1984})", "1984-01-01T00:00:00");
    text("datetime({year: 2020})", "2020-01-01T00:00:00Z");
    values("date(null)", "null");
}

#[test]
fn a_moment_in_two_places_is_not_the_same() {
    let two = "WITH time({hour: 12, timezone: '+01:00'}) AS a, time({hour: 11}) AS b";
    check(
        &format!("{two} RETURN a = b, a < b, a > b, a <= b, a >= b, a IN [b]"),
        "[[false,false,true,false,true,false]]",
    );
    check(
        "UNWIND [time({hour: 12, timezone: '+01:00'}), time({hour: 11})] AS x WITH DISTINCT x RETURN count(*)",
        "[[2]]",
    );
    check("UNWIND [date({year: 1}), date({year: 1})] AS x WITH DISTINCT x RETURN count(*)", "[[1]]");
    values("date({year: 1}) < localdatetime({year: 1}), date({year: 1}) = localdatetime({year: 1})", "null,false");
    values("date({year: 1}) < 1, date({year: 1}) = 'x'", "null,false");
}

#[test]
fn sorted_by_moment_and_kind() {
    check(
        "UNWIND [time({hour: 12, timezone: '+01:00'}), time({hour: 11}), time({hour: 10, timezone: '-01:00'})] AS x \
         WITH x ORDER BY x RETURN collect(toString(x))",
        r#"[[["10:00:00-01:00","11:00:00Z","12:00:00+01:00"]]]"#,
    );
    check(
        "UNWIND [date({year: 1}), localtime({hour: 1}), time({hour: 1}), localdatetime({year: 1}), 'a', datetime({year: 1})] \
         AS x WITH x ORDER BY x RETURN collect(toString(x))",
        r#"[["0001-01-01T00:00:00Z","0001-01-01T00:00:00","0001-01-01","01:00:00Z","01:00:00","a"]]"#
            .replace("[[", "[[[")
            .replace("]]", "]]]")
            .as_str(),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    /// Days follow one another, in the calendar as well.
    #[test]
    fn days_are_written_in_their_order(day in -719_528i32..2_932_895) {
        let text = |day| Temporal::new(TemporalKind::Date, day, 0, 0).unwrap().to_string();
        let (today, tomorrow) = (text(day), text(day + 1));
        prop_assert!(today < tomorrow, "{today} {tomorrow}");
        prop_assert!(tomorrow.ends_with("-01") || today[..8] == tomorrow[..8]);
        let parts: Vec<&str> = today.split('-').map(|part| part.trim_start_matches('0')).collect();
        let year = if parts[0].is_empty() { "0" } else { parts[0] };
        values(&format!("toString(date({{year: {year}, month: {}, day: {}}}))", parts[1], parts[2]), &format!("{today:?}"));
    }
}
