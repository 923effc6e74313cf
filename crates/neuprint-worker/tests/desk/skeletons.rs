//! Skeletons: fetched with their gaps, seen from other roots, saved, forgotten; and regions.

use neuprint::skeleton::{HealOptions, Skeleton, cable_length, heal, longest_path, prune_twigs};
use neuprint_worker::Bulk;
use neuprint_worker::messages::{
    Closing, ConnectTo, InBytes as _, Morphology, PathFound, Progress, Pruned, Request, Response, RoiPlaces,
    RootReason, ShapeAsk, Shaping, SkeletonSummary,
};

use crate::place::{Page, SERVER};

/// Two fragments in the sample.
const BODY: u64 = 754_538_881;
/// All gaps closed.
const ALL: Closing = Closing { within: None, refused: Vec::new() };

/// What is said of a skeleton, its nodes, and their parents once all gaps are closed.
type Shown = (SkeletonSummary, Vec<f32>, Vec<u32>);

fn skeleton(page: &Page, request: Request) -> Shown {
    let (response, bulk) = page.ask(request).unwrap();
    assert_eq!(response, Response::Skeleton);
    match <[Bulk; 3]>::try_from(bulk).unwrap() {
        [Bulk::Bytes(summary), Bulk::Floats(nodes), Bulk::Words(parents)] => {
            (SkeletonSummary::read(&summary).unwrap(), nodes, parents)
        }
        other => panic!("{other:?}"),
    }
}

fn file(page: &Page, closing: Option<Closing>) -> (String, String) {
    file_of(page, shape(closing, None, ShapeAsk::Swc))
}

/// A question about the skeleton as it is shaped.
pub(crate) fn shape(closing: Option<Closing>, prune: Option<f64>, ask: ShapeAsk) -> Request {
    Request::Shape { body: BODY, shaping: Shaping { closing, prune }, ask }
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

fn roots(parents: &[u32]) -> Vec<u32> {
    (0..parents.len() as u32).filter(|node| parents[*node as usize] == u32::MAX).collect()
}

#[test]
fn a_skeleton_comes_with_its_names_and_measures() {
    let page = Page::with_sample();
    let (summary, nodes, parents) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    assert_eq!(summary.neuron_type.as_deref(), Some("DA1_lPN"));
    assert!(summary.instance.is_some());
    assert_eq!((nodes.len(), parents.len()), (summary.nodes as usize * 4, summary.nodes as usize));
    assert_eq!(summary.fragments, 2);
    let raw = Skeleton::parse(file(&page, None).1.as_bytes()).unwrap();
    let mut neighbours = vec![0; raw.len()];
    for (node, parent) in raw.parents().iter().enumerate().filter(|edge| *edge.1 != u32::MAX) {
        neighbours[node] += 1;
        neighbours[*parent as usize] += 1;
    }
    let count = |is: fn(&i32) -> bool| neighbours.iter().filter(|count| is(count)).count() as u32;
    assert_eq!((summary.branch_points, summary.ends), (count(|count| *count > 2), count(|count| *count < 2)));
    assert!(summary.pre.is_some() && summary.post.is_some(), "the sample knows how many synapses it has");
}

#[test]
fn a_gap_of_986_nanometres_is_found_and_closed() {
    let page = Page::with_sample();
    let (summary, nodes, parents) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let [gap] = summary.gaps.as_slice() else { panic!("{:?}", summary.gaps) };
    // 123.3 voxels of 8 nm.
    assert_eq!(gap.length.round(), 986.0);
    let [child, parent] = gap.ends;
    assert_eq!(parents[child.node as usize], parent.node);
    assert_eq!(roots(&parents), [summary.root.node]);
    for end in gap.ends {
        let at = end.node as usize;
        assert_eq!(nodes[4 * at..4 * at + 3], end.place);
    }
    let healed = Skeleton::parse(file(&page, Some(ALL)).1.as_bytes()).unwrap();
    assert_eq!((healed.fragments().count(), healed.parents()), (1, parents.as_slice()));
}

#[test]
fn a_tree_is_seen_from_its_thickest_node_or_from_the_one_that_is_chosen() {
    let page = Page::with_sample();
    let (own, nodes, _) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let radius = |node: u32| nodes[4 * node as usize + 3];
    assert_eq!(own.root.reason, RootReason::Thickest, "the sample does not know where its soma is");
    assert!((0..own.nodes).all(|node| radius(node) <= radius(own.root.node)));

    let (chosen, _, parents) = skeleton(&page, Request::Reroot { body: BODY, node: Some(17) });
    assert_eq!((chosen.root.node, chosen.root.reason), (17, RootReason::Chosen));
    assert_eq!(roots(&parents), [17]);
    assert!((chosen.cable - own.cable).abs() < 1e-6);
    let (name, text) = file(&page, None);
    assert_eq!(name, "hemibrain-sample-v1.2.1-754538881-rerooted.swc");
    let raw = Skeleton::parse(text.as_bytes()).unwrap();
    assert_eq!((raw.fragments().count(), raw.parents()[17]), (2, u32::MAX));

    assert_eq!(skeleton(&page, Request::Reroot { body: BODY, node: None }).0, own);
    assert_eq!(page.ask(Request::Reroot { body: BODY, node: Some(u32::MAX) }).unwrap_err().code, "invalid-argument");
}

#[test]
fn a_root_that_was_chosen_before_is_taken_when_the_skeleton_comes() {
    let page = Page::with_sample();
    let root = |root| skeleton(&page, Request::Skeleton { body: BODY, root }).0.root;
    assert_eq!(root(Some(17)).node, 17);
    assert_eq!(root(Some(u32::MAX)).reason, RootReason::Thickest, "there is no such node");
}

#[test]
fn the_way_between_two_nodes_goes_along_the_cable_and_over_bridges() {
    let page = Page::with_sample();
    let (summary, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let healed = Skeleton::parse(file(&page, Some(ALL)).1.as_bytes()).unwrap();
    let longest = longest_path(&healed);
    let ends = (longest.nodes[0], longest.nodes[longest.nodes.len() - 1]);
    let path = |ends, closing| {
        let (response, bulk) = page.ask(Request::Path { body: BODY, ends, closing }).unwrap();
        assert_eq!(response, Response::Path);
        bulk
    };
    let found = path(ends, Some(ALL));
    let [Bulk::Bytes(said), Bulk::Floats(places)] = found.as_slice() else { panic!("{found:?}") };
    let said = PathFound::read(said).unwrap();
    assert!((said.length - longest.length * 8.0).abs() < 1e-6, "{said:?}");
    assert!(said.straight < said.length && said.length < cable_length(&healed) * 8.0);
    assert_eq!(places.len(), 3 * longest.nodes.len());

    // Over the bridge alone.
    let ends = (summary.gaps[0].ends[0].node, summary.gaps[0].ends[1].node);
    let found = path(ends, Some(ALL));
    let Bulk::Bytes(said) = &found[0] else { panic!("{found:?}") };
    let said = PathFound::read(said).unwrap();
    assert_eq!((said.length.round(), said.straight.round(), said.bridges), (986.0, 986.0, 1));
    assert!(path(ends, None).is_empty(), "the gap is open");
    assert!(path((0, u32::MAX), Some(ALL)).is_empty(), "there is no such node");
}

#[test]
fn the_file_holds_what_is_shown_and_how_it_was_healed() {
    let page = Page::with_sample();
    let (summary, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let ids = summary.gaps[0].ends.map(|end| end.id);
    let (low, high) = (ids[0].min(ids[1]), ids[0].max(ids[1]));
    let (raw_name, raw) = file(&page, None);
    let (name, healed) = file(&page, Some(Closing { within: Some(2000.5), refused: Vec::new() }));
    assert_eq!(raw_name, "hemibrain-sample-v1.2.1-754538881.swc");
    assert_eq!(name, "hemibrain-sample-v1.2.1-754538881-healed.swc");
    let said = |text: &str, line: &str| text.lines().any(|other| other.starts_with(line));
    let bridge = format!("bridge: {low} to {high}, 986.");
    for line in [
        "# dataset: hemibrain-sample:v1.2.1",
        "# unit: voxel 8 8 8",
        "# fragments: 1",
        "# body: 754538881",
        "# healing: maximum distance 2000.5 nm: 2 fragments joined by 1 bridges, 1 left",
        &format!("# {bridge}"),
    ] {
        assert!(said(&healed, line), "no {line} in {}", &healed[..600]);
        assert!(!line.contains("bridge") || !said(&raw, line), "{line}");
    }
    let (raw, healed) = (Skeleton::parse(raw.as_bytes()).unwrap(), Skeleton::parse(healed.as_bytes()).unwrap());
    assert_eq!((raw.fragments().count(), healed.fragments().count()), (2, 1));
    assert_eq!(raw.len(), healed.len());
    // The same edges as those of the library, whatever the root.
    let edges = |skeleton: &Skeleton| {
        let parents = skeleton.parents().iter().zip(0u32..).filter(|(parent, _)| **parent != u32::MAX);
        let mut edges: Vec<_> = parents.map(|(parent, node)| (node.min(*parent), node.max(*parent))).collect();
        edges.sort_unstable();
        edges
    };
    assert_eq!(edges(&healed), edges(&heal(&raw, HealOptions::default()).skeleton));

    // What was refused by hand is told; what is out of reach is not.
    let (_, refused) = file(&page, Some(Closing { within: None, refused: vec![0] }));
    assert!(said(&refused, &format!("# refused {bridge}")), "{}", &refused[..600]);
    assert_eq!(Skeleton::parse(refused.as_bytes()).unwrap().fragments().count(), 2);
    let (_, short) = file(&page, Some(Closing { within: Some(900.0), refused: vec![0] }));
    assert!(said(&short, "# fragments: 2") && !short.contains(&bridge), "{}", &short[..600]);
}

#[test]
fn a_body_without_a_skeleton_is_told_from_one_that_is_not_loaded() {
    let page = Page::with_sample();
    let missing = page.ask(Request::Skeleton { body: 1_765_040_289, root: None }).unwrap_err();
    assert_eq!(missing.code, "not-found");
    assert!(missing.message.contains("1765040289"), "{}", missing.message);
    assert_eq!(page.ask(Request::Reroot { body: BODY, node: None }).unwrap_err().code, "no-skeleton");
    skeleton(&page, Request::Skeleton { body: BODY, root: None });
    page.ask(Request::CloseSkeleton { body: BODY }).unwrap();
    assert_eq!(page.ask(shape(None, None, ShapeAsk::Swc)).unwrap_err().code, "no-skeleton");
}

#[test]
fn a_skeletons_bytes_are_counted_while_they_come() {
    let page = Page::with_sample();
    let heard = page.hear(Request::Skeleton { body: BODY, root: None }, |_| {});
    assert!(matches!(heard.progress.last(), Some(Progress::Bytes(bytes)) if *bytes > 100_000));
}

#[test]
fn without_a_voxel_size_lengths_are_voxels() {
    let page = Page::new();
    *page.place.0.meta.borrow_mut() = Some(r#"{"columns":["m"],"data":[]}"#);
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    let (summary, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    assert!((summary.gaps[0].length - 986.4 / 8.0).abs() < 0.1, "{}", summary.gaps[0].length);
    let (_, text) = file(&page, Some(Closing { within: Some(200.0), refused: Vec::new() }));
    assert!(text.contains("# healing: maximum distance 200 voxels: 2 fragments joined by 1 bridges, 1 left"));
    assert!(text.contains(", 123.3 voxels\n"), "{}", &text[..600]);

    // Until somebody says it.
    page.ask(Request::VoxelSize { nanometres: Some(8.0) }).unwrap();
    assert_eq!(page.ask(shape(None, None, ShapeAsk::Swc)).unwrap_err().code, "no-skeleton");
    let (said, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    assert_eq!(said.gaps[0].length.round(), 986.0);
    assert!(file(&page, None).1.contains("# unit: voxel 8 8 8\n"));
    page.ask(Request::VoxelSize { nanometres: Some(-1.0) }).unwrap();
    assert_eq!(skeleton(&page, Request::Skeleton { body: BODY, root: None }).0.gaps, summary.gaps);
    // A dataset that knows it knows better.
    let page = Page::with_sample();
    page.ask(Request::VoxelSize { nanometres: Some(80.0) }).unwrap();
    assert_eq!(skeleton(&page, Request::Skeleton { body: BODY, root: None }).0.gaps[0].length.round(), 986.0);
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
fn regions_stand_behind_what_they_are_parts_of() {
    let places = |page: &Page| {
        let (response, bulk) = page.ask(Request::RoiPlaces).unwrap();
        assert_eq!(response, Response::RoiPlaces);
        let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
        RoiPlaces::read(told).unwrap().0.into_iter().map(|place| (place.name, place.depth)).collect::<Vec<_>>()
    };
    let sample = places(&Page::with_sample());
    let at = sample.iter().position(|(name, _)| name == "AL(R)").unwrap();
    assert_eq!((sample[at].1, &sample[at + 1].0, sample[at + 1].1), (0, &"AL-D(R)".to_owned(), 1), "{sample:?}");

    let page = Page::new();
    *page.place.0.meta.borrow_mut() = Some(r#"{"columns":["m"],"data":[[{"dataset":"bare"}]]}"#);
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    assert_eq!(places(&page), []);
}

#[test]
fn segments_are_the_edges_with_the_gaps_that_are_closed_in_nanometres() {
    let page = Page::with_sample();
    let (summary, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let edges = |closing| {
        let (name, csv) = file_of(&page, shape(closing, None, ShapeAsk::Segments));
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
        (lengths.len(), lengths.iter().sum::<f64>())
    };
    let (nodes, bridge) = (summary.nodes as usize, summary.gaps[0].length);
    for (closing, count, cable) in [
        (None, nodes - 2, summary.cable),
        (Some(Closing { within: None, refused: Vec::new() }), nodes - 1, summary.cable + bridge),
    ] {
        let (edges, length) = edges(closing);
        assert_eq!(edges, count);
        // Each length is cut to a thousandth of a nanometre.
        assert!((length / cable - 1.0).abs() < 1e-5, "{length} {cable}");
    }
}

#[test]
fn a_link_to_neuroglancer_has_the_datasets_layers_and_voxels() {
    let page = Page::new();
    *page.place.0.meta.borrow_mut() = Some(
        r#"{"columns":["m"],"data":[[{"voxelSize":[4,4,40],"voxelUnits":"nanometers",
            "neuroglancerMeta":"[{\"name\":\"cells\",\"dataType\":\"segmentation\",\"source\":\"precomputed://gs://a\"}]"}]]}"#,
    );
    page.connect(ConnectTo::Server { server: SERVER.to_owned(), token: None, dataset: None }).unwrap();
    let (one, other) = (9_007_199_254_740_993, 5);
    let colors = vec![(one, "#ff8000".to_owned())];
    let asked = Request::NeuroglancerLink { bodies: vec![one, other], colors, position: Some([1.0, 2.0, 3.0]) };
    let (Response::Text(link), _) = page.ask(asked).unwrap() else { panic!("not a text") };
    let scene = neuprint::neuroglancer::parse_link(&link).unwrap();
    assert_eq!(scene.bodies.iter().map(ToString::to_string).collect::<Vec<_>>(), ["9007199254740993", "5"]);
    assert_eq!((scene.layer.as_deref(), scene.position), (Some("cells"), Some([1.0, 2.0, 3.0])));
    assert_eq!(scene.colors[0].1, "#ff8000");
    assert!(link.contains("0.00000004,") && link.contains("0.000000004,"), "the size of a voxel, in metres: {link}");

    let page = Page::with_sample();
    let asked = Request::NeuroglancerLink { bodies: vec![BODY], colors: Vec::new(), position: None };
    let refused = page.ask(asked).unwrap_err();
    assert_eq!(refused.message, "the dataset names no segmentation for neuroglancer");
}

#[test]
fn the_shape_is_measured_from_the_root_of_the_healed_tree() {
    let page = Page::with_sample();
    let (summary, nodes, whole) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let measured = |closing| {
        let (response, bulk) = page.ask(shape(closing, None, ShapeAsk::Morphology)).unwrap();
        assert_eq!(response, Response::Shape);
        let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
        Morphology::read(told).unwrap()
    };
    let healed = measured(Some(ALL));
    assert!((20..=60).contains(&healed.crossings.len()), "{healed:?}");
    // The plainest way: voxels have 8 nm.
    let away = |node: usize| {
        let root = summary.root.node as usize;
        (0..3)
            .map(|axis| (f64::from(nodes[4 * node + axis]) - f64::from(nodes[4 * root + axis])).powi(2))
            .sum::<f64>()
            .sqrt()
            * 8.0
    };
    for (radius, crossings) in
        healed.crossings.iter().enumerate().map(|(at, count)| (healed.step * (at + 1) as f64, *count))
    {
        let crossed = whole.iter().enumerate().filter(|(_, parent)| **parent != u32::MAX);
        let crossed = crossed.filter(|(node, parent)| (away(*node) <= radius) != (away(**parent as usize) <= radius));
        assert_eq!(crossings as usize, crossed.count(), "{radius}");
    }
    let cable: f64 = healed.orders.iter().map(|order| order.cable).sum();
    assert!((cable - summary.cable - summary.gaps[0].length).abs() < 1.0, "{cable} {}", summary.cable);
    assert!(healed.orders.windows(2).all(|pair| pair[0].branches > pair[1].branches), "{healed:?}");
    let apart = measured(None);
    assert!(apart.orders.iter().map(|order| order.cable).sum::<f64>() < cable);
    assert_eq!(
        page.ask(Request::Shape { body: 1, shaping: Shaping::default(), ask: ShapeAsk::Morphology }).unwrap_err().code,
        "no-skeleton"
    );
}

/// What is said of the skeleton without short twigs, and which nodes are left out.
fn pruned(page: &Page, closing: Option<Closing>, longest: f64) -> (Pruned, Vec<u32>) {
    let (response, bulk) = page.ask(shape(closing, Some(longest), ShapeAsk::Pruned)).unwrap();
    assert_eq!(response, Response::Shape);
    let [Bulk::Bytes(told), Bulk::Words(gone)] = bulk.as_slice() else { panic!("{bulk:?}") };
    (Pruned::read(told).unwrap(), gone.clone())
}

#[test]
fn pruning_leaves_out_short_twigs_of_the_healed_tree_and_nothing_else() {
    let page = Page::with_sample();
    let (summary, ..) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let healed = Skeleton::parse(file(&page, Some(ALL)).1.as_bytes()).unwrap();
    // Voxels have 8 nm.
    let by_hand = prune_twigs(&healed, 2000.0 / 8.0);
    let (told, gone) = pruned(&page, Some(ALL), 2000.0);
    assert!(told.twigs > 10, "{told:?}");
    assert_eq!(told.nodes as usize, by_hand.len());
    assert_eq!(gone.len(), healed.len() - by_hand.len());
    assert!(gone.iter().all(|node| by_hand.node_with_id(healed.ids()[*node as usize]).is_none()));
    let left = cable_length(&by_hand) * 8.0;
    assert!((summary.cable + summary.gaps[0].length - told.left_out - left).abs() < 1.0, "{told:?} {left}");
    assert!(told.ends < summary.ends && told.branch_points < summary.branch_points);

    let (name, text) = file_of(&page, shape(Some(ALL), Some(2000.0), ShapeAsk::Swc));
    assert_eq!(name, "hemibrain-sample-v1.2.1-754538881-processed.swc");
    let said = format!("# pruning: twigs up to 2000.0 nm: {} left out, ", told.twigs);
    assert!(text.lines().any(|line| line.starts_with(&said)), "{said} {}", &text[..600]);
    assert!(text.contains("# healing: no maximum distance: 2 fragments joined by 1 bridges, 1 left"));
    let saved = Skeleton::parse(text.as_bytes()).unwrap();
    assert_eq!((saved.ids(), saved.roots().count()), (by_hand.ids(), 1));

    // Nothing of it is kept, and nothing is asked for without need.
    assert_eq!(Skeleton::parse(file(&page, Some(ALL)).1.as_bytes()).unwrap(), healed);
    let (nothing, gone) = pruned(&page, None, 0.0);
    assert_eq!((nothing.nodes, nothing.ends, gone.len()), (summary.nodes, summary.ends, 0));
}

#[test]
fn runs_go_from_ends_and_branches_to_the_next_and_have_all_of_the_cable() {
    let page = Page::with_sample();
    let (summary, nodes, whole) = skeleton(&page, Request::Skeleton { body: BODY, root: None });
    let runs = |prune| {
        let (response, bulk) = page.ask(shape(Some(ALL), prune, ShapeAsk::Runs)).unwrap();
        assert_eq!(response, Response::Shape);
        match <[Bulk; 3]>::try_from(bulk).unwrap() {
            [Bulk::Floats(numbers), Bulk::Words(ends), Bulk::Words(of_node)] => (numbers, ends, of_node),
            other => panic!("{other:?}"),
        }
    };
    let (numbers, ends, of_node) = runs(None);
    assert_eq!((numbers.len(), of_node.len()), (ends.len(), nodes.len() / 4));
    let cable: f64 = numbers.chunks(3).map(|run| f64::from(run[0])).sum();
    assert!((cable / (summary.cable + summary.gaps[0].length) - 1.0).abs() < 1e-4, "{cable} {}", summary.cable);
    let mut children = vec![0; whole.len()];
    whole.iter().filter(|parent| **parent != u32::MAX).for_each(|parent| children[*parent as usize] += 1);
    for (run, at) in ends.chunks(3).zip(0_u32..) {
        let (far, near) = (run[0] as usize, run[1] as usize);
        assert!(children[far] != 1 && (children[near] != 1 || whole[near] == u32::MAX), "{run:?}");
        assert!(run[2] == 1 || children[far] > 1, "an end has the first order: {run:?}");
        let mut node = far;
        while node != near {
            assert_eq!(of_node[node], at);
            node = whole[node] as usize;
        }
    }
    let at_root = of_node[summary.root.node as usize] as usize;
    assert_eq!(ends[3 * at_root + 1], summary.root.node);
    // Length, mean radius and volume are those of one cone after the other.
    let place = |node: usize| [0, 1, 2].map(|axis| f64::from(nodes[4 * node + axis]) * 8.0);
    let radius = |node: usize| f64::from(nodes[4 * node + 3]) * 8.0;
    let (mut length, mut weighted, mut volume) = (0.0, 0.0, 0.0);
    let mut node = ends[0] as usize;
    while node != ends[1] as usize {
        let parent = whole[node] as usize;
        let (one, other) = (place(node), place(parent));
        let long = (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f64>().sqrt();
        let (thin, thick) = (radius(node), radius(parent));
        length += long;
        weighted += long * (thin + thick) / 2.0;
        volume += std::f64::consts::PI * long * (thin * thin + thick * thick + thin * thick) / 3.0;
        node = parent;
    }
    for (told, expected) in numbers.iter().zip([length, weighted / length, volume]) {
        assert!((f64::from(*told) / expected - 1.0).abs() < 1e-4, "{told} {expected}");
    }

    let (few, _, of_left) = runs(Some(2000.0));
    let (_, gone) = pruned(&page, Some(ALL), 2000.0);
    assert!(few.len() < numbers.len());
    assert!(gone.iter().all(|node| of_left[*node as usize] == u32::MAX));
    assert_eq!(of_left.iter().filter(|run| **run == u32::MAX).count(), gone.len());
}
