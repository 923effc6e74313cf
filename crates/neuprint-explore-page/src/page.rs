//! The page of forms: questions for people who do not write Cypher, with the Cypher that each becomes.
//!
//! `explore?form=connections&of=DA1_lPN&direction=outputs` asks for partners. The address holds the whole form (see
//! [`form`]), never the token.

mod actions;
mod choice;
mod connections;
mod cypher_box;
mod field;
mod form;
mod form_view;
mod outcome;
mod rows_view;
mod skeleton_links;
mod state;
mod suggestions;
mod wording;

use leptos::prelude::*;

use cypher_box::CypherBox;
use form::Form;
use form_view::FormView;
use outcome::Results;
use state::PageState;

/// The page.
#[component]
pub(crate) fn ExplorePage() -> impl IntoView {
    let state = PageState::new();
    actions::start(state);
    let entry = move |form: Form| {
        view! {
            <li>
                <button
                    type="button"
                    aria-current=move || (state.form.get() == form).then_some("true")
                    on:click=move |_| state.form.set(form)
                >
                    {form.title()}
                </button>
            </li>
        }
    };
    view! {
        <div class="explore">
            <h1 class="visually-hidden">"Explore"</h1>
            <nav class="explore-forms" aria-label="Forms">
                <ul role="list">{Form::ALL.map(entry).collect_view()}</ul>
            </nav>
            <section class="explore-form" aria-labelledby="form-title">
                <FormView state/>
                <CypherBox state/>
            </section>
            <section class="explore-results" aria-label="Results">
                <Results state/>
            </section>
        </div>
    }
}
