//! What the table of routes says of one: where it is, what it takes and gives.

/// Paths that answer to the same methods in the same way.
pub(in crate::server) struct Endpoint {
    pub(in crate::server) methods: &'static [&'static str],
    pub(in crate::server) at: At,
    /// Below [`Endpoint::at`], with `:name` for a part that the asker chooses.
    pub(in crate::server) path: &'static str,
    #[cfg(feature = "full-api")]
    pub(in crate::server) told: Told,
}

/// Below what a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum At {
    /// The server itself.
    #[cfg(feature = "full-api")]
    Root,
    /// `/api`.
    Api,
    /// `/api`, and `/api/v1` too.
    EveryVersion,
}

/// What is said of an endpoint to people.
#[cfg_attr(not(feature = "full-api"), expect(dead_code, reason = "only the description of the API reads it"))]
pub(in crate::server) struct Told {
    pub(in crate::server) about: &'static str,
    pub(in crate::server) takes: &'static [Field],
    pub(in crate::server) gives: Gives,
}

/// Something that a request has or an answer holds.
#[cfg_attr(not(feature = "full-api"), expect(dead_code, reason = "only the description of the API reads it"))]
pub(in crate::server) struct Field {
    pub(in crate::server) place: Place,
    pub(in crate::server) name: &'static str,
    pub(in crate::server) kind: Kind,
    pub(in crate::server) about: &'static str,
}

/// Where a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Place {
    Path,
    Query,
    /// The JSON object that is the body, or the answer.
    Body,
}

/// What a field holds.
#[cfg_attr(not(feature = "full-api"), expect(dead_code, reason = "only the description of the API reads it"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Kind {
    Text,
    Integer,
    Flag,
    Texts,
    Integers,
    List,
    Object,
}

/// What an answer is.
#[cfg_attr(not(feature = "full-api"), expect(dead_code, reason = "only the description of the API reads it"))]
pub(in crate::server) enum Gives {
    /// `{columns, data, debug}`.
    Table,
    /// The columns and rows of one, or text of this media type.
    TableOr(&'static str),
    /// A JSON object with these fields, or of unknown ones if there is none.
    Object(&'static [Field]),
    /// A JSON list of objects.
    List,
    /// Bytes of this media type.
    Bytes(&'static str),
}

pub(super) const GET: &[&str] = &["GET"];
pub(super) const GET_AND_POST: &[&str] = &["GET", "POST"];

/// Without the feature, what is told is dropped when this is compiled, and no page carries it.
pub(super) const fn endpoint(methods: &'static [&'static str], at: At, path: &'static str, told: Told) -> Endpoint {
    #[cfg(not(feature = "full-api"))]
    let _ = told;
    Endpoint {
        methods,
        at,
        path,
        #[cfg(feature = "full-api")]
        told,
    }
}

pub(super) const fn told(about: &'static str, takes: &'static [Field], gives: Gives) -> Told {
    Told { about, takes, gives }
}

pub(super) const fn field(place: Place, name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { place, name, kind, about }
}

pub(super) const fn in_path(name: &'static str, about: &'static str) -> Field {
    field(Place::Path, name, Kind::Text, about)
}

pub(super) const fn in_query(name: &'static str, about: &'static str) -> Field {
    field(Place::Query, name, Kind::Text, about)
}

pub(super) const fn in_body(name: &'static str, kind: Kind, about: &'static str) -> Field {
    field(Place::Body, name, kind, about)
}

impl Endpoint {
    /// The whole paths.
    pub(in crate::server) fn paths(&self) -> impl Iterator<Item = String> {
        let below: &[&str] = match self.at {
            #[cfg(feature = "full-api")]
            At::Root => &[""],
            At::Api => &["/api"],
            At::EveryVersion => &["/api", "/api/v:ver"],
        };
        below.iter().map(|below| format!("{below}{}", self.path))
    }
}
