//! Where inside a pixel the frames of a picture at rest are taken.
//!
//! Ray-cast surfaces have no edges that the GPU could smooth, so a picture at rest is the mean of several frames, each
//! shifted by a part of a pixel.

/// How many frames make a full picture.
pub const COUNT: u32 = 8;

/// The shift of frame `index` in pixels, both in −½…½; the Halton sequence in bases 2 and 3, evenly spread.
///
/// ```
/// assert_eq!(neuprint_viewer::samples::shift(0).0, 0.0);
/// ```
pub fn shift(index: u32) -> (f64, f64) {
    (radical_inverse(index + 1, 2) - 0.5, radical_inverse(index + 1, 3) - 0.5)
}

/// The digits of `index` in `base`, mirrored at the point.
fn radical_inverse(mut index: u32, base: u32) -> f64 {
    let (mut value, mut digit) = (0.0, 1.0 / f64::from(base));
    while index > 0 {
        value += f64::from(index % base) * digit;
        index /= base;
        digit /= f64::from(base);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shifts_stay_in_the_pixel_and_lean_to_no_side() {
        let shifts: Vec<_> = (0..COUNT).map(shift).collect();
        assert!(shifts.iter().all(|(x, y)| x.abs() <= 0.5 && y.abs() <= 0.5));
        let mean = |part: fn(&(f64, f64)) -> f64| shifts.iter().map(part).sum::<f64>() / f64::from(COUNT);
        assert!(mean(|shift| shift.0).abs() < 0.07 && mean(|shift| shift.1).abs() < 0.07, "{shifts:?}");
    }
}
