//! A thousand connections and slow clients at once, on the binary: its memory and its file descriptors are counted.

use crate::binary::started;
use crate::support::{exchange, parse, request};
use std::fs;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const CLIENTS: usize = 1_000;
const SLOW: usize = 100;
/// Above what the process takes at rest, in kilobytes: 64 for each connection.
const MEMORY: u64 = 64 * (CLIENTS + SLOW) as u64;

fn descriptors(process: u32) -> usize {
    fs::read_dir(format!("/proc/{process}/fd")).unwrap().count()
}

/// The most memory that the process has had, in kilobytes.
fn peak_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

/// Sends half of a head and waits.
async fn slow(addr: SocketAddr) -> TcpStream {
    let mut socket = TcpStream::connect(addr).await.unwrap();
    let half = "GET / HTTP/1.1\r\nHost: ";
    socket.write_all(half.as_bytes()).await.unwrap();
    socket
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_clients_are_answered_beside_slow_ones_and_nothing_is_left() {
    let (mut child, addr) = started().await;
    let process = child.id().unwrap();
    // The log has to be read, or the process would wait for it.
    let mut log = child.stderr.take().unwrap();
    let reading =
        tokio::spawn(async move { tokio::io::copy(&mut log, &mut tokio::io::sink()).await });
    parse(&exchange(addr, &request(addr, "GET /", "", "")).await);
    let (files, memory) = (descriptors(process), peak_memory(process));

    let mut waiting = Vec::new();
    for _ in 0..SLOW {
        waiting.push(slow(addr).await);
    }
    // All are connected before the first one asks.
    let mut open = Vec::new();
    for _ in 0..CLIENTS {
        open.push(slow(addr).await);
    }
    let mut clients = JoinSet::new();
    for mut socket in open {
        clients.spawn(async move {
            let rest = format!("{addr}\r\n\r\n");
            socket.write_all(rest.as_bytes()).await.unwrap();
            let mut bytes = Vec::new();
            socket.read_to_end(&mut bytes).await.unwrap();
            parse(&bytes).status
        });
    }
    let answered = tokio::time::timeout(Duration::from_secs(60), clients.join_all()).await;
    let answered = answered.expect("all are answered within a minute");
    assert_eq!(
        answered.iter().filter(|status| **status == 200).count(),
        CLIENTS
    );
    let taken = peak_memory(process) - memory;
    assert!(taken < MEMORY, "{taken} KB more");

    drop(waiting);
    let mut left = descriptors(process);
    for _ in 0..100 {
        if left <= files {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        left = descriptors(process);
    }
    assert!(left <= files, "{left} descriptors, {files} before");
    child.kill().await.unwrap();
    reading.abort();
}
