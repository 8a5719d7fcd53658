//! The invariants of `docs/architecture.md`, held by reading the sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[path = "tidy/checks.rs"]
mod checks;
#[path = "tidy/policy.rs"]
mod policy;
#[path = "tidy/samples.rs"]
mod samples;
#[path = "tidy/sources.rs"]
mod sources;

use checks::{find, joined};
use sources::{Source, code, files, root, rust};

/// What belongs to the browser alone.
const BROWSER: [&str; 8] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_net",
    "async",
    "await",
];

const PANIC: [&str; 7] = [
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "unreachable!",
    "dbg!",
];

const RAW_HTML: [&str; 8] = [
    "inner_html",
    "set_inner_html",
    "set_outer_html",
    "insert_adjacent_html",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
];

/// Fails with every finding of a check over these files.
fn hold(sources: &[Source], check: impl Fn(&Source) -> Vec<String>) {
    assert!(!sources.is_empty(), "no file was read");
    let findings: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            check(source)
                .into_iter()
                .map(|found| format!("{}, {found}", source.path))
        })
        .collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

/// These patterns stand in the code of `src` in the files that begin so, and nowhere else.
fn stands_only_in(place: &str, patterns: &[&str]) {
    let (inside, outside): (Vec<_>, Vec<_>) = rust(&["src"])
        .into_iter()
        .partition(|source| source.path.starts_with(place));
    let used = inside
        .iter()
        .any(|source| !find(&joined(&source.text), patterns).is_empty());
    assert!(used, "{patterns:?} do not stand in {place} at all");
    hold(&outside, |source| find(&joined(&source.text), patterns));
}

#[test]
fn model_and_simulator_cannot_reach_the_browser() {
    hold(
        &files(&["model/src", "simulator/src"], &[".rs"]),
        |source| find(&code(&source.text), &BROWSER),
    );
    hold(
        &files(
            &["model/Cargo.toml", "simulator/Cargo.toml"],
            &["Cargo.toml"],
        ),
        // The simulator stands among its own, with the feature that its tests need.
        |source| {
            let own = source.path.split('/').next().unwrap_or_default();
            checks::strange_dependencies(
                &source.text,
                &["hashbrown", "rustc-hash", "serde", "serde_json", own],
            )
        },
    );
}

/// What is linked into the wasm knows ASCII letters alone: the tables for all others are 25 KB of it.
#[test]
fn no_case_but_that_of_ascii_is_changed() {
    let sources = files(&["model/src", "simulator/src", "src"], &[".rs"]);
    hold(&sources, |source| {
        find(
            &code(&source.text),
            &["to_lowercase(", "to_uppercase(", ".is_alphabetic("],
        )
    });
}

#[test]
fn ui_imports_leptos_alone() {
    let sources: Vec<_> = rust(&["src"])
        .into_iter()
        .filter(|source| source.path.starts_with("src/ui"))
        .collect();
    hold(&sources, |source| {
        let mut found = find(&code(&source.text), &["crate::", "model::", "simulator::"]);
        for name in checks::imports(&source.text) {
            if !matches!(&*name, "dom" | "leptos" | "std" | "core" | "super" | "self")
                && !checks::declares(&source.text, &name)
            {
                found.push(format!("use {name}"));
            }
        }
        found
    });
}

#[test]
fn only_the_transport_reaches_the_network_and_the_simulator() {
    stands_only_in("src/browser/transport", &["gloo_net", "simulator::"]);
    hold(&rust(&["src"]), |source| {
        find(
            &code(&source.text),
            &[
                "XmlHttpRequest",
                "WebSocket",
                "EventSource",
                "send_beacon",
                "fetch_with_str",
                "fetch_with_request",
            ],
        )
    });
}

#[test]
fn requests_leave_the_store_by_one_gate() {
    let calls: Vec<String> = rust(&["src"])
        .iter()
        .flat_map(|source| {
            find(
                &joined(&source.text),
                &["transport.send(", "Transport::send("],
            )
            .into_iter()
            .map(|_| source.path.clone())
        })
        .collect();
    assert_eq!(
        calls,
        ["src/store/send.rs"],
        "where a read-only panel keeps changes"
    );
}

#[test]
fn storage_and_address_bar_have_one_file_each() {
    stands_only_in(
        "src/browser/storage.rs",
        &["session_storage()", "local_storage()"],
    );
    stands_only_in("src/browser/location.rs", &["window().location()"]);
    hold(&rust(&["src"]), |source| {
        let code = joined(&source.text).replace("panic.location()", "");
        match &*source.path {
            "src/browser/location.rs" => Vec::new(),
            "src/browser/storage.rs" => find(&code, &[".location()"]),
            _ => find(&code, &[".location()", "sessionStorage", "localStorage"]),
        }
    });
}

#[test]
fn the_key_cannot_be_printed_and_leaves_by_one_door() {
    hold(&rust(&["model/src", "src"]), |source| {
        checks::implements(
            &source.text,
            "ApiKey",
            &["Display", "Serialize", "Deserialize", "ToString"],
        )
    });
    let key = &files(&["model/src/domain/key.rs"], &[".rs"])[0];
    assert_eq!(
        checks::implements(&key.text, "ApiKey", &["Debug"]).len(),
        1,
        "one Debug, and written by hand"
    );
    assert!(key.text.contains("impl fmt::Debug for ApiKey"));
    for (door, place) in [
        (".authorization()", "src/browser/transport"),
        (".secret()", "model/src/state/session/stored_session.rs"),
        (".to_stored_text()", "src/browser/storage.rs"),
    ] {
        let calls: Vec<String> = rust(&["model/src", "src"])
            .iter()
            .flat_map(|source| {
                find(&joined(&source.text), &[door])
                    .into_iter()
                    .map(|_| source.path.clone())
            })
            .collect();
        assert_eq!(calls.len(), 1, "{door} is called in {calls:?}");
        assert!(calls[0].starts_with(place), "{door} is called in {calls:?}");
    }
}

#[test]
fn no_markup_is_made_from_text_and_nothing_is_inline() {
    hold(&rust(&["dom/src", "src"]), |source| {
        let mut found = find(&without_comments(source), &RAW_HTML);
        found.extend(find(
            &code(&source.text),
            &["style=", "set_attribute(\"style\""],
        ));
        found
    });
    hold(&files(&["index.html", "public"], &[".html"]), |source| {
        checks::inline_code(&source.text)
    });
    hold(&files(&["public"], &[".js"]), |source| {
        let script = checks::script(&source.text);
        find(
            &script,
            &[
                &RAW_HTML[..],
                &["eval(", "new Function", "cssText", "setAttribute(\"style\""],
            ]
            .concat(),
        )
    });
}

fn without_comments(source: &Source) -> String {
    checks::script(&source.text)
}

#[test]
fn nothing_panics_on_purpose_outside_tests() {
    hold(
        &rust(&["dom/src", "model/src", "simulator/src", "src", "server/src"]),
        |source| find(&joined(&source.text), &PANIC),
    );
}

#[test]
fn every_section_of_the_documents_that_the_sources_cite_exists() {
    let sources = files(
        &["app", "dom", "model", "simulator", "server", "src", "tests"],
        &[".rs"],
    );
    let sources: Vec<_> = sources
        .into_iter()
        .filter(|source| !source.path.starts_with("tests/tidy"))
        .collect();
    for document in files(&["docs"], &[".md"]) {
        let headings = checks::headings(&document.text);
        hold(&sources, |source| {
            checks::lost_citations(&source.text, &document.path, &headings)
        });
    }
    let count: usize = sources
        .iter()
        .map(|source| checks::citations(&source.text, "docs/api.md"))
        .sum();
    assert!(count > 20, "only {count} citations were found");
}

#[test]
fn every_path_that_the_documents_name_exists() {
    const FOLDERS: [&str; 15] = [
        "app",
        "bench",
        "dom",
        "fuzz",
        "model",
        "simulator",
        "server",
        "e2e",
        "xtask",
        "src",
        "tests",
        "docs",
        "hosts",
        "public",
        "style",
    ];
    let pages: Vec<_> = files(&["."], &[".md"])
        .into_iter()
        .filter(|page| page.path.starts_with("docs/") || !page.path.contains('/'))
        .collect();
    hold(&pages, |page| {
        let folder = root().join(&page.path);
        let folder = folder.parent().expect("a folder");
        let mut lost = Vec::new();
        for link in checks::links(&page.text) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                root().join(&page.path)
            } else {
                folder.join(path)
            };
            let text = std::fs::read_to_string(&target).unwrap_or_default();
            let known = checks::headings(&text)
                .iter()
                .any(|heading| checks::anchor(heading) == anchor);
            if !target.exists() || (!anchor.is_empty() && !known) {
                lost.push(format!("link to {link}"));
            }
        }
        let named = checks::paths(&page.text, &FOLDERS);
        lost.extend(named.into_iter().filter(|path| !root().join(path).exists()));
        lost
    });
}

#[test]
fn the_styles_know_no_left_and_no_right() {
    hold(&files(&["style"], &[".css"]), |source| {
        checks::one_sided(&source.text)
    });
}

/// Once and a half of what the architecture aims at, in lines of code without
/// comments, blank lines and tests: above that a file does two things.
#[test]
fn files_are_small() {
    let sources = rust(&[
        "dom/src",
        "model/src",
        "simulator/src",
        "server/src",
        "src",
        "xtask/src",
        "e2e/src",
    ]);
    hold(&sources, |source| {
        let limit = limit(&source.path);
        let length = checks::length(&source.text);
        if length > limit {
            vec![format!("{length} lines of code, limit {limit}")]
        } else {
            Vec::new()
        }
    });
}

fn limit(path: &str) -> usize {
    let aims = [
        ("src/ui", 60),
        ("src/forms", 100),
        ("src/components", 100),
        ("src/pages", 150),
        ("model/src/domain", 120),
        ("model/src/state", 120),
        // The words that a test reads are many and alike.
        ("e2e", 200),
    ];
    let aim = aims.iter().find(|(folder, _)| path.starts_with(folder));
    aim.map_or(150, |(_, aim)| *aim) * 3 / 2
}
