//! What one client and all of them may use.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::support::{ENDLESS, Fake, get, in_time, query, read, send, start, until};

/// A connection from another address of this machine: another client.
#[cfg(target_os = "linux")]
async fn from_another(to: std::net::SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    socket.connect(to).await.unwrap()
}

#[tokio::test]
async fn a_query_past_its_time_ends_with_neuprints_timeout_error_and_its_place_is_free() {
    let server = start(|options| {
        options.limits.query_seconds = Some(0.2);
        options.limits.queries = Some(1);
    })
    .await;
    for _ in 0..2 {
        let answer = send(&server, query("/api/custom/custom", ENDLESS)).await;
        let text = answer.text();
        assert!(answer.status == 400 && text.contains("Neo.ClientError.Transaction.TransactionTimedOut"), "{text}");
    }
    until(&server, "neuprint_queries_running 0").await;
    assert!(server.metrics().text().contains("neuprint_queries_total{outcome=\"timed-out\"} 2\n"));
    assert_eq!(send(&server, query("/api/custom/custom", "RETURN 1")).await.status, 200);
}

#[tokio::test]
async fn a_query_whose_client_goes_away_is_stopped() {
    let server = start(|options| options.limits.query_seconds = Some(100_000.0)).await;
    let mut client = TcpStream::connect(server.address()).await.unwrap();
    client.write_all(query("/api/custom/custom", ENDLESS).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_running 1").await;
    drop(client);
    until(&server, "neuprint_queries_total{outcome=\"cancelled\"} 1").await;
    until(&server, "neuprint_queries_running 0").await;
    until(&server, "neuprint_connections 0").await;
}

#[tokio::test]
async fn rows_and_memory_of_a_query_are_bounded() {
    let server = start(|options| {
        options.limits.query_rows = Some(100);
        options.limits.query_memory = Some(1);
    })
    .await;
    for (text, status) in [
        ("UNWIND range(1, 100) AS n RETURN n", 200),
        ("UNWIND range(1, 101) AS n RETURN n", 400),
        ("UNWIND range(1, 1000000) AS n WITH collect(n + 1) AS all RETURN size(all)", 400),
        ("MATCH (a:Neuron), (b:Neuron) RETURN size(collect(a.bodyId + b.bodyId))", 400),
    ] {
        let answer = send(&server, query("/api/custom/custom", text)).await;
        assert_eq!(answer.status, status, "{text}: {}", answer.text());
        assert_eq!(answer.text().contains("failed to execute query: Neo4jError"), status == 400, "{text}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn one_client_has_so_many_queries_at_a_time_and_leaves_room_for_others() {
    let server = start(|options| {
        options.limits.queries_per_client = Some(1);
        options.limits.queries = Some(2);
        options.limits.wait_seconds = Some(0.05);
        options.limits.query_seconds = Some(100_000.0);
    })
    .await;
    let ask = |text| query("/api/custom/custom", text);
    let mut first = TcpStream::connect(server.address()).await.unwrap();
    first.write_all(ask(ENDLESS).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_running 1").await;
    let refused = send(&server, ask("RETURN 1")).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, vec!["5"]), "{refused:?}");

    let mut other = from_another(server.address()).await;
    other.write_all(ask("RETURN 1").as_bytes()).await.unwrap();
    assert_eq!(read(&mut other).await.status, 200);

    let mut second = from_another(server.address()).await;
    second.write_all(ask(ENDLESS).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_running 2").await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.3:0".parse().unwrap()).unwrap();
    let mut third = socket.connect(server.address()).await.unwrap();
    third.write_all(ask("RETURN 1").as_bytes()).await.unwrap();
    let refused = read(&mut third).await;
    assert_eq!((refused.status, refused.header("retry-after")), (503, vec!["5"]), "{refused:?}");
    // What is no query is answered all the same.
    assert_eq!(send(&server, get("/healthz", "")).await.status, 200);

    drop(first);
    until(&server, "neuprint_queries_running 1").await;
    assert_eq!(send(&server, ask("RETURN 1")).await.status, 200);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn one_client_has_so_many_connections_and_leaves_room_for_others() {
    let server = start(|options| options.limits.connections_per_client = Some(2)).await;
    let mut held = Vec::new();
    for open in 1..=2 {
        held.push(TcpStream::connect(server.address()).await.unwrap());
        until(&server, &format!("neuprint_connections {open}")).await;
    }
    assert_eq!(send(&server, get("/healthz", "")).await.status, 0, "closed without an answer");
    until(&server, "neuprint_refused_total{reason=\"connections-of-client\"} 1").await;
    let mut other = from_another(server.address()).await;
    other.write_all(get("/healthz", "").as_bytes()).await.unwrap();
    assert_eq!(read(&mut other).await.status, 200);
    held.pop();
    until(&server, "neuprint_connections 1").await;
    assert_eq!(send(&server, get("/healthz", "")).await.status, 200);
}

#[tokio::test]
async fn bodies_and_heads_are_bounded_on_both_ways() {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.files = vec![crate::support::SAMPLE.into()];
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.limits.body = Some(4);
        options.limits.head = Some(8);
    })
    .await;
    for path in ["/api/custom/custom", "/upstream/lab/api/custom/custom"] {
        let answer = send(&server, query(path, &format!("RETURN '{}'", "a".repeat(5000)))).await;
        assert_eq!(answer.status, 413, "{path}: {answer:?}");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        let chunk = format!("1000\r\n{}\r\n", "a".repeat(4096));
        let answer = send(&server, format!("{head}{chunk}{chunk}0\r\n\r\n")).await;
        assert_eq!(answer.status, 413, "{path}: {answer:?}");
        let answer = send(&server, get(path, &format!("X-Long: {}\r\n", "a".repeat(10_000)))).await;
        assert_eq!(answer.status, 431, "{path}: {answer:?}");
        let answer = send(&server, get(path, &"A: b\r\n".repeat(101))).await;
        assert_eq!(answer.status, 431, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn bodies_that_wait_take_up_so_much_together_and_no_more() {
    // The least room is a MiB for all bodies.
    let server = start(|options| options.limits.body = Some(64)).await;
    let head =
        "POST /api/custom/custom HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65000\r\nConnection: close\r\n\r\n";
    let mut unfinished = Vec::new();
    for _ in 0..20 {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        stream.write_all(format!("{head}{}", "a".repeat(64_999)).as_bytes()).await.unwrap();
        unfinished.push(stream);
    }
    // Sixteen fit; of those that came in pieces at the same time more than four may have been refused.
    let refused = || {
        let text = server.metrics().text();
        let counts = text.lines().filter_map(|line| line.strip_prefix("neuprint_answers_total{status=\"503\"} "));
        counts.map(|count| count.parse::<u64>().unwrap()).sum::<u64>()
    };
    in_time(async {
        while refused() < 4 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    drop(unfinished);
    until(&server, "neuprint_connections 0").await;
    assert_eq!(send(&server, query("/api/custom/custom", "RETURN 1")).await.status, 200);
}

#[tokio::test]
async fn a_client_that_is_too_slow_loses_its_connection_and_holds_up_nobody() {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.files = vec![crate::support::SAMPLE.into()];
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.limits.client_seconds = Some(0.2);
    })
    .await;
    let mut silent = TcpStream::connect(server.address()).await.unwrap();
    let mut heads = TcpStream::connect(server.address()).await.unwrap();
    heads.write_all(b"GET /api/version HTTP/1.1\r\nHost: local").await.unwrap();
    let mut bodies = Vec::new();
    for path in ["/api/custom/custom", "/upstream/lab/api/custom/custom"] {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{{");
        stream.write_all(head.as_bytes()).await.unwrap();
        bodies.push(stream);
    }
    assert_eq!(send(&server, get("/api/version", "")).await.status, 200);
    for stream in &mut bodies {
        assert_eq!(read(stream).await.status, 408);
    }
    for stream in [&mut silent, &mut heads] {
        assert_ne!(read(stream).await.status, 200);
    }
    until(&server, "neuprint_connections 0").await;
}

#[tokio::test]
async fn a_client_that_asks_and_takes_nothing_loses_its_connection() {
    let server = start(|options| {
        options.limits.client_seconds = Some(0.2);
        options.limits.query_seconds = Some(100_000.0);
    })
    .await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(server.address()).await.unwrap();
    // More than the system keeps for it, and work without end after that.
    let text = format!(
        "UNWIND range(1, 20000) AS n RETURN n, reduce(t = '', m IN range(1, 100) | t + '0123456789') AS t \
         UNION ALL {}",
        ENDLESS.replace("count(*)", "a.bodyId AS n, '' AS t")
    );
    stream.write_all(query("/api/custom/custom", &text).as_bytes()).await.unwrap();
    until(&server, "neuprint_queries_total{outcome=\"cancelled\"} 1").await;
    until(&server, "neuprint_connections 0").await;
    let mut taken = Vec::new();
    let _ = in_time(stream.read_to_end(&mut taken)).await;
    assert!(taken.len() < 20_000_000, "the rest was not sent");
}

#[tokio::test]
async fn two_hundred_slow_clients_do_not_starve_a_fast_one() {
    let fake = Fake::new().await;
    let server = start(|options| {
        options.files = vec![crate::support::SAMPLE.into()];
        options.upstream = vec![fake.lab().parse().unwrap()];
        options.limits.queries = Some(1);
        options.limits.wait_seconds = Some(0.0);
    })
    .await;
    let mut slow = Vec::new();
    for at in 0..200 {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let path = if at % 2 == 0 { "/api/custom/custom" } else { "/upstream/lab/api/custom/custom" };
        let head = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{");
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    until(&server, "neuprint_connections 200").await;
    // Whoever has not asked yet holds no place, of which there is only one here.
    for _ in 0..5 {
        assert_eq!(send(&server, query("/api/custom/custom", "RETURN 1")).await.status, 200);
    }
}
