//! The connections of the shown rows as a graph: drawn on a canvas, with everything in it also as lists.

mod camera;
mod curve;
mod files;
mod hands;
mod labels;
mod panel;
mod pen;
mod picture;
mod scene;
mod settling;
mod threshold;

use leptos::prelude::*;
use neuprint_worker::messages::GraphColumns;
use serde::{Deserialize, Serialize};
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use crate::chart::palette;
use crate::connections::{By, ColumnChoice, Connections, Said};
use crate::settings::Settings;
use crate::subject::Subject;
use files::Files;
use hands::Hands;
use panel::Panel;
use picture::{Picture, Pointed};
use threshold::Threshold;

// The matrix is drawn with the same colours and letters.
pub(crate) use pen::font;
pub(crate) use picture::{sized, theme_of};
pub(crate) use scene::{Theme, width_of};

/// A graph. Links hold it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct GraphSettings {
    /// Where connections are; `None`: they were not looked for.
    pub(crate) columns: Option<GraphColumns>,
    /// Whether neurons of a type are one node.
    pub(crate) by_type: bool,
    /// The least weight of connections that are drawn, if it was chosen.
    pub(crate) least: Option<f64>,
    /// Whether shares are of the source's output instead of the target's input.
    pub(crate) of_output: bool,
}

/// The graph of a result.
#[component]
pub(crate) fn GraphView() -> impl IntoView {
    let kept = match Subject::expect().settings() {
        Some(Settings::Graph(settings)) => settings,
        _ => GraphSettings::default(),
    };
    let connections = Connections::new(kept.columns, kept.by_type);
    let picture = Picture::new(connections, kept.least, kept.of_output);
    settling::follow(picture);
    Effect::new(move |before: Option<()>| {
        let settings = GraphSettings {
            columns: connections.columns.get(),
            by_type: connections.by_type.get(),
            least: picture.chosen_least.get(),
            of_output: picture.of_output.get(),
        };
        if before.is_some() {
            connections.subject.keep(&Settings::Graph(settings));
        }
    });
    view! {
        <div class="connections">
            <div class="connections-bar">
                <By connections/>
                <Share picture/>
                <Threshold picture/>
                <span class="spacer"></span>
                <Files picture/>
            </div>
            <ColumnChoice connections/>
            <Said connections/>
            {move || connections.failure.get().map(|failure| view! {
                <p class="notice error" role="alert">{failure.message}</p>
            })}
            <div class="graph-body" hidden=move || connections.net.with(Option::is_none)>
                <Stage picture/>
                <Panel picture/>
            </div>
        </div>
    }
}

/// Of what percentages are.
#[component]
fn Share(picture: Picture) -> impl IntoView {
    view! {
        <label class="connections-control">
            "Percent of"
            <select
                class="input"
                on:change=move |event| picture.of_output.set(event_target_value(&event) == "output")
            >
                <option value="input" selected=move || !picture.of_output.get()>
                    "target's input"
                </option>
                <option value="output" selected=move || picture.of_output.get()>
                    "source's output"
                </option>
            </select>
        </label>
    }
}

/// The canvas, what floats over it, and what is said of what the mouse is at.
#[component]
fn Stage(picture: Picture) -> impl IntoView {
    let canvas = picture.canvas;
    picture.paint_on();
    let hands = StoredValue::new_local(Hands::default());
    let label = move || {
        let nodes = picture.connections.net.with(|net| net.as_ref().map_or(0, |net| net.shape.nodes.len()));
        format!(
            "Graph of {nodes} nodes. Arrow keys move it, plus and minus zoom, F fits it. The list beside it has the same."
        )
    };
    let zoom = move |factor| picture.zoom(factor, None);
    let pointed = move || picture.pointed_in_words().unwrap_or_default();
    view! {
        <div class="graph-stage">
            <canvas
                class="graph-canvas"
                node_ref=canvas
                role="img"
                tabindex="0"
                aria-label=label
                on:pointerdown=move |event: PointerEvent| hands.with_value(|hands| hands.down(&event, canvas))
                on:pointermove=move |event: PointerEvent| hands.with_value(|hands| hands.moved(&event, picture))
                on:pointerup=move |event: PointerEvent| hands.with_value(|hands| hands.up(&event, picture))
                on:pointercancel=move |event: PointerEvent| hands.with_value(|hands| hands.up(&event, picture))
                on:pointerleave=move |_| picture.pointed.set(Pointed::Nothing)
                on:wheel=move |event: WheelEvent| hands::wheel(&event, picture)
                on:dblclick=move |event| picture.zoom(2.0, Some([event.offset_x().into(), event.offset_y().into()]))
                on:transitionend=move |_| picture.theme.update(|theme| *theme += 1)
                on:keydown=move |event: KeyboardEvent| {
                    if hands::key(&event, picture) {
                        event.prevent_default();
                    }
                }
            ></canvas>
            <div class="view-controls" role="group" aria-label="View">
                <button type="button" class="button quiet icon" aria-label="Zoom in" title="Zoom in" on:click=move |_| zoom(1.4)>
                    "+"
                </button>
                <button type="button" class="button quiet icon" aria-label="Zoom out" title="Zoom out" on:click=move |_| zoom(1.0 / 1.4)>
                    "−"
                </button>
                <button type="button" class="button quiet" on:click=move |_| picture.fit()>
                    "Fit"
                </button>
            </div>
            <Legend picture/>
            <p class="graph-pointed" hidden=move || pointed().is_empty()>{pointed}</p>
            {move || picture.places.with(Option::is_none).then(|| view! { <p class="graph-waiting muted">"Laying out…"</p> })}
        </div>
    }
}

/// Which types have which colours.
#[component]
fn Legend(picture: Picture) -> impl IntoView {
    let connections = picture.connections;
    let shown = move || !connections.by_type.get() && connections.has_types();
    let types = move || {
        connections.net.with(|net| {
            let types = net.as_ref().map(|net| net.shape.types.clone()).unwrap_or_default();
            let others = types.len() > palette::VALUES.len();
            let entry = |colour: &'static str, name: String| {
                view! {
                    <li>
                        <span class="swatch" style:background=colour></span>
                        {name}
                    </li>
                }
            };
            let named = palette::VALUES.into_iter().zip(types).map(|(colour, name)| entry(colour, name)).collect_view();
            (named, others.then(|| entry(palette::OTHERS, "other types".to_owned())))
        })
    };
    move || shown().then(|| view! { <ul class="graph-legend" role="list" aria-label="Colours of types">{types()}</ul> })
}
