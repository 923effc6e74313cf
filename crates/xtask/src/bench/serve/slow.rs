//! Whether slow clients starve a fast one: 200 connections that send, or take, a byte now and then.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::program::Program;
use super::wrk::{Measured, Wrk};
use super::{ROUNDS, SPELL};
use crate::Failure;

/// How many are slow.
const SLOW: usize = 200;
/// How long each of them rests.
const REST: Duration = Duration::from_millis(250);
/// Connections of the fast client.
const FAST: usize = 8;

/// The fast client alone, and beside the slow ones; rounds that take turns.
pub(super) struct Starved {
    pub(super) alone: Vec<Measured>,
    pub(super) beside: Vec<Measured>,
}

/// Measures a fast client of `page`. Half of the slow ones never finish their request, the others ask for something
/// `large` and hardly take it.
pub(super) fn starve(server: &Program, page: &str, large: &str) -> Result<Starved, Failure> {
    println!("xtask: a fast client beside {SLOW} slow ones");
    let wrk = Wrk { path: page.to_owned(), connections: FAST, time: SPELL, script: None };
    let mut starved = Starved { alone: Vec::new(), beside: Vec::new() };
    for _ in 0..ROUNDS {
        starved.alone.push(wrk.run(server)?);
        let clients = (0..SLOW).map(|number| connect(server, large, number % 2 == 0)).collect::<Result<Vec<_>, _>>()?;
        let done = AtomicBool::new(false);
        let measured = std::thread::scope(|scope| {
            scope.spawn(|| dawdle(clients, &done));
            let measured = wrk.run(server);
            done.store(true, Ordering::Relaxed);
            measured
        });
        starved.beside.push(measured?);
    }
    Ok(starved)
}

/// A connection, and whether it sends slowly; the others take slowly.
type Slow = (TcpStream, bool);

fn connect(server: &Program, large: &str, sends: bool) -> Result<Slow, Failure> {
    let open = || -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port))?;
        let head = format!("GET {large} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
        stream.write_all(head.as_bytes())?;
        if !sends {
            stream.write_all(b"no\r\n\r\n")?;
        }
        stream.set_nonblocking(true)?;
        Ok(stream)
    };
    open().map(|stream| (stream, sends)).map_err(|error| format!("a slow client cannot connect: {error}"))
}

/// A byte each way for each client, again and again.
fn dawdle(mut clients: Vec<Slow>, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        for (stream, sends) in &mut clients {
            // Whether it succeeds is the server's to say: it may hang up on them.
            let _ = if *sends { stream.write(b"x") } else { stream.read(&mut [0]) };
        }
        std::thread::sleep(REST);
    }
}
