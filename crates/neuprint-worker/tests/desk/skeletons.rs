//! Skeletons: fetched, healed again, saved, forgotten; and regions.

use neuprint::skeleton::Skeleton;
use neuprint_worker::Bulk;
use neuprint_worker::messages::{ConnectTo, Heal, Progress, Request, Response, SkeletonSummary};

use crate::place::{Page, SERVER};

/// Two fragments in the sample.
const BODY: u64 = 754_538_881;

fn skeleton(page: &Page, request: Request) -> (SkeletonSummary, Vec<Bulk>) {
    match page.ask(request).unwrap() {
        (Response::Skeleton(summary), bulk) => (summary, bulk),
        other => panic!("{other:?}"),
    }
}

fn file(page: &Page) -> (String, String) {
    file_of(page, Request::Swc { body: BODY, raw: false })
}

fn file_of(page: &Page, request: Request) -> (String, String) {
    match page.ask(request).unwrap() {
        (Response::File { name, .. }, bulk) => match bulk.into_iter().next() {
            Some(Bulk::Bytes(bytes)) => (name, String::from_utf8(bytes).unwrap()),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_skeleton_comes_with_its_names_and_measures() {
    let page = Page::with_sample();
    let (summary, bulk) = skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::Off });
    assert_eq!(summary.neuron_type.as_deref(), Some("DA1_lPN"));
    assert!(summary.instance.is_some());
    assert_eq!((summary.fragments_raw, summary.fragments, summary.bridges), (2, 2, 0));
    let [Bulk::Floats(nodes), Bulk::Words(parents), Bulk::Words(bridges)] = bulk.as_slice() else { panic!("{bulk:?}") };
    assert_eq!((nodes.len(), parents.len()), (summary.nodes as usize * 4, summary.nodes as usize));
    assert_eq!(parents.iter().filter(|parent| **parent == u32::MAX).count(), 2);
    assert!(bridges.is_empty());
}

#[test]
fn healing_joins_two_fragments_by_a_bridge_of_986_nanometres() {
    let page = Page::with_sample();
    let (off, _) = skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::Off });
    let (all, bulk) = skeleton(&page, Request::Heal { body: BODY, heal: Heal::All });
    assert_eq!((all.fragments_raw, all.fragments, all.bridges), (2, 1, 1));
    let (off, all) = (off.lengths.unwrap(), all.lengths.unwrap());
    // 123.3 voxels of 8 nm.
    assert_eq!(all.bridges[0].round(), 986.0);
    assert!((all.cable - off.cable - all.bridges[0]).abs() < 1e-6);
    let [_, Bulk::Words(parents), Bulk::Words(bridges)] = bulk.as_slice() else { panic!("{bulk:?}") };
    assert_eq!(parents.iter().filter(|parent| **parent == u32::MAX).count(), 1);
    assert_eq!(bridges.len(), 1);

    let within = |nanometres| skeleton(&page, Request::Heal { body: BODY, heal: Heal::Within { nanometres } }).0;
    assert_eq!((within(900.0).fragments, within(900.0).bridges), (2, 0));
    assert_eq!((within(1000.0).fragments, within(1000.0).bridges), (1, 1));
    let (off_again, _) = skeleton(&page, Request::Heal { body: BODY, heal: Heal::Off });
    assert_eq!((off_again.fragments, off_again.lengths.unwrap().cable), (2, off.cable));
}

#[test]
fn the_file_holds_what_is_shown_and_how_it_was_healed() {
    let page = Page::with_sample();
    skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::Off });
    let (raw_name, raw) = file(&page);
    skeleton(&page, Request::Heal { body: BODY, heal: Heal::Within { nanometres: 2000.5 } });
    let (name, healed) = file(&page);
    assert_eq!(raw_name, "hemibrain-sample-v1.2.1-754538881.swc");
    assert_eq!(name, "hemibrain-sample-v1.2.1-754538881-healed.swc");
    assert!(
        healed.contains("maximum distance 2000.5 nm: 2 fragments joined by 1 bridges, 1 left"),
        "{}",
        &healed[..600]
    );
    for line in [
        "# dataset: hemibrain-sample:v1.2.1",
        "# unit: voxel 8 8 8",
        "# root: 1",
        "# fragments: 1",
        "# body: 754538881",
    ] {
        assert!(healed.lines().any(|other| other == line), "no {line} in {}", &healed[..600]);
    }
    let (raw, healed) = (Skeleton::parse(raw.as_bytes()).unwrap(), Skeleton::parse(healed.as_bytes()).unwrap());
    assert_eq!((raw.fragments().count(), healed.fragments().count()), (2, 1));
    assert_eq!(raw.len(), healed.len());
}

#[test]
fn a_body_without_a_skeleton_is_told_from_one_that_is_not_loaded() {
    let page = Page::with_sample();
    let missing = page.ask(Request::Skeleton { body: 1_765_040_289, heal: Heal::All }).unwrap_err();
    assert_eq!(missing.code, "not-found");
    assert!(missing.message.contains("1765040289"), "{}", missing.message);
    assert_eq!(page.ask(Request::Heal { body: BODY, heal: Heal::All }).unwrap_err().code, "no-skeleton");
    skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::Off });
    page.ask(Request::CloseSkeleton { body: BODY }).unwrap();
    assert_eq!(page.ask(Request::Swc { body: BODY, raw: false }).unwrap_err().code, "no-skeleton");
}

#[test]
fn a_skeletons_bytes_are_counted_while_they_come() {
    let page = Page::with_sample();
    let heard = page.hear(Request::Skeleton { body: BODY, heal: Heal::Off }, |_| {});
    assert!(matches!(heard.progress.last(), Some(Progress::Bytes(bytes)) if *bytes > 100_000));
}

#[test]
fn without_a_voxel_size_there_are_no_lengths_and_no_limit_in_nanometres() {
    let page = Page::new();
    *page.place.0.meta.borrow_mut() = Some(r#"{"columns":["m"],"data":[]}"#);
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    let (summary, _) = skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::All });
    assert_eq!((summary.fragments, summary.bridges, summary.lengths), (1, 1, None));
    let refused = page.ask(Request::Heal { body: BODY, heal: Heal::Within { nanometres: 1.0 } }).unwrap_err();
    assert_eq!(refused.code, "invalid-argument");
    assert!(file(&page).1.contains("no maximum distance"), "it stays as it was");
}

#[test]
fn a_region_is_a_surface_of_triangles() {
    let page = Page::with_sample();
    let (response, bulk) = page.ask(Request::RoiMesh { roi: "LH(R)".to_owned() }).unwrap();
    assert_eq!(response, Response::Mesh { roi: "LH(R)".to_owned() });
    let [Bulk::Floats(vertices), Bulk::Words(faces)] = bulk.as_slice() else { panic!("{bulk:?}") };
    assert!(vertices.len() % 3 == 0 && faces.len() % 3 == 0 && !faces.is_empty());
    assert!(faces.iter().all(|vertex| (*vertex as usize) < vertices.len() / 3));
    assert_eq!(page.ask(Request::RoiMesh { roi: "XX".to_owned() }).unwrap_err().code, "not-found");
}

#[test]
fn a_healed_skeleton_is_still_there_as_it_came() {
    let page = Page::with_sample();
    skeleton(&page, Request::Skeleton { body: BODY, heal: Heal::All });
    let (healed_name, healed) = file(&page);
    let (name, raw) = file_of(&page, Request::Swc { body: BODY, raw: true });
    assert_eq!(healed_name.replace("-healed", ""), name);
    let fragments = |text: &str| Skeleton::parse(text.as_bytes()).unwrap().fragments().count();
    assert_eq!((fragments(&healed), fragments(&raw)), (1, 2));
    assert!(!raw.contains("healing"), "{}", &raw[..200]);
}

#[test]
fn segments_are_the_edges_of_the_skeleton_as_it_is_shown_in_nanometres() {
    let page = Page::with_sample();
    let edges = |heal| {
        let (summary, _) = skeleton(&page, Request::Skeleton { body: BODY, heal });
        let (name, csv) = file_of(&page, Request::Segments { body: BODY });
        assert!(name.ends_with("-754538881-segments.csv"), "{name}");
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some("bodyId,rowId,link,length_nm,avg_radius_nm,volume_nm3"));
        let lengths: Vec<f64> = lines
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                assert_eq!((cells.len(), cells[0]), (6, "754538881"), "{line}");
                cells[3].parse().unwrap()
            })
            .collect();
        // Each length is cut to a thousandth of a nanometre.
        let cable = summary.lengths.unwrap().cable;
        assert!((lengths.iter().sum::<f64>() / cable - 1.0).abs() < 1e-5, "{} {cable}", lengths.iter().sum::<f64>());
        (lengths.len(), summary.nodes as usize)
    };
    let (raw, nodes) = edges(Heal::Off);
    assert_eq!(raw, nodes - 2);
    assert_eq!(edges(Heal::All).0, nodes - 1);
}
