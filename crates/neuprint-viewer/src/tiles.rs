//! Cuts a large picture into tiles that a GPU can draw.
//!
//! ```
//! use neuprint_viewer::tiles::Tiles;
//!
//! let tiles = Tiles::of(3000, 1000, 2048);
//! assert_eq!(tiles.iter().map(|tile| (tile.x, tile.width)).collect::<Vec<_>>(), [(0, 2048), (2048, 952)]);
//! ```

use glam::DMat4;

/// One part of a picture, in pixels from the picture's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// The tiles of one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiles {
    width: u32,
    height: u32,
    side: u32,
}

impl Tiles {
    /// The tiles, at most `side` wide and high, of a picture of this size.
    pub fn of(width: u32, height: u32, side: u32) -> Self {
        Self { width, height, side: side.max(1) }
    }

    /// Row by row; each pixel of the picture is in exactly one tile.
    pub fn iter(self) -> impl Iterator<Item = Tile> {
        let starts = move |length: u32| (0..length).step_by(self.side as usize);
        starts(self.height).flat_map(move |y| {
            starts(self.width).map(move |x| Tile {
                x,
                y,
                width: self.side.min(self.width - x),
                height: self.side.min(self.height - y),
            })
        })
    }
}

impl Tile {
    /// The whole of a picture.
    pub fn whole(width: u32, height: u32) -> Self {
        Self { x: 0, y: 0, width, height }
    }

    /// What to apply after the projection of a `width` × `height` picture so that this tile, shifted by a part of a pixel,
    /// fills the clip space.
    pub fn window(&self, width: u32, height: u32, shift: (f64, f64)) -> DMat4 {
        let (width, height) = (f64::from(width), f64::from(height));
        let (own_width, own_height) = (f64::from(self.width), f64::from(self.height));
        let (scale_x, scale_y) = (width / own_width, height / own_height);
        // The tile's middle in the picture's clip space, y up.
        let middle_x = (2.0 * (f64::from(self.x) + shift.0) + own_width) / width - 1.0;
        let middle_y = 1.0 - (2.0 * (f64::from(self.y) + shift.1) + own_height) / height;
        DMat4::from_cols_array(&[
            scale_x,
            0.0,
            0.0,
            0.0,
            0.0,
            scale_y,
            0.0,
            0.0,
            0.0,
            0.0,
            1.0,
            0.0,
            -middle_x * scale_x,
            -middle_y * scale_y,
            0.0,
            1.0,
        ])
    }
}

/// Turns RGBA bytes that were drawn over nothing, colours times opacity, into those of image files: colours as such.
pub fn divide_by_opacity(pixels: &mut [u8]) {
    for pixel in pixels.chunks_exact_mut(4) {
        let opacity = u32::from(pixel[3]);
        if opacity != 0 && opacity != 255 {
            pixel[..3].iter_mut().for_each(|part| {
                *part = ((u32::from(*part) * 255 + opacity / 2) / opacity).min(255) as u8;
            });
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use glam::DVec4;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colours_at_an_edge_are_those_beside_it() {
        let mut pixels = [100, 50, 0, 128, 200, 100, 0, 255, 0, 0, 0, 0, 9, 9, 9, 3];
        divide_by_opacity(&mut pixels);
        assert_eq!(pixels, [199, 100, 0, 128, 200, 100, 0, 255, 0, 0, 0, 0, 255, 255, 255, 3]);
    }

    proptest! {
        #[test]
        fn every_pixel_is_in_one_tile(width in 1u32..70, height in 1u32..70, side in 1u32..30) {
            let mut hits = vec![0; (width * height) as usize];
            for tile in Tiles::of(width, height, side).iter() {
                prop_assert!(tile.width <= side && tile.height <= side);
                for y in tile.y..tile.y + tile.height {
                    for x in tile.x..tile.x + tile.width {
                        hits[(y * width + x) as usize] += 1;
                    }
                }
            }
            prop_assert!(hits.iter().all(|&hits| hits == 1));
        }

        /// The same place of the world falls on the same pixel, whether the picture is drawn whole or in tiles.
        #[test]
        fn the_window_continues_the_picture(width in 40u32..4000, height in 40u32..4000, x in -1.0..1.0f64, y in -1.0..1.0f64) {
            let whole = ((x + 1.0) / 2.0 * f64::from(width), (1.0 - y) / 2.0 * f64::from(height));
            for tile in Tiles::of(width, height, 1024).iter() {
                let clip = tile.window(width, height, (0.0, 0.0)) * DVec4::new(x, y, 0.3, 1.0);
                let here = (
                    f64::from(tile.x) + (clip.x + 1.0) / 2.0 * f64::from(tile.width),
                    f64::from(tile.y) + (1.0 - clip.y) / 2.0 * f64::from(tile.height),
                );
                prop_assert!((here.0 - whole.0).abs() < 1e-6 && (here.1 - whole.1).abs() < 1e-6);
                prop_assert_eq!(clip.z, 0.3);
            }
        }
    }
}
