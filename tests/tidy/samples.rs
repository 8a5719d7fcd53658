//! Each check finds what it is for, and leaves alone what it is not for.

use crate::checks::*;
use crate::sources::code;

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn a_word_is_found_whole_and_in_code_alone() {
    let text = "use leptos::x;\n// leptos\nlet s = \"leptos\"; let leptosy = 1; my_leptos();";
    assert_eq!(find(&code(text), &["leptos"]), ["line 1: leptos"]);
    assert_eq!(
        find("async fn f() { g().await }", &["async", "await"]).len(),
        2
    );
}

#[test]
fn a_call_is_found_across_lines() {
    let text = "window()\n    .location()\n    .hash()";
    assert_eq!(
        find(&joined(text), &["window().location()"]),
        ["line 1: window().location()"]
    );
    for text in [
        "a.unwrap()",
        "a\n  .expect(\"x\")",
        "panic!()",
        "std::todo!()",
    ] {
        assert_eq!(find(&joined(text), &crate::PANIC).len(), 1, "{text}");
    }
    for text in [
        "a.unwrap_or(1)",
        "expect_context()",
        "// .unwrap()",
        "\"panic!\"",
        "#[expect(dead_code)]",
        "panic_hook!",
    ] {
        assert_eq!(find(&joined(text), &crate::PANIC), none(), "{text}");
    }
}

#[test]
fn imports_are_named_by_their_first_part() {
    let text = "use leptos::prelude::*;\npub use model::Feed;\nfn f() { use crate::x; }\n// use simulator::y;";
    assert_eq!(Vec::from_iter(imports(text)), ["crate", "leptos", "model"]);
    assert!(declares("mod button;\npub mod table;", "table"));
    assert!(!declares("mod button;", "table"));
}

#[test]
fn a_trait_is_found_derived_or_written() {
    let traits = ["Display", "Serialize"];
    for text in [
        "#[derive(Clone, Serialize)]\npub struct ApiKey(String);",
        "#[derive(serde::Serialize)]\n#[serde(transparent)]\nstruct ApiKey(String);",
        "impl fmt::Display for ApiKey {",
        "impl<'a> Serialize for ApiKey {",
    ] {
        assert_eq!(implements(text, "ApiKey", &traits).len(), 1, "{text}");
    }
    let text = "#[derive(Serialize)] struct Other; #[derive(Clone)] struct ApiKey(String);\nimpl fmt::Debug for ApiKey {}\nimpl Display for Other {}";
    assert_eq!(implements(text, "ApiKey", &traits), none());
}

#[test]
fn a_citation_needs_its_heading() {
    let headings = headings(
        "# Title\n## List\n```sh\n# no heading\n```\n## Base and authentication\n## Who am I\n",
    );
    assert_eq!(
        headings,
        ["Title", "List", "Base and authentication", "Who am I"]
    );
    let lost = |text: &str| lost_citations(text, "docs/api.md", &headings).len();
    for text in [
        "// see `docs/api.md`, List.",
        "/// (`docs/api.md`, Base and authentication)",
        "// Source: docs/api.md, Base and authentication, Who am I.",
        "/// Read it (`docs/api.md`, Who am I:\n/// it says so).",
        "/// in `docs/api.md`,\n/// List and more",
        "// `docs/api.md` says so",
    ] {
        assert_eq!(lost(text), 0, "{text}");
    }
    for text in [
        "// `docs/api.md`, Lists",
        "// docs/api.md, List and Errors.",
        "// `docs/api.md`, base",
        "//! `docs/api.md`,\n//! Quota",
    ] {
        assert_eq!(lost(text), 1, "{text}");
    }
    assert_eq!(
        citations(
            "// `docs/api.md`, List. docs/api.md, X. `docs/api.md` y",
            "docs/api.md"
        ),
        2
    );
}

#[test]
fn links_and_paths_of_a_page_are_found() {
    let page = "[a](docs/api.md#list) ![b](docs/x.png) [c](https://example.org) `src/store.rs` `src/*.rs` `cargo xtask/x` `v1/a`\n```\n`src/y.rs`\n```";
    assert_eq!(links(page), ["docs/api.md#list", "docs/x.png"]);
    assert_eq!(paths(page, &["src"]), ["src/store.rs", "src/y.rs"]);
    assert_eq!(anchor("Base and authentication"), "base-and-authentication");
    assert_eq!(
        anchor("`cargo xtask`, the commands"),
        "cargo-xtask-the-commands"
    );
}

#[test]
fn lines_of_code_are_counted_without_comments() {
    assert_eq!(length("//! a\n\nfn f() {\n    // b\n    g();\n}\n"), 3);
}

#[test]
fn inline_code_is_found_in_markup() {
    for html in [
        "<script>x()</script>",
        "<script type=module>x()</script>",
        "<style>p{}</style>",
        "<p style=\"color:red\">",
        "<body onload='x()'>",
        "<a href=\"javascript:x()\">",
    ] {
        assert_eq!(inline_code(html).len(), 1, "{html}");
    }
    let html = "<!-- <script>x()</script> -->\n<script type=\"module\"\n src=\"boot.js\"></script><link rel=\"stylesheet\" href=\"style.css\">";
    assert_eq!(inline_code(html), none());
    assert_eq!(script("a();\n// b\n  * c\n/* d"), "a();\n\n\n");
}

#[test]
fn a_dependency_that_is_not_allowed_is_found() {
    let allowed = ["serde"];
    for manifest in [
        "[dependencies]\nserde.workspace = true\nleptos = \"0.8\"",
        "[dependencies.leptos]\nversion = \"0.8\"",
        "[target.'cfg(unix)'.dependencies]\nleptos = \"0.8\"",
        "[dev-dependencies]\nleptos.workspace = true",
    ] {
        assert_eq!(
            strange_dependencies(manifest, &allowed),
            ["leptos"],
            "{manifest}"
        );
    }
    let manifest = "[package]\nname = \"model\"\n[lints]\nworkspace = true\n[dependencies]\n# a reason\nserde = { workspace = true }\n";
    assert_eq!(strange_dependencies(manifest, &allowed), none());
}

#[test]
fn a_style_that_holds_for_one_side_is_found() {
    for sheet in [
        "p { margin-left: 1px }",
        "p { text-align: right; }",
        "p { left: 0 }",
        "p { padding: 1px 2px 3px 4px; }",
        "p { inset: 0 auto max(1px, 2px) 0 }",
    ] {
        assert_eq!(one_sided(sheet).len(), 1, "{sheet}");
    }
    let sheet = "/* left */ p { margin-inline-start: 1px; padding: 1px 2px 3px 2px; inset: auto 0 0; mask: linear-gradient(to right, #000) }";
    assert_eq!(one_sided(sheet), none());
}
