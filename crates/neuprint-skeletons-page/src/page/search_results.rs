//! What a search finds, by type; the neurons of the chosen types are added.

use std::collections::BTreeSet;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::ListedBody;

use super::choices::{Choice, Choices};
use super::finding::Found;
use super::page_state::PageState;
use super::{actions, wording};

/// What neurons without a type are called.
const NO_TYPE: &str = "no type";

/// Whether a text is a search, and not a list of IDs and names: it has a term that only the grammar of searches has.
pub(super) fn is_search(text: &str) -> bool {
    let text = text.trim_start();
    let field = text.split(':').next().filter(|field| field.len() < text.len()).unwrap_or_default().trim_end();
    let is_name =
        |field: &str| field.chars().all(|letter| letter.is_alphanumeric() || letter == '_') && !field.is_empty();
    let is_field = is_name(field) || (field.len() > 2 && field.starts_with('`') && field.ends_with('`'));
    text.starts_with('/') || text.contains('|') || (is_field && !text.contains("://"))
}

/// Neurons of a type.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    name: String,
    bodies: Vec<u64>,
}

/// The most frequent types first; what has none is last.
fn groups(bodies: &[ListedBody]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for body in bodies {
        let name = body.neuron_type.as_deref().unwrap_or(NO_TYPE);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.bodies.push(body.body),
            None => groups.push(Group { name: name.to_owned(), bodies: vec![body.body] }),
        }
    }
    groups.sort_by_key(|group| (group.name == NO_TYPE, std::cmp::Reverse(group.bodies.len())));
    groups
}

/// What became of a search.
#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    Looking,
    Found(Vec<Group>, bool),
    Failed(String),
}

/// Runs the search that is asked, and lists what it finds until that is added or another is asked.
#[component]
pub(super) fn SearchResults(
    state: PageState,
    /// The search; it is taken away when its neurons are added.
    asked: RwSignal<Option<String>>,
) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Looking);
    let chosen = RwSignal::new(BTreeSet::<String>::new());
    let running = StoredValue::new(None::<AbortHandle>);
    Effect::new(move |_| {
        // What is no longer wanted is stopped.
        running.update_value(|running| running.take().iter().for_each(AbortHandle::abort));
        let Some(text) = asked.get() else { return };
        outcome.set(Outcome::Looking);
        let (handle, registration) = AbortHandle::new_pair();
        running.set_value(Some(handle));
        spawn_local(async move {
            let asking = Abortable::new(actions::search(state, &text), registration);
            let Ok(found) = asking.await else { return };
            // Another search may have been asked, or the page left, meanwhile.
            if asked.try_get_untracked().flatten().as_ref() != Some(&text) {
                return;
            }
            match found {
                Ok(Found { bodies, is_cut }) => {
                    let groups = groups(&bodies);
                    chosen.set(groups.iter().map(|group| group.name.clone()).collect());
                    outcome.set(Outcome::Found(groups, is_cut));
                }
                Err(why) => outcome.set(Outcome::Failed(why)),
            }
        });
    });
    let found = Memo::new(move |_| {
        outcome.with(|outcome| if let Outcome::Found(groups, _) = outcome { groups.clone() } else { Vec::new() })
    });
    let rows = Memo::new(move |_| {
        let row = |Group { name, bodies }: &Group| Choice {
            key: name.clone(),
            title: name.clone(),
            hint: wording::count(bodies.len() as u64),
        };
        found.with(|groups| groups.iter().map(row).collect::<Vec<_>>())
    });
    let wanted = Memo::new(move |_| {
        found.with(|groups| {
            chosen.with(|chosen| {
                let wanted = groups.iter().filter(|group| chosen.contains(&group.name));
                wanted.flat_map(|group| group.bodies.iter().copied()).collect::<Vec<_>>()
            })
        })
    });
    let told = move || match outcome.get() {
        Outcome::Looking => "Searching …".to_owned(),
        Outcome::Failed(why) => why,
        Outcome::Found(groups, _) if groups.is_empty() => "No neuron fits this search.".to_owned(),
        Outcome::Found(groups, is_cut) => {
            let all = groups.iter().map(|group| group.bodies.len() as u64).sum();
            let types = wording::counted(groups.len() as u64, "type", "types");
            let more = if is_cut { "; more are not listed" } else { "" };
            format!("{} of {types}{more}", wording::counted(all, "neuron", "neurons"))
        }
    };
    let add = move |_| {
        state.chosen_by_page.set(false);
        actions::add(state, &wanted.get_untracked());
        asked.set(None);
    };
    view! {
        <Show when=move || asked.with(Option::is_some)>
            <div class="found" role="group" aria-label="Search results">
                <p
                    class="hint"
                    role="status"
                    class:failure=move || outcome.with(|outcome| matches!(outcome, Outcome::Failed(_)))
                >
                    {told}
                </p>
                <Show when=move || !rows.with(Vec::is_empty)>
                    <Choices label="Types that were found" rows chosen />
                </Show>
                <div class="button-row">
                    <Show when=move || !wanted.with(Vec::is_empty)>
                        <button type="button" class="button primary" on:click=add>
                            {move || format!("Show {}", wording::counted(wanted.with(Vec::len) as u64, "neuron", "neurons"))}
                        </button>
                    </Show>
                    <button type="button" class="button" on:click=move |_| asked.set(None)>
                        {move || if outcome.with(|outcome| *outcome == Outcome::Looking) { "Stop" } else { "Close" }}
                    </button>
                </div>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_told_from_lists_of_names() {
        for search in
            ["/MBON.*/", "KC | PN", "type:KC", " pre:100", "where: n.pre > 1", "`LH(R)`:true", "1734350788 | KC"]
        {
            assert!(is_search(search), "{search}");
        }
        for other in ["KC", "1734350788, DA1_lPN", "a'b'(c)", "", "LHPV5/6", "https://example.org/#!{}", ":", "a b: c"]
        {
            assert!(!is_search(other), "{other}");
        }
    }

    #[test]
    fn types_come_by_their_number_and_those_without_last() {
        let body = |body: u64, name: &str| ListedBody {
            body,
            neuron_type: (!name.is_empty()).then(|| name.to_owned()),
            instance: None,
            ..ListedBody::default()
        };
        let found = groups(&[body(1, ""), body(2, "PN"), body(3, "KC"), body(4, "KC"), body(5, ""), body(6, "")]);
        let told: Vec<(&str, &[u64])> =
            found.iter().map(|group| (group.name.as_str(), group.bodies.as_slice())).collect();
        assert_eq!(told, [("KC", [3, 4].as_slice()), ("PN", &[2]), ("no type", &[1, 5, 6])]);
    }
}
