//! A little cross that tells how the dataset's axes lie in the picture.

use leptos::prelude::*;

use super::page_state::PageState;

/// Half its side, and the length of an arm, CSS pixels.
const HALF: f32 = 28.0;
const ARM: f32 = 18.0;
/// How far from the middle a letter is, in arms.
const LETTER: f32 = 1.36;

/// The axes x, y, z from the middle, those that come towards the viewer before the others.
#[component]
pub(super) fn AxesGizmo(state: PageState) -> impl IntoView {
    let arms = move || {
        let axes = state.view.axes.get();
        let mut arms: Vec<(&str, [f32; 3])> =
            ["x", "y", "z"].into_iter().zip(axes.as_chunks().0.iter().copied()).collect();
        arms.sort_by(|one, other| one.1[2].total_cmp(&other.1[2]));
        arms.into_iter()
            .map(|(name, [right, down, towards])| {
                let at = |reach: f32| (HALF + right * ARM * reach, HALF + down * ARM * reach);
                let ((x, y), (letter_x, letter_y)) = (at(1.0), at(LETTER));
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
    fn the_axes_are_told_in_words() {
        assert_eq!(description([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, -1.0]), "Axes: x right, y down, z away");
        assert_eq!(description([0.1, -0.9, 0.3, -0.8, 0.0, 0.6, 0.5, 0.4, 0.7]), "Axes: x up, y left, z towards you");
    }
}
