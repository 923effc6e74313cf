//! Queries without what is known to make a difference, to see whether they differ all the same.

/// The character beyond 16 bits that the values and the graph have, and one that takes its place.
const BEYOND: &str = "😀";
const WITHIN: &str = "☺";

/// Every list is called one, also where Java's class of it is told.
pub(crate) fn lists_are_lists(text: &str) -> String {
    around(text, "apoc.meta.type(", "replace(", ", \"String[]\", \"LIST\")")
}

/// Rows are counted where their deviation was asked for.
pub(crate) fn deviations_are_counts(text: &str) -> String {
    text.replace("stDevP(", "count(").replace("stDev(", "count(")
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

/// Puts something around every call of a function.
fn around(text: &str, call: &str, before: &str, behind: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(call) {
        let inside = at + call.len();
        let Some(length) = closing(&rest[inside..]) else { break };
        made.push_str(&rest[..at]);
        made.push_str(before);
        made.push_str(call);
        made.push_str(&around(&rest[inside..inside + length], call, before, behind));
        made.push(')');
        made.push_str(behind);
        rest = &rest[inside + length + 1..];
    }
    made + rest
}

/// Where the bracket is that ends what begins here; those in texts are none.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quote, mut chars) = (0, None, text.char_indices());
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => return Some(at),
            (None, ')') => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{deviations_are_counts, lists_are_lists, whole_characters};

    #[test]
    fn what_makes_the_difference_is_taken_out() {
        assert_eq!(
            lists_are_lists("RETURN size(apoc.meta.type(left(')', 1))), 1"),
            "RETURN size(replace(apoc.meta.type(left(')', 1)), \"String[]\", \"LIST\")), 1"
        );
        assert_eq!(deviations_are_counts("RETURN stDev(n.a), stDevP(n.b)"), "RETURN count(n.a), count(n.b)");
        assert_eq!(
            whole_characters("RETURN split(n1.instance, ''), `n 2`.instance + '😀'"),
            "RETURN split(replace(n1.instance, \"😀\", \"☺\"), ''), replace(`n 2`.instance, \"😀\", \"☺\") + '☺'"
        );
        assert_eq!(lists_are_lists("RETURN 1"), "RETURN 1");
    }
}
