//! Types that begin with the word that is being written, as buttons below the field.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Request, Response, ValuesOf};

use super::page_state::PageState;

/// So many are offered.
const OFFERED: usize = 8;
/// Shorter beginnings are those of too many.
const LEAST: usize = 2;
/// A pause in writing.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);

/// The word at the end of a text that may become a name.
pub(super) fn last_word(text: &str) -> &str {
    let word = text.rsplit([',', ';', '\n', '\t', ' ']).next().unwrap_or_default();
    let is_name = word.chars().count() >= LEAST && word.starts_with(|letter: char| letter.is_alphabetic());
    if is_name && !word.starts_with("http") { word } else { "" }
}

/// Buttons that end the word.
#[component]
pub(super) fn NameSuggestions(
    state: PageState,
    /// What is being written.
    text: RwSignal<String>,
    /// Told when a name was taken.
    taken: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let names = RwSignal::new(Vec::<String>::new());
    let word = Memo::new(move |_| text.with(|text| last_word(text).to_owned()));
    let mut ask = debounce(PAUSE, move |prefix: String| {
        let Some(asking) = state.session.try_ask(Request::Values { of: ValuesOf::Type, prefix: prefix.clone() }) else {
            return;
        };
        spawn_local(async move {
            let found = match asking.await.map(|answer| answer.response) {
                Ok(Response::Names(names)) => names,
                // Without suggestions everything can be written all the same.
                _ => Vec::new(),
            };
            // Something else may have been written, or the page left, meanwhile.
            if word.try_get_untracked().as_ref() == Some(&prefix) {
                names.try_set(found.into_iter().filter(|name| *name != prefix).take(OFFERED).collect());
            }
        });
    });
    Effect::new(move |_| {
        let word = word.get();
        names.set(Vec::new());
        if !word.is_empty() {
            ask(word);
        }
    });
    let take = move |name: &str| {
        text.update(|text| {
            text.truncate(text.len() - last_word(text).len());
            text.push_str(name);
        });
        taken();
    };
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <div class="offered" role="group" aria-label="Types that begin so">
                <span class="hint">"Types:"</span>
                <For each=move || names.get() key=Clone::clone let:name>
                    {
                        let told = name.clone();
                        view! {
                            <button type="button" class="tag mono" on:click=move |_| take(&name)>
                                {told}
                            </button>
                        }
                    }
                </For>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::last_word;

    #[test]
    fn the_word_that_is_being_written_is_the_last_one() {
        let words = ["KC", "12, KCg", "PN;DA1_l", "K", "5813", "", "KC ", "http://a#!b"].map(last_word);
        assert_eq!(words, ["KC", "KCg", "DA1_l", "", "", "", "", ""]);
    }
}
