//! `cargo xtask load`: measures the static binary under load beside nginx with the same files, on this machine. No
//! measured time fails the command, since machines are shared; `server/tests/server/load.rs` has what is counted.

use crate::failure::Failure;
use crate::{apt, binary, ports, process, workspace};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const PORTS: std::ops::Range<u16> = 4640..4660;
/// Clients at once, each with one connection at a time.
const CLIENTS: usize = 16;
/// Requests of one round.
const REQUESTS: usize = 2_000;
/// Rounds of each server in turn, so that a busy moment of the machine meets both.
const ROUNDS: usize = 5;
/// Linux counts the time of a process in hundredths of a second.
const TICK: f64 = 10.0;

/// A server process; dropping it stops it.
struct Running {
    process: Child,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Errors mean that the process has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn run() -> Result<ExitCode, Failure> {
    let program = binary::build_binary()?;
    files(&program)?;
    proxy(&program)?;
    Ok(ExitCode::SUCCESS)
}

/// The time of static answers, beside nginx where that is installed.
fn files(program: &Path) -> Result<(), Failure> {
    let ours = panel(program, &[])?;
    let nginx = match apt::find("nginx") {
        Some(nginx) => Some(start_nginx(&nginx)?),
        None => {
            println!("[load] nginx is not installed, so nothing is compared with it.");
            None
        }
    };
    for path in ["/".to_owned(), largest()?] {
        let request = |port| get(port, &path, "Accept-Encoding: gzip\r\n");
        let (mut of_ours, mut of_nginx) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            of_ours.push(round(ours.port, &request(ours.port))?);
            if let Some(nginx) = &nginx {
                of_nginx.push(round(nginx.port, &request(nginx.port))?);
            }
        }
        let ours = median(of_ours);
        print!("[load] {path}: {ours:.3} ms an answer, {CLIENTS} clients at once");
        if nginx.is_some() {
            let nginx = median(of_nginx);
            print!("; nginx {nginx:.3} ms, ratio {:.2}", ours / nginx);
        }
        println!();
    }
    let memory = peak_memory(&ours).unwrap_or_default();
    println!("[load] most memory of the binary: {memory}");
    Ok(())
}

/// The processor time that the proxy takes for a request.
fn proxy(program: &Path) -> Result<(), Failure> {
    let api = panel(program, &[])?;
    let upstream = format!("http://127.0.0.1:{}/v1", api.port);
    let proxy = panel(program, &["--upstream", &upstream])?;
    let request = get(
        proxy.port,
        "/v1/public-ips?limit=60",
        "Authorization: Bearer demo\r\n",
    );
    round(proxy.port, &request)?;
    let before = processor_time(&proxy);
    let each = round(proxy.port, &request)?;
    let Some((before, after)) = before.zip(processor_time(&proxy)) else {
        println!("[load] The processor time of a process cannot be read on this system.");
        return Ok(());
    };
    println!(
        "[load] proxy: {:.2} ms of processor time a request, {each:.3} ms an answer",
        (after - before) / REQUESTS as f64
    );
    Ok(())
}

fn panel(program: &Path, flags: &[&str]) -> Result<Running, Failure> {
    let port = ports::first_free(PORTS)?;
    let mut command = Command::new(program);
    command.args(["--port", &port.to_string()]).args(flags);
    start(command, port)
}

fn start_nginx(nginx: &Path) -> Result<Running, Failure> {
    let port = ports::first_free(PORTS)?;
    let folder = workspace::target().join("load-nginx");
    let settings = folder.join("nginx.conf");
    let (at, dist) = (folder.display(), workspace::dist());
    let dist = dist.display();
    // Each connection has one request, as on our server. Root's workers would not read a home folder.
    let text = format!(
        "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;
events {{ worker_connections 2048; }}
http {{
  include /etc/nginx/mime.types;
  access_log {at}/access.log; keepalive_timeout 0; gzip_static on; sendfile on;
  client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/fastcgi;
  uwsgi_temp_path {at}/uwsgi; scgi_temp_path {at}/scgi;
  server {{ listen 127.0.0.1:{port}; root {dist}; }}
}}
"
    );
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&settings, text))
        .map_err(|error| Failure::file("write", &settings, &error))?;
    let mut command = Command::new(nginx);
    command.arg("-c").arg(&settings);
    start(command, port)
}

fn start(mut command: Command, port: u16) -> Result<Running, Failure> {
    let process = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| process::not_started(&command, &error))?;
    let mut running = Running { process, port };
    if ports::answers(port, Duration::from_secs(20), || {
        matches!(running.process.try_wait(), Ok(None))
    }) {
        return Ok(running);
    }
    Err(Failure::new(format!(
        "a server of the load test did not answer on port {port}."
    )))
}

/// The path of the largest file that is sent compressed.
fn largest() -> Result<String, Failure> {
    let dist = workspace::dist();
    let files = fs::read_dir(&dist).map_err(|error| Failure::file("read", &dist, &error))?;
    let sizes = files
        .filter_map(Result::ok)
        .filter_map(|file| Some((file.metadata().ok()?.len(), file.file_name())));
    let largest = sizes
        .filter_map(|(size, name)| Some((size, name.to_str()?.strip_suffix(".gz")?.to_owned())))
        .max();
    largest
        .map(|(_, name)| format!("/{name}"))
        .ok_or_else(|| Failure::new("dist/ has no compressed file."))
}

fn get(port: u16, path: &str, extra: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{extra}Connection: close\r\n\r\n")
}

/// Sends the requests of a round, and returns the milliseconds from one answer to the next.
fn round(port: u16, request: &str) -> Result<f64, Failure> {
    let started = Instant::now();
    let answered = std::thread::scope(|scope| {
        let client = || (0..REQUESTS / CLIENTS).all(|_| is_answered(port, request));
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients
            .into_iter()
            .all(|client| client.join().unwrap_or_default())
    });
    if !answered {
        return Err(Failure::new(format!(
            "port {port} did not answer a request of the load test with 200."
        )));
    }
    Ok(started.elapsed().as_secs_f64() * 1000.0 / REQUESTS as f64)
}

fn is_answered(port: u16, request: &str) -> bool {
    let mut answer = Vec::new();
    let exchange = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).and_then(|mut socket| {
        socket.set_read_timeout(Some(Duration::from_secs(30)))?;
        socket.write_all(request.as_bytes())?;
        socket.read_to_end(&mut answer)
    });
    exchange.is_ok() && answer.starts_with(b"HTTP/1.1 200 ")
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds of processor time that a process has taken.
fn processor_time(server: &Running) -> Option<f64> {
    let text = fs::read_to_string(of(server, "stat")).ok()?;
    // The name of the program, in brackets, may have spaces; then come the state and ten numbers before these.
    let (_, fields) = text.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2);
    Some(
        ticks
            .filter_map(|ticks| ticks.parse::<f64>().ok())
            .sum::<f64>()
            * TICK,
    )
}

/// The most memory that a process has had, such as `12345 kB`.
fn peak_memory(server: &Running) -> Option<String> {
    let text = fs::read_to_string(of(server, "status")).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(value.trim().to_owned())
}

fn of(server: &Running, name: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{}/{name}", server.process.id()))
}
