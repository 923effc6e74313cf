//! The forms as people see them.

mod property;
mod roi;

use leptos::prelude::*;
use neuprint::question::NearLengths;
use neuprint_worker::messages::ValuesOf;

use super::choice::Choice;
use super::field::{SwitchField, TextField};
use super::form::Form;
use super::state::PageState;
use property::PropertyField;
use roi::RoiField;

/// The form that is chosen.
#[component]
pub(super) fn FormView(state: PageState) -> impl IntoView {
    let title = move || state.form.get().title();
    view! {
        <form class="explore-fields" on:submit=move |event| event.prevent_default()>
            <h2 id="form-title">{title}</h2>
            {move || match state.form.get() {
                Form::Find => view! { <Find state/> }.into_any(),
                Form::Connections => view! { <Connections state/> }.into_any(),
                Form::Common => view! { <Common state/> }.into_any(),
                Form::Paths => view! { <Paths state/> }.into_any(),
                Form::Near => view! { <Near state/> }.into_any(),
            }}
        </form>
    }
}

/// Inputs, or outputs.
const DIRECTIONS: &[(&str, &str)] = &[("", "Inputs"), ("outputs", "Outputs")];

#[component]
fn Find(state: PageState) -> impl IntoView {
    view! {
        <TextField state name="type" label="Types" lines=2 placeholder="DA1_lPN, lLN2T_a" offers=Some(ValuesOf::Type)/>
        <TextField
            state
            name="instance"
            label="Instances"
            lines=2
            placeholder="DA1_lPN_R"
            offers=Some(ValuesOf::Instance)
            hint="If types and instances are given, either may fit."
        />
        <SwitchField state name="regex" label="They are regular expressions, one a line"/>
        <TextField
            state
            name="ids"
            label="Body IDs"
            lines=3
            placeholder="754538881, 1734350788 …"
            hint="In any form: a list, a column, JSON."
        />
        <TextField state name="status" label="Status" placeholder="any" offers=Some(ValuesOf::Status)/>
        <RoiField state name="inputs" label="Inputs in ROIs" least="mininputs"/>
        <RoiField state name="outputs" label="Outputs in ROIs" least="minoutputs"/>
        <div class="field-row">
            <TextField state name="minpre" label="Presynapses from" number=true/>
            <TextField state name="maxpre" label="Presynapses to" number=true/>
        </div>
        <div class="field-row">
            <TextField state name="minpost" label="Postsynapses from" number=true/>
            <TextField state name="maxpost" label="Postsynapses to" number=true/>
        </div>
        <PropertyField state/>
    }
}

#[component]
fn Connections(state: PageState) -> impl IntoView {
    view! {
        <TextField
            state
            name="of"
            label="Types or body IDs"
            lines=3
            placeholder="DA1_lPN, 754538881"
            offers=Some(ValuesOf::Type)
            hint="Commas or lines separate. Types are exact."
        />
        <Choice state name="direction" legend="Direction" options=DIRECTIONS/>
        <Choice state name="partners" legend="Partners" options=&[("", "Traced only"), ("all", "All bodies")]/>
        <Choice
            state
            name="share"
            legend="100 % is"
            options=&[("", "synapses shown"), ("all", "all synapses")]
        />
    }
}

#[component]
fn Common(state: PageState) -> impl IntoView {
    view! {
        <TextField
            state
            name="of"
            label="Types or body IDs"
            lines=3
            placeholder="754538881, 1734350788"
            offers=Some(ValuesOf::Type)
            hint="Commas or lines separate. Types are exact."
        />
        <Choice state name="direction" legend="Direction" options=DIRECTIONS/>
        <div class="field-row">
            <TextField state name="minweight" label="Synapses at least" placeholder="1" number=true/>
            <TextField state name="atleast" label="Of so many neurons" placeholder="all" number=true/>
        </div>
    }
}

#[component]
fn Paths(state: PageState) -> impl IntoView {
    view! {
        <TextField state name="from" label="From body ID" placeholder="754538881"/>
        <TextField state name="to" label="To body ID" placeholder="1734350788"/>
        <TextField state name="minweight" label="Synapses of each connection at least" placeholder="1" number=true/>
        <Choice
            state
            name="between"
            legend="Neurons between them"
            options=&[("", "Traced only"), ("all", "All bodies")]
        />
    }
}

#[component]
fn Near(state: PageState) -> impl IntoView {
    let lengths = Memo::new(move |_| NearLengths::of(state.schema.with(|schema| schema.as_ref()?.voxel)));
    view! {
        <div class="field-row three">
            <TextField state name="x" label="x" number=true/>
            <TextField state name="y" label="y" number=true/>
            <TextField state name="z" label="z" number=true/>
        </div>
        {move || {
            let (placeholder, hint) = match lengths.get() {
                NearLengths::Voxels => ("125", "Everything in voxels."),
                NearLengths::Nanometres(_) => {
                    ("1000", "In nanometres, as are the distances: the voxels here are no cubes. The coordinate is in voxels.")
                }
            };
            view! { <TextField state name="radius" label="Radius" placeholder number=true hint/> }
        }}
        <p class="hint">
            "Bodies are found by their synapses and somata. One that only passes through is missed: the database knows no shapes."
        </p>
    }
}
