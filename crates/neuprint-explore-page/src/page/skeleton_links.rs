//! Links to the skeleton page: of bodies that have a skeleton, as far as that is known.
//!
//! ```text
//! let links = SkeletonLinks::of(state);
//! view! { {links.body(754_538_881)} {links.button(bodies)} }
//! ```

use std::collections::HashSet;

use leptos::prelude::*;
use neuprint_page::address;
use neuprint_worker::messages::ConnectTo;

use super::state::PageState;

/// Bodies that one link names at most.
const MOST: usize = 50;

/// Where skeletons of the open dataset are shown.
pub(super) struct SkeletonLinks {
    target: Option<ConnectTo>,
    /// `None`: the server tells only when it is asked for one.
    known: Option<HashSet<u64>>,
}

impl SkeletonLinks {
    /// Those of the dataset that is open now.
    pub(super) fn of(state: PageState) -> Self {
        state.session.opened.with_untracked(|opened| {
            let known = opened.as_ref().and_then(|opened| opened.connection.bodies_with_skeleton.as_ref());
            Self {
                target: opened.as_ref().map(|opened| opened.target.clone()),
                known: known.map(|bodies| bodies.iter().copied().collect()),
            }
        })
    }

    fn leads_to(&self, body: u64) -> bool {
        self.known.as_ref().is_none_or(|known| known.contains(&body))
    }

    fn address(&self, bodies: &[u64]) -> String {
        let ids: Vec<String> = bodies.iter().map(u64::to_string).collect();
        address::resolve(&address::relative("skeletons", self.target.as_ref(), &[("ids", &ids.join(","))]))
    }

    /// A body's ID, which leads to its skeleton if there is one.
    pub(super) fn body(&self, body: u64) -> AnyView {
        if self.leads_to(body) {
            view! { <a href=self.address(&[body])>{body}</a> }.into_any()
        } else {
            view! {
                <span class="muted" title="This dataset has no skeleton of this body">
                    {body}
                </span>
            }
            .into_any()
        }
    }

    /// Leads to the first of these bodies that have a skeleton; nothing, if none has.
    pub(super) fn button(&self, bodies: impl IntoIterator<Item = u64>) -> Option<AnyView> {
        let bodies: Vec<u64> = bodies.into_iter().filter(|body| self.leads_to(*body)).take(MOST).collect();
        (!bodies.is_empty()).then(|| {
            view! {
                <a class="button" href=self.address(&bodies)>
                    {format!("View {} in 3D", bodies.len())}
                </a>
            }
            .into_any()
        })
    }
}
