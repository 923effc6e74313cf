//! A small grammar to find neurons with, in one line.
//!
//! ```
//! use neuprint::Search;
//!
//! let search = Search::parse("/MBON.*/ | type:KC | 1734350788")?;
//! assert_eq!(
//!     search.condition(),
//!     "(n.type =~ 'MBON.*' OR n.instance =~ 'MBON.*') OR n.type = 'KC' OR n.bodyId = 1734350788"
//! );
//!
//! let error = Search::parse("KC | where: n.pre > 1) RETURN n //").unwrap_err();
//! assert_eq!(error.to_string(), "character 22 of the search: this bracket closes none");
//! # Ok::<(), neuprint::SearchError>(())
//! ```
//!
//! A search is one or more terms with `|` between; what fits any of them is found.
//!
//! | term | finds |
//! |---|---|
//! | `MBON01`, `KCa'b'-ap1`, `"a text: with \| in it"` | neurons of this type or instance |
//! | `/MBON.*/`, also without the last slash | type or instance as a regular expression (Java's), which must fit all of the text; `\/` is a slash |
//! | `type:KC`, `pre:100`, `cropped:false`, `` `LH(R)`:true `` | a property that has this value |
//! | `type:/KC.*/`, `/type:KC.*/` | a property as a regular expression |
//! | `somaLocation:*`, `type:null` | a property that is there, or is not |
//! | `1734350788`, `1734350788, 754538881` | bodies |
//! | `where: n.pre > 100 AND n.type STARTS WITH 'MB'` | a condition in Cypher on the neuron `n` |
//!
//! A value in quotation marks is text, with `\` before a quotation mark or a backslash in it. A bare value that looks
//! like a number finds the number and the text, since datasets differ in how they store groups and the like;
//! `cropped:false` also finds neurons that do not say. Bare texts end at the next `|`.
//!
//! The grammar's manner is that of neuprintr's searches; `|`, closing slashes and values in quotation marks are ours.

mod reader;

use crate::body_id::BodyId;
use crate::criteria::CriteriaError;
use crate::cypher;
use reader::Reader;

/// Properties that neurons have in every dataset: nothing needs to be asked before they are searched.
const EVERYWHERE: [&str; 6] = ["bodyId", "type", "instance", "status", "pre", "post"];

/// What to look for: a search that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    terms: Vec<Term>,
    fields: Vec<NamedField>,
}

/// A property that a search names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedField {
    pub(crate) name: String,
    /// Counted from 1, in characters.
    pub(crate) position: usize,
}

/// Where a search cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("character {position} of the search: {reason}")]
pub struct SearchError {
    /// What is wrong.
    pub reason: String,
    /// Counted from 1, in characters.
    pub position: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Bodies(Vec<BodyId>),
    /// A property, or type and instance if none was named.
    Property(Option<String>, Test),
    /// A condition that was checked.
    Where(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    /// A regular expression.
    Fits(String),
    /// A text in quotation marks.
    Is(String),
    /// What stood there bare.
    Bare(String),
}

impl Search {
    /// Reads a search. Nothing in it can reach beyond the condition that comes of it.
    ///
    /// # Errors
    /// What is wrong with it, and at which character.
    pub fn parse(text: &str) -> Result<Self, SearchError> {
        let mut reader = Reader::new(text);
        Ok(Self { terms: reader.terms()?, fields: reader.fields })
    }

    /// The first property that it names, but for those within `where:`, that is neither `known` nor one that neurons have in
    /// every dataset, as what is wrong with the search: a misspelt property would find nothing, and not say why.
    ///
    /// ```
    /// let search = neuprint::Search::parse("KC | tipe:PN")?;
    /// let error = search.unknown_field(&["hemilineage".to_owned()]).expect("no neuron has a tipe");
    /// assert!(error.to_string().starts_with("character 6 of the search: "));
    /// assert_eq!(search.unknown_field(&["tipe".to_owned()]), None);
    /// # Ok::<(), neuprint::SearchError>(())
    /// ```
    pub fn unknown_field(&self, known: &[String]) -> Option<SearchError> {
        let known = || known.iter().map(String::as_str).chain(EVERYWHERE);
        let field = self.fields.iter().find(|field| known().all(|name| name != field.name))?;
        let what = "property of this dataset's neurons";
        let reason = CriteriaError::unknown("search", what, &field.name, known()).to_string();
        Some(SearchError { reason, position: field.position })
    }

    /// The search as a condition in Cypher on a node `n`.
    pub fn condition(&self) -> String {
        let conditions: Vec<String> = self.terms.iter().map(Term::condition).collect();
        conditions.join(" OR ")
    }
}

impl Term {
    fn condition(&self) -> String {
        match self {
            Self::Bodies(bodies) => match bodies.as_slice() {
                [body] => format!("n.bodyId = {body}"),
                bodies => {
                    let bodies: Vec<String> = bodies.iter().map(BodyId::to_string).collect();
                    format!("n.bodyId IN [{}]", bodies.join(", "))
                }
            },
            Self::Property(Some(field), test) => test.condition(field),
            // neuPrint's users say "type" and "instance" for what a neuron is called.
            Self::Property(None, test) => format!("({} OR {})", test.condition("type"), test.condition("instance")),
            Self::Where(condition) => format!("({condition})"),
        }
    }
}

impl Test {
    fn condition(&self, field: &str) -> String {
        let property = format!("n.{}", cypher::name(field));
        match self {
            Self::Fits(pattern) => format!("{property} =~ {}", cypher::quote(pattern)),
            Self::Is(text) => format!("{property} = {}", cypher::quote(text)),
            Self::Bare(text) => match text.as_str() {
                "*" => format!("{property} IS NOT NULL"),
                "null" => format!("{property} IS NULL"),
                "true" => format!("{property} = true"),
                "false" => format!("({property} = false OR {property} IS NULL)"),
                text if field == "bodyId" => format!("{property} = {text}"),
                text if is_number(text) => format!("({property} = {text} OR {property} = {})", cypher::quote(text)),
                text => format!("{property} = {}", cypher::quote(text)),
            },
        }
    }
}

/// Whether a text is a number as Cypher writes them: a sign, digits, a fraction. Not `010`, which would be octal, nor
/// an integer past 64 bits.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits.contains('.') || text.parse::<i64>().is_ok();
    all_digits(whole) && all_digits(fraction) && fits && (whole == "0" || !whole.starts_with('0'))
}
