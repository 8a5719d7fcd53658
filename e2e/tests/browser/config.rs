//! `config.json`: settings of the host, and messages for mistakes in it.

use e2e::{Config, Options, options, panel_test_with};

fn with(config: Config) -> Options {
    let mut options = options();
    options.config = config;
    options
}

fn with_text(text: &str) -> Options {
    with(Config::Text(text.into()))
}

#[test]
fn without_the_file_the_vendor_is_asked() {
    panel_test_with(with(Config::Absent), async |panel| {
        panel.expect_console("config.json");
        panel.expect_console("api.paperspace.com");
        panel.open("").await;
        panel.submit_key("demo").await;
        // The tests' browsers reach no other host; the page's server gets no request instead.
        panel
            .alert_says("no response from the API gets through")
            .await;
        assert!(panel.server.journal().is_empty());
        assert_eq!(panel.stored("sessionStorage").await, []);
    });
}

#[test]
fn a_base_that_is_not_the_vendors_is_named_on_the_sign_in_page() {
    panel_test_with(options(), async |panel| {
        panel.open("").await;
        panel.heading("Sign in").visible().await;
        panel.shows("/v1").await;
    });
}

#[test]
fn neither_the_address_bar_nor_storage_nor_a_message_sets_the_base() {
    panel_test_with(options(), async |panel| {
        let forged = "https://forged.example/v1";
        panel
            .open(&format!("?apiBase={forged}#apiBase={forged}&region=ny2"))
            .await;
        panel.heading("Sign in").visible().await;
        let write = format!(
            "for (const storage of [localStorage, sessionStorage]) \
               for (const name of ['apiBase', 'public-ips.apiBase', 'public-ips.config', 'config']) \
                 storage[name] = name.endsWith('onfig') ? JSON.stringify({{ apiBase: '{forged}' }}) : '{forged}';"
        );
        panel.evaluate(&write).await;
        panel.reload().await;
        panel.heading("Sign in").visible().await;
        let tell = format!(
            "const messages = [{{ apiBase: '{forged}' }}, JSON.stringify({{ apiBase: '{forged}' }}), 'apiBase={forged}']; \
             const channel = new BroadcastChannel('public-ips'); \
             for (const message of messages) {{ postMessage(message, '*'); channel.postMessage(message); }}"
        );
        panel.evaluate(&tell).await;
        assert!(!panel.visible_text().await.contains("forged"));
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
        let elsewhere = "performance.getEntriesByType('resource') \
            .filter((entry) => !entry.name.startsWith(location.origin + '/')).length";
        assert_eq!(panel.measure(elsewhere).await, 0.0);
        assert_eq!(panel.requests_since(0)[0], "GET /public-ips?limit=1");
    });
}

#[test]
fn a_notice_is_shown_on_the_sign_in_page() {
    let text = r#"{"apiBase":"/v1","notice":"Staging. <b>Ask Dana</b> before you release."}"#;
    panel_test_with(with_text(text), async |panel| {
        panel.open("").await;
        panel
            .shows("Staging. <b>Ask Dana</b> before you release.")
            .await;
        panel.submit_key("demo").await;
        panel.row("203.0.113.4").visible().await;
    });
}

#[test]
fn unknown_fields_are_left_alone() {
    panel_test_with(
        with_text(r#"{"apiBase":"/v1","later":{"x":1}}"#),
        async |panel| {
            panel.open("").await;
            panel.submit_key("demo").await;
            panel.row("203.0.113.4").visible().await;
        },
    );
}

#[test]
fn a_broken_file_is_a_visible_error_that_names_the_field() {
    let mistakes = [
        ("{\"apiBase\":", "config.json:"),
        ("<!doctype html><title>x</title>", "config.json:"),
        (r#"{"apiBase":"ftp://files.example"}"#, "apiBase:"),
        (r#"{"apiBase":"https://user@api.example/v1"}"#, "apiBase:"),
        (r#"{"apiBase":7}"#, "apiBase:"),
        (r#"{"apiBase":"/v1","notice":{}}"#, "notice:"),
        (r#"{"apiBase":"/v1","idleMinutes":60}"#, "idleMinutes:"),
    ];
    for (text, field) in mistakes {
        panel_test_with(with_text(text), async |panel| {
            panel.open("").await;
            panel.alert_says(field).await;
            panel.shows(field).await;
            assert_eq!(
                panel.field("API key").count().await,
                0,
                "no key is asked for"
            );
            assert!(panel.server.journal().is_empty());
        });
    }
}
