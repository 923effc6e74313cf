//! Points as pixels: a million of them are painted in a few milliseconds, and cost no elements.

use super::figure::{Mark, Place};
use super::palette;

/// Pixels of a plot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raster {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green, blue and alpha of each pixel, row after row from the top.
    pub(crate) pixels: Vec<u8>,
}

/// How large a point is drawn where there are so many, in CSS pixels.
pub(crate) fn radius(points: usize) -> f64 {
    match points {
        0..=500 => 3.5,
        501..=5_000 => 2.5,
        5_001..=50_000 => 1.5,
        _ => 0.8,
    }
}

/// How opaque a cell of points is: the more points, the more.
pub(crate) fn opacity(mark: &Mark, most: u32, points: usize) -> f64 {
    let least = if points > 5_000 { 0.3 } else { 0.65 };
    let part = (f64::from(mark.rows) + 1.0).ln() / (f64::from(most) + 1.0).ln();
    least + (1.0 - least) * part.clamp(0.0, 1.0)
}

/// Paints points, each in its category's colour, or all in `ink`; `scale`: pixels of the raster in a CSS pixel.
pub(crate) fn paint(
    marks: &[Mark],
    colours: &[u8],
    others: Option<usize>,
    plot: Place,
    scale: f64,
    ink: [u8; 3],
) -> Raster {
    let (width, height) = ((plot.width * scale).ceil().max(1.0) as u32, (plot.height * scale).ceil().max(1.0) as u32);
    let mut pixels = vec![0_u8; width as usize * height as usize * 4];
    let points: usize = marks.iter().map(|mark| mark.rows as usize).sum();
    let most = marks.iter().map(|mark| mark.rows).max().unwrap_or(1);
    let radius = radius(points) * scale;
    for (at, mark) in marks.iter().enumerate() {
        let colour = colours.get(at).map_or(ink, |category| colour(usize::from(*category), others));
        let alpha = opacity(mark, most, points);
        let (x, y) = ((mark.x - plot.left) * scale, (mark.y - plot.top) * scale);
        let range = |middle: f64, size: u32| {
            let from = (middle - radius).floor().max(0.0) as u32;
            from..((middle + radius).ceil().max(0.0) as u32).min(size)
        };
        for row in range(y, height) {
            for column in range(x, width) {
                let far = (f64::from(column) + 0.5 - x).hypot(f64::from(row) + 0.5 - y);
                // Soft at the edge.
                let covered = (radius + 0.5 - far).clamp(0.0, 1.0);
                if covered > 0.0 {
                    let start = (row as usize * width as usize + column as usize) * 4;
                    if let Some(pixel) = pixels.get_mut(start..start + 4) {
                        over(pixel, colour, alpha * covered);
                    }
                }
            }
        }
    }
    Raster { width, height, pixels }
}

/// The colour of a category; others stand behind the last.
pub(crate) fn colour(category: usize, others: Option<usize>) -> [u8; 3] {
    palette::parts(if others == Some(category) { palette::OTHERS } else { palette::value(category) })
}

/// Paints a colour over a pixel.
fn over(pixel: &mut [u8], colour: [u8; 3], alpha: f64) {
    let under = f64::from(pixel[3]) / 255.0 * (1.0 - alpha);
    let sum = alpha + under;
    for (part, above) in pixel.iter_mut().zip(colour) {
        *part = ((f64::from(above) * alpha + f64::from(*part) * under) / sum).round() as u8;
    }
    pixel[3] = (sum * 255.0).round() as u8;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_where_they_belong() {
        let plot = Place { left: 10.0, top: 20.0, width: 40.0, height: 30.0 };
        let marks = [Mark { x: 20.0, y: 40.0, rows: 1, row: 0 }, Mark { x: 50.0, y: 50.0, rows: 9, row: 3 }];
        let raster = paint(&marks, &[0, 1], Some(1), plot, 2.0, [0; 3]);
        assert_eq!((raster.width, raster.height, raster.pixels.len()), (80, 60, 80 * 60 * 4));
        let pixel = |x: usize, y: usize| &raster.pixels[(y * 80 + x) * 4..(y * 80 + x) * 4 + 4];
        assert_eq!(pixel(20, 40)[..3], palette::parts(palette::value(0)));
        assert!(pixel(20, 40)[3] > 150);
        // The last one is half beyond the corner; its colour is that of others.
        assert_eq!(pixel(79, 59)[..3], palette::parts(palette::OTHERS));
        assert_eq!(pixel(0, 0), [0; 4]);
    }

    #[test]
    fn where_more_are_it_is_denser() {
        let mark = |rows| Mark { x: 0.0, y: 0.0, rows, row: 0 };
        let of = [1, 10, 100].map(|rows| opacity(&mark(rows), 100, 100_000));
        assert!(of[0] < of[1] && of[1] < of[2] && of[2] <= 1.0, "{of:?}");
    }
}
