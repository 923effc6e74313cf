//! The cache of the real program, while its disk is full or it is killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Answer, Folder, get, in_time, read};

/// Room for the answers of some runs that are killed, and not of all.
const MIB: u64 = 4;
/// Requests at a time.
const AT_A_TIME: u64 = 8;

/// The skeleton of a body: always the same for it, and of another length and content for another one.
fn skeleton(body: u64) -> Vec<u8> {
    let length = 30_000 + (body * 7919) % 50_000;
    (0..length).map(|at| b' ' + ((at * 31 + body * 17 + at / 97 * body) % 90) as u8).collect()
}

fn path(body: u64) -> String {
    format!("/api/skeletons/skeleton/hemibrain:v1.2.1/{body}?format=swc")
}

/// An upstream that answers everybody until the test ends.
async fn upstream() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let lab = format!("lab=http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    lab
}

async fn answer(mut stream: TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        // The gateway may be killed at any moment.
        if !stream.read_buf(&mut head).await.is_ok_and(|count| count > 0) {
            return;
        }
    }
    let head = String::from_utf8(head).unwrap();
    let asked = head.split(' ').nth(1).unwrap();
    let body = asked.split(['/', '?']).filter_map(|part| part.parse().ok()).next();
    let body = body.map_or_else(|| br#"{"hemibrain:v1.2.1":{"uuid":"a"}}"#.to_vec(), skeleton);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&body).await;
}

/// The program before an upstream, with a cache.
struct Gateway {
    child: Child,
    address: String,
}

impl Gateway {
    /// `command` is the program, or something that becomes it.
    fn start(mut command: Command, upstream: &str, cache: &Path, mib: u64) -> Self {
        command.args(["serve", "--port", "0", "--log", "off", "--upstream", upstream, "--cache"]).arg(cache);
        command.args(["--cache-size", &mib.to_string()]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("it does not listen: {line}"));
        let address = address.split([' ', '\n']).next().unwrap().to_owned();
        Self { child, address }
    }

    async fn ask(&self, path: &str) -> Answer {
        let Ok(mut stream) = TcpStream::connect(&self.address).await else { return Answer::of(b"") };
        let _ = stream.write_all(get(path, "").as_bytes()).await;
        read(&mut stream).await
    }

    /// Asks for a skeleton; whether it came out of the cache, and `None` if it did not come.
    async fn skeleton(&self, body: u64) -> Option<bool> {
        let answer = self.ask(&format!("/upstream/lab{}", path(body))).await;
        let promised = answer.header("content-length").first().and_then(|length| length.parse().ok());
        if answer.status == 0 || promised != Some(answer.body.len()) {
            return None;
        }
        assert!(answer.status == 200 && answer.body == skeleton(body), "{body}: a wrong answer: {}", answer.head);
        Some(!answer.header("cache-status").is_empty())
    }

    /// Asks for all of them, some at a time; which came out of the cache.
    async fn skeletons(&self, bodies: std::ops::Range<u64>) -> Vec<Option<bool>> {
        let mut all = Vec::new();
        for start in bodies.clone().step_by(AT_A_TIME as usize) {
            let some = (start..bodies.end.min(start + AT_A_TIME)).map(|body| self.skeleton(body));
            all.extend(futures_util::future::join_all(some).await);
        }
        all
    }

    async fn counted(&self, line: &str) -> u64 {
        let metrics = self.ask("/metrics").await.text();
        let line = metrics.lines().find_map(|known| known.strip_prefix(line)?.trim().parse().ok());
        line.unwrap_or(0)
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The files of a folder that end so, and their bytes together.
fn files(folder: &Path, end: &str) -> (usize, u64) {
    let files = std::fs::read_dir(folder).unwrap().filter_map(Result::ok);
    let files = files.filter(|file| file.path().extension().is_some_and(|known| known == end));
    // A file that is being written may be gone by now.
    files.filter_map(|file| file.metadata().ok()).fold((0, 0), |(count, bytes), about| (count + 1, bytes + about.len()))
}

/// A file system of 256 KiB, in a namespace of mounts that ends with the program; what starts a program in it.
fn on_a_small_disk(place: &Path) -> Option<Command> {
    let small = |then: &str| {
        let mut command = Command::new("unshare");
        let root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        command.args((!root).then_some("--map-root-user")).args(["--mount", "sh", "-c"]);
        command.arg(format!("mount -t tmpfs -o size=256k tmpfs \"$0\" && exec {then}")).arg(place);
        command
    };
    let tried = small("true").stderr(Stdio::null()).status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("SKIPPED a full disk: this machine lets nobody mount a small one (unshare --mount, tmpfs)");
        return None;
    }
    let mut command = small("\"$@\"");
    command.arg(env!("CARGO_BIN_EXE_neuprint"));
    Some(command)
}

#[tokio::test]
async fn on_a_full_disk_every_answer_is_right_and_nothing_broken_is_kept() {
    let folder = Folder::with("cache-disk", &[]);
    let Some(command) = on_a_small_disk(&folder.0) else { return };
    let gateway = Gateway::start(command, &upstream().await, &folder.path("cache"), 100);
    // What the program sees there, and nobody else.
    let cache = PathBuf::from(format!("/proc/{}/root", gateway.child.id()));
    let cache = cache.join(folder.path("cache").strip_prefix("/").unwrap());
    for round in 0..3 {
        let came = gateway.skeletons(1..17).await;
        assert!(came.iter().all(Option::is_some), "{came:?}");
        let hits = came.iter().filter(|came| **came == Some(true)).count();
        // Sixteen are some 900 kB: not even a half fits.
        assert!(hits < 8 && (round == 0 || hits > 0), "{hits} of 16 came out of the cache in round {round}");
    }
    let unwritten = gateway.counted("neuprint_cache_total{outcome=\"unwritten\"}").await;
    assert!(unwritten > 20, "{unwritten}");
    in_time(async {
        while files(&cache, "part").0 > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    let (count, bytes) = files(&cache, "answer");
    assert!((1..8).contains(&count) && bytes <= 256 << 10, "{count} files, {bytes} bytes");
    // Each of them is found again, so each is whole.
    let hits = gateway.skeletons(1..17).await.iter().filter(|came| **came == Some(true)).count();
    assert!(hits >= count, "{hits} of {count}");
}

#[tokio::test]
async fn a_program_that_is_killed_while_it_writes_leaves_nothing_that_is_wrong() {
    let folder = Folder::with("cache-killed", &[]);
    let (upstream, cache) = (upstream().await, folder.path("cache"));
    let start = || Gateway::start(Command::new(env!("CARGO_BIN_EXE_neuprint")), &upstream, &cache, MIB);
    let (mut in_the_middle, mut rounds) = (0, 0);
    while in_the_middle < 3 || rounds < 6 {
        assert!(rounds < 60, "the program was killed {in_the_middle} times while it wrote");
        let mut gateway = start();
        assert_eq!(files(&cache, "part").0, 0, "what an earlier run left is removed before anything is served");
        let first = rounds * 100;
        // Each time a little later, from before the first file is written.
        let running = gateway.skeletons(first..first + 100);
        let _ = tokio::time::timeout(Duration::from_micros(500 + rounds * 1700 % 23_000), running).await;
        gateway.kill();
        in_the_middle += usize::from(files(&cache, "part").0 > 0);
        rounds += 1;
    }
    let gateway = start();
    let (_, bytes) = files(&cache, "answer");
    assert!(files(&cache, "part").0 == 0 && bytes <= MIB << 20, "{bytes} bytes");
    let mut hits = 0;
    // What was used last first, before it makes room for others.
    for round in (0..rounds).rev() {
        let came = gateway.skeletons(round * 100..round * 100 + 10).await;
        assert!(came.iter().all(Option::is_some), "{came:?}");
        hits += came.iter().filter(|came| **came == Some(true)).count();
    }
    assert!(hits > 0, "nothing came out of the cache");
}
