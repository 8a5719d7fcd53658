//! `config.json` in its three forms.

use crate::support::{get, options, send, simulated};
use server::{Config, start};

#[tokio::test]
async fn generated_it_names_the_api_of_this_server() {
    let server = simulated().await;
    assert_eq!(
        get(&server, "/config.json").await.body,
        r#"{"apiBase":"/v1"}"#
    );
}

#[tokio::test]
async fn generated_it_names_the_base_of_the_options() {
    let mut options = options();
    options.api_base = Some("https://b.example/v1".into());
    let server = start(options).await.unwrap();
    let answer = get(&server, "/config.json").await;
    assert_eq!(answer.json()["apiBase"], "https://b.example/v1");
}

#[tokio::test]
async fn a_text_is_served_as_it_is() {
    let mut options = options();
    options.config = Config::Text("{ broken".into());
    let server = start(options).await.unwrap();
    let answer = get(&server, "/config.json").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{ broken"));
}

#[tokio::test]
async fn absent_it_is_404_though_the_folder_has_one() {
    let mut options = options();
    options.config = Config::Absent;
    let server = start(options).await.unwrap();
    assert_eq!(get(&server, "/config.json").await.status, 404);
}

#[tokio::test]
async fn a_copy_that_is_still_good_is_304() {
    let server = simulated().await;
    let tag = get(&server, "/config.json").await.header("etag").unwrap();
    for (condition, status) in [
        (tag.clone(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"other\", {tag}"), 304),
        (format!("W/\"a, b\" ,W/{tag}"), 304),
        (format!("\"other\"\r\nIf-None-Match: {tag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
        ("W/\"other\", \"another\"".to_owned(), 200),
        (tag.replace('"', ""), 200),
    ] {
        let extra = format!("If-None-Match: {condition}\r\n");
        let answer = send(&server, "GET /config.json", &extra, "").await;
        assert_eq!(answer.status, status, "{condition}");
        assert_eq!(answer.body.is_empty(), status == 304, "{condition}");
        assert_eq!(answer.header("etag").as_deref(), Some(tag.as_str()));
    }
}
