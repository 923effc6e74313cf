//! The skeleton page: neurons in 3D, healed if asked, with a list that says and does everything that the picture shows.
//!
//! `skeletons?ids=754538881,1734350788&heal=1` shows two neurons. The address holds the whole state (see [`address_state`])
//! except the token. Without `ids` the page opens with neurons of the embedded dataset.

mod actions;
mod add_form;
mod address_state;
mod appearance;
mod appearance_panel;
mod axes_gizmo;
mod base64;
mod bridge_label;
mod bridge_list;
mod choices;
mod clip_panel;
mod color_legend;
mod controls;
mod coordinates;
mod export_panel;
mod figure;
mod figure_key;
mod finding;
mod gap_histogram;
mod group_row;
mod heal_panel;
mod healed;
mod healing;
mod icons;
mod kept_panel;
mod limit_scale;
mod list_head;
mod list_keys;
mod list_order;
mod measures;
mod morphology_panel;
mod name_suggestions;
mod near_panel;
mod neuron;
mod neuron_colors;
mod neuron_list;
mod neuron_row;
mod node_panel;
mod node_rois;
mod page_state;
mod palette;
mod partner_filter;
mod partners_form;
mod path_overlay;
mod place_form;
mod property_colors;
mod prune_panel;
mod regions_panel;
mod roi_progress;
mod roi_tree;
mod runs;
mod scale_bar;
mod search_results;
mod segment_panel;
mod segment_rows;
mod standalone;
mod synapse_panel;
mod synapses;
mod type_colors;
mod unit_form;
mod view_overlay;
mod wanted;
mod wording;
mod zip;

use leptos::prelude::*;

use crate::viewer::Canvas;
use add_form::AddForm;
use appearance_panel::AppearancePanel;
use export_panel::ExportPanel;
use heal_panel::HealPanel;
use kept_panel::KeptPanel;
use morphology_panel::MorphologyPanel;
use near_panel::NearPanel;
use neuron_list::NeuronList;
use node_panel::NodePanel;
use page_state::PageState;
use prune_panel::PrunePanel;
use regions_panel::RegionsPanel;
use segment_panel::SegmentPanel;
use synapse_panel::SynapsePanel;
use view_overlay::ViewOverlay;

/// The page.
#[component]
pub(crate) fn SkeletonsPage() -> impl IntoView {
    let state = PageState::new();
    actions::start(state);
    view! {
        <div class="skeletons">
            <h1 class="visually-hidden">"Skeletons"</h1>
            <section class="skeletons-view" aria-label="View">
                <Canvas state=state.view />
                <ViewOverlay state />
            </section>
            <aside class="skeletons-panel" aria-label="Neurons and settings">
                <AddForm state />
                <NearPanel state />
                <NeuronList state />
                <AppearancePanel state />
                <HealPanel state />
                <PrunePanel state />
                <NodePanel state />
                <MorphologyPanel state />
                <SegmentPanel state />
                <RegionsPanel state />
                <SynapsePanel state />
                <ExportPanel state />
                <KeptPanel state />
            </aside>
        </div>
    }
}
