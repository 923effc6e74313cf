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

/// Maps a place back whose line is known. `sent` is the replaced line as the message quotes it. `None` if the two
/// lines do not agree up to the place in any way that replaced labels explain.
pub(crate) fn in_line(original: &str, line: u32, column: u32, sent: &str) -> Option<(u32, u32)> {
    let wrote = original.split('\n').nth(line as usize - 1)?;
    if sent.is_empty() {
        return Some((line, column));
    }
    Some((line, in_text(wrote, column, sent)?.0))
}

/// Maps a place back whose line is not known: it is the only line that the quoted one can have come from.
pub(crate) fn in_some_line(original: &str, column: u32, sent: &str) -> Option<(u32, u32)> {
    let whole = u32::try_from(sent.chars().count() + 1).ok()?;
    let mut places = (1..).zip(original.split('\n')).filter_map(|(line, wrote)| {
        // The lines must agree to their ends.
        let (_, rest) = in_text(wrote, whole, sent)?;
        (rest == 0).then(|| in_text(wrote, column, sent)).flatten().map(|(column, _)| (line, column))
    });
    let place = places.next()?;
    places.next().is_none().then_some(place)
}

/// The column in `wrote` of a column in `sent`, both counted from 1, and how many characters follow it.
fn in_text(wrote: &str, column: u32, sent: &str) -> Option<(u32, usize)> {
    let wrote: Vec<char> = wrote.trim_end_matches('\r').chars().collect();
    let sent: Vec<char> = sent.trim_end_matches('\r').chars().collect();
    let target = (column as usize).saturating_sub(1);
    let (mut at, mut theirs) = (0, 0);
    // Whether a backtick was put before the label that is being passed over.
    let mut open = false;
    while theirs < target {
        let (ours, seen) = (wrote.get(at..).unwrap_or_default(), sent.get(theirs..).unwrap_or_default());
        if let Some((length, quoted)) = inserted(seen, ours) {
            // A place within what was put in is the label's beginning.
            theirs += length;
            open = quoted;
        } else if open && seen.first() == Some(&'`') && ours.first() != Some(&'`') {
            theirs += 1;
            open = false;
        } else if seen.is_empty() || seen.first() == ours.first() {
            // Past its end the line has nothing more to compare.
            theirs += 1;
            at += 1;
        } else {
            return None;
        }
    }
    let at = at.min(wrote.len());
    Some((u32::try_from(at).ok()? + 1, wrote.len() - at))
}

/// The length of `` `dataset_ `` (or of `dataset_` within the user's own backticks) if it was put before a label here,
/// and whether a backtick is part of it.
fn inserted(sent: &[char], wrote: &[char]) -> Option<(usize, bool)> {
    let quoted = sent.first() == Some(&'`');
    if sent.first() == wrote.first() {
        return None;
    }
    let label = wrote.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    let start = usize::from(quoted);
    let end = sent.iter().skip(start).position(|c| *c == '`')? + start;
    let prefix = end.checked_sub(label)?;
    let same = label > 0 && sent[prefix..end] == wrote[..label] && sent.get(prefix.checked_sub(1)?) == Some(&'_');
    same.then_some((prefix, quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_behind_labels_are_moved_back() {
        let wrote = "MATCH (n:Neuron)-->(m:Segment:`Odd one`) RETURN n, ':Neuron', é.";
        let sent = "MATCH (n:`hemi_Neuron`)-->(m:`hemi_Segment`:`Odd one`) RETURN n, ':`hemi_Neuron`', é.";
        for word in ["MATCH", "n:", ")-->", "Segment", "RETURN", "é."] {
            let column = |text: &str| u32::try_from(text[..text.find(word).unwrap()].chars().count()).unwrap() + 1;
            assert_eq!(in_line(wrote, 1, column(sent), sent), Some((1, column(wrote))), "{word}");
        }
        // The end of the line, and what is within the inserted part.
        let end = |text: &str| u32::try_from(text.chars().count()).unwrap() + 1;
        assert_eq!(in_line(wrote, 1, end(sent), sent), Some((1, end(wrote))));
        assert_eq!(in_line(wrote, 1, 13, sent), Some((1, 10)));
    }

    #[test]
    fn labels_in_the_users_own_backticks_are_followed() {
        let (wrote, sent) = ("MATCH (n:`Neuron`) RETURN x", "MATCH (n:`hemi_Neuron`) RETURN x");
        assert_eq!(in_line(wrote, 1, 32, sent), Some((1, 27)));
    }

    #[test]
    fn a_line_that_is_another_is_not_guessed_at() {
        assert_eq!(in_line("RETURN 1", 1, 8, "MATCH (n) RETURN 1"), None);
        assert_eq!(in_line("RETURN 1", 2, 8, "RETURN 1"), None);
    }

    #[test]
    fn a_line_without_a_number_is_found_if_it_is_the_only_one() {
        let query = "MATCH (n:Neuron)\r\nWHERE n.type = 'APL\nRETURN 1\nRETURN 1";
        assert_eq!(in_some_line(query, 16, "WHERE n.type = 'APL"), Some((2, 16)));
        assert_eq!(in_some_line(query, 1, "RETURN 1"), None);
        assert_eq!(in_some_line(query, 11, "MATCH (n:`hemi_Neuron`)"), Some((1, 10)));
    }
}
