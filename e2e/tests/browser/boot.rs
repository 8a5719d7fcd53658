//! A panel that does not start says so: what is wrong, and what to do. The host of these tests sends no headers,
//! so they also show the page's own policy at work.

use e2e::{Mishap, Page, PlainHost, Role, page_test};

const WASM: &str = "public-ips-*_bg.wasm";
const GLUE: &str = "public-ips-*.js";
const STYLE: &str = "style-*.css";
const BOOT: &str = "boot-*.js";
const PAGE: &str = "index.html";

/// The page is one alert with this in it, and a button to reload; nothing of the panel is left.
async fn says(page: &Page, causes: &[&str]) {
    page.heading("The panel did not start").here().await;
    for cause in causes {
        page.alert_says(cause).await;
    }
    page.button("Reload").here().await;
    assert_eq!(page.any(Role::Button).count().await, 1);
    assert_eq!(page.field("API key").count().await, 0);
}

/// Opens a panel to one file of which this happens, and reads the alert.
fn refuses(file: &str, mishap: Mishap, causes: &[&str]) {
    page_test(async |page| {
        page.expect_console("Failed to load resource");
        page.expect_script_error("integrity");
        page.expect_script_error("Strict MIME type checking");
        let host = PlainHost::start().await;
        host.spoil(file, mishap.clone());
        page.visit(&host.url()).await;
        says(page, causes).await;
        // What is wrong can be put right, and the button is the way back.
        host.mend();
        page.button("Reload").click().await;
        page.heading("Sign in").here().await;
    });
}

#[test]
fn a_host_without_headers_is_enough_to_start() {
    page_test(async |page| {
        let host = PlainHost::start().await;
        page.visit(&host.url()).await;
        page.heading("Sign in").here().await;
        page.button("Explore the demo").click().await;
        page.shows("36 addresses, all loaded").await;
    });
}

#[test]
fn a_file_with_one_flipped_bit_is_refused() {
    for file in [WASM, GLUE, STYLE] {
        let refused = "is not the one that belongs to this release, so it was refused";
        refuses(file, Mishap::Flipped, &[refused, "do not enter a key"]);
    }
}

/// Nothing of ours runs then, so the page itself has to say it. Its styles show the words after twenty seconds.
#[test]
fn without_its_boot_script_the_page_says_that_it_has_not_started() {
    for mishap in [Mishap::Flipped, Mishap::Missing] {
        page_test(async |page| {
            page.expect_console("Failed to load resource");
            page.expect_script_error("integrity");
            let host = PlainHost::start().await;
            host.spoil(BOOT, mishap.clone());
            page.visit(&host.url()).await;
            page.lacks("The panel has not started").await;
            page.animations_run(1000).await;
            page.shows("The panel has not started. Reload the page")
                .await;
            page.alert_says("The panel has not started").await;
            assert_eq!(page.any(Role::Button).count().await, 0);
            assert_eq!(
                host.asked("config.json"),
                1,
                "only what the page itself names"
            );
        });
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    for file in [WASM, GLUE, STYLE] {
        for mishap in [Mishap::Missing, Mishap::StartPage] {
            refuses(
                file,
                mishap,
                &[
                    "is not on the server",
                    "A newer release may just be going up",
                ],
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
        let advice = format!("has to add that MIME type for {ending} files");
        refuses(file, Mishap::Type("text/plain"), &[&cause, &advice]);
    }
}

#[test]
fn a_status_in_place_of_a_file_is_named() {
    for file in [WASM, GLUE, STYLE] {
        refuses(
            file,
            Mishap::Status(503),
            &["The server answered 503", "Reload in a moment."],
        );
    }
}

#[test]
fn a_browser_without_webassembly_is_told_so() {
    page_test(async |page| {
        page.before_every_page("delete window.WebAssembly;").await;
        let host = PlainHost::start().await;
        page.visit(&host.url()).await;
        says(page, &["does not run WebAssembly", "Use a current browser"]).await;
    });
}

#[test]
fn files_that_do_not_arrive_end_the_wait() {
    page_test(async |page| {
        // The limit is thirty seconds; the page of this test counts them a hundred times as fast.
        page.before_every_page(
            "const wait = setTimeout; window.setTimeout = (then, time) => wait(then, time / 100);",
        )
        .await;
        let host = PlainHost::start().await;
        host.spoil(WASM, Mishap::Never);
        page.visit(&host.url()).await;
        says(
            page,
            &["did not arrive within 30 seconds", "Check the connection"],
        )
        .await;
    });
}

#[test]
fn a_page_of_the_release_before_is_loaded_anew_once() {
    page_test(async |page| {
        page.expect_console("404");
        page.expect_script_error("integrity");
        let host = PlainHost::start().await;
        host.spoil(PAGE, Mishap::Old);
        page.visit(&format!("{}404.html", host.url())).await;
        page.inside("await fetch('./index.html')").await;
        host.mend();
        page.visit(&format!("{}index.html", host.url())).await;
        page.heading("Sign in").here().await;
        // Once into the cache, and once past it; the reload is answered from the cache or asked again.
        let asked = host.asked(PAGE);
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
        let (panel, other) = (PlainHost::start().await, PlainHost::start().await);
        other.spoil("404.html", Mishap::Framing(panel.url()));
        page.visit(&format!("{}404.html", other.url())).await;
        page.enter_frame().await;
        page.heading("The panel does not run inside another page")
            .here()
            .await;
        page.alert_says("could lead your clicks astray").await;
        page.named(Role::Link, "Open in a tab of its own")
            .here()
            .await;
        assert_eq!(page.any(Role::Button).count().await, 0);
        assert_eq!(
            panel.asked("config.json"),
            1,
            "only what the page itself names"
        );
    });
}
