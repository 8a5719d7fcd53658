//! `config.json` in its three forms.

use crate::support::{get, options, simulated};
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
