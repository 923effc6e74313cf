//! One neuron of the list.

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use neuprint_worker::messages::{Failure, Heal, Progress, SkeletonSummary};

use super::palette::Color;

/// How far a neuron has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Status {
    /// Its turn is still to come.
    Waiting,
    /// Its skeleton is being fetched.
    Loading(Option<Progress>),
    /// It is drawn.
    Ready(Ready),
    /// The dataset is known to have no skeleton of it.
    NoSkeleton,
    /// It could not be loaded or healed.
    Failed(Failure),
}

/// A loaded skeleton.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ready {
    /// Its measures.
    pub(super) summary: SkeletonSummary,
    /// How it was healed.
    pub(super) heal: Heal,
    /// The middle of the longest bridge with half the height of a view that shows it; voxels.
    pub(super) longest_bridge: Option<([f32; 3], f32)>,
}

/// A neuron. Cloning clones the handle.
#[derive(Clone)]
pub(super) struct Neuron {
    /// Which.
    pub(super) body: u64,
    /// Its colour in picture and list.
    pub(super) color: ArcRwSignal<Color>,
    /// Whether it is drawn.
    pub(super) visible: ArcRwSignal<bool>,
    /// How far it has come.
    pub(super) status: ArcRwSignal<Status>,
    /// Stops what is done for it.
    pub(super) abort: ArcStoredValue<Option<AbortHandle>>,
}

impl Neuron {
    pub(super) fn new(body: u64, color: Color) -> Self {
        Self {
            body,
            color: ArcRwSignal::new(color),
            visible: ArcRwSignal::new(true),
            status: ArcRwSignal::new(Status::Waiting),
            abort: ArcStoredValue::new(None),
        }
    }

    /// Its key in the picture.
    pub(super) fn key(&self) -> String {
        self.body.to_string()
    }

    /// What is known of its skeleton, if it is loaded; follows changes.
    pub(super) fn ready(&self) -> Option<Ready> {
        self.status.with(|status| if let Status::Ready(ready) = status { Some(ready.clone()) } else { None })
    }

    /// Stops what is being done for it.
    pub(super) fn stop(&self) {
        if let Some(handle) = self.abort.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }
}

impl PartialEq for Neuron {
    fn eq(&self, other: &Self) -> bool {
        self.body == other.body && self.status == other.status
    }
}
