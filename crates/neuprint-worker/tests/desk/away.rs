//! A server that cannot be reached: what was kept of it is opened, and says since when it is known.

use neuprint_worker::messages::{
    ConnectTo, Connection, Failure, InBytes as _, KeptAct, KeptDataset, Request, SkeletonSummary,
};
use neuprint_worker::{Bulk, SETTINGS};

use crate::place::{Page, Place, SERVER};

const BODY: u64 = 754_538_881;
const OTHER: u64 = 1_734_350_788;
const DATASET: &str = "hemibrain-sample:v1.2.1";
const FIRST_DAY: f64 = 1.7e12;

fn open(page: &Page, token: Option<&str>, dataset: Option<&str>) -> Result<Connection, Failure> {
    let (token, dataset) = (token.map(str::to_owned), dataset.map(str::to_owned));
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token, dataset })
}

fn skeleton(page: &Page, body: u64) -> Result<Vec<Bulk>, Failure> {
    page.ask(Request::Skeleton { body, root: None }).map(|(_, bulk)| bulk)
}

/// A visit on which a skeleton was loaded, and what came.
fn visit(place: &Place, token: Option<&str>) -> (Connection, Vec<Bulk>) {
    let page = Page::at(place.clone());
    let connection = open(&page, token, None).unwrap();
    if token.is_some() {
        page.ask(Request::Kept { act: KeptAct::Keep(true) }).unwrap();
    }
    (connection, skeleton(&page, BODY).unwrap())
}

fn set_offline(place: &Place, is_offline: bool) {
    place.0.is_offline.set(is_offline);
}

#[test]
fn what_was_kept_is_shown_when_the_server_cannot_be_reached() {
    let place = Place::new();
    let (connection, there) = visit(&place, None);
    assert_eq!(connection.kept, None);

    set_offline(&place, true);
    place.0.date.set(FIRST_DAY + 1e9);
    let page = Page::at(place.clone());
    for dataset in [None, Some(DATASET)] {
        let copy = open(&page, None, dataset).unwrap();
        let kept = Some(KeptDataset { since: FIRST_DAY, bodies: vec![BODY] });
        assert_eq!(copy, Connection { kept, ..connection.clone() });
        assert_eq!(copy.bodies_here(), Some(&[BODY][..]));
    }
    // Not only its nodes: its type, its counts, and the soma that it is seen from.
    assert_eq!(skeleton(&page, BODY).unwrap(), there);
    let Bulk::Bytes(summary) = &there[0] else { panic!("{there:?}") };
    assert!(SkeletonSummary::read(summary).unwrap().neuron_type.is_some());
    // What was not kept is out of reach, and is said to be.
    assert_eq!(skeleton(&page, OTHER).unwrap_err().code, "network");
    let query = Request::Query { cypher: "MATCH (n:Neuron) RETURN n.bodyId".to_owned() };
    assert_eq!(page.ask(query.clone()).unwrap_err().code, "network");

    // Back again, without being opened anew.
    set_offline(&place, false);
    assert!(page.ask(query).is_ok() && skeleton(&page, OTHER).is_ok());
    assert_eq!(open(&page, None, None).unwrap().kept, None);
}

#[test]
fn the_copy_is_as_old_as_the_last_visit() {
    let place = Place::new();
    visit(&place, None);
    place.0.date.set(FIRST_DAY + 1e9);
    // The skeleton is there already: nothing but the copy is kept anew.
    open(&Page::at(place.clone()), None, None).unwrap();
    set_offline(&place, true);
    place.0.date.set(FIRST_DAY + 2e9);
    let page = Page::at(place);
    let since = || open(&page, None, None).unwrap().kept.map(|kept| kept.since);
    assert_eq!(since(), Some(FIRST_DAY + 1e9));
    assert_eq!(since(), Some(FIRST_DAY + 1e9), "opening it makes it no newer");
}

#[test]
fn nothing_is_kept_of_a_dataset_without_a_skeleton() {
    let place = Place::new();
    open(&Page::at(place.clone()), None, None).unwrap();
    set_offline(&place, true);
    assert_eq!(open(&Page::at(place), None, None).unwrap_err().code, "network");
}

#[test]
fn a_copy_is_its_tokens_and_goes_with_it() {
    let token = Some("a.b.c");
    let place = Place::new();
    visit(&place, token);
    assert!(!format!("{:?}", place.0.disk.borrow()).contains("a.b.c"), "the token is nowhere");
    set_offline(&place, true);
    let page = Page::at(place.clone());
    assert!(open(&page, token, None).unwrap().kept.is_some());
    assert_eq!(open(&page, Some("another"), None).unwrap_err().code, "network");
    // That was a sign-out: nothing is left for the first one either.
    assert_eq!(open(&Page::at(place.clone()), token, None).unwrap_err().code, "network");

    // Nor after consent was taken back, or all was forgotten.
    for act in [KeptAct::Keep(false), KeptAct::Forget] {
        set_offline(&place, false);
        visit(&place, token);
        set_offline(&place, true);
        let page = Page::at(place.clone());
        open(&page, token, None).unwrap();
        page.ask(Request::Kept { act }).unwrap();
        assert_eq!(open(&Page::at(place.clone()), token, None).unwrap_err().code, "network", "{act:?}");
    }
}

#[test]
fn a_server_that_answers_is_believed_whatever_was_kept() {
    let place = Place::new();
    visit(&place, None);
    place.0.refuses.set(true);
    assert_eq!(open(&Page::at(place.clone()), None, None).unwrap_err().code, "server-error");
    place.0.refuses.set(false);
    assert_eq!(open(&Page::at(place), None, Some("no such")).unwrap_err().code, "dataset-not-found");
}

#[test]
fn a_damaged_copy_is_none() {
    let place = Place::new();
    visit(&place, None);
    for folder in place.0.disk.borrow_mut().as_mut().unwrap().iter_mut().filter(|(name, _)| *name != SETTINGS) {
        for (_, entry) in folder.1.iter_mut().filter(|(name, _)| name.contains("copy")) {
            entry.truncate(entry.len() / 2);
        }
    }
    set_offline(&place, true);
    assert_eq!(open(&Page::at(place), None, None).unwrap_err().code, "network");
}
