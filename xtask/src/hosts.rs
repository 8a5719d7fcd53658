//! Ready settings for hosts: `hosts/` holds one list of headers and a pattern for each kind of host, and a
//! release has the patterns filled in.

use crate::compress;
use crate::failure::Failure;
use crate::workspace;
use std::fs;
use std::path::Path;

/// For files with a content hash in their name, which never change.
const FOREVER: &str = "Cache-Control: public, max-age=31536000, immutable";
/// For the files that decide which others are asked for.
const CHECKED: &str = "Cache-Control: no-cache";

/// A line of a pattern, and what takes its place for each header, by name and value.
type Place = (&'static str, fn(&str, &str) -> String);

/// The headers go on every answer; of an answer of the API they are taken away first, or both would be sent.
const NGINX: [Place; 2] = [
    ("{add_header}", |name, value| {
        format!("add_header {name} \"{value}\" always;")
    }),
    ("{proxy_hide_header}", |name, _| {
        format!("proxy_hide_header {name};")
    }),
];
const CADDY: [Place; 2] = [
    ("{header}", |name, value| format!("{name} \"{value}\"")),
    ("{header_down}", |name, _| format!("header_down -{name}")),
];

/// Writes `_headers` into the release, where Netlify and Cloudflare Pages look for it, and the settings of
/// servers beside the release: they are not for visitors.
pub(crate) fn write(dist: &Path, beside: &Path) -> Result<(), Failure> {
    let patterns = workspace::root().join("hosts");
    let read = |name: &str| {
        let path = patterns.join(name);
        fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))
    };
    let headers = read("headers.txt")?;
    let names = names(dist)?;
    fs::create_dir_all(beside).map_err(|error| Failure::file("create", beside, &error))?;
    for (path, text) in [
        (dist.join("_headers"), pages(&headers, &names)),
        (
            beside.join("nginx.conf"),
            filled(&read("nginx.conf")?, &headers, &NGINX)?,
        ),
        (
            beside.join("Caddyfile"),
            filled(&read("Caddyfile")?, &headers, &CADDY)?,
        ),
    ] {
        fs::write(&path, text).map_err(|error| Failure::file("write", &path, &error))?;
    }
    Ok(())
}

fn names(dist: &Path) -> Result<Vec<String>, Failure> {
    let files = compress::files(dist)?.into_iter();
    Ok(files
        .filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()))
        .collect())
}

/// The file `_headers`. Both hosts join the values of a header that two matching rules name, so a rule about
/// caching names one file, and the rule for all paths says nothing of it.
fn pages(headers: &str, names: &[String]) -> String {
    let mut text = "/*\n".to_owned();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    lines(headers).for_each(|(name, value)| line(&format!("  {name}: {value}")));
    for path in ["/", "/index.html", "/config.json"] {
        line(path);
        line(&format!("  {CHECKED}"));
    }
    for name in names.iter().filter(|name| is_hashed(name)) {
        line(&format!("/{name}"));
        line(&format!("  {FOREVER}"));
    }
    text
}

/// A name that Trunk or `release.mjs` has put a hash into; its compressed copies are not asked for by name.
fn is_hashed(name: &str) -> bool {
    name.contains('-')
        && [".css", ".js", ".wasm"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// A pattern in which each of these places, a line of its own, is replaced by a line for each header.
fn filled(pattern: &str, headers: &str, places: &[Place]) -> Result<String, Failure> {
    let mut text = String::new();
    let mut found = Vec::new();
    for line in pattern.lines() {
        if let Some((place, of_header)) = places.iter().find(|(place, _)| line.trim() == *place) {
            found.push(*place);
            let indent = line.trim_end_matches(place);
            for (name, value) in lines(headers) {
                text.push_str(&format!("{indent}{}\n", of_header(name, value)));
            }
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    if found.iter().eq(places.iter().map(|(place, _)| place)) {
        Ok(text)
    } else {
        Err(Failure::new(format!(
            "a pattern in hosts/ has the places {found:?}, each of which has to stand there once and in order."
        )))
    }
}

fn lines(headers: &str) -> impl Iterator<Item = (&str, &str)> {
    headers.lines().filter_map(|line| line.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::{CADDY, NGINX, filled, pages};

    const HEADERS: &str = "A: default-src 'none'; x\nB-C: accelerometer=(), camera=()\n";

    #[test]
    fn each_header_is_one_line_at_each_place() {
        let text = filled(
            "{\n    {add_header}\n  {proxy_hide_header}\n}\n",
            HEADERS,
            &NGINX,
        );
        let lines = [
            "{",
            "    add_header A \"default-src 'none'; x\" always;",
            "    add_header B-C \"accelerometer=(), camera=()\" always;",
            "  proxy_hide_header A;",
            "  proxy_hide_header B-C;",
            "}\n",
        ];
        assert_eq!(text.unwrap(), lines.join("\n"));
        let text = filled("\t{header}\n{header_down}\n", HEADERS, &CADDY).unwrap();
        assert_eq!(
            text,
            "\tA \"default-src 'none'; x\"\n\tB-C \"accelerometer=(), camera=()\"\n\
             header_down -A\nheader_down -B-C\n"
        );
    }

    #[test]
    fn a_pattern_without_its_places_is_refused() {
        for pattern in [
            "server {}\n",
            "{add_header}\n",
            "{add_header}\n{add_header}\n{proxy_hide_header}\n",
            "{proxy_hide_header}\n{add_header}\n",
        ] {
            assert!(filled(pattern, HEADERS, &NGINX).is_err(), "{pattern}");
        }
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever_and_no_rule_says_cache_control_twice() {
        let names = [
            "404.html",
            "a-0123456789abcdef_bg.wasm",
            "config.json",
            "s-0123456789abcdef.css.br",
        ];
        let text = pages(HEADERS, &names.map(str::to_owned));
        assert!(text.starts_with("/*\n  A: default-src 'none'; x\n  B-C: "));
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        let expected = [
            "/*",
            "/",
            "/index.html",
            "/config.json",
            "/a-0123456789abcdef_bg.wasm",
        ];
        assert_eq!(rules, expected);
        assert_eq!(text.matches("immutable").count(), 1);
        assert_eq!(text.matches("no-cache").count(), 3);
    }
}
