//! The smallest query that still differs in the same way.
//!
//! Parts of the text are left out, the longest first, and what stands in brackets is replaced by a plain value or by what
//! is in it, as long as both sides still answer as differently as before: rows where there were rows, an error of the same
//! code where there was one.

use std::time::{Duration, Instant};

/// For how long smaller queries are tried.
const PATIENCE: Duration = Duration::from_secs(6);

/// Shrinks a query; `differs` tells whether a text still shows the difference.
pub(crate) fn shrink(text: &str, mut differs: impl FnMut(&str) -> bool) -> String {
    let mut best = tokens(text);
    let began = Instant::now();
    loop {
        let before = best.len();
        let mut length = best.len() / 2;
        while length > 0 {
            let mut at = 0;
            while at + length <= best.len() {
                if began.elapsed() > PATIENCE {
                    return best.concat();
                }
                let found =
                    candidates(&best, at, length).into_iter().find(|candidate| differs(candidate.concat().trim()));
                match found {
                    Some(smaller) => best = smaller,
                    None => at += 1,
                }
            }
            length = if length > 8 { length / 2 } else { length - 1 };
        }
        if best.len() == before {
            return best.concat().trim().to_owned();
        }
    }
}

/// The tokens with a run of them left out; or replaced, if it is one pair of brackets with what is in it.
fn candidates(tokens: &[String], at: usize, length: usize) -> Vec<Vec<String>> {
    let run = &tokens[at..at + length];
    if !is_balanced(run) {
        return Vec::new();
    }
    let with = |replacement: &[String]| [&tokens[..at], replacement, &tokens[at + length..]].concat();
    let mut all = vec![with(&[])];
    if length > 2 && matches!(run[0].as_str(), "(" | "[") && is_balanced(&run[1..length - 1]) {
        all.push(with(&run[1..length - 1]));
        all.push(with(&["1".to_owned()]));
    }
    all
}

fn is_balanced(run: &[String]) -> bool {
    let mut open = Vec::new();
    for token in run {
        match token.as_str() {
            "(" | "[" | "{" => open.push(token.as_str()),
            ")" | "]" | "}" => {
                let wanted = match token.as_str() {
                    ")" => "(",
                    "]" => "[",
                    _ => "{",
                };
                if open.pop() != Some(wanted) {
                    return false;
                }
            }
            _ => {}
        }
    }
    open.is_empty()
}

/// Words, texts, names in backticks, and single signs; white space stays with what it follows.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(first) = chars.next() {
        let mut token = String::from(first);
        if matches!(first, '\'' | '"' | '`') {
            while let Some(c) = chars.next() {
                token.push(c);
                if c == '\\' && first != '`' {
                    token.extend(chars.next());
                } else if c == first {
                    break;
                }
            }
        } else if first.is_whitespace() {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                token.extend(chars.next());
            }
        } else if first.is_alphanumeric() || first == '_' {
            while chars.peek().is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                token.extend(chars.next());
            }
        }
        tokens.push(token);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn what_does_not_matter_is_left_out() {
        let text = "MATCH (n) WHERE n.a = 'it\\'s' RETURN toUpper(trim(n.type)) AS x, size([1, 2]) AS y";
        assert_eq!(shrink(text, |text| text.contains("trim(")), "(trim())");
        assert_eq!(shrink(text, |text| text.contains("it\\'s")), "'it\\'s'");
    }

    #[test]
    fn it_ends_where_nothing_can_be_left_out() {
        assert_eq!(shrink("RETURN 1", |text| text == "RETURN 1"), "RETURN 1");
        assert_eq!(shrink("", |_| true), "");
    }
}
