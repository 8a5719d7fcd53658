//! `config.json`, read from the server that the tests come from: it serves the
//! folder of the package. Each case stands in a folder of its own.

use leptos::prelude::document;
use model::wire::{Config, ConfigProblem};
use public_ips::browser::config::read_config;
use public_ips::config_error_page;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::requests::Requests;
use crate::stage::Stage;

/// Reads the file as a panel does whose `index.html` is in this folder.
async fn read(folder: &str) -> Result<Config, ConfigProblem> {
    let base = document().create_element("base").unwrap();
    base.set_attribute("href", folder).unwrap();
    document().head().unwrap().append_child(&base).unwrap();
    let config = read_config().await;
    base.remove();
    config
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_there_leaves_the_defaults() {
    assert_eq!(
        read("/tests/wasm/files/absent/").await,
        Ok(Config::default())
    );
}

#[wasm_bindgen_test]
async fn a_file_is_asked_for_as_the_page_has_preloaded_it_and_without_a_key() {
    let requests = Requests::watch();
    let config = read("/tests/wasm/files/present/").await.unwrap();
    assert_eq!(config.api_base.as_str(), "/paperspace/v1");
    assert_eq!(config.notice.as_deref(), Some("Staging"));
    let seen = requests.seen();
    let [request] = seen.as_slice() else {
        panic!("one request, not {:?}", requests.lines());
    };
    assert!(
        request
            .url()
            .ends_with("/tests/wasm/files/present/config.json")
    );
    // Another mode would make a second request of it; that it is not kept, the host says (`docs/hosting.md`).
    assert_eq!(request.cache(), web_sys::RequestCache::Default);
    assert_eq!(
        request.credentials(),
        web_sys::RequestCredentials::SameOrigin
    );
    assert_eq!(request.headers().get("authorization"), Ok(None));
}

#[wasm_bindgen_test]
async fn a_wrong_file_names_its_field_on_the_page() {
    for (folder, field) in [
        ("broken", "config.json"),
        ("html", "config.json"),
        ("wrong-base", "apiBase"),
        ("wrong-notice", "notice"),
    ] {
        let folder = ["/tests/wasm/files/", folder, "/"].concat();
        let problem = read(&folder).await.unwrap_err();
        assert_eq!(problem.field, field, "{folder}");
        let stage = Stage::draw(|| config_error_page(problem));
        let said = stage.find("[role=alert]").text_content().unwrap();
        let expected = [field, ": ", problem.words].concat();
        assert!(said.contains(&expected), "{said}");
        assert_eq!(stage.find("button").text_content().unwrap(), "Reload");
    }
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_fetched_is_no_reason_for_the_defaults() {
    // Nobody listens there; and it is another origin, where the settings never come from.
    let problem = read("http://127.0.0.1:65535/").await.unwrap_err();
    assert_eq!(problem.field, "config.json");
    assert!(problem.words.contains("couldn't be loaded"));
}
