//! Bodies that are listed: what a search finds, and what is near a place.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{BodyList, Failure, InBytes as _, ListOf, Request, Response};

use crate::place::Page;

const BODY: u64 = 754_538_881;

fn list(page: &Page, of: ListOf) -> Result<BodyList, Failure> {
    let (response, bulk) = page.ask(Request::List { of })?;
    assert_eq!(response, Response::List);
    let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
    Ok(BodyList::read(told).unwrap())
}

#[test]
fn a_search_lists_bodies_with_their_types() {
    let page = Page::with_sample();
    let search = |text: &str| list(&page, ListOf::Search(text.to_owned()));
    let found = search("type:DA1_lPN | 1734350788").unwrap();
    assert_eq!(found.bodies.len(), 7);
    assert!(!found.is_cut);
    let types = found.bodies.iter().map(|body| (body.neuron_type.as_deref(), body.near));
    assert!(types.into_iter().all(|told| told == (Some("DA1_lPN"), None)), "{found:?}");
    assert!(search("/no such type/").unwrap().bodies.is_empty());
    let many = search("where: true").unwrap();
    assert_eq!((many.bodies.len(), many.is_cut), (1000, true));
    let failure = search("KC | where: n.pre > 1)").unwrap_err();
    assert!(failure.message.contains("character 22"), "{}", failure.message);
    // A misspelt property would find nothing.
    assert!(search("tipe:KC").unwrap_err().message.contains("tipe"));
}

#[test]
fn what_is_near_a_place_has_its_distance_in_nanometres() {
    let page = Page::with_sample();
    let (_, bulk) = page.ask(Request::Synapses { body: BODY }).unwrap();
    let places = bulk.iter().find_map(|bulk| if let Bulk::Floats(places) = bulk { Some(places) } else { None }).unwrap();
    let place = [0, 1, 2].map(|axis| f64::from(places[axis]));
    let found = list(&page, ListOf::Near { place, most: 3 }).unwrap();
    let [first, ..] = found.bodies.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.body, first.near.unwrap().0), (BODY, 0.0));
    assert!(first.near.unwrap().1 > 0);
    let distances: Vec<f64> = found.bodies.iter().filter_map(|body| Some(body.near?.0)).collect();
    assert!(distances.is_sorted() && distances.len() == found.bodies.len());
    let aside = list(&page, ListOf::Near { place: [place[0] + 4.0, place[1], place[2]], most: 3 }).unwrap();
    let away = aside.bodies.iter().find(|body| body.body == BODY).and_then(|body| body.near).unwrap().0;
    assert!((0.0..=32.0).contains(&away), "{away}");
    assert!(list(&page, ListOf::Near { place: [f64::NAN; 3], most: 3 }).is_err());
}
