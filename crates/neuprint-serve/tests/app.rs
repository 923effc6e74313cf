//! The app's files over HTTP.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use neuprint_serve::api::Api;
use neuprint_serve::assets::{Assets, Folder as AppFolder, checked_path};
use neuprint_serve::router;
use neuprint_serve::site::Site;
use tower::ServiceExt;

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("neuprint-serve-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn router(&self) -> Router {
        router(Some(Assets::Folder(AppFolder::new(self.0.clone()))), Api::Nobody).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const FILES: [(&str, &str); 6] = [
    ("index.html", "<!doctype html><script>boot()</script>"),
    ("app-0123456789abcdef.js", "export {};"),
    ("app-0123456789abcdef_bg.wasm", "\0asm"),
    ("app-0123456789abcdef_bg.wasm.br", "small"),
    ("worker.js", "export {};"),
    (".stamp", "not for browsers"),
];

async fn get(router: Router, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn files_have_their_types_and_hashed_ones_are_kept_for_ever() {
    let folder = Folder::with("types", &FILES);
    let wasm = get(folder.router(), "/app-0123456789abcdef_bg.wasm", &[]).await;
    assert_eq!(header(&wasm, "content-type"), "application/wasm");
    assert_eq!(header(&wasm, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(text(wasm).await, "\0asm");
    let script = get(folder.router(), "/app-0123456789abcdef.js", &[]).await;
    assert!(header(&script, "content-type").starts_with("text/javascript"), "{}", header(&script, "content-type"));
    let worker = get(folder.router(), "/worker.js", &[]).await;
    assert_eq!(header(&worker, "cache-control"), "no-cache");
}

#[tokio::test]
async fn a_browser_that_takes_brotli_gets_the_twin_and_others_do_not() {
    let folder = Folder::with("brotli", &FILES);
    let path = "/app-0123456789abcdef_bg.wasm";
    let small = get(folder.router(), path, &[("accept-encoding", "gzip, br;q=0.9")]).await;
    assert_eq!(header(&small, "content-encoding"), "br");
    assert_eq!(header(&small, "content-type"), "application/wasm");
    assert_eq!(header(&small, "vary"), "Accept-Encoding");
    assert_eq!(text(small).await, "small");
    let refused = get(folder.router(), path, &[("accept-encoding", "br;q=0, gzip")]).await;
    assert_eq!(header(&refused, "content-encoding"), "");
    assert_eq!(get(folder.router(), &format!("{path}.br"), &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_known_file_is_not_sent_again_until_it_changes() {
    let folder = Folder::with("etag", &FILES);
    let tag = header(&get(folder.router(), "/worker.js", &[]).await, "etag").to_owned();
    let again = get(folder.router(), "/worker.js", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(text(again).await, "");
    std::fs::write(folder.0.join("worker.js"), "changed()").unwrap();
    let changed = get(folder.router(), "/worker.js", &[("if-none-match", &tag)]).await;
    assert_eq!(text(changed).await, "changed()");
}

/// RFC 9110, 13.1.2: a list, weak tags that stand for the same bytes here, and `*`.
#[tokio::test]
async fn a_known_file_is_known_by_any_tag_of_a_list() {
    let folder = Folder::with("etags", &FILES);
    let first = get(folder.router(), "/worker.js", &[]).await;
    let tag = header(&first, "etag").to_owned();
    assert!(tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"'), "a strong one: {tag}");
    let inside = tag.trim_matches('"');
    for (known, expected) in [
        (tag.clone(), 304),
        (format!("\"a\", {tag}"), 304),
        (format!("\"a\",W/{tag} , \"b\""), 304),
        ("*".to_owned(), 304),
        ("\"*\"".to_owned(), 200),
        (inside.to_owned(), 200),
        (format!("\"x{inside}\""), 200),
        ("\"a\"".to_owned(), 200),
        (String::new(), 200),
    ] {
        let answer = get(folder.router(), "/worker.js", &[("if-none-match", &known)]).await;
        assert_eq!(answer.status(), expected, "{known}");
        // The browser refreshes what it keeps with these.
        for name in ["etag", "cache-control", "vary"] {
            assert_eq!(header(&answer, name), header(&first, name), "{known}: {name}");
        }
    }
    let twice = [("if-none-match", "\"a\""), ("if-none-match", tag.as_str())];
    assert_eq!(get(folder.router(), "/worker.js", &twice).await.status(), 304);
    // Knowing the file goes before wanting a part of it.
    let both = [("if-none-match", tag.as_str()), ("range", "bytes=0-1")];
    assert_eq!(get(folder.router(), "/worker.js", &both).await.status(), 304);
    assert_eq!(get(folder.router(), "/gone.js", &[("if-none-match", "*")]).await.status(), 404);
}

#[tokio::test]
async fn each_encoding_has_a_tag_of_its_own_and_parts_are_parts_of_it() {
    let folder = Folder::with("encodings", &FILES);
    let path = "/app-0123456789abcdef_bg.wasm";
    let brotli = ("accept-encoding", "br");
    let (plain, small) = (get(folder.router(), path, &[]).await, get(folder.router(), path, &[brotli]).await);
    let (of_plain, of_small) = (header(&plain, "etag"), header(&small, "etag"));
    assert_ne!(of_plain, of_small);
    for answer in [&plain, &small] {
        assert_eq!(header(answer, "vary"), "Accept-Encoding");
        assert_eq!(header(answer, "content-type"), "application/wasm");
    }
    // Whoever has one has not the other.
    let other = get(folder.router(), path, &[("if-none-match", of_plain), brotli]).await;
    assert_eq!((other.status(), header(&other, "content-encoding")), (StatusCode::OK, "br"));
    let same = get(folder.router(), path, &[("if-none-match", of_small), brotli]).await;
    assert_eq!((same.status(), header(&same, "vary")), (StatusCode::NOT_MODIFIED, "Accept-Encoding"));
    let range = ("range", "bytes=1-2");
    let part = get(folder.router(), path, &[range, brotli, ("if-range", of_small)]).await;
    assert_eq!((part.status(), header(&part, "content-range")), (StatusCode::PARTIAL_CONTENT, "bytes 1-2/5"));
    assert_eq!((header(&part, "content-encoding"), header(&part, "etag")), ("br", of_small));
    assert_eq!(text(part).await, "ma");
    // A part of another encoding, or of a version that is only like it, would not fit.
    for known in [of_plain.to_owned(), format!("W/{of_small}"), "Sun, 06 Nov 1994 08:49:37 GMT".to_owned()] {
        let whole = get(folder.router(), path, &[range, brotli, ("if-range", &known)]).await;
        assert_eq!((whole.status(), header(&whole, "content-range")), (StatusCode::OK, ""), "{known}");
        assert_eq!(text(whole).await, "small");
    }
}

#[tokio::test]
async fn a_head_is_that_of_the_file_without_it() {
    let folder = Folder::with("head", &FILES);
    let path = "/app-0123456789abcdef_bg.wasm";
    for headers in [&[][..], &[("accept-encoding", "br")], &[("range", "bytes=1-2")], &[("if-none-match", "*")]] {
        let whole = get(folder.router(), path, headers).await;
        let mut request = Request::head(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let head = folder.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!((head.status(), head.headers()), (whole.status(), whole.headers()), "{headers:?}");
        assert_eq!(text(head).await, "");
    }
    let length = get(folder.router(), path, &[("accept-encoding", "br")]).await;
    assert_eq!(header(&length, "content-length"), "5");
    let post = Request::post(path).body(Body::empty()).unwrap();
    assert_eq!(folder.router().oneshot(post).await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
}

/// A file is kept once it was read; that it changed is seen all the same, also when it is as long as before.
#[tokio::test]
async fn a_file_that_was_read_before_is_served_changed() {
    let folder = Folder::with("kept", &FILES);
    let router = folder.router();
    let path = folder.0.join("worker.js");
    let hours_ago = |hours: u64| {
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600)).unwrap();
    };
    hours_ago(2);
    assert_eq!(text(get(router.clone(), "/worker.js", &[]).await).await, "export {};");
    let old = header(&get(router.clone(), "/worker.js", &[]).await, "etag").to_owned();
    std::fs::write(&path, "EXPORT {};").unwrap();
    hours_ago(1);
    let changed = get(router.clone(), "/worker.js", &[("if-none-match", &old)]).await;
    assert_ne!(header(&changed, "etag"), old);
    assert_eq!(text(changed).await, "EXPORT {};");
    // Changes within the clock's step cannot be told apart, so nothing of now is kept.
    for content in ["export {1}", "export {2}", "export {3}"] {
        std::fs::write(&path, content).unwrap();
        hours_ago(0);
        assert_eq!(text(get(router.clone(), "/worker.js", &[]).await).await, content);
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(get(router, "/worker.js", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_part_of_a_file_is_sent_when_a_part_is_asked() {
    let folder = Folder::with("range", &FILES);
    let whole = get(folder.router(), "/worker.js", &[]).await;
    assert_eq!(header(&whole, "accept-ranges"), "bytes");
    let tag = header(&whole, "etag").to_owned();
    let part = get(folder.router(), "/worker.js", &[("range", "bytes=7-8"), ("if-range", &tag)]).await;
    assert_eq!((part.status(), header(&part, "content-range")), (StatusCode::PARTIAL_CONTENT, "bytes 7-8/10"));
    assert_eq!(text(part).await, "{}");
    let behind = get(folder.router(), "/worker.js", &[("range", "bytes=10-")]).await;
    assert_eq!((behind.status(), header(&behind, "content-range")), (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */10"));
    std::fs::write(folder.0.join("worker.js"), "changed()").unwrap();
    let changed = get(folder.router(), "/worker.js", &[("range", "bytes=7-8"), ("if-range", &tag)]).await;
    assert_eq!(text(changed).await, "changed()");
}

#[tokio::test]
async fn an_address_of_the_app_is_its_page_and_a_missing_file_is_missing() {
    let folder = Folder::with("fallback", &FILES);
    let navigation = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
    for path in ["/", "/skeletons?ids=754538881", "/d/hemibrain:v1.2.1/query"] {
        let page = get(folder.router(), path, &navigation).await;
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8");
        assert!(text(page).await.contains("boot()"));
    }
    assert_eq!(get(folder.router(), "/gone-0123456789abcdef.js", &[("accept", "*/*")]).await.status(), 404);
}

#[tokio::test]
async fn where_datasets_are_served_the_bare_address_leads_to_the_first() {
    let folder = Folder::with("first", &FILES);
    let site = || {
        let assets = Assets::Folder(AppFolder::new(folder.0.clone()));
        let site = Site { first: Some("a b&c:v1".to_owned()), ..Site::new(Some(assets), Api::Nobody) };
        site.router().unwrap()
    };
    let navigation = [("accept", "text/html")];
    let led = get(site(), "/", &navigation).await;
    assert_eq!(led.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(header(&led, "location"), "./?server=/&dataset=a%20b%26c:v1");
    // An address that says what it wants, and what is no navigation, is answered.
    for path in ["/?", "/?server=/&dataset=a%20b%26c:v1", "/?run=1", "/skeletons"] {
        assert_eq!(get(site(), path, &navigation).await.status(), StatusCode::OK, "{path}");
    }
    assert_eq!(get(site(), "/", &[]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn nothing_outside_the_folder_and_nothing_hidden_is_served() {
    let folder = Folder::with("outside", &FILES);
    std::fs::write(folder.0.with_extension("secret"), "secret").unwrap();
    let name = folder.0.with_extension("secret");
    let name = name.file_name().unwrap().to_str().unwrap();
    for path in ["/.stamp".to_owned(), format!("/../{name}"), format!("/%2e%2e/{name}"), format!("/..%2f{name}")] {
        assert_eq!(get(folder.router(), &path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(checked_path(&path), None, "{path}");
    }
    std::fs::remove_file(folder.0.with_extension("secret")).unwrap();
}

#[tokio::test]
async fn the_policy_allows_this_pages_own_inline_script_only() {
    let folder = Folder::with("policy", &FILES);
    let page = get(folder.router(), "/", &[]).await;
    let policy = header(&page, "content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap();
    assert!(!scripts.contains("unsafe-inline"));
    assert_eq!(header(&page, "x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn without_an_upstream_the_api_is_not_the_app() {
    let folder = Folder::with("no-api", &FILES);
    let answer = get(folder.router(), "/api/version", &[("accept", "text/html")]).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(text(answer).await, r#"{"message":"Not Found"}"#);
}

#[test]
fn a_folder_without_a_page_is_refused_with_what_to_do() {
    let error = router(Some(Assets::Folder(AppFolder::new("/nowhere".into()))), Api::Nobody).unwrap_err().to_string();
    assert!(error.contains("/nowhere") && error.contains("cargo xtask build"), "{error}");
}
