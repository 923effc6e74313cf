//! Pictures for saving.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{BLUE, RED, ROOT, Scene, decode};

#[wasm_bindgen_test]
async fn a_saved_picture_has_the_wanted_size_and_continues_over_tiles() {
    let scene = Scene::new();
    let nodes = [[-180.0, -180.0, 0.0, 12.0], [180.0, 180.0, 0.0, 12.0]];
    scene.skeleton("1", &nodes, &[ROOT, 0], &[], RED);
    // 2400 pixels are more than one tile.
    let png = JsFuture::from(scene.viewer.png(6.0, None, None)).await.unwrap_or_else(|error| panic!("{error:?}"));
    let bytes: Uint8Array = png.unchecked_into();
    let bytes = bytes.to_vec();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    assert_eq!((number(16), number(20)), (2400, 2400));
    let pixels = decode(&bytes, 2400).await;
    // Along the diagonal, across the seam at 2048, the cone is unbroken and everywhere as wide.
    let width = |y: u32| (0..2400).filter(|x| pixels[((y * 2400 + x) * 4) as usize] > 60).count();
    let expected = 12.0 * 2.0 * 6.0 * 2.0_f64.sqrt();
    for y in (300..2100).step_by(50).chain(2040..2056) {
        assert!((width(y) as f64 / expected - 1.0).abs() < 0.03, "{} pixels in row {y}, not {expected}", width(y));
    }
    assert!(JsFuture::from(scene.viewer.png(100.0, None, None)).await.is_err());
    assert!(scene.pixels().is_reddish(200, 200), "the view is as before");
}

#[wasm_bindgen_test]
fn at_eight_times_the_size_tiles_meet_without_a_seam() {
    let scene = Scene::new();
    scene.camera(true);
    scene.skeleton("1", &[[-150.0, -90.0, 40.0, 30.0], [160.0, 100.0, -60.0, 8.0]], &[ROOT, 0], &[], RED);
    scene.square("roi", 20.0, [0.0, 1.0, 0.0]);
    // A piece of the picture of 3200 pixels, drawn at once and as four tiles.
    let (left, top, side) = (1500, 1500, 120);
    let whole = scene.saved(8.0, [left, top, 2 * side, 2 * side], false);
    for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let tile = scene.saved(8.0, [left + column * side, top + row * side, side, side], false);
        for (y, line) in tile.chunks_exact(side as usize * 4).enumerate() {
            let start = ((row * side + y as u32) * 2 * side + column * side) as usize * 4;
            let same = line.iter().zip(&whole[start..]).all(|(one, other)| one.abs_diff(*other) <= 1);
            assert!(same, "tile {column}, {row}, line {y}");
        }
    }
    let covered = whole.chunks_exact(4).filter(|pixel| pixel[0] > 60).count();
    assert!(covered > 1000 && covered < whole.len() / 4, "the tiles cut through something: {covered} pixels");
}

#[wasm_bindgen_test]
fn without_a_background_the_picture_is_as_clear_as_it_is_empty() {
    let scene = Scene::new();
    scene.viewer.set_background(1.0, 1.0, 1.0);
    scene.viewer.set_fog(0.0);
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    scene.square("roi", 20.0, [0.0, 0.0, 1.0]);
    let pixel = |pixels: &[u8], x: usize, y: usize| {
        let at = (y * 400 + x) * 4;
        [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]]
    };
    let clear = scene.saved(1.0, [0, 0, 400, 400], true);
    let opaque = scene.saved(1.0, [0, 0, 400, 400], false);
    assert_eq!(pixel(&clear, 20, 20), [0; 4]);
    assert_eq!(pixel(&opaque, 20, 20), [255; 4]);
    assert_eq!(pixel(&clear, 200, 200), pixel(&opaque, 200, 200));
    let [_, _, blue, opacity] = pixel(&clear, 120, 120);
    assert!(opacity > 30 && opacity < 230 && blue > 150, "the region is translucent: {blue} blue, {opacity}");
    // The edge of the ball, laid over white, is what is drawn on white.
    for x in 130..150 {
        let ([red, .., opacity], [expected, ..]) = (pixel(&clear, x, 200), pixel(&opaque, x, 200));
        let over = (u32::from(red) * u32::from(opacity) + 255 * (255 - u32::from(opacity))) / 255;
        assert!(over.abs_diff(u32::from(expected)) <= 3, "{over} instead of {expected} at {x}");
    }
}

#[wasm_bindgen_test]
fn saving_leaves_the_view_as_it_is() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], BLUE);
    scene.draw();
    let frames = scene.count("frames");
    scene.saved(2.0, [0, 0, 800, 800], false);
    assert_eq!(scene.draw(), 0, "nothing is to be drawn anew");
    assert_eq!(scene.count("frames"), frames);
    for rectangle in [[0, 0, 801, 800], [800, 0, 1, 1], [0, 0, 0, 5], [u32::MAX, 0, 2, 2]] {
        let [x, y, width, height] = rectangle;
        assert!(scene.viewer.pixels(2.0, x, y, width, height, None).is_err(), "{rectangle:?}");
    }
}
