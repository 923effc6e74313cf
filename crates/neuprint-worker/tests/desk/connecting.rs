//! Opening datasets, and what is said if that fails.

use neuprint_worker::messages::{ConnectTo, Progress, Request, Response};

use crate::place::{FILE, Page, SERVER};

fn server(server: &str, token: Option<&str>, dataset: Option<&str>) -> ConnectTo {
    ConnectTo::Server {
        server: server.to_owned(),
        token: token.map(str::to_owned),
        dataset: dataset.map(str::to_owned),
    }
}

#[test]
fn the_embedded_dataset_says_what_it_is() {
    let page = Page::new();
    let heard = page.hear(Request::Connect(ConnectTo::Embedded { url: FILE.to_owned() }), |_| {});
    let Ok((Response::Connected(connection), _)) = heard.end else { panic!("{:?}", heard.end) };
    assert_eq!(connection.server, "in this page");
    assert_eq!(connection.dataset, "hemibrain-sample:v1.2.1");
    assert_eq!(connection.voxel_nanometres, Some([8.0; 3]));
    assert_eq!(connection.rois, ["AL(R)", "CA(R)", "LH(R)", "SCL(R)"]);
    assert_eq!(connection.bodies_with_skeleton.unwrap().len(), 5);
    assert!(connection.caveats.iter().any(|caveat| caveat.contains("partial")), "{:?}", connection.caveats);
    assert!(matches!(heard.progress.last(), Some(Progress::Bytes(bytes)) if *bytes > 100_000));
    // The file was fetched, without credentials, and nothing else was sent.
    assert_eq!(*page.place.0.sent.borrow(), [(FILE.to_owned(), None)]);
}

#[test]
fn a_server_is_asked_with_the_token_in_the_header_only() {
    let page = Page::new();
    let connection = page.connect(server("server.test/", Some("{\"token\": \"a.b.c\"}"), None)).unwrap();
    assert_eq!((connection.server.as_str(), connection.dataset.as_str()), (SERVER, "hemibrain-sample:v1.2.1"));
    assert_eq!((connection.bodies_with_skeleton, connection.caveats), (None, Vec::new()));
    assert!(connection.rois.len() > 4, "the primary ROIs, whether or not they have a mesh");
    let sent = page.place.0.sent.borrow();
    assert!(!sent.is_empty());
    for (address, token) in sent.iter() {
        assert!(address.starts_with(SERVER) && !address.contains("a.b.c"), "{address}");
        assert_eq!(token.as_deref(), Some("Bearer a.b.c"));
    }
}

#[test]
fn a_dataset_without_meta_or_voxel_size_opens_and_has_no_lengths() {
    let page = Page::new();
    *page.place.0.meta.borrow_mut() = Some(r#"{"columns":["m"],"data":[]}"#);
    assert_eq!(page.connect(server(SERVER, None, None)).unwrap().voxel_nanometres, None);
    *page.place.0.meta.borrow_mut() =
        Some(r#"{"columns":["m"],"data":[[{"voxelSize":[4,4,40],"voxelUnits":"furlongs"}]]}"#);
    assert_eq!(page.connect(server(SERVER, None, None)).unwrap().voxel_nanometres, None);
    *page.place.0.meta.borrow_mut() =
        Some(r#"{"columns":["m"],"data":[[{"voxelSize":[4,4,40],"voxelUnits":"nanometers"}]]}"#);
    assert_eq!(page.connect(server(SERVER, None, None)).unwrap().voxel_nanometres, Some([4.0, 4.0, 40.0]));
}

#[test]
fn what_cannot_be_opened_leaves_the_open_dataset() {
    let page = Page::with_sample();
    let unknown = page.connect(server(SERVER, None, Some("manc:v1.0"))).unwrap_err();
    assert_eq!(
        (unknown.code.as_str(), unknown.datasets.as_slice()),
        ("dataset-not-found", &["hemibrain-sample:v1.2.1".to_owned()][..])
    );
    let code = |target| page.connect(target).unwrap_err().code;
    assert_eq!(code(server("gone.test", None, None)), "network");
    assert_eq!(code(server("http://elsewhere.test", None, None)), "invalid-argument");
    assert_eq!(code(server("server.test", Some("{\"no\": 1}"), None)), "invalid-argument");
    let missing = page.connect(ConnectTo::Embedded { url: "https://app.test/none".to_owned() }).unwrap_err();
    assert_eq!(missing.code, "dataset-unreadable");
    assert!(missing.message.contains("404"), "{}", missing.message);
    assert!(page.ask(Request::Query { cypher: "RETURN 1".to_owned() }).is_ok());
}

#[test]
fn plain_http_is_good_enough_where_the_app_itself_came_so() {
    let page = Page::new();
    assert!(page.connect(server("http://app.test:8642", None, None)).is_ok());
    assert_eq!(page.connect(server("/", None, None)).unwrap().server, "http://app.test:8642");
    let elsewhere = page.connect(server("http://app.test:86421", None, None)).unwrap_err();
    assert_eq!(elsewhere.code, "invalid-argument");
    // What it forwards to is as near; here it just does not answer there.
    let behind = page.connect(server("http://app.test:8642/upstream/lab", None, None)).unwrap_err();
    assert_ne!(behind.code, "invalid-argument", "{behind:?}");
}

#[test]
fn the_server_that_the_app_came_from_says_what_it_reaches() {
    let page = Page::new();
    let offered = || match page.ask(Request::Servers { base: "http://app.test:8642/neuprint/".to_owned() }) {
        Ok((Response::Servers(servers), _)) => servers,
        other => panic!("{other:?}"),
    };
    assert_eq!(offered(), Vec::<String>::new(), "mere files");
    for (said, expected) in [
        (r#"{"api":false,"upstreams":["janelia","lab"]}"#, &["/upstream/janelia", "/upstream/lab"][..]),
        (r#"{"api":true,"upstreams":["lab"]}"#, &["", "/upstream/lab"][..]),
        (r#"{"upstreams":[]}"#, &[][..]),
        ("<!doctype html>", &[][..]),
        (r#"{"upstreams":7}"#, &[][..]),
    ] {
        page.place.0.upstreams.set(Some(said));
        let expected: Vec<String> = expected.iter().map(|end| format!("http://app.test:8642/neuprint{end}")).collect();
        assert_eq!(offered(), expected, "{said}");
    }
}

#[test]
fn nothing_can_be_asked_before_a_dataset_is_open() {
    let page = Page::new();
    for request in [Request::Query { cypher: "RETURN 1".to_owned() }, Request::Reroot { body: 1, node: None }] {
        assert_eq!(page.ask(request).unwrap_err().code, "not-connected");
    }
}

#[test]
fn an_engine_that_cannot_be_loaded_is_told_and_servers_do_without() {
    let page = Page::new();
    page.place.0.no_engine.set(true);
    let failure = page.connect(ConnectTo::Embedded { url: FILE.to_owned() }).unwrap_err();
    assert_eq!(failure.code, "internal");
    assert!(failure.message.contains("engine") && failure.message.contains("no such file"), "{}", failure.message);

    page.connect(server(SERVER, None, None)).unwrap();
    let Ok((Response::Schema(schema), _)) = page.ask(Request::Schema) else { panic!("no schema") };
    assert!(schema.functions.is_empty() && schema.labels.iter().any(|label| label == "Neuron"));
}
