//! A panel that does not start names the cause and the remedy. The host sends no headers, so the page's own policy
//! applies.

use e2e::{FileFault, Key, Page, Role, StaticHost, page_test};

const WASM: &str = "public-ips-*_bg.wasm";
const GLUE: &str = "public-ips-*.js";
const STYLE: &str = "style-*.css";
const BOOT: &str = "boot-*.js";
const PAGE: &str = "index.html";

/// The page is an alert with these causes and a reload button.
async fn says(page: &Page, causes: &[&str]) {
    page.heading("The panel didn't start").visible().await;
    for cause in causes {
        page.alert_says(cause).await;
    }
    page.button("Reload").visible().await;
    assert_eq!(page.all(Role::Button).count().await, 1);
    assert_eq!(page.field("API key").count().await, 0);
}

/// Opens a panel with a fault in one file, and checks the alert.
fn refuses(file: &str, mishap: FileFault, causes: &[&str]) {
    page_test(async |page| {
        page.expect_console("Failed to load resource");
        page.expect_script_error("integrity");
        page.expect_script_error("Strict MIME type checking");
        let host = StaticHost::start().await;
        host.set_fault(file, mishap.clone());
        page.visit(&host.url()).await;
        says(page, causes).await;
        // After the repair, the button leads back.
        host.clear_faults();
        page.button("Reload").click().await;
        page.heading("Sign in").visible().await;
    });
}

#[test]
fn a_host_without_headers_is_enough_to_start() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        page.visit(&host.url()).await;
        page.heading("Sign in").visible().await;
        page.button("Explore the demo").click().await;
        page.shows("36 addresses, all loaded").await;
    });
}

#[test]
fn without_its_scripts_the_sign_in_page_sends_a_key_nowhere() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        host.set_fault(BOOT, FileFault::Missing);
        page.expect_console("Failed to load resource");
        page.visit(&host.url()).await;
        let field = page.field("API key");
        field.focused().await;
        page.type_keys("typed-before-any-script").await;
        page.press(Key::Enter).await;
        page.button("Sign in").click().await;
        assert_eq!(field.value().await, "typed-before-any-script");
        // No form and no link leads elsewhere: the policy of the page refuses what Enter would send.
        page.page_policy_violation("form-action").await;
        assert_eq!(page.url().await, host.url());
        assert_eq!(host.request_count(PAGE), 1);
    });
}

#[test]
fn what_is_typed_chosen_and_pressed_before_the_program_is_there_is_kept() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        host.set_fault(WASM, FileFault::Late);
        page.visit(&host.url()).await;
        let field = page.field("API key");
        field.focused().await;
        page.type_keys("typed early").await;
        page.button("Show key").click().await;
        let forget = page.checkbox("Forget the key when the page is reloaded");
        forget.click().await;
        let place = "document.querySelector('form').getBoundingClientRect().top";
        let before = page.measure(place).await;
        // The program has taken the page over once it names what the key is good for.
        page.shows("nowhere else").await;
        page.button("Hide key").visible().await;
        assert_eq!(field.value().await, "typed early");
        forget.checked(true).await;
        assert!(
            (page.measure(place).await - before).abs() < 0.5,
            "nothing moves"
        );

        host.set_fault(WASM, FileFault::Late);
        page.reload().await;
        let demo = page.button("Explore the demo");
        demo.click().await;
        demo.has_attribute("aria-disabled", Some("true")).await;
        page.shows("36 addresses, all loaded").await;
    });
}

#[test]
fn a_file_with_one_flipped_bit_is_refused() {
    for file in [WASM, GLUE, STYLE] {
        let refused = "doesn't match this release, so the browser refused it";
        refuses(file, FileFault::Flipped, &[refused, "don't enter a key"]);
    }
}

/// Without scripts, the page's styles show a message after twenty seconds.
#[test]
fn without_its_boot_script_the_page_says_that_it_has_not_started() {
    for mishap in [FileFault::Flipped, FileFault::Missing] {
        page_test(async |page| {
            page.expect_console("Failed to load resource");
            page.expect_script_error("integrity");
            let host = StaticHost::start().await;
            host.set_fault(BOOT, mishap.clone());
            page.visit(&host.url()).await;
            page.does_not_show("The panel hasn't started").await;
            page.speed_up_animations(1000).await;
            page.shows("The panel hasn't started. Reload the page")
                .await;
            page.alert_says("The panel hasn't started").await;
            assert_eq!(page.all(Role::Button).count().await, 0);
            assert_eq!(
                host.request_count("config.json"),
                1,
                "only what the page itself names"
            );
        });
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    for file in [WASM, GLUE, STYLE] {
        for mishap in [FileFault::Missing, FileFault::StartPage] {
            refuses(
                file,
                mishap,
                &["isn't on the server", "A new release may be uploading"],
            );
        }
    }
}

#[test]
fn a_file_of_another_type_is_named() {
    for (file, ending, type_of) in [
        (WASM, ".wasm", "application/wasm"),
        (GLUE, ".js", "text/javascript"),
        (STYLE, ".css", "text/css"),
    ] {
        let cause = format!("as \"text/plain\" instead of \"{type_of}\"");
        let advice = format!("needs to set this MIME type for {ending} files");
        refuses(file, FileFault::Type("text/plain"), &[&cause, &advice]);
    }
}

#[test]
fn a_status_in_place_of_a_file_is_named() {
    for file in [WASM, GLUE, STYLE] {
        refuses(
            file,
            FileFault::Status(503),
            &["The server returned 503", "Reload in a moment."],
        );
    }
}

#[test]
fn a_browser_without_webassembly_is_told_so() {
    page_test(async |page| {
        page.before_every_page("delete window.WebAssembly;").await;
        let host = StaticHost::start().await;
        page.visit(&host.url()).await;
        says(
            page,
            &["doesn't support WebAssembly", "Use a current browser"],
        )
        .await;
    });
}

#[test]
fn a_browser_without_a_feature_that_the_panel_needs_is_told_so() {
    for (script, feature) in [
        ("delete HTMLElement.prototype.popover;", "popovers"),
        ("CSS.supports = () => false;", "light-dark() colors"),
    ] {
        page_test(async |page| {
            page.before_every_page(script).await;
            let host = StaticHost::start().await;
            page.visit(&host.url()).await;
            let missing = format!("This browser is too old: it doesn't support {feature}.");
            says(page, &[&missing, "Use Chrome 123, Edge 123, Firefox 125"]).await;
        });
    }
}

#[test]
fn files_that_do_not_arrive_end_the_wait() {
    page_test(async |page| {
        // The limit of thirty seconds passes a hundred times as fast.
        page.before_every_page(
            "const wait = setTimeout; window.setTimeout = (then, time) => wait(then, time / 100);",
        )
        .await;
        let host = StaticHost::start().await;
        host.set_fault(WASM, FileFault::Never);
        page.visit(&host.url()).await;
        says(
            page,
            &["didn't arrive within 30 seconds", "Check your connection"],
        )
        .await;
    });
}

#[test]
fn a_page_of_the_release_before_is_loaded_anew_once() {
    page_test(async |page| {
        page.expect_console("404");
        page.expect_script_error("integrity");
        let host = StaticHost::start().await;
        host.set_fault(PAGE, FileFault::Old);
        page.visit(&format!("{}404.html", host.url())).await;
        page.evaluate("await fetch('./index.html')").await;
        host.clear_faults();
        page.visit(&format!("{}index.html", host.url())).await;
        // The program says it, once it has taken the page over.
        page.shows("and nowhere else").await;
        // One request into the cache, one past it; the cache may answer the reload.
        let asked = host.request_count(PAGE);
        assert!((2..=3).contains(&asked), "{asked}");
        assert_eq!(
            page.stored("sessionStorage").await,
            [],
            "no mark is left behind"
        );
    });
}

#[test]
fn the_panel_does_not_run_in_a_frame_of_another_page() {
    page_test(async |page| {
        let (panel, other) = (StaticHost::start().await, StaticHost::start().await);
        other.set_fault("404.html", FileFault::Framing(panel.url()));
        page.visit(&format!("{}404.html", other.url())).await;
        // The field of the sign-in page asks for the focus, which a frame does not get.
        page.expect_script_error("Blocked autofocusing");
        page.enter_frame().await;
        page.heading("The panel doesn't run inside another page")
            .visible()
            .await;
        page.alert_says("could misdirect your clicks").await;
        page.named(Role::Link, "Open in its own tab")
            .visible()
            .await;
        assert_eq!(page.all(Role::Button).count().await, 0);
        assert_eq!(
            panel.request_count("config.json"),
            1,
            "only what the page itself names"
        );
    });
}
