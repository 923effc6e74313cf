//! A set's partners, as scientists read connections: by type, by side, by ROI, as a matrix.

mod files;
mod heat;
mod partner_order;
mod partner_rows;
mod roi_bars;
mod scatter;
mod sides;
mod summary;

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::analysis::partners::{Denominator, PartnerTable, partners_by_type};

use super::choice::Choice;
use super::skeleton_links::SkeletonLinks;
use super::state::{PageState, Partners};
use files::Files;
use heat::MatrixView;
use partner_rows::PartnerRows;
use roi_bars::RoiBars;
use sides::SidesView;
use summary::Summary;

/// The partners and the ways to look at them.
#[component]
pub(super) fn PartnersView(state: PageState, partners: Arc<Partners>) -> impl IntoView {
    let share =
        Memo::new(move |_| if state.field("share") == "all" { Denominator::Synapses } else { Denominator::Shown });
    let counted = Arc::clone(&partners);
    let table: Signal<Arc<PartnerTable>> = {
        let made = Memo::new(move |_| Held(Arc::new(partners_by_type(&counted.connections, share.get()))));
        Signal::derive(move || made.get().0)
    };
    let view = Memo::new(move |_| state.field("view"));
    let in_3d = SkeletonLinks::of(state).button(partners.connections.own.iter().map(|own| own.body.unsigned_abs()));
    let shown = Arc::clone(&partners);
    view! {
        <Summary state partners=Arc::clone(&partners) table/>
        <div class="button-row explore-views">
            <Choice
                state
                name="view"
                legend="Show"
                options=&[("", "Types"), ("sides", "Left and right"), ("rois", "ROIs"), ("matrix", "Matrix")]
            />
            <span class="spacer"></span>
            {in_3d}
        </div>
        {move || {
            let partners = Arc::clone(&shown);
            match view.get().as_str() {
                "sides" => view! { <SidesView state table/> }.into_any(),
                "rois" => view! { <RoiBars partners/> }.into_any(),
                "matrix" => view! { <MatrixView state partners/> }.into_any(),
                _ => view! { <PartnerRows state partners table/> }.into_any(),
            }
        }}
        <Files state partners table/>
    }
}

/// A table that is the same only as itself.
#[derive(Clone)]
struct Held(Arc<PartnerTable>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
