//! What went wrong, where people look for it.
//!
//! ```ignore
//! view! { <FailureNotice failure=failure/> }
//! ```

use leptos::prelude::*;
use neuprint_worker::messages::Failure;

use super::icons::{Icon, IconName};

/// A failure's message, its place in the query and the link that helps, announced at once.
#[component]
pub(crate) fn FailureNotice(
    /// What happened.
    failure: Failure,
    /// What can be done, below the message.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = title(&failure.code);
    let place = failure.position.map(|(line, column)| format!("Line {line}, column {column}. "));
    view! {
        <div class="notice error" role="alert">
            <Icon name=IconName::Alert/>
            <div>
                <p>
                    <strong>{title}</strong>
                </p>
                <p class="failure-message">{place} {failure.message}</p>
                {failure.tos_url.map(|url| {
                    view! {
                        <p>
                            <a href=url target="_blank" rel="noreferrer">
                                "Read and accept the terms of service"
                            </a>
                            ", then connect again."
                        </p>
                    }
                })}
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// A heading for a code; what has none falls under a general one.
fn title(code: &str) -> &'static str {
    match code {
        "network" => "The server cannot be reached",
        "cors-blocked" => "The browser may not read this server’s answers",
        "unauthorized" => "The token was not accepted",
        "forbidden" => "Access was refused",
        "terms-of-service-required" => "Terms of service must be accepted first",
        "dataset-not-found" => "There is no such dataset",
        "budget-exceeded" => "The query asks for too much",
        "timeout" => "It took too long",
        "cypher-syntax" => "The query is not valid",
        "query-failed" => "The query failed",
        "write-refused" => "Queries here only read",
        "not-found" => "It was not found",
        "unsupported" => "This is not supported",
        "server-error" => "The server failed",
        "malformed-response" => "The answer was not understood",
        "worker-lost" => "The background worker stopped",
        _ => "This did not work",
    }
}
