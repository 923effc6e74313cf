//! Skeletons that outlive the page: fetched once, kept only as far as that is allowed, erased with the token.

use neuprint_worker::Bulk;
use neuprint_worker::messages::{ConnectTo, InBytes as _, KeptAct, KeptSkeletons, Request, Response};

use crate::place::{Page, SERVER};

const BODY: u64 = 754_538_881;

fn open(page: &Page, server: &str, token: Option<&str>) {
    let token = token.map(str::to_owned);
    page.connect(ConnectTo::Server { server: server.to_owned(), token, dataset: None }).unwrap();
}

fn kept(page: &Page, act: KeptAct) -> KeptSkeletons {
    let (response, bulk) = page.ask(Request::Kept { act }).unwrap();
    assert_eq!(response, Response::Kept);
    let [Bulk::Bytes(told)] = bulk.as_slice() else { panic!("{bulk:?}") };
    KeptSkeletons::read(told).unwrap()
}

/// Loads a skeleton; how many skeletons were asked of the server, and what came.
fn load(page: &Page) -> (usize, Vec<Bulk>) {
    let asked = || page.place.0.sent.borrow().iter().filter(|(address, _)| address.contains("/skeletons/")).count();
    let before = asked();
    let (_, bulk) = page.ask(Request::Skeleton { body: BODY, root: None }).unwrap();
    (asked() - before, bulk)
}

#[test]
fn a_skeleton_is_fetched_once_and_is_the_same_on_the_next_visit() {
    let page = Page::new();
    open(&page, SERVER, None);
    let told = kept(&page, KeptAct::Tell);
    assert_eq!((told.is_possible, told.keeps, told.has_token, told.count), (true, true, false, 0));
    let (asked, first) = load(&page);
    assert_eq!((asked, kept(&page, KeptAct::Tell).count), (1, 1));

    let next = Page::at(page.place.clone());
    open(&next, SERVER, None);
    assert_eq!(load(&next), (0, first));
    // Another server is another place, whatever it has.
    open(&next, "https://other.test", None);
    assert_eq!((kept(&next, KeptAct::Tell).count, load(&next).0), (0, 1));

    // Whoever wants nothing kept has nothing kept.
    open(&next, SERVER, None);
    assert_eq!(kept(&next, KeptAct::Keep(false)).count, 0);
    assert_eq!((load(&next).0, load(&next).0, kept(&next, KeptAct::Tell).count), (1, 1, 0));
    let last = Page::at(page.place.clone());
    open(&last, SERVER, None);
    assert!(!kept(&last, KeptAct::Tell).keeps, "that is remembered");
}

#[test]
fn what_comes_with_a_token_is_kept_by_consent_and_under_no_readable_name() {
    let page = Page::new();
    open(&page, SERVER, Some("a.b.c"));
    let told = kept(&page, KeptAct::Tell);
    assert_eq!((told.is_possible, told.keeps, told.has_token), (true, false, true));
    assert_eq!((load(&page).0, load(&page).0, kept(&page, KeptAct::Tell).count), (1, 1, 0));
    assert!(kept(&page, KeptAct::Keep(true)).keeps);
    assert_eq!((load(&page).0, load(&page).0, kept(&page, KeptAct::Tell).count), (1, 0, 1));
    let disk = format!("{:?}", page.place.0.disk.borrow());
    assert!(!disk.contains("a.b.c"), "the token is nowhere");

    let next = Page::at(page.place.clone());
    open(&next, SERVER, Some("a.b.c"));
    assert!(kept(&next, KeptAct::Tell).keeps, "consent is remembered");
    assert_eq!(load(&next).0, 0);
}

#[test]
fn signing_out_erases_what_came_with_the_token() {
    let with_token = || {
        let page = Page::new();
        open(&page, SERVER, Some("a.b.c"));
        kept(&page, KeptAct::Keep(true));
        assert_eq!((load(&page).0, load(&page).0), (1, 0));
        page
    };
    let is_erased = |page: &Page| {
        let again = Page::at(page.place.clone());
        open(&again, SERVER, Some("a.b.c"));
        let told = kept(&again, KeptAct::Tell);
        (told.keeps, told.count) == (false, 0)
    };
    // Without the token, with another one, or on another day.
    let page = with_token();
    open(&page, SERVER, None);
    assert!(is_erased(&page));
    let page = with_token();
    open(&page, "server.test/", Some("another"));
    assert!(is_erased(&page));
    let page = with_token();
    open(&Page::at(page.place.clone()), SERVER, None);
    assert!(is_erased(&page));
    // Also if the server lets nobody in without it.
    let page = with_token();
    page.place.0.refuses.set(true);
    let (server, dataset) = (SERVER.to_owned(), Some("no such".to_owned()));
    page.connect(ConnectTo::Server { server, token: None, dataset }).unwrap_err();
    page.place.0.refuses.set(false);
    assert!(is_erased(&page));

    // Another server is no way out, nor is the same token.
    let page = with_token();
    open(&page, "https://other.test", None);
    open(&page, SERVER, Some(" \"a.b.c\" "));
    assert_eq!((kept(&page, KeptAct::Tell).keeps, load(&page).0), (true, 0));
}

#[test]
fn forgetting_empties_everything() {
    let page = Page::new();
    open(&page, "https://other.test", None);
    load(&page);
    open(&page, SERVER, Some("a.b.c"));
    kept(&page, KeptAct::Keep(true));
    load(&page);
    let told = kept(&page, KeptAct::Forget);
    assert_eq!((told.count, told.keeps), (0, false));
    assert_eq!(page.place.0.disk.borrow().as_ref().map(|folders| folders.len()), Some(0));
    assert_eq!(load(&page).0, 1);
}

#[test]
fn without_a_place_or_a_version_nothing_is_kept() {
    let page = Page::new();
    *page.place.0.disk.borrow_mut() = None;
    open(&page, SERVER, None);
    assert!(!kept(&page, KeptAct::Tell).is_possible && !kept(&page, KeptAct::Keep(true)).keeps);
    assert_eq!((load(&page).0, load(&page).0), (1, 1));
    assert!(!kept(&Page::with_sample(), KeptAct::Tell).is_possible, "what is here is here");
}
