//! Colours that people with any kind of colour vision can tell apart.
//!
//! ```
//! use neuprint_viewer::palette;
//!
//! assert_eq!(palette::viridis(0.0), [0x44, 0x01, 0x54]);
//! assert_eq!(palette::okabe_ito(0), palette::okabe_ito(8));
//! ```

/// The colours of Okabe and Ito (<https://jfly.uni-koeln.de/color/>), but for black, which is invisible on dark, and
/// orange, which belongs to bridges alone; yellow is darker, so that it is seen on white. Two greys are last.
const OKABE_ITO: [[u8; 3]; 8] = [
    [0x56, 0xb4, 0xe9],
    [0x00, 0x9e, 0x73],
    [0xcc, 0x79, 0xa7],
    [0x00, 0x72, 0xb2],
    [0xd5, 0x5e, 0x00],
    [0xc9, 0xb8, 0x1f],
    [0x8c, 0x8c, 0x8c],
    [0x66, 0x66, 0x66],
];

/// Amber, the colour of bridges, in 0…1; no neuron of the palette has it.
pub const BRIDGE: [f32; 3] = [0.902, 0.624, 0.0];

/// Ten even steps of matplotlib's viridis (Smith and van der Walt, CC0).
const VIRIDIS: [[u8; 3]; 10] = [
    [0x44, 0x01, 0x54],
    [0x48, 0x28, 0x78],
    [0x3e, 0x49, 0x89],
    [0x31, 0x68, 0x8e],
    [0x26, 0x82, 0x8e],
    [0x1f, 0x9e, 0x89],
    [0x35, 0xb7, 0x79],
    [0x6e, 0xce, 0x58],
    [0xb5, 0xde, 0x2b],
    [0xfd, 0xe7, 0x25],
];

/// The colour of category number `index`; after eight they begin anew.
pub fn okabe_ito(index: usize) -> [u8; 3] {
    OKABE_ITO[index % OKABE_ITO.len()]
}

/// The colour at a place of the gradient, 0…1.
pub fn viridis(share: f32) -> [u8; 3] {
    let place = share.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f32;
    let step = (place as usize).min(VIRIDIS.len() - 2);
    let (low, high) = (VIRIDIS[step], VIRIDIS[step + 1]);
    std::array::from_fn(|part| {
        let (low, high) = (f32::from(low[part]), f32::from(high[part]));
        (low + (high - low) * (place - step as f32)).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lightness as the eye weighs it, near enough.
    fn lightness([red, green, blue]: [u8; 3]) -> f32 {
        0.2126 * f32::from(red) + 0.7152 * f32::from(green) + 0.0722 * f32::from(blue)
    }

    #[test]
    fn the_gradient_grows_lighter_throughout() {
        let lights: Vec<f32> = (0..=50).map(|step| lightness(viridis(step as f32 / 50.0))).collect();
        assert!(lights.windows(2).all(|two| two[0] < two[1]), "{lights:?}");
        assert_eq!((viridis(-1.0), viridis(2.0)), (VIRIDIS[0], VIRIDIS[9]));
    }

    #[test]
    fn no_category_has_the_colour_of_bridges() {
        assert!((0..8).all(|index| okabe_ito(index) != BRIDGE.map(|part| (part * 255.0).round() as u8)));
    }
}
