//! In which primary ROIs the nodes of skeletons lie.

use std::cell::Cell;

use neuprint::MeshInterior;
use neuprint_worker::Bulk;
use neuprint_worker::messages::{ConnectTo, InBytes as _, NodeRois, Request, Response};

use crate::place::{Page, SERVER};

const BODY: u64 = 754_538_881;

fn floats(bulk: &[Bulk]) -> &[f32] {
    bulk.iter().find_map(|bulk| if let Bulk::Floats(floats) = bulk { Some(floats.as_slice()) } else { None }).unwrap()
}

fn located(page: &Page) -> (NodeRois, Vec<u32>) {
    let (response, bulk) = page.ask(Request::NodeRois { body: BODY }).unwrap();
    assert_eq!(response, Response::NodeRois);
    let [Bulk::Bytes(told), Bulk::Words(of_node)] = bulk.as_slice() else { panic!("{bulk:?}") };
    (NodeRois::read(told).unwrap(), of_node.clone())
}

#[test]
fn nodes_are_in_the_first_roi_whose_mesh_holds_them() {
    let page = Page::with_sample();
    let (_, bulk) = page.ask(Request::Skeleton { body: BODY, root: None }).unwrap();
    let nodes = floats(&bulk).as_chunks::<4>().0.to_vec();
    let (told, of_node) = located(&page);
    assert_eq!(of_node.len(), nodes.len());
    assert!(told.rois.contains(&"AL(R)".to_owned()) && told.rois.contains(&"LH(R)".to_owned()), "{told:?}");
    // It has a few synapses where the sample has too few for a surface.
    assert!(!told.without_mesh.is_empty() && told.without_mesh.iter().all(|roi| !told.rois.contains(roi)), "{told:?}");
    let surfaces: Vec<MeshInterior> = told
        .rois
        .iter()
        .map(|roi| {
            let (_, bulk) = page.ask(Request::RoiMesh { roi: roi.clone() }).unwrap();
            let [Bulk::Floats(vertices), Bulk::Words(faces)] = bulk.as_slice() else { panic!("{bulk:?}") };
            let (vertices, faces) = (vertices.as_chunks().0.to_vec(), faces.as_chunks().0.to_vec());
            MeshInterior::of(&neuprint::Mesh { vertices, faces })
        })
        .collect();
    let mut counts = vec![0; surfaces.len() + 1];
    for ([x, y, z, _], roi) in nodes.iter().zip(of_node) {
        let first = surfaces.iter().position(|surface| surface.encloses([*x, *y, *z]));
        assert_eq!(first.map_or(u32::MAX, |at| at as u32), roi);
        counts[first.unwrap_or(surfaces.len())] += 1;
    }
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

#[test]
fn meshes_are_fetched_once_and_only_those_that_are_needed() {
    let page = Page::new();
    let target = ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None };
    page.connect(target).unwrap();
    page.ask(Request::Skeleton { body: BODY, root: None }).unwrap();
    let fetched = || {
        let sent = page.place.0.sent.borrow();
        sent.iter().filter(|(address, _)| address.contains("/roimeshes/")).count()
    };
    let first = located(&page);
    let count = fetched();
    assert_eq!(count, first.0.rois.len() + first.0.without_mesh.len());
    assert_eq!(located(&page), first);
    assert_eq!(fetched(), count);
}

#[test]
fn it_can_be_stopped_and_says_why_it_failed() {
    let page = Page::with_sample();
    assert_eq!(page.ask(Request::NodeRois { body: BODY }).unwrap_err().code, "no-skeleton");
    page.ask(Request::Skeleton { body: BODY, root: None }).unwrap();
    let polls = Cell::new(0);
    let heard = page.hear(Request::NodeRois { body: BODY }, |id| {
        polls.set(polls.get() + 1);
        if polls.get() == 3 {
            page.tell(Request::Cancel { target: id });
        }
    });
    assert_eq!(heard.end.unwrap_err().code, "aborted");
    let page = Page::new();
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    page.ask(Request::Skeleton { body: BODY, root: None }).unwrap();
    page.place.0.refuses.set(true);
    let failure = page.ask(Request::NodeRois { body: BODY }).unwrap_err();
    assert!(failure.message.contains("not today"), "{}", failure.message);
}
