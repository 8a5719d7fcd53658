//! `cargo xtask package --verify`: tries the packaged files from an empty folder.

use super::{Names, SUMS, digest, image, make_executable, put, read};
use crate::failure::Failure;
use crate::{ports, process, workspace};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

pub(super) fn run(folder: &Path, names: &Names) -> Result<ExitCode, Failure> {
    checksums(folder)?;
    println!("[verify] Checksums agree.");
    let empty = workspace::root().join("target/package-verify");
    if empty.exists() {
        fs::remove_dir_all(&empty).map_err(|error| Failure::file("remove", &empty, &error))?;
    }
    fs::create_dir_all(&empty).map_err(|error| Failure::file("create", &empty, &error))?;
    let binary = folder.join(&names.binary);
    serve(&binary, &empty, None)?;
    println!("[verify] The binary serves the panel and the demo.");

    let program = image::program(&read(&folder.join(&names.image))?)
        .ok_or_else(|| Failure::new("a digest of the image does not lead to its content."))?;
    if digest(&program) != digest(&read(&binary)?) {
        return Err(Failure::new("the image holds another binary."));
    }
    let extracted = empty.join("public-ips");
    put(&extracted, &program)?;
    make_executable(&extracted)?;
    serve(&extracted, &empty, None)?;
    println!("[verify] The image's binary is the same, and serves the panel and the demo.");

    let archive = read(&folder.join(format!("{}.tar.gz", names.web)))?;
    tar::Archive::new(flate2::read::GzDecoder::new(archive.as_slice()))
        .unpack(&empty)
        .map_err(|error| Failure::file("unpack to", &empty, &error))?;
    serve(&binary, &empty, Some(&empty.join(&names.web).join("dist")))?;
    println!("[verify] The unpacked archive is a panel.");
    Ok(ExitCode::SUCCESS)
}

fn checksums(folder: &Path) -> Result<(), Failure> {
    let sums = read(&folder.join(SUMS))?;
    let mut count = 0;
    for line in String::from_utf8_lossy(&sums).lines() {
        let (sum, name) = line.split_once("  ").unwrap_or_default();
        if digest(&read(&folder.join(name))?) != sum {
            return Err(Failure::new(format!("{name} is not what {SUMS} says.")));
        }
        count += 1;
    }
    match count {
        5 => Ok(()),
        _ => Err(Failure::new(format!("{SUMS} names {count} files, not 5."))),
    }
}

/// A server process; dropping it stops it.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Errors mean that the process has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program in a folder and asks for all that a panel needs.
fn serve(program: &Path, folder: &Path, dist: Option<&Path>) -> Result<(), Failure> {
    let port = ports::first_free(4700..4800)?;
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(["--demo", "--port", &port.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(dist) = dist {
        command.arg("--dist").arg(dist);
    }
    let child = command
        .spawn()
        .map_err(|error| process::not_started(&command, &error))?;
    let mut server = Server(child);
    if !ports::answers(port, Duration::from_secs(10), || {
        matches!(server.0.try_wait(), Ok(None))
    }) {
        return Err(Failure::new(format!(
            "{} did not answer.",
            program.display()
        )));
    }
    let page = get(port, "/", "")?;
    for part in [
        "content-security-policy: ",
        "x-content-type-options: nosniff",
        "<!doctype html>",
    ] {
        expect(&page, part, "/")?;
    }
    let asset = asset(&page).ok_or_else(|| Failure::new("the page names no boot script."))?;
    let script = get(port, &format!("/{asset}"), "")?;
    expect(&script, "immutable", asset)?;
    expect(
        &get(port, "/config.json", "")?,
        "\"apibase\"",
        "/config.json",
    )?;
    let list = get(
        port,
        "/v1/public-ips",
        "Authorization: Bearer demo\r\nAccept: application/json\r\n",
    )?;
    expect(&list, "\"items\"", "/v1/public-ips")
}

/// The hashed boot script that the page names.
fn asset(page: &str) -> Option<&str> {
    let from = page.find("boot-")?;
    let rest = page.get(from..)?;
    rest.get(..rest.find(".js")? + 3)
}

fn expect(response: &str, part: &str, path: &str) -> Result<(), Failure> {
    if response.starts_with("http/1.1 200") && response.contains(part) {
        return Ok(());
    }
    Err(Failure::new(format!("{path} did not answer with {part}.")))
}

/// A response, head and body, in lower case.
fn get(port: u16, path: &str, headers: &str) -> Result<String, Failure> {
    let failed = |error| Failure::new(format!("could not ask for {path}: {error}."));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(failed)?;
    let limit = Some(Duration::from_secs(10));
    stream.set_read_timeout(limit).map_err(failed)?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).map_err(failed)?;
    Ok(String::from_utf8_lossy(&response).to_ascii_lowercase())
}
