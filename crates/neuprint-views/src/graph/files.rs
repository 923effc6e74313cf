//! The picture as a file, and the graph for other programs.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{GraphAsk, Request};

use super::pen::SvgPen;
use super::picture::{Picture, theme_of};
use super::scene::Scene;
use crate::chart::export::{file_name, save_png, save_svg};
use crate::saving;

/// What is said where a picture could not be made.
const FAILED: &str = "The browser could not make the file: it may be too large.";

/// Buttons that save.
#[component]
pub(super) fn Files(picture: Picture) -> impl IntoView {
    let failed = RwSignal::new(String::new());
    let none = move || picture.places.with(Option::is_none);
    let told = move |is_saved: bool| _ = failed.try_set(if is_saved { String::new() } else { FAILED.to_owned() });
    let as_svg = move |_| {
        if let Some(file) = written(picture) {
            told(save_svg(&file.name, &file.svg).is_ok());
        }
    };
    let as_png = move |_| {
        let Some(file) = written(picture) else { return };
        spawn_local(async move { told(save_png(file.name, file.svg, file.size).await.is_ok()) });
    };
    let as_graphml = move |_| {
        let connections = picture.connections;
        let Some((table, of)) = connections.of() else { return };
        let about = connections.provenance();
        let dataset = about.dataset.clone();
        let ask = GraphAsk::File { of, about };
        let asking = connections.session.ask(Request::Graph { table, ask });
        spawn_local(async move {
            let saved = saving::save(&dataset, asking.await);
            let _ = failed.try_set(saved.err().unwrap_or_default());
        });
    };
    view! {
        <div class="button-row" role="group" aria-label="Save the graph">
            <button type="button" class="button" disabled=none on:click=as_svg>"Save SVG"</button>
            <button type="button" class="button" disabled=none on:click=as_png>"Save PNG"</button>
            <button type="button" class="button" disabled=none on:click=as_graphml>"Save GraphML"</button>
            <span class="hint failure" role="status">{failed}</span>
        </div>
    }
}

/// A picture as a file.
struct File {
    name: String,
    svg: String,
    size: (f64, f64),
}

/// The picture as it is at rest; `None` while there is none.
fn written(picture: Picture) -> Option<File> {
    let scene = Scene { moving: false, edge: None, ..untrack(|| picture.scene())? };
    let theme = theme_of(&picture.canvas.get_untracked()?);
    let about = picture.connections.provenance();
    let mut pen = SvgPen::new(scene.size, &about, &theme);
    scene.draw(&mut pen, &theme);
    let [wide, high] = scene.size;
    Some(File { name: file_name(&about.dataset, "graph"), svg: pen.finish(), size: (wide, high) })
}
