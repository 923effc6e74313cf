//! The `conn_roiInfo` column: a Python literal, a dictionary of dictionaries of counts.
//!
//! ```text
//! {'AL(R)': {'pre': 34, 'post': 34}, "a'L(R)": {'post': 1}}
//! ```

use crate::Failure;

/// Synapses of a connection in one ROI; `None` where the source gives no count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) pre: Option<i64>,
    pub(crate) post: Option<i64>,
}

/// ROIs and their counts, in the source's order.
pub(crate) fn roi_info(text: &str) -> Result<Vec<(String, Counts)>, Failure> {
    let mut parser = Parser { rest: text };
    let mut rois = Vec::new();
    parser
        .dictionary(|parser, roi| {
            let mut counts = Counts::default();
            parser.dictionary(|parser, side| {
                let count = Some(parser.number()?);
                match side.as_str() {
                    "pre" => counts.pre = count,
                    "post" => counts.post = count,
                    _ => return None,
                }
                Some(())
            })?;
            rois.push((roi, counts));
            Some(())
        })
        .filter(|()| parser.rest.trim().is_empty())
        .map(|()| rois)
        .ok_or_else(|| format!("this is no roiInfo: {text}"))
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn dictionary(&mut self, mut entry: impl FnMut(&mut Self, String) -> Option<()>) -> Option<()> {
        self.token('{')?;
        while self.token('}').is_none() {
            let key = self.string()?;
            self.token(':')?;
            entry(self, key)?;
            if self.token(',').is_none() {
                return self.token('}');
            }
        }
        Some(())
    }

    fn token(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(wanted)?;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        let text = self.rest.trim_start();
        let quote = text.chars().next().filter(|c| *c == '\'' || *c == '"')?;
        let (inside, rest) = text[1..].split_once(quote)?;
        self.rest = rest;
        Some(inside.to_owned()).filter(|inside| !inside.contains('\\'))
    }

    fn number(&mut self) -> Option<i64> {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        self.rest = &text[end..];
        text[..end].parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_quotes_and_missing_sides_are_read() {
        let info = roi_info(r#"{'AL(R)': {'pre': 34, 'post': 33}, "a'L(R)": {'post': 1}}"#).unwrap();
        assert_eq!(info[0], ("AL(R)".to_owned(), Counts { pre: Some(34), post: Some(33) }));
        assert_eq!(info[1], ("a'L(R)".to_owned(), Counts { pre: None, post: Some(1) }));
        assert_eq!(roi_info("{}"), Ok(Vec::new()));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", "[]", "{'AL(R)': 3}", "{'AL(R)': {'mito': 3}}", "{'AL(R)': {'pre': 3}} x", "{'AL(R)': {'pre': }}"]
        {
            assert!(roi_info(text).is_err(), "{text}");
        }
    }
}
