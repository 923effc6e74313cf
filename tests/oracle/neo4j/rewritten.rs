//! Queries without what is known to make a difference, to see whether they differ all the same.

/// The character beyond 16 bits that the values and the graph have, and one that takes its place.
const BEYOND: &str = "😀";
const WITHIN: &str = "☺";

/// Every list is called one, also where Java's class of it is told.
pub(crate) fn lists_are_lists(text: &str) -> String {
    calls(text, "apoc.meta.type(", &|inside| format!("replace(apoc.meta.type({inside}), \"String[]\", \"LIST\")"))
}

/// Of the shortest paths all are wanted where one was.
pub(crate) fn all_shortest_paths(text: &str) -> String {
    text.replace("= shortestPath(", "= allShortestPaths(")
}

/// The float that Java's conversion makes the largest integer is another one, which is beyond it in any case.
pub(crate) fn largest_float_is_beyond(text: &str) -> String {
    text.replace("9223372036854775807.0", "9223372036854777856.0")
}

/// Ranges that lead away from where they end have nothing in them.
pub(crate) fn ranges_lead_on(text: &str) -> String {
    calls(text, "range(", &|inside| match arguments(inside).as_slice() {
        [from, to, step] => {
            format!("[led IN range({inside}) WHERE sign({step}) * sign(({to}) - ({from})) >= 0]")
        }
        _ => format!("range({inside})"),
    })
}

/// Rows are counted where their deviation was asked for.
pub(crate) fn deviations_are_counts(text: &str) -> String {
    text.replace("stDevP(", "count(").replace("stDev(", "count(")
}

/// Rows are counted where the average of the largest integers was asked for.
pub(crate) fn averages_are_counts(text: &str) -> String {
    let is_large = text.contains("9223372036854775807") || text.contains("9223372036854775808");
    if is_large { text.replace("avg(", "count(") } else { text.to_owned() }
}

/// Each WHERE has one condition, of which no part is looked at without the others.
pub(crate) fn conditions_are_whole(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" WHERE ") {
        let (before, behind) = rest.split_at(at + " WHERE ".len());
        let length = condition(behind);
        made.push_str(before);
        made.push_str(&format!("CASE WHEN {} THEN true ELSE false END", &behind[..length]));
        rest = &behind[length..];
    }
    made + rest
}

/// The conditions of a MATCH are looked at before the next one is begun with, as one.
pub(crate) fn conditions_come_first(text: &str) -> String {
    let whole = conditions_are_whole(text);
    let (mut made, mut from, mut is_match) = (String::new(), 0, whole.starts_with("MATCH "));
    for at in ends(&whole, ' ') {
        let (before, rest) = whole.split_at(at);
        if rest.starts_with(" WHERE ") && is_match {
            made.push_str(&before[from..]);
            made.push_str(" WITH *");
            from = at;
        } else if rest.starts_with(" MATCH ") {
            is_match = !before.ends_with("OPTIONAL");
        } else if [" WITH ", " UNWIND ", " CALL ", " RETURN "].iter().any(|clause| rest.starts_with(clause)) {
            is_match = false;
        }
    }
    made + &whole[from..]
}

/// No row is left out for want of room.
pub(crate) fn without_limits(text: &str) -> String {
    let mut parts = text.split(" LIMIT ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |made, part| made + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// The query that is asked in a timebox; the text itself if there is none.
pub(crate) fn without_timebox(text: &str) -> String {
    let Some((_, inside)) = text.split_once("apoc.cypher.runTimeboxed('") else { return text.to_owned() };
    let (mut query, mut chars) = (String::new(), inside.chars());
    while let Some(c) = chars.next() {
        match c {
            '\'' => break,
            '\\' => query.extend(chars.next()),
            c => query.push(c),
        }
    }
    query
}

/// How long the condition is with which a text begins.
fn condition(text: &str) -> usize {
    let behind = |at: usize| {
        let rest = &text[at..];
        let is_test = text[..at].ends_with(" STARTS") || text[..at].ends_with(" ENDS");
        [" MATCH ", " OPTIONAL ", " RETURN ", " UNWIND ", " CALL ", " UNION ", " ORDER ", " | "]
            .iter()
            .any(|clause| rest.starts_with(clause))
            || rest.starts_with(" WITH ") && !is_test
    };
    let spaces = ends(text, ' ').into_iter().find(|at| behind(*at));
    let brackets = [')', ']', '}'].iter().filter_map(|bracket| ends(text, *bracket).first().copied());
    brackets.chain(spaces).min().unwrap_or(text.len())
}

/// Values are counted where a percentile was asked for.
pub(crate) fn percentiles_are_counts(text: &str) -> String {
    ["percentileDisc(", "percentileCont("].iter().fold(text.to_owned(), |text, call| {
        calls(&text, call, &|inside| format!("count({})", arguments(inside).first().copied().unwrap_or_default()))
    })
}

/// No character is beyond 16 bits: neither in the text nor in what is stored.
pub(crate) fn whole_characters(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(".instance") {
        let (before, behind) = rest.split_at(at);
        let variable = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| {
            // A name in backticks, as a whole.
            let sign = &before[at..];
            if sign.starts_with('`') {
                before[..at].rfind('`').unwrap_or(at)
            } else {
                at + sign.chars().next().map_or(0, char::len_utf8)
            }
        });
        whole.push_str(&before[..variable]);
        whole.push_str(&format!("replace({}.instance, \"{BEYOND}\", \"{WITHIN}\")", &before[variable..]));
        rest = &behind[".instance".len()..];
    }
    whole.push_str(rest);
    // What was just written has to stay.
    let own = format!("\"{BEYOND}\"");
    whole.split(&own).map(|part| part.replace(BEYOND, WITHIN)).collect::<Vec<_>>().join(&own)
}

/// The text with something else in the place of every call of a function, given what is in its brackets.
fn calls(text: &str, call: &str, instead: &dyn Fn(&str) -> String) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(call) {
        let inside = &rest[at + call.len()..];
        let Some(length) = ends(inside, ')').first().copied() else { break };
        made.push_str(&rest[..at]);
        made.push_str(&instead(&calls(&inside[..length], call, instead)));
        rest = &inside[length + 1..];
    }
    made + rest
}

/// What stands between the commas.
fn arguments(inside: &str) -> Vec<&str> {
    let mut from = 0;
    let mut all = Vec::new();
    for at in ends(inside, ',') {
        all.push(inside[from..at].trim());
        from = at + 1;
    }
    all.push(inside[from..].trim());
    all
}

/// Where a sign stands that is in no brackets which begin here, nor in a text.
fn ends(text: &str, sign: char) -> Vec<usize> {
    let (mut found, mut depth, mut quote, mut chars) = (Vec::new(), 0, None, text.char_indices());
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, c) if c == sign && depth == 0 => found.push(at),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth == 0 => break,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{
        all_shortest_paths, averages_are_counts, conditions_are_whole, conditions_come_first, deviations_are_counts,
        lists_are_lists, percentiles_are_counts, ranges_lead_on, whole_characters, without_limits, without_timebox,
    };

    #[test]
    fn what_makes_the_difference_is_taken_out() {
        assert_eq!(
            lists_are_lists("RETURN size(apoc.meta.type(left(')', 1))), 1"),
            "RETURN size(replace(apoc.meta.type(left(')', 1)), \"String[]\", \"LIST\")), 1"
        );
        assert_eq!(
            all_shortest_paths("MATCH p = shortestPath((a)--(b)) RETURN shortestPath((a)--(b))"),
            "MATCH p = allShortestPaths((a)--(b)) RETURN shortestPath((a)--(b))"
        );
        assert_eq!(deviations_are_counts("RETURN stDev(n.a), stDevP(n.b)"), "RETURN count(n.a), count(n.b)");
        assert_eq!(
            averages_are_counts("UNWIND [-9223372036854775808] AS x RETURN avg(x)"),
            "UNWIND [-9223372036854775808] AS x RETURN count(x)"
        );
        assert_eq!(averages_are_counts("RETURN avg(n.weight)"), "RETURN avg(n.weight)");
        assert_eq!(
            whole_characters("RETURN split(n1.instance, ''), `n 2`.instance + '😀'"),
            "RETURN split(replace(n1.instance, \"😀\", \"☺\"), ''), replace(`n 2`.instance, \"😀\", \"☺\") + '☺'"
        );
        assert_eq!(
            ranges_lead_on("RETURN range(0, 2), [range(size([1, 2]), 1, -3)]"),
            "RETURN range(0, 2), [[led IN range(size([1, 2]), 1, -3) WHERE sign(-3) * sign((1) - (size([1, 2]))) >= 0]]"
        );
        assert_eq!(
            percentiles_are_counts("RETURN 1 + percentileDisc(left(n.a, 1), 0.5), percentileCont([x, 2], 0.1)"),
            "RETURN 1 + count(left(n.a, 1)), count([x, 2])"
        );
        assert_eq!(
            conditions_are_whole(
                "MATCH (n) WHERE n.a STARTS WITH ('x') AND n.b WITH [x IN n.c WHERE x > 1 | x] AS y RETURN y"
            ),
            "MATCH (n) WHERE CASE WHEN n.a STARTS WITH ('x') AND n.b THEN true ELSE false END \
             WITH [x IN n.c WHERE CASE WHEN x > 1 THEN true ELSE false END | x] AS y RETURN y"
        );
        assert_eq!(
            conditions_come_first(
                "MATCH (n) WHERE n.a MATCH (m)--(n) OPTIONAL MATCH (m)--(o) WHERE o.a WITH n WHERE n.b RETURN [x IN n.c WHERE x]"
            ),
            "MATCH (n) WITH * WHERE CASE WHEN n.a THEN true ELSE false END MATCH (m)--(n) \
             OPTIONAL MATCH (m)--(o) WHERE CASE WHEN o.a THEN true ELSE false END \
             WITH n WHERE CASE WHEN n.b THEN true ELSE false END RETURN [x IN n.c WHERE CASE WHEN x THEN true ELSE false END]"
        );
        assert_eq!(without_limits("WITH n LIMIT 10 RETURN n ORDER BY n LIMIT 3"), "WITH n RETURN n ORDER BY n");
        assert_eq!(
            without_timebox(r"CALL apoc.cypher.runTimeboxed('RETURN \'a\\\\b\'', {}, 10) YIELD value RETURN value"),
            r"RETURN 'a\\b'"
        );
        assert_eq!(lists_are_lists("RETURN 1"), "RETURN 1");
    }
}
