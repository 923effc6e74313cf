//! What is refused, by which name, and where.

use neuprint_cypher::{ErrorCode, Limits, parse};

use crate::ask::{graph, refused, values};

#[track_caller]
fn check(text: &str, code: ErrorCode, part: &str) {
    let error = refused(text);
    assert_eq!(error.code, code, "{text}: {error}");
    assert!(error.message.contains(part), "{text}: {error}");
}

#[track_caller]
fn at(text: &str, line: u32, column: u32) {
    let position = refused(text).position.unwrap();
    assert_eq!((position.line, position.column), (line, column), "{text}: {}", refused(text));
}

#[test]
fn writing_is_refused_by_name() {
    for (text, name) in [
        ("CREATE (n:Neuron)", "CREATE"),
        ("MATCH (n) SET n.x = 1", "SET"),
        ("MATCH (n) SET n.x = 1 RETURN n", "SET"),
        ("MATCH (n) DELETE n", "DELETE"),
        ("MATCH (n) DETACH DELETE n", "DELETE"),
        ("MERGE (n:Neuron {bodyId: 1}) RETURN n", "MERGE"),
        ("MATCH (n) REMOVE n.x RETURN n", "REMOVE"),
        ("MATCH (n) WITH n CREATE (m) RETURN m", "CREATE"),
        ("LOAD CSV FROM 'x' AS row RETURN row", "LOAD CSV"),
    ] {
        check(text, ErrorCode::Write, name);
    }
}

#[test]
fn what_is_not_here_yet_is_named() {
    for (text, name) in [
        ("MATCH p = /* the */ shortestPath((a)-[*]->(b)) RETURN a", "shortestPath"),
        ("MATCH (n WHERE n.bodyId = 1) RETURN n", "WHERE within"),
        ("MATCH ()-[e WHERE e.weight = 1]->() RETURN e", "WHERE within"),
        ("MATCH (n:Neuron|Segment) RETURN n", "label expression"),
        ("RETURN date('2020-01-01')", "date() takes a map"),
        ("RETURN date()", "no clock"),
        ("RETURN date({year: 2020, week: 3})", "week"),
        ("RETURN date({year: 20200})", "the year 20200"),
        ("RETURN date({year: 2020}).year", "the part year"),
        ("RETURN datetime({year: 2020, timezone: 'Europe/Berlin'})", "Europe/Berlin"),
        ("RETURN duration('P2012-02-02T14:37:21')", "written as a date and a time"),
        ("RETURN duration.between(date({year: 1}), localtime({hour: 1}))", "other than two dates"),
        ("RETURN duration({days: 1}).days", "the part days"),
        ("RETURN apoc.text.levenshteinDistance('a', 'b')", "apoc.text"),
        ("CALL db.awaitIndexes()", "CALL of db.awaitIndexes"),
        ("CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n", "IN TRANSACTIONS"),
        ("RETURN 0 < rand() < 1", "rand()"),
        ("RETURN 'a' =~ '(?U)a'", "(?U)"),
    ] {
        check(text, ErrorCode::Unsupported, name);
    }
}

#[test]
fn mistakes_have_a_place() {
    check("MATCH (n) RETURN m", ErrorCode::Syntax, "`m` not defined");
    at("MATCH (n) RETURN m", 1, 18);
    at("MATCH (n)\nWHERE é.x = m.y RETURN n", 2, 7);
    at("MATCH (n) WHERE n.type = 'é' AND x.y RETURN n", 1, 34);
    at("MATCH (n RETURN n", 1, 10);
    check("MATCH (n) RETURN n.", ErrorCode::Syntax, "something is missing here");
    check("RETURN nosuch(1)", ErrorCode::Syntax, "Unknown function 'nosuch'");
    check("RETURN coalesc(1)", ErrorCode::Syntax, "Unknown function 'coalesc': did you mean coalesce?");
    check("RETURN apoc.text.jon(['a'], 'b')", ErrorCode::Syntax, "did you mean apoc.text.join?");
    check("RETURN apoc.text.levenshtein('a', 'b')", ErrorCode::Unsupported, "the nearest is apoc.text.repeat");
    check(
        "CALL db.label()",
        ErrorCode::ProcedureNotFound,
        "no procedure with the name `db.label`: did you mean db.labels?",
    );
    check("CALL db.awaitIndexes()", ErrorCode::Unsupported, "the nearest is db.indexes");
    at("RETURN 1, nosuch(1)", 1, 11);
    check("RETURN size()", ErrorCode::Syntax, "size() takes 1");
    check("MATCH (n) WHERE count(n) > 1 RETURN n", ErrorCode::Syntax, "aggregating");
    check("MATCH (n) RETURN n.x AS a, n.y AS a", ErrorCode::Syntax, "same name");
    check("MATCH (n) WITH n.x RETURN 1", ErrorCode::Syntax, "aliased");
    check("MATCH (n) WITH n.x AS x RETURN n", ErrorCode::Syntax, "`n` not defined");
    check("RETURN 1 LIMIT -1", ErrorCode::Syntax, "non-negative");
    check("RETURN *", ErrorCode::Syntax, "no variables");
    check("MATCH (n) RETURN DISTINCT n.x ORDER BY n.y", ErrorCode::Syntax, "ORDER BY");
    check("MATCH (n) RETURN n.x ORDER BY count(*)", ErrorCode::Syntax, "aggregating");
    check("RETURN [x IN [1] | count(*)]", ErrorCode::Syntax, "over lists");
    check("RETURN sum(count(1))", ErrorCode::Syntax, "inside of aggregate");
    check("RETURN 1 AS x UNION RETURN 2 AS y", ErrorCode::Syntax, "UNION");
    check("RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x", ErrorCode::Syntax, "UNION");
    check("RETURN 9223372036854775808", ErrorCode::Syntax, "too large");
    check("RETURN 1; RETURN 2", ErrorCode::Syntax, "one statement");
    check("", ErrorCode::Syntax, "end of input");
    check("MATCH ()-[e]->()-[e]->() RETURN e", ErrorCode::Syntax, "same relationship variable");
    check("MATCH p = (a)-->(), (p) RETURN p", ErrorCode::Syntax, "conflicting type Path");
    check("MATCH (p), p = (p)-->() RETURN p", ErrorCode::Syntax, "`p` already declared");
    check("MATCH p = (a)-->() RETURN p.x", ErrorCode::Syntax, "was Path");
    check("MATCH (n $map) RETURN n", ErrorCode::Syntax, "Parameter maps");
    check("MATCH (n) WHERE (n)-->(m) RETURN n", ErrorCode::Syntax, "new variables: 'm'");
    check("MATCH (n) RETURN length((n)-->())", ErrorCode::Syntax, "was List");
    check("MATCH (n) RETURN size((n)-[e]->())", ErrorCode::Syntax, "new variables: 'e'");
    check("MATCH (n) RETURN [(n)-->() | count(*)]", ErrorCode::Syntax, "over lists");
    check("RETURN COLLECT { MATCH (n) RETURN n, 1 AS b }", ErrorCode::Syntax, "one column");
    check("RETURN count(rand())", ErrorCode::Syntax, "non-deterministic");
    check("CALL db.nothing", ErrorCode::Unsupported, "db.nothing");
    check("CALL my.own()", ErrorCode::ProcedureNotFound, "my.own");
    check("CALL db.labels(1)", ErrorCode::Syntax, "takes 0");
    check("CALL db.labels() RETURN 1", ErrorCode::Syntax, "YIELD");
    check("CALL db.labels() YIELD name RETURN 1", ErrorCode::Syntax, "output");
    check("WITH 1 AS label CALL db.labels() YIELD label RETURN label", ErrorCode::Syntax, "already declared");
    check("MATCH (n) CALL { RETURN n.x AS x } RETURN x", ErrorCode::Syntax, "`n` not defined");
    check("MATCH (n) CALL { WITH n RETURN n.x } RETURN n", ErrorCode::Syntax, "aliased");
    check("MATCH (n) CALL { WITH n RETURN n } RETURN n", ErrorCode::Syntax, "outer scope");
    check("MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n", ErrorCode::Write, "SET");
}

#[test]
fn what_can_never_be_right_is_refused_before_it_runs() {
    for text in [
        "RETURN head(5)",
        "RETURN 'a' - 1",
        "RETURN true + 1",
        "RETURN 1 IN 2",
        "RETURN [1]['a']",
        "RETURN NOT 1",
        "RETURN all(x IN 5 WHERE x)",
        "MATCH (n:Nothing) RETURN toUpper(1)",
        "MATCH (n:Nothing) WHERE 1 RETURN n",
        "RETURN 1 AND true",
        "RETURN (1).x",
        "RETURN -'a'",
        "MATCH (n) RETURN type(n)",
        "MATCH (n) WHERE n RETURN n",
        "WITH 1 AS n MATCH (n) RETURN n",
        "MATCH ()-[e]->() MATCH (e) RETURN e",
        "MATCH (n) WITH [n] AS l MATCH (l)-->(m) RETURN m",
    ] {
        check(text, ErrorCode::Syntax, "Type mismatch");
    }
    at("RETURN head(5)", 1, 13);
    at("RETURN [1, 2]['a']", 1, 8);
    at("RETURN 1 =~ '1'", 1, 10);
}

#[test]
fn what_goes_wrong_on_the_way() {
    check("RETURN 1 / 0", ErrorCode::Arithmetic, "/ by zero");
    check("WITH 9223372036854775807 AS x RETURN x + 1", ErrorCode::Arithmetic, "overflow");
    check("MATCH (n) RETURN n.type - 1", ErrorCode::Type, "Cannot subtract");
    check("MATCH (n) RETURN n.bodyId.x", ErrorCode::Type, "expected a map");
    check("MATCH (n) WHERE n.bodyId RETURN n", ErrorCode::Type, "expected a boolean");
    check("RETURN 'a' =~ '('", ErrorCode::Semantic, "Invalid Regex");
    check("RETURN $x", ErrorCode::ParameterMissing, "x");
    check("RETURN apoc.convert.fromJsonMap('{bad')", ErrorCode::CallFailed, "fromJsonMap");
    check("RETURN apoc.coll.sum([1, null])", ErrorCode::CallFailed, "apoc.coll.sum");
    check("RETURN apoc.coll.avg([1, null])", ErrorCode::CallFailed, "apoc.coll.avg");
    check("MATCH p = (n {bodyId: 4})--() RETURN apoc.convert.toJson(p)", ErrorCode::Unsupported, "JSON of a Path");
    check("RETURN apoc.convert.fromJsonMap('[1]')", ErrorCode::CallFailed, "List");
    for (parts, message) in [
        ("date({year: 2020, day: 3})", "day cannot be specified without month"),
        ("date({year: 2020, month: 13})", "Invalid value"),
        ("date({year: 2021, month: 2, day: 29})", "Invalid date"),
        ("date({foo: 2020})", "No such field: foo"),
        ("date({year: 2020, hour: 1})", "No such field: hour"),
        ("date({})", "year must be specified"),
        ("localtime({minute: 3})", "hour"),
        ("localtime({hour: 24})", "Invalid value"),
        ("time({hour: 3, second: 3})", "second cannot be specified without minute"),
        ("localtime({hour: 1, nanosecond: 10})", "subsecond cannot be specified without minute"),
        ("localtime({hour: 1, minute: 1, second: 1, millisecond: 1, nanosecond: 1000000})", "Invalid value"),
        ("localdatetime({year: 1984, hour: 3})", "month must be specified"),
        ("localdatetime({year: 1984, month: 1, day: 1, minute: 3})", "hour"),
    ] {
        check(&format!("RETURN {parts}"), ErrorCode::Argument, message);
    }
    check("RETURN time({hour: 10, timezone: '+1:00'})", ErrorCode::Syntax, "TimeZone");
    check("RETURN date({year: 2020.0})", ErrorCode::Type, "year");
    check("RETURN date({year: 1}) + 1", ErrorCode::Syntax, "was Integer");
    check("RETURN 'a' + date({year: 1})", ErrorCode::Syntax, "Type mismatch");
    check("RETURN range(1, 2, 0)", ErrorCode::Argument, "zero");
}

#[test]
fn budgets_end_a_query() {
    check("UNWIND range(1, 1000) AS x UNWIND range(1, 1000) AS y RETURN count(*)", ErrorCode::TimedOut, "steps");
    let nested = "RETURN size([x IN range(1, 9000) | [y IN range(1, 9000) | x]])";
    check(nested, ErrorCode::TimedOut, "steps");
    check("RETURN size(reduce(s = [0], x IN range(1, 40) | s + s))", ErrorCode::TimedOut, "steps");
    check("UNWIND range(1, 20000) AS x RETURN x", ErrorCode::Limit, "rows");
    check("MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j) RETURN count(*)", ErrorCode::TimedOut, "steps");
    check("MATCH (a)-[*]-(b) MATCH (c)-[*]-(d) MATCH (e)-[*]-(f) RETURN count(*)", ErrorCode::TimedOut, "steps");
    check("RETURN COUNT { MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j) }", ErrorCode::TimedOut, "steps");
    for held in [
        "UNWIND range(1, 30000) AS x RETURN x ORDER BY -x",
        "UNWIND range(1, 60000) AS x WITH DISTINCT x, 'a text of some length' AS t RETURN count(*)",
        "UNWIND range(1, 30000) AS x RETURN x % 20000 AS y, count(*)",
        "UNWIND range(1, 99999) AS x RETURN size(collect(x))",
        "UNWIND range(1, 60000) AS x RETURN count(DISTINCT x)",
    ] {
        check(held, ErrorCode::Limit, "memory");
    }
    let deep = format!("RETURN {}true{}", "EXISTS { MATCH () WHERE ".repeat(12), " }".repeat(12));
    check(&deep, ErrorCode::Limit, "nested");
    check(&format!("RETURN {}1{}", "(".repeat(500), ")".repeat(500)), ErrorCode::Limit, "nested");
    check(&format!("RETURN 1{}", " + 1".repeat(5000)), ErrorCode::Limit, "operators");
}

#[test]
fn an_error_ends_the_execution() {
    let mut execution = parse("UNWIND [1, 0] AS x RETURN 1 / x").unwrap().start(graph(), Limits::default()).unwrap();
    assert!(execution.advance(100).is_err());
    assert_eq!(execution.advance(100), Ok(neuprint_cypher::Step::Done));
}

/// Also behind strings with line breaks in them.
#[test]
fn places_are_those_of_the_text_as_it_was_typed() {
    at("RETURN 'a\nb\r\nc' AS x,\n  nobody", 4, 3);
}

#[test]
fn labels_types_and_properties_have_a_name() {
    for text in [
        "MATCH (n:``) RETURN n",
        "MATCH (n)-[:``]->() RETURN n",
        "MATCH (n) RETURN n.``",
        "MATCH (n {``: 1}) RETURN n",
        "MATCH (n) RETURN n {.``}",
        "RETURN {a: 1}['']",
        "RETURN null['a\\u0000']",
    ] {
        let error = refused(text);
        assert!(
            error.code == ErrorCode::Syntax && error.message.contains("is not a valid token name"),
            "{text}: {error}"
        );
    }
    // What a map is asked for is not known before, and its own names are no tokens.
    values("{a: 1}[toString('')], {``: 1}", "null,{\"\":1}");
}
