//! What the colours mean, if they do not stand for neurons.

use leptos::prelude::*;
use neuprint_worker::messages::RootReason;

use super::actions;
use super::appearance::ColorBy;
use super::neuron_colors;
use super::page_state::PageState;
use super::palette::Color;
use super::type_colors;
use super::wording;
use crate::viewer::Legend;

/// Of more categories than this only the first are told.
const MOST: usize = 10;

/// A gradient with its ends, or a list of colours.
#[component]
pub(super) fn ColorLegend(state: PageState) -> impl IntoView {
    let legend = RwSignal::new(None::<Legend>);
    Effect::new(move |_| {
        // What is visible, and how it is healed, decides on the values.
        state.neurons.with(|neurons| {
            neurons.iter().for_each(|neuron| {
                neuron.visible.track();
                neuron.status.track();
            });
        });
        state.view.status.track();
        state.redrawn.track();
        let by = state.color_by.get();
        let told = state.view.with_view(|view| {
            // The effect that tells it may run after this one.
            view.color_by(by.of_renderer());
            view.legend()
        });
        legend.set(told.flatten());
    });
    move || {
        let by = state.color_by.get();
        match by {
            ColorBy::Type => return named(ColorBy::Type.title().to_owned(), type_colors::types(state)),
            ColorBy::Property => return property(state),
            ColorBy::Roi => return named(caption(state, by).0, actions::roi_scheme(state).entries()),
            _ => {}
        }
        let shown = legend.get().filter(|legend| !legend.entries.is_empty() && by != ColorBy::Neuron)?;
        let voxel = voxel(state);
        let told = move |value: f64| tell(by, value, voxel);
        let (caption, is_guess) = caption(state, by);
        let key = if shown.steps {
            let more = shown.entries.len().saturating_sub(MOST);
            let entries = shown.entries.into_iter().take(MOST);
            view! {
                <ul class="color-steps" role="list">
                    {entries
                        .map(|(value, color)| view! {
                            <li>
                                <span class="color-swatch" style:background-color=color></span>
                                {told(value)}
                            </li>
                        })
                        .collect_view()}
                    {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}
                </ul>
            }
            .into_any()
        } else {
            let ends = [shown.entries.first(), shown.entries.last()].map(|end| end.map_or(0.0, |entry| entry.0));
            let colors: Vec<String> = shown.entries.into_iter().map(|(_, color)| color).collect();
            gradient(ends.map(told), colors).into_any()
        };
        Some(
            view! {
                <div class="color-legend" role="group" aria-label="Colours">
                    <span class:caution-line=is_guess>{caption}</span>
                    {key}
                </div>
            }
            .into_any(),
        )
    }
}

/// Names with their colours.
fn named(title: String, names: Vec<(String, Color)>) -> Option<AnyView> {
    (!names.is_empty()).then(|| {
        view! {
            <div class="color-legend" role="group" aria-label="Colours">
                <span>{title}</span>
                {steps(names)}
            </div>
        }
        .into_any()
    })
}

/// The first names with their colours, and how many more there are.
fn steps(names: Vec<(String, Color)>) -> impl IntoView {
    let more = names.len().saturating_sub(MOST);
    let told = names.into_iter().take(MOST).map(|(name, color)| {
        view! {
            <li>
                <span class="color-swatch" style:background-color=format!("#{color}")></span>
                {name}
            </li>
        }
    });
    view! {
        <ul class="color-steps" role="list">
            {told.collect_view()}
            {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}
        </ul>
    }
}

/// The chosen property with its values, or its scale.
fn property(state: PageState) -> Option<AnyView> {
    let title = state.property.get();
    let scheme = neuron_colors::scheme(state);
    let entries = scheme.entries();
    let Some((ends, colors)) = scheme.scale() else { return named(title, entries) };
    let rest = (!entries.is_empty()).then(|| steps(entries));
    let key = gradient(ends, colors);
    Some(
        view! {
            <div class="color-legend" role="group" aria-label="Colours">
                <span>{title}</span>
                {key}
                {rest}
            </div>
        }
        .into_any(),
    )
}

/// Colours from one end to the other.
fn gradient([low, high]: [String; 2], colors: Vec<String>) -> impl IntoView {
    view! {
        <div class="color-gradient">
            <span style:background-image=format!("linear-gradient(to right, {})", colors.join(", "))></span>
            <span>{low}</span>
            <span>{high}</span>
        </div>
    }
}

/// What is said above the colours, and whether they go by a root that was guessed; follows changes.
pub(super) fn caption(state: PageState, by: ColorBy) -> (String, bool) {
    match by {
        _ if by.goes_by_root() => {
            let reasons: Vec<RootReason> = state.shown().iter().map(|(_, ready)| ready.summary.root.reason).collect();
            let roots = wording::roots(&reasons);
            let healed = match state.limit() {
                None => "not healed".to_owned(),
                Some(None) => "healed".to_owned(),
                Some(Some(limit)) => format!("healed up to {}", state.unit().length(limit)),
            };
            (format!("{}: {roots}; {healed}", by.title()), reasons.contains(&RootReason::Thickest))
        }
        ColorBy::Fragment => (format!("{}, before healing", by.title()), false),
        ColorBy::Roi => ("Primary ROI, by mesh".to_owned(), false),
        _ => (by.title().to_owned(), false),
    }
}

/// Nanometres per voxel, if that is one number; follows changes.
pub(super) fn voxel(state: PageState) -> Option<f64> {
    state.voxel().filter(|[x, y, z]| x == y && y == z).map(|[x, ..]| x)
}

/// A value in words: lengths in micrometres if the size of a voxel is known, fragments from 1.
pub(super) fn tell(by: ColorBy, value: f64, voxel_nanometres: Option<f64>) -> String {
    match voxel_nanometres {
        _ if by == ColorBy::Fragment => format!("{}", value + 1.0),
        Some(size) if by.is_length() => {
            let micrometres = value * size / 1000.0;
            let digits = if micrometres >= 10.0 { 0 } else { 2 };
            format!("{micrometres:.digits$} µm")
        }
        None if by.is_length() => format!("{value:.0} voxels"),
        _ => format!("{value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units_and_orders_have_none() {
        assert_eq!(tell(ColorBy::Distance, 51_000.0, Some(8.0)), "408 µm");
        assert_eq!(tell(ColorBy::Radius, 12.0, Some(8.0)), "0.10 µm");
        assert_eq!(tell(ColorBy::Radius, 12.4, None), "12 voxels");
        assert_eq!(tell(ColorBy::Strahler, 3.0, Some(8.0)), "3");
        assert_eq!(tell(ColorBy::Fragment, 0.0, Some(8.0)), "1");
    }
}
