//! Bodies that are listed: what a search finds, and what is near a place.

use neuprint::Search;
use neuprint::query::{FindOptions, Place, find_cypher, near_cypher};
use neuprint_worker::Bulk;
use neuprint_worker::messages::{BodyList, Failure, InBytes as _, ListedBody, Request, Response};

use crate::place::Page;

const BODY: u64 = 754_538_881;

fn list(page: &Page, cypher: String) -> Result<Vec<ListedBody>, Failure> {
    let (response, bulk) = page.ask(Request::List { cypher })?;
    assert_eq!(response, Response::List);
    let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
    Ok(BodyList::read(told).unwrap().0)
}

#[test]
fn a_search_lists_bodies_with_their_types() {
    let page = Page::with_sample();
    let search = |text: &str| list(&page, find_cypher(&Search::parse(text).unwrap(), FindOptions::default()));
    let found = search("type:DA1_lPN | 1734350788").unwrap();
    assert_eq!(found.len(), 7);
    let told = found.iter().map(|body| (body.neuron_type.as_deref(), body.distance, body.synapses));
    assert!(told.into_iter().all(|told| told == (Some("DA1_lPN"), None, 0)), "{found:?}");
    assert!(found.iter().any(|body| body.body == BODY && body.instance.is_some()));
    assert!(search("/no such type/").unwrap().is_empty());
    assert!(search("where: n.nonsense(1)").unwrap_err().message.contains("nonsense"));
}

#[test]
fn what_is_near_a_place_has_its_distance_and_its_synapses() {
    let page = Page::with_sample();
    let (_, bulk) = page.ask(Request::Synapses { body: BODY }).unwrap();
    let places =
        bulk.iter().find_map(|bulk| if let Bulk::Floats(places) = bulk { Some(places) } else { None }).unwrap();
    let near = |aside: f64| {
        let [x, y, z] = [0, 1, 2].map(|axis| f64::from(places[axis]) * 8.0);
        let place = Place::Point { at: [x + aside, y, z], radius: Some(400.0) };
        list(&page, near_cypher(place, [8.0; 3]).unwrap()).unwrap()
    };
    let found = near(0.0);
    let itself = found.iter().find(|body| body.body == BODY).unwrap();
    assert_eq!(itself.distance, Some(0.0));
    assert!(itself.synapses > 0);
    let away = near(32.0).iter().find(|body| body.body == BODY).and_then(|body| body.distance).unwrap();
    assert!((0.0..=32.0).contains(&away), "{away}");
}
