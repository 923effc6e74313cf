//! The size of the picture on the page.

/// The canvas in CSS pixels, and how many device pixels one of them has per side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// CSS pixels; at least 1.
    pub width: f64,
    /// CSS pixels; at least 1.
    pub height: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

impl Viewport {
    /// A viewport; sizes below one pixel, or no number at all, become one.
    pub fn new(width: f64, height: f64, ratio: f64) -> Self {
        let sane = |value: f64| if value.is_finite() && value >= 1.0 { value } else { 1.0 };
        let ratio = if ratio.is_finite() && ratio > 0.0 { ratio.clamp(0.5, 8.0) } else { 1.0 };
        Self { width: sane(width), height: sane(height), ratio }
    }

    /// Width over height.
    pub fn aspect(&self) -> f64 {
        self.width / self.height
    }

    /// Width and height in device pixels.
    pub fn pixels(&self) -> (u32, u32) {
        ((self.width * self.ratio).round() as u32, (self.height * self.ratio).round() as u32)
    }
}
