//! What is answered otherwise than by the server, and why.

use crate::compare::Part;
use crate::recorded::{DATASET, Record};

/// A reason, what differs because of it, and the recordings that it holds for.
pub(crate) struct Explained {
    pub(crate) why: &'static str,
    pub(crate) differs_in: Part,
    pub(crate) holds: fn(&Record) -> bool,
}

pub(crate) const fn explained(why: &'static str, differs_in: Part, holds: fn(&Record) -> bool) -> Explained {
    Explained { why, differs_in, holds }
}

/// All reasons. For a recording one holds at most.
pub(crate) const EXPLAINED: &[Explained] = &[
    explained("credentials are not looked at: data is for everybody", Part::Status, |record| {
        is_refused(record) && record.path().starts_with("/api/") && !is_writing(record)
    }),
    explained("credentials are not looked at: all datasets are listed", Part::Content, |record| {
        record.text("credential") == "no access" && record.path() == "/api/dbmeta/datasets"
    }),
    explained("whether a dataset can be read is said to everybody", Part::Status, |record| {
        is_refused(record) && record.path().starts_with("/dataset-access")
    }),
    explained("every dataset can be read by everybody, without terms", Part::Content, |record| {
        matches!(record.text("credential"), "no access" | "terms not accepted")
            && record.path().starts_with("/dataset-access")
    }),
    explained("there are no accounts: every token is a reader's", Part::Content, |record| {
        record.path() == "/profile" && record.status() == 200
    }),
    explained("there are no accounts: no token is invalid", Part::Status, |record| {
        record.path() == "/profile" && record.text("credential") == "invalid"
    }),
    explained("there are no accounts: nobody logs in", Part::Status, |record| record.path().starts_with("/login")),
    explained("a dataset that is not here is 404 instead of empty", Part::Status, |record| {
        let asked = record.get("body")["dataset"].as_str().unwrap_or(DATASET);
        record.status() == 200 && (asked != DATASET || record.path().ends_with("completeness?dataset=nope"))
    }),
    explained("a path may be escaped in any way", Part::Status, |record| {
        record.status() == 400 && (record.path().contains("%3A") || record.path().contains("%2B"))
    }),
    explained("a skeleton as JSON keeps its last node", Part::Content, |record| {
        record.path().ends_with(":v1.2.1/1") && record.status() == 200
    }),
    explained("nothing is written, whoever asks", Part::Status, |record| is_writing(record) && record.status() != 403),
    explained("whoever may not write is told that nobody may", Part::Content, |record| {
        is_writing(record) && record.status() == 403
    }),
    explained("Arrow has the types of all values, not of the first ones", Part::Content, |record| {
        let lossy = ["whole float first", "null first", "map", "node", "mixed", "table", "big ids"];
        lossy.iter().any(|name| record.text("name") == format!("arrow: {name}"))
    }),
    explained("an empty table can be had in Arrow", Part::Status, |record| record.text("name") == "arrow: empty"),
    explained("this is another database", Part::Content, |record| {
        record.path() == "/api/dbmeta/database" && record.status() == 200
    }),
    explained("the routes are this server's own", Part::Content, |record| {
        matches!(record.path(), "/api/available" | "/api/help/swagger.yaml")
    }),
    explained("rows that ORDER BY leaves equal come in any order", Part::Order, |record| {
        matches!(record.path(), "/api/npexplorer/rankedtable" | "/api/npexplorer/simpleconnections")
    }),
];

fn is_refused(record: &Record) -> bool {
    matches!(record.status(), 401 | 403) && record.text("credential") != "reader"
}

fn is_writing(record: &Record) -> bool {
    record.path().starts_with("/api/raw/") && record.text("method") == "POST"
}
