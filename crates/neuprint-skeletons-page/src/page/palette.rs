//! Colours of neurons and regions.
//!
//! The neurons' are those of Okabe and Ito, safe for colour blindness, but for black (invisible on dark) and orange, which
//! belongs to bridges alone. Source: <https://jfly.uni-koeln.de/color/>.

use std::fmt;

/// A colour in the standard RGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color(pub(super) u8, pub(super) u8, pub(super) u8);

/// The colours that neurons get one after the other.
const NEURONS: [Color; 7] = [
    Color(0x56, 0xb4, 0xe9),
    Color(0x00, 0x9e, 0x73),
    Color(0xcc, 0x79, 0xa7),
    Color(0x00, 0x72, 0xb2),
    Color(0xd5, 0x5e, 0x00),
    Color(0xc9, 0xb8, 0x1f),
    Color(0x8c, 0x8c, 0x8c),
];

/// Quiet colours for surfaces that neurons must be seen through.
const REGIONS: [Color; 5] = [
    Color(0x7d, 0x8f, 0xa3),
    Color(0x8f, 0x9d, 0x7a),
    Color(0x9c, 0x83, 0xa0),
    Color(0xa3, 0x8f, 0x7d),
    Color(0x74, 0x9c, 0x9c),
];

/// Ten even steps of matplotlib's viridis (Smith and van der Walt, CC0), dark to light: as the renderer's.
const SCALE: [Color; 10] = [
    Color(0x44, 0x01, 0x54),
    Color(0x48, 0x28, 0x78),
    Color(0x3e, 0x49, 0x89),
    Color(0x31, 0x68, 0x8e),
    Color(0x26, 0x82, 0x8e),
    Color(0x1f, 0x9e, 0x89),
    Color(0x35, 0xb7, 0x79),
    Color(0x6e, 0xce, 0x58),
    Color(0xb5, 0xde, 0x2b),
    Color(0xfd, 0xe7, 0x25),
];

impl Color {
    /// What has no value.
    pub(super) const NONE: Self = Self(0x8c, 0x8c, 0x8c);
    /// What has one of those values that have no colour of their own.
    pub(super) const OTHERS: Self = Self(0x66, 0x66, 0x66);
    /// How many neurons or values one after the other have colours of their own, none of them grey.
    pub(super) const DISTINCT: usize = NEURONS.len() - 1;

    /// Of a place on a scale, 0…1.
    pub(super) fn on_scale(share: f64) -> Self {
        let place = share.clamp(0.0, 1.0) * (SCALE.len() - 1) as f64;
        let step = (place as usize).min(SCALE.len() - 2);
        let (low, high) = (SCALE[step], SCALE[step + 1]);
        let between = |low: u8, high: u8| {
            (f64::from(low) + (f64::from(high) - f64::from(low)) * (place - step as f64)).round() as u8
        };
        Self(between(low.0, high.0), between(low.1, high.1), between(low.2, high.2))
    }

    /// Of the neuron that was added as number `index`.
    pub(super) fn of_neuron(index: usize) -> Self {
        NEURONS[index % NEURONS.len()]
    }

    /// Of the region at place `index` of the dataset's list.
    pub(super) fn of_region(index: usize) -> Self {
        REGIONS[index % REGIONS.len()]
    }

    /// Red, green, blue in 0…1.
    pub(super) fn parts(self) -> [f32; 3] {
        [self.0, self.1, self.2].map(|part| f32::from(part) / 255.0)
    }

    /// From six hexadecimal digits, with or without `#`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }
}

/// Six hexadecimal digits.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        for color in NEURONS.into_iter().chain(REGIONS) {
            assert_eq!(Color::parse(&color.to_string()), Some(color));
            assert_eq!(Color::parse(&format!("#{color}")), Some(color));
        }
        assert_eq!([-1.0, 0.0, 1.0, 2.0].map(Color::on_scale), [SCALE[0], SCALE[0], SCALE[9], SCALE[9]]);
        for nonsense in ["", "#fff", "12345g", "#1234567", "é1234"] {
            assert_eq!(Color::parse(nonsense), None, "{nonsense}");
        }
    }
}
