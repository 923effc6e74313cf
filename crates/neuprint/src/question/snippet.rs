//! A query as a program in other languages.
//!
//! ```
//! use neuprint::question::{Language, Target, snippet};
//!
//! let target = Target { server: "https://neuprint.janelia.org".into(), dataset: "hemibrain:v1.2.1".into() };
//! let python = snippet(Language::Python, &target, "MATCH (n:Neuron)\nRETURN count(n)");
//! assert!(python.contains("fetch_custom"));
//! ```
//!
//! The token is never in it: each program takes it from the environment.

/// The program in Rust, of which this crate itself could not be made.
const RUST: &str = include_str!("snippet/program.txt");

/// In which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// With this project's npm package.
    JavaScript,
    /// With neuprint-python.
    Python,
    /// With this project's crates.
    Rust,
    /// A command for a shell.
    Curl,
}

impl Language {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::JavaScript, "JavaScript"), (Self::Python, "Python"), (Self::Rust, "Rust"), (Self::Curl, "curl")];
}

/// Whom the program asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The server's address, with its scheme.
    pub server: String,
    /// The dataset's name.
    pub dataset: String,
}

/// The program.
pub fn snippet(language: Language, target: &Target, cypher: &str) -> String {
    let text = |text: &str| literal(language, text);
    let (server, dataset) = (text(&target.server), text(&target.dataset));
    // Line by line: it stays readable, and no language's rules for indented texts apply.
    let lines = |indent: &str| {
        let lines: Vec<String> = cypher.split('\n').map(|line| format!("{indent}{},", text(line))).collect();
        lines.join("\n")
    };
    match language {
        Language::JavaScript => format!(
            "import {{ Client }} from \"neuprint\";\n\nconst client = await Client.connect({{\n  server: {server},\n  dataset: \
             {dataset},\n  token: process.env.NEUPRINT_TOKEN,\n}});\nconst table = await client.query([\n{}\n].join(\"\\n\"));\n",
            lines("  ")
        ),
        Language::Python => format!(
            "# The token is taken from the environment: NEUPRINT_APPLICATION_CREDENTIALS\nfrom neuprint import Client\n\nclient = \
             Client({server}, dataset={dataset})\ntable = client.fetch_custom(\"\\n\".join([\n{}\n]))\n",
            lines("    ")
        ),
        // The query comes last: it may have anything in it.
        Language::Rust => {
            RUST.replace("«server»", &server).replace("«dataset»", &dataset).replace("«lines»", &lines("        "))
        }
        Language::Curl => {
            let body = format!("{{\"cypher\": {}, \"dataset\": {dataset}}}", text(cypher));
            format!(
                "curl --fail-with-body {} \\\n  -H \"Authorization: Bearer $NEUPRINT_TOKEN\" \\\n  -H 'Content-Type: \
                 application/json' \\\n  --data-raw {}\n",
                in_shell(&format!("{}/api/custom/custom", target.server.trim_end_matches('/'))),
                in_shell(&body)
            )
        }
    }
}

/// A text in double quotation marks, on one line. For curl it is JSON.
fn literal(language: Language, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // What cannot be seen, or turns around how the rest is shown.
            c if is_hidden(c) => {
                let code = u32::from(c);
                out.push_str(&match language {
                    Language::Rust => format!("\\u{{{code:x}}}"),
                    _ => format!("\\u{code:04x}"),
                });
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One word for a POSIX shell.
fn in_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
