//! One cell in full: long texts, lists and maps do not fit into a row.

use leptos::html::Dialog;
use leptos::prelude::*;
use neuprint_worker::messages::CellText;

use super::{Opened, plain};
use crate::components::clipboard;
use crate::components::icons::{Icon, IconName};

/// Shows the cell in `opened` until it is closed.
#[component]
pub(super) fn CellDialog(opened: RwSignal<Option<Opened>>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if opened.with(Option::is_some)
            && let Some(dialog) = dialog.get()
        {
            // Refused only when it is shown already.
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            class="popover cell-dialog"
            node_ref=dialog
            aria-labelledby="cell-title"
            on:close=move |_| opened.set(None)
        >
            {move || {
                opened.get().map(|cell| {
                    let copied = plain(&cell.value);
                    view! {
                        <div class="panel-head">
                            <h2 id="cell-title">{cell.column.clone()}</h2>
                            <span class="muted">"row " {u64::from(cell.row) + 1}</span>
                            <span class="spacer"></span>
                            <button type="button" class="button" on:click=move |_| clipboard::copy(&copied)>
                                <Icon name=IconName::Copy/>
                                "Copy"
                            </button>
                            <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| close()>
                                <Icon name=IconName::Close/>
                            </button>
                        </div>
                        <pre class="cell-value" tabindex="0" class:muted=cell.value == CellText::Null>
                            {written(&cell.value)}
                        </pre>
                    }
                })
            }}
        </dialog>
    }
}

fn written(value: &CellText) -> String {
    match value {
        CellText::Null => "null".to_owned(),
        CellText::Json(json) => indent(json),
        other => plain(other),
    }
}

/// JSON with line breaks. Only spaces outside of strings change: numbers stay exact, whatever their size.
fn indent(json: &str) -> String {
    let mut written = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let mut signs = json.chars().peekable();
    while let Some(sign) = signs.next() {
        if in_string {
            written.push(sign);
            in_string = escaped || sign != '"';
            escaped = !escaped && sign == '\\';
            continue;
        }
        match sign {
            '"' => {
                in_string = true;
                written.push(sign);
            }
            '{' | '[' => {
                written.push(sign);
                let empty = matches!(signs.peek(), Some('}' | ']'));
                depth += 1;
                if !empty {
                    new_line(&mut written, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !written.ends_with(['{', '[']) {
                    new_line(&mut written, depth);
                }
                written.push(sign);
            }
            ',' => {
                written.push(sign);
                new_line(&mut written, depth);
            }
            ':' => written.push_str(": "),
            sign if sign.is_whitespace() => {}
            sign => written.push(sign),
        }
    }
    written
}

fn new_line(written: &mut String, depth: usize) {
    written.push('\n');
    written.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_and_otherwise_unchanged() {
        assert_eq!(
            indent(r#"{"a":[1,720575940628857211],"b":{}}"#),
            "{\n  \"a\": [\n    1,\n    720575940628857211\n  ],\n  \"b\": {}\n}"
        );
        assert_eq!(indent("[]"), "[]");
        assert_eq!(indent("3.50"), "3.50");
    }

    #[test]
    fn signs_within_strings_stay() {
        assert_eq!(indent(r#"["a,b: {c}","\"[x]\\"]"#), "[\n  \"a,b: {c}\",\n  \"\\\"[x]\\\\\"\n]");
    }
}
