//! The release in a folder of a host that serves files alone, where the page's own policy is the only one. `cargo xtask
//! test` runs these where Python is installed.

mod python {
    use crate::steps::*;
    use e2e::{Subfolder, free_address, options, panel_test_with};

    #[test]
    #[ignore = "needs Python"]
    fn the_demo_and_a_key_work_in_a_folder_under_the_policy_of_the_page() {
        let listen = free_address();
        let mut api = options();
        api.cors = Some(format!("http://{listen}"));
        panel_test_with(api, async |panel| {
            let config = format!(r#"{{"apiBase": "{}/v1"}}"#, panel.server.url());
            let host = Subfolder::start(listen, &config).await;
            panel.visit(&host.url()).await;
            panel.button("Explore the demo").click().await;
            panel.shows("36 addresses, all loaded").await;
            assert!(panel.server.journal().is_empty());
            panel.button("Sign out").click().await;
            panel.submit_key("demo").await;
            panel.shows("36 addresses, all loaded").await;
            claim_and_release(panel).await;
        });
    }

    /// No header says what the page may do, and it does not call another origin than the one that its settings name.
    #[test]
    #[ignore = "needs Python"]
    fn no_header_is_sent_and_the_page_holds_to_the_base_of_its_settings() {
        let listen = free_address();
        let mut api = options();
        api.cors = Some(format!("http://{listen}"));
        panel_test_with(api, async |panel| {
            let config = format!(r#"{{"apiBase": "{}/v1"}}"#, panel.server.url());
            let host = Subfolder::start(listen, &config).await;
            let answer = reqwest::get(host.url()).await.expect("an answer");
            assert!(answer.headers().get("content-security-policy").is_none());
            panel.visit(&host.url()).await;
            panel.heading("Sign in").visible().await;
            panel.expect_script_error("violates the following Content Security Policy");
            panel.expect_script_error("Refused to connect");
            let elsewhere = format!("http://{}/", free_address());
            let refused = format!(
                "return await new Promise((done) => {{ addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), {{ once: true }}); fetch('{elsewhere}').catch(() => {{}}); }});"
            );
            assert_eq!(panel.evaluate(&refused).await, "connect-src");
            panel.page_policy_violation("connect-src").await;
        });
    }
}
