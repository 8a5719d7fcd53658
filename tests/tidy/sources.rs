//! Reading the sources: which files there are, and what of them is code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the repository.
pub(crate) struct Source {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below these folders (or these files) that end so, sorted. A folder
/// with no such file fails: a check of nothing would pass for ever.
pub(crate) fn files(places: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for place in places {
        let before = found.len();
        walk(&root().join(place), &mut |path| {
            let path = path.strip_prefix(root()).expect("below the root");
            let path = path
                .to_str()
                .expect("a readable path")
                .replace(std::path::MAIN_SEPARATOR, "/");
            if endings.iter().any(|ending| path.ends_with(ending)) {
                let text = fs::read_to_string(root().join(&path)).expect("a text file");
                found.push(Source { path, text });
            }
        });
        assert!(
            found.len() > before,
            "nothing that ends with {endings:?} in {place}"
        );
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(path: &Path, found: &mut dyn FnMut(&Path)) {
    if !path.is_dir() {
        return found(path);
    }
    for entry in fs::read_dir(path).expect("a folder that can be read") {
        let entry = entry.expect("an entry that can be read").path();
        let name = entry.file_name().and_then(|name| name.to_str());
        if !matches!(name, Some("target" | "dist" | "node_modules")) {
            walk(&entry, found);
        }
    }
}

/// The Rust files below these folders without their tests: neither files that
/// exist for `cfg(test)` alone, nor the parts that do.
pub(crate) fn rust(places: &[&str]) -> Vec<Source> {
    let mut sources = files(places, &[".rs"]);
    let tests: BTreeSet<PathBuf> = sources.iter().flat_map(test_files).collect();
    sources.retain(|source| {
        let path = Path::new(&source.path);
        !path.components().any(|part| part.as_os_str() == "tests")
            && !path.ancestors().any(|part| tests.contains(part))
    });
    for source in &mut sources {
        source.text = without_tests(&source.text);
    }
    sources
}

/// The files and folders that `#[cfg(test)] mod x;` names.
fn test_files(source: &Source) -> Vec<PathBuf> {
    let path = Path::new(&source.path);
    let stem = path.with_extension("");
    let folder = match stem.file_name().and_then(|name| name.to_str()) {
        Some("lib" | "main" | "mod") => path.parent().expect("a folder").to_owned(),
        _ => stem,
    };
    let code = code(&source.text);
    let after = code.split("#[cfg(test)]").skip(1);
    let names = after.filter_map(|rest| {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("pub(crate) ").unwrap_or(rest);
        rest.strip_prefix("mod ")?.split_once(';')
    });
    names
        .filter(|(name, _)| {
            name.chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
        })
        .flat_map(|(name, _)| {
            let module = folder.join(name);
            [module.with_extension("rs"), module]
        })
        .collect()
}

/// A file without what stands under `#[cfg(test)]`.
pub(crate) fn without_tests(text: &str) -> String {
    let bare = code(text);
    let mut kept = String::new();
    let mut from = 0;
    while let Some(at) = bare[from..].find("#[cfg(test)]").map(|at| from + at) {
        kept.push_str(&text[from..at]);
        let mut depth = 0;
        let end = bare[at..].find(|letter: char| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(letter, '}' | ';')
        });
        from = end.map_or(text.len(), |end| at + end + 1);
    }
    kept.push_str(&text[from..]);
    kept
}

/// Rust code alone: comments and what is inside strings become spaces, byte for
/// byte, so that places and line breaks stay where they were.
pub(crate) fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, kept) = token(rest, out.last().copied());
        for (place, byte) in rest[..length].iter().enumerate() {
            let keep = kept.contains(&place) || *byte == b'\n';
            out.push(if keep { *byte } else { b' ' });
        }
        at += length;
    }
    String::from_utf8(out).expect("only whole characters were replaced")
}

/// How long the next token is, and which part of it is code.
fn token(rest: &[u8], before: Option<u8>) -> (usize, std::ops::Range<usize>) {
    let in_word = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if rest.starts_with(b"//") {
        let end = rest.iter().position(|byte| *byte == b'\n');
        return (end.unwrap_or(rest.len()), 0..0);
    }
    if rest.starts_with(b"/*") {
        return (after(rest, 2, b"*/"), 0..0);
    }
    if !in_word && rest[0] == b'r' {
        let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        if rest.get(1 + hashes) == Some(&b'"') {
            let close = [&b"\""[..], &b"#".repeat(hashes)].concat();
            return (after(rest, 2 + hashes, &close), 0..0);
        }
    }
    match rest[0] {
        b'"' => (quoted(rest, b'"'), 0..0),
        // A character, unless it is a lifetime: 'a is not followed by a quotation mark.
        b'\''
            if rest.get(1) == Some(&b'\\')
                || rest.iter().skip(2).take(4).any(|byte| *byte == b'\'') && !is_lifetime(rest) =>
        {
            (quoted(rest, b'\''), 0..0)
        }
        _ => (1, 0..1),
    }
}

fn is_lifetime(rest: &[u8]) -> bool {
    rest[1].is_ascii_alphabetic() && rest.get(2) != Some(&b'\'')
}

fn after(rest: &[u8], from: usize, close: &[u8]) -> usize {
    let found = rest[from..]
        .windows(close.len())
        .position(|part| part == close);
    found.map_or(rest.len(), |at| from + at + close.len())
}

fn quoted(rest: &[u8], mark: u8) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != mark {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

#[test]
fn comments_and_strings_are_no_code() {
    for (text, expected) in [
        ("a // b\nc", "a     \nc"),
        ("a /* b\n */ c", "a     \n    c"),
        (r#"f("x // \" y") + 1"#, r#"f(            ) + 1"#),
        (r##"f(r#"a "b" c"#, d)"##, r##"f(            , d)"##),
        ("'{' + '\\'' + 'é' 'a'", "    +      +           "),
        ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
    ] {
        let bare = code(text);
        assert_eq!(bare.len(), text.len(), "{text}");
        assert_eq!(
            bare.split_whitespace().collect::<Vec<_>>(),
            expected.split_whitespace().collect::<Vec<_>>(),
            "{text}"
        );
    }
}

#[test]
fn tests_are_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { \"}\" } }\nfn c() {}\n#[cfg(test)]\nmod race;\nfn d() {}";
    assert_eq!(
        without_tests(text).split_whitespace().collect::<String>(),
        "fna(){}fnc(){}fnd(){}"
    );
    for (path, module) in [
        ("m/src/a/b.rs", "m/src/a/b/race"),
        ("m/src/lib.rs", "m/src/race"),
    ] {
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let module = Path::new(module);
        assert_eq!(
            test_files(&source),
            [module.with_extension("rs"), module.to_owned()]
        );
    }
}
