//! On which side of the brain a neuron is, as its properties say.

/// Left or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// The side by `somaSide`, else by `rootSide`, else by the end of the instance (`DA1_lPN_R`, `MBON01(L)`, `EPG(PB08)_L4`). A
/// soma or root on the midline is on no side, whatever the instance says.
///
/// ```
/// use neuprint::analysis::partners::{Side, side_of};
///
/// assert_eq!(side_of(None, None, Some("DA1_lPN_R")), Some(Side::Right));
/// assert_eq!(side_of(Some("LHS"), None, Some("X_R")), Some(Side::Left));
/// assert_eq!(side_of(Some("M"), None, Some("X_R")), None);
/// ```
pub fn side_of(soma: Option<&str>, root: Option<&str>, instance: Option<&str>) -> Option<Side> {
    for said in [soma, root].into_iter().flatten() {
        match said.to_ascii_lowercase().as_str() {
            "l" | "lhs" | "left" => return Some(Side::Left),
            "r" | "rhs" | "right" => return Some(Side::Right),
            "m" | "c" | "midline" | "center" | "central" | "medial" => return None,
            _ => {}
        }
    }
    of_instance(instance?)
}

/// The last `L` or `R` that stands in brackets, or behind `_` with nothing but digits before the next `_` or the end.
fn of_instance(instance: &str) -> Option<Side> {
    let letter = |text: &str| match text {
        "L" | "left" => Some(Side::Left),
        "R" | "right" => Some(Side::Right),
        _ => None,
    };
    let in_brackets =
        instance.strip_suffix(')').and_then(|text| text.rsplit_once('(')).and_then(|(_, text)| letter(text));
    let behind_line = || {
        let parts =
            instance.split('_').skip(1).filter_map(|part| letter(part.trim_end_matches(|c: char| c.is_ascii_digit())));
        parts.last()
    };
    in_brackets.or_else(behind_line)
}
