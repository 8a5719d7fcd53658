//! Links, paths and citations of documents lead somewhere.

use std::fs;

use crate::files::{check, files, root};

#[test]
fn every_section_that_a_source_cites_exists() {
    let mut sources = files(&["."], &[".rs"]);
    sources.retain(|source| !source.path.starts_with("tests/tidy"));
    for source in &mut sources {
        source.text = prose(&source.text);
    }
    for document in files(&["docs"], &[".md"]) {
        let headings = headings(&document.text);
        check(&sources, |source| {
            lost_citations(&source.text, &document.path, &headings)
        });
    }
    let citations = sources
        .iter()
        .map(|source| source.text.matches("docs/api.md, ").count());
    assert!(citations.sum::<usize>() > 20, "few citations were found");
}

#[test]
fn every_link_and_path_in_a_document_leads_to_a_file() {
    let folders: Vec<String> = fs::read_dir(root())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| root().join(name).is_dir() && name != "target")
        .collect();
    let mut pages = files(&["."], &[".md"]);
    pages.retain(|page| page.path.starts_with("docs/") || !page.path.contains('/'));
    check(&pages, |page| {
        let lost_links = links(&page.text).filter(|link| !leads_to_heading(&page.path, link));
        let lost_paths = paths(&page.text, &folders).filter(|path| !root().join(path).exists());
        lost_links.chain(lost_paths).map(str::to_owned).collect()
    });
}

/// The headings of a Markdown text.
fn headings(markdown: &str) -> Vec<&str> {
    let prose = markdown.split("```").step_by(2);
    let lines = prose
        .flat_map(str::lines)
        .filter(|line| line.starts_with('#'));
    lines
        .map(|line| line.trim_start_matches('#').trim())
        .collect()
}

/// The text of a source with each comment on one line, and without code marks.
fn prose(source: &str) -> String {
    let lines = source
        .lines()
        .map(|line| line.trim().trim_start_matches(['/', '!']).trim_start());
    lines.collect::<Vec<_>>().join(" ").replace('`', "")
}

/// Citations as in "docs/api.md, List and Unknown" without such a heading in the document.
fn lost_citations(prose: &str, document: &str, headings: &[&str]) -> Vec<String> {
    let mut lost = Vec::new();
    for mut rest in prose.split(&format!("{document}, ")).skip(1) {
        loop {
            let after = headings
                .iter()
                .filter_map(|heading| rest.strip_prefix(heading));
            let whole =
                after.filter(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()));
            // The longest heading leaves the shortest rest.
            let Some(after) = whole.min_by_key(|after| after.len()) else {
                lost.push(format!(
                    "{document}, {}",
                    rest.chars().take(40).collect::<String>()
                ));
                break;
            };
            let next = after.strip_prefix(", ").or(after.strip_prefix(" and "));
            // In prose the next word is a small one.
            match next.filter(|next| next.starts_with(char::is_uppercase)) {
                Some(next) => rest = next,
                None => break,
            }
        }
    }
    lost
}

/// The targets of the links of a Markdown text within the repository.
fn links(markdown: &str) -> impl Iterator<Item = &str> {
    let targets = markdown
        .split("](")
        .skip(1)
        .filter_map(|part| part.split_once(')'));
    targets
        .map(|(target, _)| target)
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
}

/// Whether the file of a link exists and, if the link names a heading, has it.
fn leads_to_heading(page: &str, link: &str) -> bool {
    let page = root().join(page);
    let (path, wanted) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() {
        page
    } else {
        page.with_file_name(path)
    };
    if wanted.is_empty() {
        return target.exists();
    }
    let text = fs::read_to_string(target).unwrap_or_default();
    headings(&text)
        .into_iter()
        .any(|heading| anchor(heading) == wanted)
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = |letter: &char| letter.is_ascii_alphanumeric() || "_- ".contains(*letter);
    heading
        .to_ascii_lowercase()
        .chars()
        .filter(kept)
        .collect::<String>()
        .replace(' ', "-")
}

/// The code spans of a Markdown text that are paths below these folders.
fn paths<'a>(markdown: &'a str, folders: &[String]) -> impl Iterator<Item = &'a str> {
    let lines = markdown.lines().filter(|line| !line.starts_with("```"));
    lines
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|span| !span.contains([' ', '*', '{', '<', '…']))
        .filter(|span| {
            let folder = span.split_once('/').map(|(folder, _)| folder);
            folder.is_some_and(|folder| folders.iter().any(|name| name == folder))
        })
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
    let lost = |text: &str| lost_citations(&prose(text), "docs/api.md", &headings).len();
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
}

#[test]
fn links_and_paths_are_found() {
    let page = "[a](docs/api.md#list) ![b](docs/x.png) [c](https://example.org) `src/store.rs` `src/*.rs` `cargo xtask/x` `v1/a`\n```\n`src/y.rs`\n```";
    assert_eq!(
        links(page).collect::<Vec<_>>(),
        ["docs/api.md#list", "docs/x.png"]
    );
    let paths: Vec<_> = paths(page, &["src".to_owned()]).collect();
    assert_eq!(paths, ["src/store.rs", "src/y.rs"]);
    assert_eq!(
        anchor("`cargo xtask`, the commands"),
        "cargo-xtask-the-commands"
    );
}
