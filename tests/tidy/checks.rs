//! The checks themselves: each takes a text and says what is wrong with it.

use std::collections::BTreeSet;

use crate::sources::code;

/// Each place of a text where one of these patterns stands, as `line: pattern`.
/// A pattern that begins or ends with a letter stands only as a whole word there.
pub(crate) fn find(text: &str, patterns: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for pattern in patterns {
        for (at, _) in text.match_indices(pattern) {
            let before = text[..at].chars().next_back();
            let after = text[at + pattern.len()..].chars().next();
            let cut = |inside: Option<char>, outside: Option<char>| {
                inside.is_some_and(is_word) && outside.is_some_and(is_word)
            };
            if !cut(pattern.chars().next(), before) && !cut(pattern.chars().next_back(), after) {
                let line = text[..at].matches('\n').count() + 1;
                found.push(format!("line {line}: {pattern}"));
            }
        }
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Code with every call on the line of what it is called on.
pub(crate) fn joined(text: &str) -> String {
    let mut joined = String::new();
    for (place, part) in code(text).split('.').enumerate() {
        if place > 0 {
            joined.truncate(joined.trim_end().len());
            joined.push('.');
        }
        joined.push_str(part);
    }
    joined
}

/// The first names of the paths that `use` brings in.
pub(crate) fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let uses = code.split(['\n', ';', '{', '}']).filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("use ")
    });
    uses.map(|path| {
        path.trim()
            .split("::")
            .next()
            .unwrap_or_default()
            .to_owned()
    })
    .collect()
}

/// What implements or derives these traits for this type.
pub(crate) fn implements(text: &str, name: &str, traits: &[&str]) -> Vec<String> {
    let code = code(text);
    let mut found = Vec::new();
    for line in code
        .lines()
        .filter(|line| line.trim_start().starts_with("impl"))
    {
        if let Some((left, right)) = line.split_once(" for ")
            && !find(right, &[name]).is_empty()
        {
            found.extend(find(left, traits));
        }
    }
    let declaration = format!("struct {name}");
    if let Some(at) = code.find(&declaration) {
        let head = &code[..at];
        // Attributes and `pub` stand between the end of the item before and the name.
        let start = head.rfind(['}', ';']).map_or(0, |end| end + 1);
        found.extend(find(&head[start..], traits));
    }
    found
}

/// The headings of a Markdown text.
pub(crate) fn headings(markdown: &str) -> Vec<String> {
    let mut fenced = false;
    let lines = markdown.lines().filter(|line| {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        !fenced && line.starts_with('#')
    });
    lines
        .map(|line| line.trim_start_matches('#').trim().to_owned())
        .collect()
}

/// The anchor that a heading gets.
pub(crate) fn anchor(heading: &str) -> String {
    let letters = heading.to_lowercase();
    let kept = letters
        .chars()
        .filter(|letter| is_word(*letter) || matches!(letter, ' ' | '-'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

/// Citations such as `docs/api.md, List and Unknown` of headings that are not there.
pub(crate) fn lost_citations(text: &str, document: &str, headings: &[String]) -> Vec<String> {
    let mut lost = Vec::new();
    let flat = flat_comments(text);
    for (at, _) in flat.match_indices(document) {
        let rest = &flat[at + document.len()..];
        let rest = rest.strip_prefix('`').unwrap_or(rest);
        let Some(mut rest) = rest.strip_prefix(", ") else {
            continue;
        };
        loop {
            let heading = headings
                .iter()
                .filter(|heading| {
                    rest.strip_prefix(heading.as_str())
                        .is_some_and(|after| !after.starts_with(is_word))
                })
                .max_by_key(|heading| heading.len());
            let Some(heading) = heading else {
                lost.push(rest.chars().take(40).collect());
                break;
            };
            rest = &rest[heading.len()..];
            // Another heading may follow; in prose the next word is a small one.
            let next = rest
                .strip_prefix(", ")
                .or_else(|| rest.strip_prefix(" and "));
            match next.filter(|next| next.starts_with(char::is_uppercase)) {
                Some(next) => rest = next,
                None => break,
            }
        }
    }
    lost
}

/// How many citations with a heading there are.
pub(crate) fn citations(text: &str, document: &str) -> usize {
    let flat = flat_comments(text).replace('`', "");
    flat.matches(&format!("{document}, ")).count()
}

/// A text in which a comment of several lines is one line.
fn flat_comments(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let bare = lines.map(|line| {
        let line = line.trim_start_matches('/');
        line.strip_prefix('!').unwrap_or(line).trim_start()
    });
    bare.collect::<Vec<_>>().join(" ")
}

/// The targets of the links of a Markdown text.
pub(crate) fn links(markdown: &str) -> Vec<String> {
    let parts = markdown.split("](").skip(1);
    parts
        .filter_map(|part| part.split_once(')'))
        .map(|(target, _)| target.to_owned())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// The paths in code marks that begin with one of these folders.
pub(crate) fn paths(markdown: &str, folders: &[&str]) -> Vec<String> {
    let inline = markdown.lines().filter(|line| !line.starts_with("```"));
    let marked = inline.flat_map(|line| line.split('`').skip(1).step_by(2));
    marked
        .filter(|text| {
            text.split_once('/')
                .is_some_and(|(folder, _)| folders.contains(&folder))
        })
        .filter(|text| !text.contains([' ', '*', '{', '<', '…']))
        .map(str::to_owned)
        .collect()
}

/// How many lines of a Rust file are code.
pub(crate) fn length(text: &str) -> usize {
    code(text)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count()
}

/// HTML without comments.
pub(crate) fn markup(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What the policy of the page would refuse: a script or style inside the
/// page, an event or style attribute.
pub(crate) fn inline_code(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let html = markup(html);
    for tag in html
        .split('<')
        .skip(1)
        .filter_map(|part| part.split('>').next())
    {
        let mut words = tag.split_whitespace();
        let name = words.next().unwrap_or_default();
        let has = |start: &str| tag.split_whitespace().any(|word| word.starts_with(start));
        if name == "style" || name == "script" && !has("src=") {
            found.push(format!("<{tag}>"));
        }
        for word in words {
            let is_handler = word.starts_with("on") && word.contains('=');
            if is_handler || word.starts_with("style=") || word.contains("javascript:") {
                found.push(format!("<{tag}>"));
            }
        }
    }
    found
}

/// JavaScript without the comments that have a line of their own.
pub(crate) fn script(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let start = line.trim_start();
        if ["//", "/*", "*"].iter().any(|mark| start.starts_with(mark)) {
            ""
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a file declares a module of this name, so that `use` may name it.
pub(crate) fn declares(text: &str, name: &str) -> bool {
    let code = code(text);
    code.lines()
        .any(|line| line.trim_end().ends_with(&format!("mod {name};")))
}

/// The dependencies of a manifest, all kinds of them, that are not in this list.
pub(crate) fn strange_dependencies(manifest: &str, allowed: &[&str]) -> Vec<String> {
    let mut strange = Vec::new();
    let mut section = "";
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name;
            // A table of its own: [dependencies.leptos].
            if let Some((_, name)) = name.trim_end_matches(']').split_once("dependencies.")
                && !allowed.contains(&name)
            {
                strange.push(name.to_owned());
            }
        } else if section.trim_end_matches(']').ends_with("dependencies") && !line.starts_with('#')
        {
            let name = line.split(['=', '.']).next().unwrap_or_default().trim();
            if !name.is_empty() && !allowed.contains(&name) {
                strange.push(name.to_owned());
            }
        }
    }
    strange
}

/// What of a style sheet would stay on its side of the page where people read from right to left.
pub(crate) fn one_sided(sheet: &str) -> Vec<String> {
    let mut sheet = sheet.to_owned();
    while let Some((before, after)) = sheet.split_once("/*") {
        let (comment, rest) = after.split_once("*/").unwrap_or((after, ""));
        sheet = format!(
            "{before}{}{rest}",
            "\n".repeat(comment.matches('\n').count())
        );
    }
    // A gradient that is the same from both sides.
    let mut found = find(&sheet.replace("to right", "--------"), &["left", "right"]);
    for (at, line) in sheet.lines().enumerate() {
        for declaration in line.split([';', '{', '}']) {
            let Some((property, value)) = declaration.trim().split_once(':') else {
                continue;
            };
            let values = words_of(value);
            if matches!(property, "margin" | "padding" | "inset" | "scroll-padding")
                && let [_, one, _, other] = &*values
                && one != other
            {
                found.push(format!("line {}: {property}:{value}", at + 1));
            }
        }
    }
    found
}

/// The values of a declaration, each with what stands in its brackets.
fn words_of(value: &str) -> Vec<String> {
    let (mut words, mut depth) = (vec![String::new()], 0);
    for letter in value.trim().chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if letter == ' ' && depth == 0 {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    words
}
