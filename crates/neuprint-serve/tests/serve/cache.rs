//! The cache of upstreams' answers.

use neuprint_serve::cache::{Cache, Entry};
use neuprint_serve::options::ServeOptions;
use neuprint_serve::server::Running;

use crate::support::{Answer, Fake, Folder, get, send, start, until};

const SKELETON: &str = "/upstream/lab/api/skeletons/skeleton/hemibrain:v1.2.1/754538881?format=swc";

fn with(fake: &Fake, folder: &Folder) -> impl FnOnce(&mut ServeOptions) {
    let (lab, cache) = (fake.lab().parse().unwrap(), folder.path("cache"));
    move |options| {
        options.upstream = vec![lab];
        options.cache = Some(cache);
    }
}

fn ok(kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

fn datasets(uuid: &str) -> String {
    ok("application/json", &format!("{{\"hemibrain:v1.2.1\":{{\"uuid\":\"{uuid}\"}}}}"))
}

async fn ask(server: &Running, token: &str) -> Answer {
    send(server, get(SKELETON, &format!("Authorization: Bearer {token}\r\n"))).await
}

/// Asks, and lets the upstream answer one question after another; what was asked of it.
async fn asked(server: &Running, fake: &Fake, token: &str, answers: &[String]) -> (Answer, Vec<String>) {
    let answering = async {
        let mut seen = Vec::new();
        for answer in answers {
            let head = fake.answer(answer).await;
            seen.push(head.split(' ').nth(1).unwrap().to_owned());
        }
        seen
    };
    let (seen, answer) = tokio::join!(answering, ask(server, token));
    (answer, seen)
}

#[tokio::test]
async fn an_answer_is_kept_for_the_same_token_and_the_same_uuid_only() {
    let (fake, folder) = (Fake::new().await, Folder::with("cache", &[]));
    let server = start(with(&fake, &folder)).await;
    let (list, swc) = ("/api/dbmeta/datasets", SKELETON.strip_prefix("/upstream/lab").unwrap());

    let (answer, seen) =
        asked(&server, &fake, "first-secret", &[datasets("a"), ok("text/plain", "1 0 1 2 3 4 -1\n")]).await;
    assert_eq!((answer.text().as_str(), seen), ("1 0 1 2 3 4 -1\n", vec![list.to_owned(), swc.to_owned()]));
    until(&server, "neuprint_cache_total{outcome=\"kept\"} 1").await;
    let again = ask(&server, "first-secret").await;
    assert_eq!((again.text().as_str(), again.header("content-type")), ("1 0 1 2 3 4 -1\n", vec!["text/plain"]));
    assert_eq!(again.header("cache-status"), ["neuprint; hit"]);
    assert!(!fake.is_asked().await);
    // Somebody else may not see what the first one saw.
    let forbidden = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".to_owned();
    let (answer, seen) = asked(&server, &fake, "second-secret", &[datasets("a"), forbidden]).await;
    assert_eq!((answer.status, seen.len()), (403, 2));

    // Another run finds it; a changed dataset is asked anew.
    let server = start(with(&fake, &folder)).await;
    let (answer, seen) = asked(&server, &fake, "first-secret", &[datasets("a")]).await;
    assert_eq!((answer.text().as_str(), seen), ("1 0 1 2 3 4 -1\n", vec![list.to_owned()]));
    let server = start(with(&fake, &folder)).await;
    let (answer, seen) = asked(&server, &fake, "first-secret", &[datasets("b"), ok("text/plain", "new")]).await;
    assert_eq!((answer.text().as_str(), seen.len()), ("new", 2));
    // Who is refused the list of datasets gets nothing out of the cache.
    let server = start(with(&fake, &folder)).await;
    let refused = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".to_owned();
    let (answer, _) = asked(&server, &fake, "first-secret", &[refused.clone(), refused]).await;
    assert_eq!(answer.status, 401);

    for file in std::fs::read_dir(folder.path("cache")).unwrap() {
        let path = file.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        assert!(!text.contains("secret") && !path.to_string_lossy().contains("secret"), "{}", path.display());
    }
}

/// The files of answers.
fn kept(folder: &Folder) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(folder.path("cache")).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "answer")).collect();
    files.sort();
    files
}

/// Whoever can write into the folder, or a disk that mixes blocks up, makes no answer of another question's.
#[tokio::test]
async fn the_file_of_another_answer_is_as_good_as_missing_and_goes() {
    let (fake, folder) = (Fake::new().await, Folder::with("cache-swapped", &[]));
    let server = start(with(&fake, &folder)).await;
    asked(&server, &fake, "token", &[datasets("a"), ok("text/plain", "first")]).await;
    until(&server, "neuprint_cache_total{outcome=\"kept\"} 1").await;
    let first = kept(&folder).remove(0);
    asked(&server, &fake, "other", &[datasets("a"), ok("text/plain", "other")]).await;
    until(&server, "neuprint_cache_total{outcome=\"kept\"} 2").await;
    let other = kept(&folder).into_iter().find(|path| *path != first).unwrap();
    let (of_first, of_other) = (std::fs::read(&first).unwrap(), std::fs::read(&other).unwrap());
    std::fs::write(&first, &of_other).unwrap();
    std::fs::write(&other, &of_first).unwrap();

    // An answer that may not be kept, so that what is found afterwards is what was there.
    let unkept = "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 4\r\nConnection: close\r\n\r\nanew";
    for (token, left) in [("token", 1), ("other", 0)] {
        let (answer, seen) = asked(&server, &fake, token, &[unkept.to_owned()]).await;
        assert_eq!((answer.text().as_str(), seen.len(), kept(&folder).len()), ("anew", 1, left), "{token}");
    }
    std::fs::write(&first, &of_first).unwrap();
    assert_eq!(ask(&server, "token").await.text(), "first", "in its own place it is found");
}

#[tokio::test]
async fn a_damaged_file_is_as_good_as_missing() {
    let (fake, folder) = (Fake::new().await, Folder::with("cache-damaged", &[]));
    for damage in [
        |bytes: &mut Vec<u8>| *bytes.last_mut().unwrap() ^= 1,
        |bytes: &mut Vec<u8>| bytes.truncate(50),
        |bytes: &mut Vec<u8>| bytes.clear(),
    ] {
        let server = start(with(&fake, &folder)).await;
        let whole = ok("text/plain", "1 0 1 2 3 4 -1\n");
        let (_, seen) = asked(&server, &fake, "token", &[datasets("a"), whole.clone()]).await;
        assert_eq!(seen.len(), 2);
        until(&server, "neuprint_cache_total{outcome=\"kept\"} 1").await;
        let mut files = std::fs::read_dir(folder.path("cache")).unwrap().map(|file| file.unwrap().path());
        let file = files.find(|path| path.extension().is_some_and(|end| end == "answer")).unwrap();
        let mut bytes = std::fs::read(&file).unwrap();
        damage(&mut bytes);
        std::fs::write(&file, bytes).unwrap();
        let (answer, _) = asked(&server, &fake, "token", &[ok("text/plain", "asked anew")]).await;
        assert_eq!(answer.text(), "asked anew");
        until(&server, "neuprint_cache_total{outcome=\"kept\"} 2").await;
        std::fs::remove_file(&file).unwrap();
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_kept_or_is_not_whole_is_passed_on_and_not_kept() {
    let (fake, folder) = (Fake::new().await, Folder::with("cache-full", &[]));
    let server = start(with(&fake, &folder)).await;
    let broken = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n1 0".to_owned();
    let (answer, _) = asked(&server, &fake, "token", &[datasets("a"), broken]).await;
    assert_eq!(answer.text(), "1 0");
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    let broken = format!("{head}Transfer-Encoding: chunked\r\n\r\n5\r\n1 0 1\r\n");
    let (answer, _) = asked(&server, &fake, "token", &[broken]).await;
    assert!(answer.text().contains("1 0 1") && !answer.text().ends_with("0\r\n\r\n"), "no end: {answer:?}");
    // One that ends with its connection may be whole or not; nobody can know.
    let (answer, _) = asked(&server, &fake, "token", &[format!("{head}\r\n1 0 1 2")]).await;
    assert!(answer.text().contains("1 0 1 2"));
    let unkept =
        "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 1\r\nConnection: close\r\n\r\n1".to_owned();
    let (answer, _) = asked(&server, &fake, "token", &[unkept]).await;
    assert_eq!(answer.text(), "1");
    // A disk that takes nothing more.
    std::fs::remove_dir_all(folder.path("cache")).unwrap();
    let (answer, _) = asked(&server, &fake, "token", &[ok("text/plain", "whole")]).await;
    assert_eq!(answer.text(), "whole");
    until(&server, "neuprint_cache_total{outcome=\"unwritten\"} 1").await;
    assert!(!server.metrics().text().contains("outcome=\"kept\""));
}

#[test]
fn what_was_not_used_for_longest_goes_first_and_unfinished_files_go_at_once() {
    let folder = Folder::with("cache-order", &[]);
    let entry = |size: usize| Entry { kind: "a/b".into(), encoding: "".into(), body: vec![7; size].into() };
    let cache = Cache::open(&folder.0, 8000).unwrap();
    let keys: Vec<_> = (0..9_u8).map(|number| cache.key(&[&[number]])).collect();
    assert_ne!(cache.key(&[b"ab", b"c"]), cache.key(&[b"a", b"bc"]));
    for key in &keys[..8] {
        cache.keep(key, &entry(900)).unwrap();
    }
    assert_eq!(cache.find(&keys[0]), Some(entry(900)), "and now it is the last one used");
    cache.keep(&keys[8], &entry(900)).unwrap();
    assert!(cache.find(&keys[0]).is_some() && cache.find(&keys[1]).is_none() && cache.find(&keys[8]).is_some());
    cache.keep(&keys[2], &entry(1001)).unwrap();
    assert_eq!(cache.find(&keys[2]), Some(entry(900)), "one answer has an eighth of the room at most");

    // As after the end of a process that was writing.
    std::fs::write(folder.path("half.part"), "1 0").unwrap();
    let size = |folder: &Folder| {
        let files = std::fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap());
        files.filter(|file| file.path().extension().is_some()).map(|file| file.metadata().unwrap().len()).sum::<u64>()
    };
    let cache = Cache::open(&folder.0, 4000).unwrap();
    assert!(!folder.path("half.part").exists() && size(&folder) <= 4000 && size(&folder) > 2000, "{}", size(&folder));
    assert_eq!(cache.key(&[&[0]]), keys[0], "the key of the hash stays");
    let error = Cache::open(&folder.path("key"), 1).unwrap_err().to_string();
    assert!(error.contains("cannot be used"), "{error}");
}
