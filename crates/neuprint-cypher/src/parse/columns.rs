//! The text of each item of a RETURN or WITH, as the user wrote it: it names the column if there is no alias.

/// One item's text.
pub(super) struct ItemText<'q> {
    /// Without the white space around it, and without `AS alias`.
    pub(super) text: &'q str,
    /// Its first byte.
    pub(super) start: usize,
}

/// The items of the clause whose keyword begins at or behind `from`. A leading `*` is no item.
pub(super) fn texts(query: &str, from: usize, star: bool) -> Vec<ItemText<'_>> {
    let mut items = Vec::new();
    let (mut depth, mut cases) = (0usize, 0usize);
    let mut start = None;
    let mut alias = None;
    let mut keyword_seen = false;
    let mut before = String::new();
    // Behind the last word: comments and white space after it are no part of an item.
    let mut next_end = from;
    for (word, at) in words(query, from) {
        let end = std::mem::replace(&mut next_end, at + word.len());
        let before = std::mem::replace(&mut before, word.to_ascii_uppercase());
        if !keyword_seen {
            keyword_seen = word.eq_ignore_ascii_case("RETURN") || word.eq_ignore_ascii_case("WITH");
            continue;
        }
        // A name, not a keyword: `n.order`, `1 AS limit`, `n:Match`; and the second half of STARTS WITH.
        let name = matches!(before.as_str(), "." | "AS" | ":" | "STARTS" | "ENDS")
            && word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let upper = if name { String::new() } else { word.to_ascii_uppercase() };
        if start.is_none() && items.is_empty() && upper == "DISTINCT" {
            continue;
        }
        let outside = depth == 0 && cases == 0;
        match upper.as_str() {
            "ORDER" | "SKIP" | "LIMIT" | "WHERE" | "MATCH" | "OPTIONAL" | "UNWIND" | "WITH" | "RETURN" | "CALL"
            | "UNION" | ";"
                if outside && start.is_some() =>
            {
                push(query, &mut items, &mut start, &mut alias, end);
                return skip_star(items, star);
            }
            "," if outside => {
                push(query, &mut items, &mut start, &mut alias, end);
                continue;
            }
            "AS" if outside && start.is_some() => alias = Some(at),
            "(" | "[" | "{" => depth += 1,
            // The bracket around the clause: it stands within a subquery.
            ")" | "]" | "}" if outside => {
                push(query, &mut items, &mut start, &mut alias, end);
                return skip_star(items, star);
            }
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "CASE" => cases += 1,
            "END" => cases = cases.saturating_sub(1),
            _ => {}
        }
        start.get_or_insert(at);
    }
    push(query, &mut items, &mut start, &mut alias, next_end);
    skip_star(items, star)
}

/// The first word of a query.
pub(super) fn first_word(query: &str) -> Option<&str> {
    words(query, 0).next().map(|word| word.0)
}

fn push<'q>(
    query: &'q str,
    items: &mut Vec<ItemText<'q>>,
    start: &mut Option<usize>,
    alias: &mut Option<usize>,
    end: usize,
) {
    if let Some(first) = start.take() {
        let text = query[first..alias.take().unwrap_or(end)].trim_end();
        items.push(ItemText { text, start: first });
    }
}

fn skip_star(mut items: Vec<ItemText<'_>>, star: bool) -> Vec<ItemText<'_>> {
    if star && items.first().is_some_and(|item| item.text == "*") {
        items.remove(0);
    }
    items
}

/// Words, quoted texts and single symbols behind a byte, without white space and comments.
fn words(query: &str, from: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        loop {
            let rest = query.get(at..)?;
            let first = rest.chars().next()?;
            let start = at;
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            if let Some(comment) = rest.strip_prefix("/*") {
                at += comment.find("*/").map_or(rest.len(), |end| end + 4);
                continue;
            }
            at += match first {
                '\'' | '"' => quoted_length(rest, first),
                '`' => rest[1..].find('`').map_or(rest.len(), |end| end + 2),
                c if c.is_alphanumeric() || c == '_' => {
                    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
                }
                c => c.len_utf8(),
            };
            return Some((&query[start..at], start));
        }
    })
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
