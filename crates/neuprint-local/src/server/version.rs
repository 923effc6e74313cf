//! Versions that a request names.

/// Whether a version is this one, as far as it is given: `0.5` is a part of `0.5.0`, and so is nothing.
pub(super) fn is_part_of(version: &str, whole: &str) -> bool {
    let mut ours = whole.split('.');
    version.split('.').all(|part| {
        let own = ours.next();
        part.is_empty() || own == Some(part)
    })
}
