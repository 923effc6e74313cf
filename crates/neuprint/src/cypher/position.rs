//! From a place in the query that the database saw to the place in the query that the user wrote.
//!
//! The server replaces labels before it hands a query on: `:Neuron` becomes `` :`hemibrain_Neuron` ``. So columns
//! behind a label are shifted, and the message quotes the replaced line.

/// Line and column, counted from 1, the column in characters.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// Maps a place back. `sent` is the replaced line as the message quotes it. `None` if the two lines do not agree up to
/// the place in any way that replaced labels explain.
pub(crate) fn in_original(original: &str, line: u32, column: u32, sent: &str) -> Option<(u32, u32)> {
    let wrote: Vec<char> = original.lines().nth(line as usize - 1).unwrap_or_default().chars().collect();
    if sent.is_empty() {
        return Some((line, column));
    }
    let sent: Vec<char> = sent.chars().collect();
    let target = (column as usize).saturating_sub(1);
    let (mut at, mut theirs) = (0, 0);
    let mut open = false;
    while theirs < target {
        if let Some(prefix) = inserted_prefix(&sent[theirs..], wrote.get(at..).unwrap_or_default()) {
            // A place within what was inserted is the label's beginning.
            theirs += prefix;
            open = true;
        } else if open && sent.get(theirs) == Some(&'`') && wrote.get(at) != Some(&'`') {
            theirs += 1;
            open = false;
        } else if theirs >= sent.len() || sent.get(theirs) == wrote.get(at) {
            theirs += 1;
            at += 1;
        } else {
            return None;
        }
    }
    Some((line, at.min(wrote.len()) as u32 + 1))
}

/// The length of `` `dataset_ `` if it was inserted before a label here.
fn inserted_prefix(sent: &[char], wrote: &[char]) -> Option<usize> {
    if sent.first() != Some(&'`') || wrote.first() == Some(&'`') {
        return None;
    }
    let label = wrote.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    let end = sent.iter().skip(1).position(|c| *c == '`')? + 1;
    let prefix = end.checked_sub(label)?;
    let same = label > 0 && sent[prefix..end] == wrote[..label] && sent.get(prefix.checked_sub(1)?) == Some(&'_');
    same.then_some(prefix)
}
