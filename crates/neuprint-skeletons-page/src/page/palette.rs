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

impl Color {
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
        for nonsense in ["", "#fff", "12345g", "#1234567", "é1234"] {
            assert_eq!(Color::parse(nonsense), None, "{nonsense}");
        }
    }
}
