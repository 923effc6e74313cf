//! A little cross that tells how the dataset's axes lie in the picture.

use leptos::prelude::*;

use super::page_state::PageState;

/// Half its side, and the length of an arm, CSS pixels.
const HALF: f32 = 28.0;
const ARM: f32 = 18.0;
/// How far from the middle a letter is, in arms.
const LETTER: f32 = 1.36;
/// How far from the middle the letter of an arm is that points at the viewer, in CSS pixels.
const ASIDE: f32 = 10.0;

/// The axes x, y, z from the middle, those that come towards the viewer before the others.
#[component]
pub(super) fn AxesGizmo(state: PageState) -> impl IntoView {
    let arms = move || {
        let axes = state.view.axes.get();
        let axes = axes.as_chunks().0;
        let mut arms: Vec<(&str, [f32; 3], (f32, f32))> = ["x", "y", "z"]
            .into_iter()
            .zip(axes)
            .enumerate()
            .map(|(at, (name, axis))| (name, *axis, letter(axes, at)))
            .collect();
        arms.sort_by(|one, other| one.1[2].total_cmp(&other.1[2]));
        arms.into_iter()
            .map(|(name, [right, down, towards], (letter_x, letter_y))| {
                let (x, y) = (HALF + right * ARM, HALF + down * ARM);
                let is_behind = towards < -0.3;
                view! {
                    <g class:behind=is_behind>
                        <line x1=HALF y1=HALF x2=format!("{x:.1}") y2=format!("{y:.1}")></line>
                        <text x=format!("{letter_x:.1}") y=format!("{letter_y:.1}")>
                            {name}
                        </text>
                    </g>
                }
            })
            .collect_view()
    };
    let is_known = Memo::new(move |_| state.view.axes.with(|axes| axes.iter().any(|part| *part != 0.0)));
    view! {
        <Show when=move || is_known.get()>
            <svg class="axes-gizmo" role="img" aria-label=move || description(state.view.axes.get()) viewBox="0 0 56 56">
                {arms}
            </svg>
        </Show>
    }
}

/// Where the letter of an arm is: behind its end, and the shorter the arm looks, the more it goes out of the others' way.
fn letter(axes: &[[f32; 3]], of: usize) -> (f32, f32) {
    let [right, down, _] = axes.get(of).copied().unwrap_or_default();
    let others = axes.iter().enumerate().filter(|(at, _)| *at != of);
    let (x, y) = others.fold((0.0, 0.0), |(x, y), (_, [right, down, _])| (x - right, y - down));
    let (far, short) = (x.hypot(y).max(f32::EPSILON), (1.0 - right.hypot(down)).max(0.0));
    let along = |arm: f32, aside: f32| HALF + arm * ARM * LETTER + aside / far * ASIDE * short;
    (along(right, x), along(down, y))
}

/// "x right, y down, z away", as far as an axis lies rather one way than another.
fn description(axes: [f32; 9]) -> String {
    let ways = [["left", "right"], ["up", "down"], ["away", "towards you"]];
    let way = |axis: &[f32; 3]| {
        let most = (0..3).max_by(|&one, &other| axis[one].abs().total_cmp(&axis[other].abs())).unwrap_or_default();
        ways[most][usize::from(axis[most] > 0.0)]
    };
    let told: Vec<String> = ["x", "y", "z"]
        .into_iter()
        .zip(axes.as_chunks().0)
        .map(|(name, axis)| format!("{name} {}", way(axis)))
        .collect();
    format!("Axes: {}", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_on_another_or_on_an_arm() {
        // Seen along z, along x, and from a corner.
        for axes in [
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, -1.0]],
            [[0.0, 0.0, 1.0], [-1.0, 0.0, 0.0], [0.0, -1.0, 0.0]],
            [[0.7, 0.4, -0.6], [-0.7, 0.4, -0.6], [0.0, -0.8, -0.6]],
        ] {
            let letters: Vec<(f32, f32)> = (0..3).map(|of| letter(&axes, of)).collect();
            for (at, (x, y)) in letters.iter().enumerate() {
                let from = |(other_x, other_y): (f32, f32)| (x - other_x).hypot(y - other_y);
                assert!(letters.iter().enumerate().all(|(other, there)| other == at || from(*there) > 14.0));
                for (of, [right, down, _]) in axes.iter().enumerate() {
                    let reaches = (0..=10_u8).map(|tenth| f32::from(tenth) / 10.0 * ARM);
                    let least = reaches.map(|reach| from((HALF + right * reach, HALF + down * reach)));
                    assert!(least.fold(f32::MAX, f32::min) > 5.0, "{at} on {of} of {axes:?}");
                }
            }
        }
    }

    #[test]
    fn the_axes_are_told_in_words() {
        assert_eq!(description([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, -1.0]), "Axes: x right, y down, z away");
        assert_eq!(description([0.1, -0.9, 0.3, -0.8, 0.0, 0.6, 0.5, 0.4, 0.7]), "Axes: x up, y left, z towards you");
    }
}
