//! The app's symbols: 16 × 16, drawn with the text's colour, decoration only.
//!
//! ```ignore
//! view! { <button aria-label="Close"><Icon name=IconName::Close/></button> }
//! ```

use leptos::prelude::*;

/// A symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IconName {
    /// Run.
    Play,
    /// Cancel.
    Stop,
    /// Save a file.
    Download,
    /// Sorted upwards.
    Up,
    /// Sorted downwards.
    Down,
    /// Opens something below.
    Chevron,
    /// Close.
    Close,
    /// Copy to the clipboard.
    Copy,
    /// Something went wrong.
    Alert,
    /// Something to know.
    Info,
    /// Run again.
    Again,
    /// Keep.
    Pin,
    /// Two side by side.
    Beside,
    /// Edit.
    Pencil,
    /// A list of examples.
    Book,
    /// Only some are shown.
    Filter,
    /// Look for something.
    Find,
    /// Columns of a table.
    Columns,
    /// What is in a column.
    Bars,
    /// Groups of rows.
    Group,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Play => "M5 3.2v9.6L13 8z",
            Self::Stop => "M4.5 4.5h7v7h-7z",
            Self::Download => "M8 2.5v8M4.75 7.5 8 10.75 11.25 7.5M3 13.5h10",
            Self::Up => "M8 12.5v-9M4.5 7 8 3.5 11.5 7",
            Self::Down => "M8 3.5v9M4.5 9 8 12.5 11.5 9",
            Self::Chevron => "M4.5 6.25 8 9.75l3.5-3.5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Copy => "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
            Self::Alert => "M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.4v.4",
            Self::Info => "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.2v4M8 4.7v.4",
            Self::Again => "M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.9h-2.9",
            Self::Pin => "M6 2.5h4l-.6 4 2.1 2.5h-7l2.1-2.5zM8 9v4.5",
            Self::Beside => "M2.5 3h11v10h-11zM8 3v10",
            Self::Pencil => "m3 13 .6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2",
            Self::Filter => "M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z",
            Self::Find => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.2 3.2",
            Self::Columns => "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
            Self::Bars => "M3 13.5v-4M6.3 13.5v-8M9.7 13.5V3M13 13.5v-6",
            Self::Group => "M2.5 3.5h11M5.5 8h8M5.5 12.5h8M2.5 6v6.5h1",
            Self::Book => {
                "M8 4.2C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1.2 1.5-1.2 3.5-1.4 5.5-1.2V3c-2-.2-4 0-5.5 1.2zm0 0v9.5"
            }
        }
    }
}

/// Draws a symbol. It is hidden from screen readers: the control around it has the name.
#[component]
pub(crate) fn Icon(name: IconName) -> impl IntoView {
    let filled = matches!(name, IconName::Play | IconName::Stop);
    view! {
        <svg
            width="16"
            height="16"
            viewBox="0 0 16 16"
            fill=if filled { "currentColor" } else { "none" }
            stroke=if filled { "none" } else { "currentColor" }
            stroke-width="1.4"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=name.path()></path>
        </svg>
    }
}
