//! Finds what is under the cursor in the numbers that were drawn around it.
//!
//! Beside each picture at rest the GPU draws, per pixel, which skeleton is seen there, and which of its nodes. So what is
//! picked is exactly what is seen; nothing has to be searched.
//!
//! ```
//! use neuprint_viewer::pick::{Window, nearest};
//!
//! // A window of 3 × 3 pixels around the cursor, with node 7 of skeleton 2 to the left of it.
//! let window = Window::around((10, 10), 1, (100, 100));
//! let mut pixels = vec![[0, 0]; 9];
//! pixels[3] = [2, 7];
//! assert_eq!(nearest(&pixels, &window), Some([2, 7]));
//! ```

/// What is this near (CSS pixels) is hit even if the cursor is beside it; thin neurites could not be met otherwise.
pub const SLACK: f64 = 5.0;

/// The pixels around a cursor, as far as they are inside of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Left edge, pixels.
    pub x: u32,
    /// Edge at the lower rows, pixels.
    pub y: u32,
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    cursor: (u32, u32),
    slack: u32,
}

impl Window {
    /// All pixels that are not farther than `slack` from the cursor to any side, in a picture of this size. The cursor
    /// must be inside of the picture.
    pub fn around((x, y): (u32, u32), slack: u32, (width, height): (u32, u32)) -> Self {
        let (left, low) = (x.saturating_sub(slack), y.saturating_sub(slack));
        let (right, high) = ((x + slack + 1).min(width), (y + slack + 1).min(height));
        Self { x: left, y: low, width: right - left, height: high - low, cursor: (x, y), slack }
    }
}

/// What is drawn at the cursor, or else nearest to it but not farther than the window reaches; pairs whose first number
/// is 0 stand for nothing.
pub fn nearest(pixels: &[[u32; 2]], window: &Window) -> Option<[u32; 2]> {
    let distance = |at: usize| {
        let (x, y) = (window.x + at as u32 % window.width, window.y + at as u32 / window.width);
        f64::from(x.abs_diff(window.cursor.0)).hypot(f64::from(y.abs_diff(window.cursor.1)))
    };
    let hits = pixels.iter().enumerate().filter(|(_, pixel)| pixel[0] != 0).map(|(at, pixel)| (distance(at), *pixel));
    let hit = hits
        .filter(|(distance, _)| *distance <= f64::from(window.slack))
        .min_by(|one, other| one.0.total_cmp(&other.0));
    hit.map(|(_, pixel)| pixel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_cursor_is_on_comes_before_what_it_is_beside() {
        let window = Window::around((50, 50), 2, (100, 100));
        assert_eq!((window.x, window.y, window.width, window.height), (48, 48, 5, 5));
        let mut pixels = vec![[0, 0]; 25];
        assert_eq!(nearest(&pixels, &window), None);
        pixels[0] = [9, 9];
        assert_eq!(nearest(&pixels, &window), None, "corners are farther than the slack");
        pixels[10] = [1, 5];
        assert_eq!(nearest(&pixels, &window), Some([1, 5]));
        pixels[13] = [2, 6];
        assert_eq!(nearest(&pixels, &window), Some([2, 6]), "nearer");
        pixels[12] = [3, 0];
        assert_eq!(nearest(&pixels, &window), Some([3, 0]), "under the cursor");
    }

    #[test]
    fn at_the_picture_s_edge_the_window_is_smaller() {
        let window = Window::around((0, 99), 5, (100, 100));
        assert_eq!((window.x, window.y, window.width, window.height), (0, 94, 6, 6));
        let mut pixels = vec![[0, 0]; 36];
        pixels[30] = [4, 2];
        assert_eq!(nearest(&pixels, &window), Some([4, 2]), "the cursor's own pixel");
    }
}
