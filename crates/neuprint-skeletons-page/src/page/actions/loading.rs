//! Fetches skeletons and regions, a few at a time.

use futures_util::future::{AbortHandle, Abortable};
use js_sys::{Float32Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Failure, InBytes as _, Request, SkeletonSummary};
use wasm_bindgen::JsCast as _;

use super::drawing;
use crate::page::neuron::{Neuron, Ready, Status};
use crate::page::page_state::{PageState, Shape};
use crate::page::palette::Color;
use neuprint_page::{Answer, unexpected};

/// How many skeletons are fetched at once: servers answer each from disk.
const AT_ONCE: usize = 4;
/// Opacity of regions.
pub(super) const REGION_OPACITY: f32 = 0.11;

/// Starts loading neurons whose turn it is.
pub(super) fn load_waiting(state: PageState) {
    let Some(neurons) = state.neurons.try_get_untracked() else { return };
    let is = |neuron: &&Neuron, wanted: fn(&Status) -> bool| neuron.status.with_untracked(wanted);
    let loading = neurons.iter().filter(|neuron| is(neuron, |status| matches!(status, Status::Loading(_)))).count();
    let waiting = neurons.iter().filter(|neuron| is(neuron, |status| *status == Status::Waiting));
    for neuron in waiting.take(AT_ONCE.saturating_sub(loading)) {
        load(state, neuron.clone());
    }
}

/// Fetches one neuron's skeleton.
fn load(state: PageState, neuron: Neuron) {
    let opened = state.session.opened.get_untracked();
    let known = opened.as_ref().and_then(|opened| opened.connection.bodies_with_skeleton.as_ref());
    if known.is_some_and(|known| !known.contains(&neuron.body)) {
        neuron.status.set(Status::NoSkeleton);
        return;
    }
    neuron.status.set(Status::Loading(None));
    let status = neuron.status.clone();
    let asking = state.session.ask_with(
        Request::Skeleton { body: neuron.body, root: neuron.root.get_untracked() },
        move |progress| {
            if status.with_untracked(|status| matches!(status, Status::Loading(_))) {
                status.set(Status::Loading(Some(progress)));
            }
        },
    );
    run(state, neuron, asking);
}

/// Waits for a skeleton and shows it.
pub(super) fn run(state: PageState, neuron: Neuron, asking: impl Future<Output = Result<Answer, Failure>> + 'static) {
    let (handle, registration) = AbortHandle::new_pair();
    neuron.abort.set_value(Some(handle));
    spawn_local(async move {
        let Ok(result) = Abortable::new(asking, registration).await else { return };
        match result.and_then(|answer| accept(state, &neuron, answer)) {
            Ok(()) => {}
            Err(failure) => {
                drawing::erase_skeleton(state, &neuron);
                neuron.status.set(Status::Failed(failure));
            }
        }
        load_waiting(state);
    });
}

fn accept(state: PageState, neuron: &Neuron, answer: Answer) -> Result<(), Failure> {
    let refused = || unexpected("loading a skeleton");
    let mut bulk = answer.bulk.into_iter();
    let mut next = || bulk.next().ok_or_else(refused);
    let summary: Uint8Array = next()?.dyn_into().map_err(|_| refused())?;
    let summary = SkeletonSummary::read(&summary.to_vec()).ok_or_else(refused)?;
    let nodes: Float32Array = next()?.dyn_into().map_err(|_| refused())?;
    let whole: Uint32Array = next()?.dyn_into().map_err(|_| refused())?;
    let ready = Ready::new(summary, whole.to_vec());
    // The page may have been left meanwhile.
    let Some(healing) = state.healing.try_get_untracked() else { return Ok(()) };
    let healed = untrack(|| ready.healed(&healing));
    let (parents, bridges) = healed.edges(&ready.summary, &ready.whole);
    neuron.drawn.set_value(healed.drawn());
    neuron.status.set(Status::Ready(ready));
    let (parents, bridges) = (Uint32Array::from(parents.as_slice()), Uint32Array::from(bridges.as_slice()));
    drawing::draw(state, neuron.key(), Shape::Skeleton(nodes, parents, bridges));
    Ok(())
}

/// Fetches a region's surface.
pub(super) fn load_region(state: PageState, roi: String) {
    let asking = state.session.ask(Request::RoiMesh { roi: roi.clone() });
    spawn_local(async move {
        let result = asking.await.and_then(|answer| {
            let mut bulk = answer.bulk.into_iter();
            let vertices = bulk.next().and_then(|array| array.dyn_into::<Float32Array>().ok());
            let faces = bulk.next().and_then(|array| array.dyn_into::<Uint32Array>().ok());
            vertices.zip(faces).ok_or_else(|| unexpected("loading a region"))
        });
        // It may have been switched off, or the page left, meanwhile.
        if !state.rois.try_with_untracked(|rois| rois.contains(&roi)).unwrap_or(false) {
            return;
        }
        match result {
            Ok((vertices, faces)) => {
                let [red, green, blue] = region_color(state, &roi).parts();
                drawing::draw(state, roi, Shape::Mesh(vertices, faces, [red, green, blue, REGION_OPACITY]));
            }
            Err(failure) => {
                state.rois.update(|rois| rois.retain(|name| *name != roi));
                state.roi_failures.update(|failures| failures.push((roi, failure.message)));
            }
        }
    });
}

/// A region's colour in picture and list.
pub(in crate::page) fn region_color(state: PageState, roi: &str) -> Color {
    let opened = state.session.opened.get_untracked();
    let place = opened.and_then(|opened| opened.connection.rois.iter().position(|name| name == roi));
    // A part of a region is not in that list.
    Color::of_region(place.unwrap_or_else(|| roi.bytes().map(usize::from).sum()))
}
