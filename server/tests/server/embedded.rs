//! The panel in the program: answered as from a folder, but for dates, which a program has not.

use crate::support::{Answer, panel, send, simulated};
use server::{EmbeddedFile, Options, Panel, Server, start};
use std::fs;
use std::path::Path;

fn files(root: &Path, folder: &Path, found: &mut Vec<EmbeddedFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            found.push(EmbeddedFile {
                path: name.to_owned().leak(),
                bytes: fs::read(&path).unwrap().leak(),
            });
        }
    }
}

async fn embedded(files: Vec<EmbeddedFile>) -> Server {
    let mut options = Options::new("");
    options.panel = Panel::Embedded(files.leak());
    start(options).await.unwrap()
}

async fn embedded_panel() -> Server {
    let (root, mut found) = (panel(), Vec::new());
    files(&root, &root, &mut found);
    embedded(found).await
}

fn seen(answer: &Answer) -> Vec<(&str, &str)> {
    let mut headers = answer.headers();
    // Dates, and tags made from them.
    headers.retain(|(name, _)| !["date", "etag", "last-modified"].contains(name));
    // An insertion after a removal changes their order.
    headers.sort_unstable();
    headers
}

#[tokio::test]
async fn every_answer_is_as_from_a_folder() {
    let (program, folder) = (embedded_panel().await, simulated().await);
    for path in [
        "/",
        "/index.html",
        "/config.json",
        "/boot.js",
        "/icon.svg",
        "/app.webmanifest",
        "/404.html",
        "/panel-0123456789abcdef.css",
        "/panel-0123456789abcdef_bg.wasm",
        "/folder/file.txt",
        "/folder",
        "/folder/",
        "/folder/../index.html",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/_headers",
        "/%5fheaders",
        "//boot.js",
        "/missing",
        &format!("/{}", "a".repeat(5_000)),
    ] {
        for extra in [
            "",
            "Accept-Encoding: gzip, br\r\n",
            "Accept-Encoding: gzip\r\n",
            "Range: bytes=0-5\r\n",
            "Range: bytes=-3\r\n",
            "Range: bytes=1000-\r\n",
            "Range: bytes=0-1,4-5\r\n",
            "Range: bytes=0-5\r\nAccept-Encoding: br\r\n",
            "Range: lines=0-5\r\n",
            "Range: bytes=0-5\r\nIf-Range: \"other\"\r\n",
            "If-None-Match: \"other\"\r\n",
            "If-Match: \"other\"\r\n",
        ] {
            for method in ["GET", "HEAD", "POST"] {
                let line = format!("{method} {path}");
                let of_program = send(&program, &line, extra, "").await;
                let of_folder = send(&folder, &line, extra, "").await;
                let what = format!("{line} {extra}");
                assert_eq!(of_program.status, of_folder.status, "{what}");
                assert_eq!(of_program.body, of_folder.body, "{what}");
                assert_eq!(seen(&of_program), seen(&of_folder), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_tag_stands_for_the_content_alone() {
    let (first, second) = (embedded_panel().await, embedded_panel().await);
    for encoding in ["", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip\r\n"] {
        let line = "GET /panel-0123456789abcdef.css";
        let answer = send(&first, line, encoding, "").await;
        let tag = answer.header("etag").unwrap();
        assert_eq!(answer.header("last-modified"), None);
        let known = format!("{encoding}If-None-Match: {tag}\r\n");
        assert_eq!(send(&second, line, &known, "").await.status, 304);
        let range = format!("{encoding}Range: bytes=0-0\r\nIf-Range: {tag}\r\n");
        assert_eq!(send(&second, line, &range, "").await.status, 206);
        // Dates that a browser kept from another host.
        let dates = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n\
                     If-Unmodified-Since: Thu, 01 Jan 1998 00:00:00 GMT\r\n";
        let answer = send(&second, line, &format!("{encoding}{dates}"), "").await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn another_content_of_the_same_length_has_another_tag() {
    let mut tags = Vec::new();
    for bytes in ["<p>release 1</p>", "<p>release 2</p>"] {
        let path = "index.html";
        let bytes = bytes.as_bytes();
        let server = embedded(vec![EmbeddedFile { path, bytes }]).await;
        tags.push(send(&server, "GET /", "", "").await.header("etag").unwrap());
    }
    assert_ne!(tags[0], tags[1]);
}
