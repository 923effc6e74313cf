//! Who is let in.

use std::process::Command;

use neuprint_serve::guard::Tokens;
use neuprint_serve::server::{Exposed, check};

use crate::support::{Answer, Fake, Folder, get, query, send, start};

const TOKEN: &str = "a-token-of-this-servers-list";
const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

#[test]
fn other_machines_are_let_in_with_tls_and_tokens_or_on_demand_only() {
    for (bind, tls, tokens, expected) in [
        ("127.0.0.1", false, false, "open"),
        ("127.9.9.9", false, false, "open"),
        ("::1", false, false, "open"),
        ("::ffff:127.0.0.1", false, false, "open"),
        ("0.0.0.0", true, true, "open"),
        ("0.0.0.0", false, true, "without TLS"),
        ("0.0.0.0", true, false, "without a list of tokens"),
        ("::", false, false, "without TLS"),
        ("10.0.0.1", false, false, "without TLS"),
    ] {
        let answer = check(bind.parse().unwrap(), tls, tokens)
            .map_or_else(|why: Exposed| why.to_string(), |()| "open".to_owned());
        assert!(answer.contains(expected), "{bind} {tls} {tokens}: {answer}");
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_neuprint")).args(["serve", "--bind", "0.0.0.0", "--port", "0"]).output();
    let output = output.unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && message.contains("--insecure"), "{message}");
}

#[tokio::test]
async fn an_explicit_flag_opens_it_all_the_same() {
    let server = start(|options| {
        options.bind = Some("0.0.0.0".parse().unwrap());
        options.insecure = true;
    })
    .await;
    assert!(server.address().ip().is_unspecified());
    assert_eq!(send(&server, get("/api/version", "")).await.status, 200);
}

#[tokio::test]
async fn a_list_of_tokens_guards_the_data_and_its_tokens_go_no_further() {
    let fake = Fake::new().await;
    let page = "<!doctype html><p>the app";
    let folder = Folder::with("tokens", &[("tokens", &format!("# ours\n\n{TOKEN}\n")), ("index.html", page)]);
    let server = start(|options| {
        options.token_file = Some(folder.path("tokens"));
        options.dist = Some(folder.0.clone());
        options.upstream = vec![fake.lab().parse().unwrap()];
    })
    .await;
    let ours = format!("Authorization: Bearer {TOKEN}\r\n");
    for (headers, expected) in [
        ("", 401),
        ("Authorization: Bearer another-token-altogether\r\n", 401),
        ("Authorization: Bearer a-token-of-this-servers-lis\r\n", 401),
        ("Authorization: Bearer \r\n", 401),
        ("Authorization: Basic YTpi\r\n", 401),
        ("Cookie: dsg_token=a-token-of-this-servers-list\r\n", 401),
        (&ours, 404),
        ("authorization: bearer a-token-of-this-servers-list\r\n", 404),
        ("X-Gateway-Token: a-token-of-this-servers-list\r\n", 404),
    ] {
        // Beside a named upstream nobody answers here, which tells that the guard let it pass.
        assert_eq!(send(&server, get("/api/version", headers)).await.status, expected, "{headers}");
        assert_eq!(send(&server, get("/profile", headers)).await.status, expected, "{headers}");
    }
    assert_eq!(send(&server, get("/upstream/lab/api/version", "")).await.status, 401);
    assert_eq!(send(&server, get("/metrics", "")).await.status, 401);
    assert_eq!(send(&server, get("/metrics", &ours)).await.status, 200);
    assert_eq!(send(&server, get("/healthz", "")).await.status, 200);
    assert_eq!(send(&server, get("/", "")).await.text(), page, "the app itself is no secret");
    assert!(!fake.is_asked().await);

    let request = get("/upstream/lab/api/version", &ours);
    let (asked, answer) = tokio::join!(fake.answer(OK), send(&server, request));
    assert!(
        answer.status == 200 && !asked.contains(TOKEN) && !asked.to_lowercase().contains("authorization"),
        "{asked}"
    );
    let headers = format!("X-Gateway-Token: {TOKEN}\r\nAuthorization: Bearer of-the-upstream\r\n");
    let request = get("/upstream/lab/api/version", &headers);
    let (asked, answer) = tokio::join!(fake.answer(OK), send(&server, request));
    assert!(answer.status == 200 && !asked.contains(TOKEN) && asked.contains("Bearer of-the-upstream"), "{asked}");
}

#[tokio::test]
async fn whoever_was_let_in_has_a_profile_in_datasets_too() {
    let folder = Folder::with("profiles", &[("tokens", &format!("{TOKEN}\n"))]);
    let guarded = start(|options| {
        options.token_file = Some(folder.path("tokens"));
        options.files = vec![crate::support::SAMPLE.into()];
    })
    .await;
    let open = start(|options| options.files = vec![crate::support::SAMPLE.into()]).await;
    let ours = format!("Authorization: Bearer {TOKEN}\r\n");
    let gateway = format!("X-Gateway-Token: {TOKEN}\r\n");
    for (server, headers, status) in [
        (&guarded, "", 401),
        (&guarded, "Authorization: Bearer another-token-altogether\r\n", 401),
        (&guarded, &ours, 200),
        (&guarded, &gateway, 200),
        (&open, "", 401),
        (&open, &ours, 200),
        // Without a list it is a header as any other.
        (&open, &gateway, 401),
    ] {
        let token = send(server, get("/token", headers)).await;
        let profile = send(server, get("/profile", headers)).await;
        assert_eq!((token.status, profile.status), (status, status), "{headers}");
        assert_eq!(token.text().contains(TOKEN), status == 200, "{headers}");
        assert_eq!(profile.text().contains("\"AuthLevel\":\"readwrite\""), status == 200, "{headers}");
    }
}

#[test]
fn a_list_is_kept_hashed_and_weak_tokens_are_refused() {
    let tokens = Tokens::of(&format!("{TOKEN}\nanother-token-of-this-list\n")).unwrap();
    assert!(tokens.hold(TOKEN.as_bytes()) && tokens.hold(b"another-token-of-this-list"));
    assert!(!tokens.hold(b"") && !tokens.hold(TOKEN.to_uppercase().as_bytes()));
    assert_eq!(format!("{tokens:?}"), "Tokens(2)");
    assert!(Tokens::of("# nothing\n").unwrap_err().to_string().contains("no token"));
    assert!(Tokens::of(&format!("{TOKEN}\nshort\n")).unwrap_err().to_string().starts_with("line 2 "));
}

#[tokio::test]
async fn only_this_servers_own_names_are_answered() {
    let server = start(|options| options.allow_host = vec!["neurons.example".to_owned()]).await;
    for (host, expected) in [
        ("localhost", 200),
        ("LOCALHOST:8642", 200),
        ("127.0.0.1:8642", 200),
        ("[::1]:8642", 200),
        ("neurons.example", 200),
        ("Neurons.Example.:443", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("neurons.example.evil.example", 421),
        ("2130706433", 421),
        ("", 400),
        ("user@localhost", 400),
        ("a b", 400),
        ("localhost:99999999", 400),
    ] {
        for path in ["/api/version", "/healthz"] {
            let answer =
                send(&server, format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await;
            assert_eq!(answer.status, expected, "{host} {path}");
        }
    }
}

#[tokio::test]
async fn pages_of_allowed_origins_may_ask_and_others_may_not() {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.files = vec![crate::support::SAMPLE.into()];
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.allow_origin = vec!["https://lab.example.org".parse().unwrap()];
    })
    .await;
    let allowed = |answer: &Answer| answer.header("access-control-allow-origin").join(",");
    for (headers, status, cors) in [
        ("", 200, ""),
        ("Origin: https://lab.example.org\r\n", 200, "https://lab.example.org"),
        ("Origin: http://localhost\r\n", 200, ""),
        ("Origin: http://lab.example.org\r\n", 403, ""),
        ("Origin: https://lab.example.org.evil.example\r\n", 403, ""),
        ("Origin: https://lab.example.org:444\r\n", 403, ""),
        ("Origin: https://evil.example\r\n", 403, ""),
        ("Origin: null\r\n", 403, ""),
        ("Origin: http://localhost:3000\r\n", 403, ""),
        ("Origin: https://lab.example.org\r\nOrigin: https://evil.example\r\n", 403, ""),
        ("Sec-Fetch-Site: cross-site\r\n", 403, ""),
        ("Sec-Fetch-Site: same-origin\r\n", 200, ""),
    ] {
        let answer = send(&server, get("/api/version", headers)).await;
        assert_eq!((answer.status, allowed(&answer).as_str()), (status, cors), "{headers}");
        assert!(answer.status == 403 || answer.header("vary").join(",").contains("Origin"));
    }
    let asks = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n";
    for path in ["/api/custom/custom", "/upstream/lab/api/custom/custom"] {
        for (origin, status) in [("https://lab.example.org", 204), ("https://evil.example", 403)] {
            let request = get(path, &format!("Origin: {origin}\r\n{asks}")).replacen("GET", "OPTIONS", 1);
            let answer = send(&server, request).await;
            assert_eq!((answer.status, allowed(&answer).as_str()), (status, if status == 204 { origin } else { "" }));
            let headers = answer.header("access-control-allow-headers").join(",");
            assert_eq!(headers.contains("Authorization"), status == 204, "{answer:?}");
            assert!(answer.header("access-control-allow-credentials").is_empty(), "cookies are of no use here");
        }
    }
    assert!(!fake.is_asked().await, "a preflight stays here");
    let upstream = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\n{}";
    let request = get("/upstream/lab/api/version", "Origin: https://lab.example.org\r\n");
    let (_, answer) = tokio::join!(fake.answer(upstream), send(&server, request));
    assert_eq!(allowed(&answer), "https://lab.example.org");
}

#[tokio::test]
async fn every_answer_binds_the_browsers_hands() {
    let folder = Folder::with("headers", &[("index.html", "<!doctype html><script>boot()</script>")]);
    let server = start(|options| options.dist = Some(folder.0.clone())).await;
    for (request, status) in [
        (get("/", ""), 200),
        (get("/nothing.js", ""), 404),
        (get("/api/version", ""), 200),
        (get("/api/nothing", ""), 404),
        (query("/api/custom/custom", "RETURN 1"), 200),
        (get("/api/version", "Origin: https://evil.example\r\n"), 403),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(), 421),
    ] {
        let answer = send(&server, &request).await;
        let request = request.lines().next().unwrap();
        assert_eq!(answer.status, status, "{request}: {answer:?}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), [value], "{request}");
        }
        let policy = answer.header("content-security-policy").join(",");
        assert!(policy.contains("frame-ancestors 'none'"), "{request}: {policy}");
        assert_eq!(policy.contains("sandbox"), request.contains("/api"), "{request}: {policy}");
        assert!(answer.header("set-cookie").is_empty());
    }
}
