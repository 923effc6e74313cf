//! Where to look: a coordinate, in voxels or with its unit; and what is near it.

use leptos::prelude::*;
use neuprint_page::decimal;

use super::page_state::PageState;

/// A field and a button; what cannot be read is said.
#[component]
pub(super) fn PlaceForm(state: PageState) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let read = move || {
        let voxel = untrack(|| state.voxel());
        let place = text.with_untracked(|text| place(text, voxel));
        problem.set(place.err());
        place.ok()
    };
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(place) = read() {
            state.view.steer(|view| view.turn_to(place));
        }
    };
    let list_near = move |_| {
        if let Some(place) = read() {
            state.near.set(Some(place));
        }
    };
    view! {
        <form class="color-row with-value" on:submit=go>
            <label for="place">"Go to"</label>
            <input
                id="place"
                class="input mono"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder="x, y, z in voxels"
                aria-describedby="place-problem"
                prop:value=move || text.get()
                on:input=move |event| {
                    problem.set(None);
                    text.set(event_target_value(&event));
                }
            />
            <button type="submit" class="button">
                "Go"
            </button>
        </form>
        <Show when=move || text.with(|text| !text.trim().is_empty())>
            <div class="button-row">
                <button type="button" class="button" on:click=list_near>
                    "Bodies near it"
                </button>
            </div>
        </Show>
        <p id="place-problem" class="hint failure" role="status">
            {problem}
        </p>
    }
}

/// The place in voxels of a text such as `17000, 21000, 15000`, `[1;2;3]`, or `136 168 120 µm`.
fn place(text: &str, voxel: Option<[f64; 3]>) -> Result<[f32; 3], &'static str> {
    let text = text.trim();
    let units = [("nm", 1.0), ("µm", 1000.0), ("μm", 1000.0), ("um", 1000.0)];
    let (text, nanometres) =
        units.iter().find_map(|(unit, size)| Some((text.strip_suffix(unit)?, Some(*size)))).unwrap_or((text, None));
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !".-+".contains(letter));
    let numbers: Vec<Option<f64>> = words.filter(|word| !word.is_empty()).map(decimal::parse).collect();
    let Some([x, y, z]) =
        numbers.into_iter().collect::<Option<Vec<_>>>().and_then(|all| <[f64; 3]>::try_from(all).ok())
    else {
        return Err("A place is three numbers: x, y, z in voxels, or with nm or µm behind them.");
    };
    let scale = match (nanometres, voxel) {
        (None, _) => [1.0; 3],
        (Some(size), Some(voxel)) => voxel.map(|voxel| size / voxel),
        (Some(_), None) => return Err("How large a voxel is here is not known: give the place in voxels."),
    };
    Ok([x * scale[0], y * scale[1], z * scale[2]].map(|part| part as f32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_other_programs_write_them() {
        let voxel = Some([8.0, 8.0, 40.0]);
        for text in ["17000, 21000, -150", "[17000;21000;-150]", " 17000 21000\t-150 ", "(17000.0,21000,-150)"] {
            assert_eq!(place(text, None), Ok([17_000.0, 21_000.0, -150.0]), "{text}");
        }
        assert_eq!(place("80, 160, 400 nm", voxel), Ok([10.0, 20.0, 10.0]));
        assert_eq!(place("0.8 1.6 4 µm", voxel), Ok([100.0, 200.0, 100.0]));
        assert!(place("80, 160, 400 nm", None).is_err_and(|why| why.contains("voxel")));
        for nonsense in ["", "1, 2", "1, 2, 3, 4", "1, two, 3", "1e400, 0, 0 furlongs"] {
            assert!(place(nonsense, voxel).is_err_and(|why| why.contains("three numbers")), "{nonsense}");
        }
    }
}
