//! How values that are more than a number or a word are written into a cell.
//!
//! Only what stands between the values changes: numbers keep all of their digits.

/// JSON on one line with a space after each comma and colon; names of a map without their quotes.
pub(super) fn on_one_line(json: &str) -> String {
    let mut written = String::with_capacity(json.len() + json.len() / 4);
    let mut rest = json;
    while let Some(sign) = rest.chars().next() {
        if sign == '"' {
            let (text, after) = split_string(rest);
            let name = after.starts_with(':') && is_word(text);
            written.push_str(if name { &text[1..text.len() - 1] } else { text });
            rest = after;
            continue;
        }
        written.push(sign);
        if matches!(sign, ',' | ':') {
            written.push(' ');
        }
        rest = &rest[sign.len_utf8()..];
    }
    written
}

/// A location: three numbers, or a point with three coordinates. As `x, y, z`.
pub(super) fn location(json: &str) -> Option<String> {
    let list = match json.strip_prefix('{') {
        Some(map) if map.contains("\"Point\"") => map.split_once("\"coordinates\":")?.1.split_once(']')?.0,
        Some(_) => return None,
        None => json.strip_suffix(']')?,
    };
    let numbers: Vec<&str> = list.strip_prefix('[')?.split(',').map(str::trim).collect();
    let is_number = |text: &&str| text.parse::<f64>().is_ok_and(f64::is_finite);
    (numbers.len() == 3 && numbers.iter().all(is_number)).then(|| numbers.join(", "))
}

/// A map of maps of counts: which ROI, and how many synapses are in it, `pre` and `post` together.
///
/// neuPrint keeps `roiInfo` as text: `{"EB":{"pre":3,"post":5},"FB":{"post":1}}`. `None`: this is something else.
pub(super) fn roi_info(json: &str) -> Option<Vec<(String, u64)>> {
    let mut rois = Vec::new();
    let mut rest = json.trim().strip_prefix('{')?.trim_start();
    while !rest.starts_with('}') {
        let (name, after) = split_name(rest)?;
        let (counts, after) = after.strip_prefix('{')?.split_once('}')?;
        let mut synapses = 0_u64;
        for count in counts.split(',').filter(|count| !count.trim().is_empty()) {
            let (kind, number) = count.split_once(':')?;
            // Counts may be written as floats.
            let number = number.trim().parse::<f64>().ok().filter(|number| (0.0..1e15).contains(number))?;
            if matches!(kind.trim(), "\"pre\"" | "\"post\"") {
                synapses += number as u64;
            }
        }
        rois.push((name, synapses));
        rest = after.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    (!rois.is_empty()).then_some(rois)
}

/// The name at the beginning, and what follows its colon.
fn split_name(json: &str) -> Option<(String, &str)> {
    let (text, after) = json.starts_with('"').then(|| split_string(json))?;
    let name = text.strip_prefix('"')?.strip_suffix('"')?;
    // Names with escaped signs are shown with them: they name nothing that exists.
    Some((name.to_owned(), after.trim_start().strip_prefix(':')?.trim_start()))
}

/// The string that `json` begins with, quotes included, and what follows it.
fn split_string(json: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, sign) in json.char_indices().skip(1) {
        if sign == '"' && !escaped {
            return json.split_at(at + 1);
        }
        escaped = !escaped && sign == '\\';
    }
    (json, "")
}

/// Whether a string in quotes could stand without them.
fn is_word(text: &str) -> bool {
    let inner = text.trim_matches('"');
    text.len() == inner.len() + 2 && !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_maps_get_air_and_keep_their_values() {
        assert_eq!(on_one_line("[720575940628857211,-2.50,null]"), "[720575940628857211, -2.50, null]");
        assert_eq!(
            on_one_line(r#"{"type":"KC","a b":["x,y:z","\",\""]}"#),
            r#"{type: "KC", "a b": ["x,y:z", "\",\""]}"#
        );
        assert_eq!(on_one_line(r#"{"":1,"é":2}"#), r#"{"": 1, é: 2}"#);
        assert_eq!(on_one_line(r#""cut"#), r#""cut"#);
    }

    #[test]
    fn locations_are_three_numbers() {
        assert_eq!(location("[12,-3.5,7]").as_deref(), Some("12, -3.5, 7"));
        let point = r#"{"type":"Point","coordinates":[1,2,3],"crs":{"srid":9157,"name":"cartesian-3d"}}"#;
        assert_eq!(location(point).as_deref(), Some("1, 2, 3"));
        for other in ["[1,2]", "[1,2,\"x\"]", "[]", "{}", "{\"coordinates\":[1,2,3]}", "[1,[2],3]", "x", ""] {
            assert_eq!(location(other), None, "{other}");
        }
    }

    #[test]
    fn roi_info_is_read_as_synapses_by_roi() {
        let text = r#"{"EB":{"pre":3,"post":5,"upstream":5},"a'L(R)": {"post": 2.0}, "none":{}}"#;
        let rois = [("EB".to_owned(), 8), ("a'L(R)".to_owned(), 2), ("none".to_owned(), 0)];
        assert_eq!(roi_info(text).as_deref(), Some(&rois[..]));
    }

    #[test]
    fn what_is_no_roi_info_is_not_taken_for_it() {
        for other in [
            "{}",
            "{\"a\":1}",
            "{\"a\":{\"pre\":\"x\"}}",
            "[1]",
            "",
            "{\"a\":{\"pre\":1}",
            "{\"a\":{\"b\":{}}}",
            "{\"a",
        ] {
            assert_eq!(roi_info(other), None, "{other}");
        }
    }
}
