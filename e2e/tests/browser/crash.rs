//! When the program of the panel traps, a page says so, and nothing of the panel is left to act on.

use e2e::{Role, panel_test};

/// A key that stands nowhere else in the page.
const KEY: &str = "large-130";

#[test]
fn a_trap_ends_in_a_page_that_says_so_and_holds_no_key() {
    panel_test(async |panel| {
        panel.expect_script_error("RuntimeError");
        panel.sign_in(KEY).await;
        panel.shows("60 loaded").await;
        let mark = panel.mark();
        // The timer that looks at the limits of the session runs into it within a second.
        panel.ruin_memory().await;
        panel.heading("The panel stopped").here().await;
        panel
            .alert_says("A fault in the panel itself, not in your account.")
            .await;
        panel
            .alert_says("look at the list before you repeat it")
            .await;
        // The detail is the browser's word for the trap, for a report.
        panel.alert_says("RuntimeError").await;
        let source = panel.source().await;
        for secret in [KEY, "Bearer", "203.0.113."] {
            assert!(!source.contains(secret), "{secret} is in {source}");
        }

        assert_eq!(panel.any(Role::Button).names().await, ["Reload"]);
        for role in [Role::Row, Role::Tab, Role::Field, Role::Dialog] {
            assert_eq!(panel.any(role).count().await, 0);
        }
        panel.keys("/").await;
        panel.heading("The panel stopped").here().await;
        assert_eq!(panel.since(mark), [""; 0], "nothing was sent");

        panel.button("Reload").click().await;
        panel.shows("60 loaded").await;
    });
}
