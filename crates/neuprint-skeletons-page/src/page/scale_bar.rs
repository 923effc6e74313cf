//! The bar that tells how long things are.

use leptos::prelude::*;

use super::page_state::PageState;

/// The longest bar, CSS pixels.
const LONGEST: f64 = 140.0;

/// A bar of a round length, for voxels that are cubes; otherwise nothing, since lengths would depend on direction.
#[component]
pub(super) fn ScaleBar(state: PageState) -> impl IntoView {
    let bar = Memo::new(move |_| bar(state));
    move || {
        bar.get().map(|(nanometres, pixels)| {
            view! {
                <div class="scale-bar" role="img" aria-label=format!("Scale bar: {}", name(nanometres))>
                    <span style:width=format!("{pixels:.1}px")></span>
                    {name(nanometres)}
                </div>
            }
        })
    }
}

/// The bar's length in nanometres and in CSS pixels; follows changes.
pub(super) fn bar(state: PageState) -> Option<(f64, f64)> {
    let [x, y, z] = state.voxel()?;
    let scale = state.view.scale.get();
    (x == y && y == z && x * scale > 0.0).then(|| round_length(x * scale))
}

/// The longest of 1, 2, 5, 10, … nanometres that fits, with its CSS pixels, for so many nanometres per pixel.
fn round_length(nanometres_per_pixel: f64) -> (f64, f64) {
    let longest = nanometres_per_pixel * LONGEST;
    let power = 10_f64.powf(longest.log10().floor());
    let length = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= longest);
    let length = length.unwrap_or(power);
    (length, length / nanometres_per_pixel)
}

/// A length in words.
pub(super) fn name(nanometres: f64) -> String {
    match nanometres {
        long if long >= 1e6 => format!("{} mm", long / 1e6),
        middle if middle >= 1e3 => format!("{} µm", middle / 1e3),
        short => format!("{short} nm"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_round_and_fit() {
        for (per_pixel, expected) in
            [(8.0, "1 µm"), (400.0, "50 µm"), (150.0, "20 µm"), (0.5, "50 nm"), (9000.0, "1 mm")]
        {
            let (length, pixels) = round_length(per_pixel);
            assert_eq!(name(length), expected);
            assert!(pixels <= LONGEST && pixels > LONGEST / 2.6, "{pixels}");
        }
    }
}
