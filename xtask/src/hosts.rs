//! Settings for hosts: fills the templates of `hosts/` with the list of headers.

use crate::compress;
use crate::failure::Failure;
use crate::workspace;
use std::fs;
use std::path::Path;

/// For files with a content hash in their name, which never change.
const IMMUTABLE: &str = "Cache-Control: public, max-age=31536000, immutable";
/// For the files that name the hashed ones.
const REVALIDATE: &str = "Cache-Control: no-cache";

/// A placeholder, and the line for each header, by name and value.
type Placeholder = (&'static str, fn(&str, &str) -> String);

/// The API's own headers of these names are removed, or both would be sent.
const NGINX: [Placeholder; 2] = [
    ("{add_header}", |name, value| {
        format!("add_header {name} \"{value}\" always;")
    }),
    ("{proxy_hide_header}", |name, _| {
        format!("proxy_hide_header {name};")
    }),
];
const CADDY: [Placeholder; 2] = [
    ("{header}", |name, value| format!("{name} \"{value}\"")),
    ("{header_down}", |name, _| format!("header_down -{name}")),
];

/// Writes `_headers` into the release, for Netlify and Cloudflare Pages, and the settings for web servers to `servers`.
pub(crate) fn write(dist: &Path, servers: &Path) -> Result<(), Failure> {
    let templates = workspace::root().join("hosts");
    let read = |name: &str| {
        let path = templates.join(name);
        fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))
    };
    let headers = read("headers.txt")?;
    let names = names(dist)?;
    fs::create_dir_all(servers).map_err(|error| Failure::file("create", servers, &error))?;
    for (path, text) in [
        (dist.join("_headers"), headers_file(&headers, &names)),
        (
            servers.join("nginx.conf"),
            fill(&read("nginx.conf")?, &headers, &NGINX)?,
        ),
        (
            servers.join("Caddyfile"),
            fill(&read("Caddyfile")?, &headers, &CADDY)?,
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

/// The file `_headers`. Hosts join the values of a header from all matching rules, so the rule for all paths leaves
/// `Cache-Control` to rules for one file each.
fn headers_file(headers: &str, names: &[String]) -> String {
    let mut text = "/*\n".to_owned();
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    lines(headers).for_each(|(name, value)| line(&format!("  {name}: {value}")));
    for path in ["/", "/index.html", "/config.json"] {
        line(path);
        line(&format!("  {REVALIDATE}"));
    }
    for name in names.iter().filter(|name| is_hashed(name)) {
        line(&format!("/{name}"));
        line(&format!("  {IMMUTABLE}"));
    }
    text
}

/// Whether a name contains a hash. Compressed copies have no URL of their own.
fn is_hashed(name: &str) -> bool {
    name.contains('-')
        && [".css", ".js", ".wasm"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// Replaces each placeholder, on a line of its own, by a line for each header.
fn fill(template: &str, headers: &str, placeholders: &[Placeholder]) -> Result<String, Failure> {
    let mut text = String::new();
    let mut found = Vec::new();
    for line in template.lines() {
        if let Some((placeholder, of_header)) = placeholders
            .iter()
            .find(|(placeholder, _)| line.trim() == *placeholder)
        {
            found.push(*placeholder);
            let indent = line.trim_end_matches(placeholder);
            for (name, value) in lines(headers) {
                text.push_str(&format!("{indent}{}\n", of_header(name, value)));
            }
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    if found
        .iter()
        .eq(placeholders.iter().map(|(placeholder, _)| placeholder))
    {
        Ok(text)
    } else {
        Err(Failure::new(format!(
            "a template in hosts/ has the placeholders {found:?}; each has to appear once, in order."
        )))
    }
}

fn lines(headers: &str) -> impl Iterator<Item = (&str, &str)> {
    headers.lines().filter_map(|line| line.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::{CADDY, NGINX, fill, headers_file};

    const HEADERS: &str = "A: default-src 'none'; x\nB-C: accelerometer=(), camera=()\n";

    #[test]
    fn a_placeholder_becomes_a_line_for_each_header() {
        let text = fill(
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
        let text = fill("\t{header}\n{header_down}\n", HEADERS, &CADDY).unwrap();
        assert_eq!(
            text,
            "\tA \"default-src 'none'; x\"\n\tB-C \"accelerometer=(), camera=()\"\n\
             header_down -A\nheader_down -B-C\n"
        );
    }

    #[test]
    fn a_template_without_its_placeholders_is_refused() {
        for template in [
            "server {}\n",
            "{add_header}\n",
            "{add_header}\n{add_header}\n{proxy_hide_header}\n",
            "{proxy_hide_header}\n{add_header}\n",
        ] {
            assert!(fill(template, HEADERS, &NGINX).is_err(), "{template}");
        }
    }

    #[test]
    fn only_hashed_files_are_immutable_and_each_file_has_one_cache_control() {
        let names = [
            "404.html",
            "a-0123456789abcdef_bg.wasm",
            "config.json",
            "s-0123456789abcdef.css.br",
        ];
        let text = headers_file(HEADERS, &names.map(str::to_owned));
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
