//! The box outside of which nothing is drawn: a switch, and its ends on each axis.

use leptos::prelude::*;

use super::controls::Switch;
use super::page_state::PageState;
use super::wording;

const AXES: [&str; 3] = ["x", "y", "z"];
/// Steps of a slider.
const STEPS: f32 = 200.0;

/// Folded to the switch until it is on.
#[component]
pub(super) fn ClipPanel(state: PageState) -> impl IntoView {
    let whole = Memo::new(move |_| whole(state));
    let is_on = Memo::new(move |_| state.clip.with(Option::is_some));
    view! {
        <div class="color-row">
            <Switch
                label="Clip to a box"
                is_on=is_on
                turn=move |is_on| {
                    state.clip.set(whole.get_untracked().filter(|_| is_on));
                }
            />
        </div>
        <Show when=move || is_on.get()>
            <div class="clip-axes" role="group" aria-label="Box">
                {[0, 1, 2].map(|axis| view! { <Axis state whole axis /> }).collect_view()}
            </div>
        </Show>
    }
}

/// The two ends on an axis.
#[component]
fn Axis(state: PageState, whole: Memo<Option<[f32; 6]>>, axis: usize) -> impl IntoView {
    // The box may be larger than what is there now.
    let ends = move || {
        let clip = state.clip.get()?;
        let whole = whole.get().unwrap_or(clip);
        Some((whole[axis].min(clip[axis]), whole[axis + 3].max(clip[axis + 3])))
    };
    let end = move |at: usize, name: &'static str| {
        let value = move || state.clip.get().map_or(0.0, |clip| clip[at]);
        let set = move |text: String| {
            // Of a slider it is always a number.
            let Some(value) = neuprint_page::decimal::parse(&text) else { return };
            state.clip.update(|clip| {
                if let Some(clip) = clip {
                    clip[at] = value as f32;
                    keep_order(clip, at);
                }
            });
        };
        let (axis, unit) = (AXES[axis], if untrack(|| state.voxel()).is_some() { "µm" } else { "voxels" });
        let told = move || {
            let scale = state.voxel().map_or(1.0, |voxel| voxel[at % 3] / 1000.0);
            format!("{} {unit}", wording::signed(f64::from(value()) * scale))
        };
        view! {
            <input
                type="range"
                aria-label=format!("{axis}, {name}")
                min=move || ends().map(|ends| ends.0.to_string())
                max=move || ends().map(|ends| ends.1.to_string())
                step=move || ends().map(|(low, high)| ((high - low) / STEPS).max(f32::MIN_POSITIVE).to_string())
                aria-valuetext=told
                prop:value=move || value().to_string()
                on:input=move |event| set(event_target_value(&event))
            />
        }
    };
    view! {
        <div class="clip-axis">
            <span class="mono" aria-hidden="true">
                {AXES[axis]}
            </span>
            {end(axis, "from")}
            {end(axis + 3, "to")}
        </div>
    }
}

/// The end that was moved pushes the other one before it.
fn keep_order(clip: &mut [f32; 6], moved: usize) {
    let axis = moved % 3;
    if clip[axis] > clip[axis + 3] {
        let other = if moved < 3 { axis + 3 } else { axis };
        clip[other] = clip[moved];
    }
}

/// The share of its longest side by which the box is larger than what is in it: nodes have radii.
const MARGIN: f32 = 0.1;

/// A box around all loaded neurons.
fn whole(state: PageState) -> Option<[f32; 6]> {
    let loaded = state.loaded();
    let bounds = loaded.iter().map(|(_, ready)| ready.summary.bounds);
    bounds
        .reduce(|[low, high], [other_low, other_high]| {
            [0, 1].map(|end| {
                [0, 1, 2].map(|axis| match end {
                    0 => low[axis].min(other_low[axis]),
                    _ => high[axis].max(other_high[axis]),
                })
            })
        })
        .map(roomy)
}

/// The corners with some room around them.
fn roomy([low, high]: [[f32; 3]; 2]) -> [f32; 6] {
    let longest = low.iter().zip(high).map(|(low, high)| high - low).fold(0.0, f32::max);
    let margin = (longest * MARGIN).max(1.0);
    let [low, high] = [low.map(|part| part - margin), high.map(|part| part + margin)];
    [low[0], low[1], low[2], high[0], high[1], high[2]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_a_plane_has_room_too() {
        assert_eq!(roomy([[0.0, 0.0, 5.0], [100.0, 20.0, 5.0]]), [-10.0, -10.0, -5.0, 110.0, 30.0, 15.0]);
    }

    #[test]
    fn an_end_pushes_the_other_one_before_it() {
        let mut clip = [0.0, 0.0, 0.0, 9.0, 9.0, 9.0];
        clip[4] = -3.0;
        keep_order(&mut clip, 4);
        assert_eq!(clip, [0.0, -3.0, 0.0, 9.0, -3.0, 9.0]);
        clip[2] = 12.0;
        keep_order(&mut clip, 2);
        assert_eq!(clip, [0.0, -3.0, 12.0, 9.0, -3.0, 12.0]);
        keep_order(&mut clip, 0);
        assert_eq!(clip[0], 0.0);
    }
}
