//! A hint below the editor: nothing limits the rows of the query, and there may be very many.

use leptos::prelude::*;

use crate::components::editor::EditorHandle;
use crate::state::query::QueryState;

/// The limit that is proposed.
const LIMIT: &str = "LIMIT 1000";

/// The hint, while it holds.
#[component]
pub(super) fn LimitHint(
    /// Whether the text asks for very much.
    boundless: RwSignal<bool>,
    /// Takes the focus when the limit is there.
    editor: EditorHandle,
) -> impl IntoView {
    let query = QueryState::expect();
    let add = move |_| {
        query.text.update(|text| *text = limited(text));
        boundless.set(false);
        editor.focus();
    };
    view! {
        <div class="limit-hint" aria-live="polite">
            {move || boundless.get().then(|| view! {
                <p>
                    "No LIMIT: this may return very many rows."
                    <button type="button" class="button quiet" on:click=add>{format!("Add {LIMIT}")}</button>
                </p>
            })}
        </div>
    }
}

/// The query with the limit at its end.
fn limited(text: &str) -> String {
    format!("{}\n{LIMIT}", text.trim_end_matches(|c: char| c.is_whitespace() || c == ';'))
}

#[cfg(test)]
mod tests {
    use super::limited;

    #[test]
    fn the_limit_stands_in_a_line_of_its_own() {
        assert_eq!(limited("RETURN 1 ;\n"), "RETURN 1\nLIMIT 1000");
        assert_eq!(limited("RETURN 1 // one"), "RETURN 1 // one\nLIMIT 1000");
    }
}
