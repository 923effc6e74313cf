//! A reader of lines with fields, as simple as RFC 4180.

/// The fields of each line; `None` is an empty field without quotes.
pub(crate) fn read(text: &str, separator: char) -> Vec<Vec<Option<String>>> {
    let mut rows = vec![vec![]];
    let (mut field, mut quoted, mut in_quotes) = (String::new(), false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if in_quotes && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' => (quoted, in_quotes) = (true, !in_quotes),
            c if (c == separator || c == '\r') && !in_quotes => {
                let whole = std::mem::take(&mut field);
                rows.last_mut().unwrap().push((quoted || !whole.is_empty()).then_some(whole));
                quoted = false;
                if c == '\r' {
                    assert_eq!(chars.next(), Some('\n'));
                    rows.push(vec![]);
                }
            }
            c => field.push(c),
        }
    }
    rows.pop();
    rows
}
