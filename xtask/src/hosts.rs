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

/// The policy of a page that calls the vendor's API, and of one whose API is on its own origin.
const CONNECT: [&str; 2] = [
    "connect-src 'self' https://api.paperspace.com;",
    "connect-src 'self';",
];
const POLICY: &str = "Content-Security-Policy";

/// A placeholder, and the lines in its place.
type Placeholder = (&'static str, Vec<String>);

/// The API's own headers of these names are removed, or both would be sent.
fn nginx(headers: &str, v1: &str) -> Vec<Placeholder> {
    let policies = |list: &str, key: &str| {
        let policies = lines(list).filter(|(name, _)| *name == POLICY);
        policies
            .map(|(_, value)| format!("{key}  \"{value}\";"))
            .collect()
    };
    let add = |(name, value)| match name {
        POLICY => format!("add_header {name} $panel_policy always;"),
        _ => format!("add_header {name} \"{value}\" always;"),
    };
    let hide = |(name, _)| format!("proxy_hide_header {name};");
    vec![
        ("{v1_policy}", policies(v1, "\"~^/v1/\"")),
        ("{page_policy}", policies(headers, "default ")),
        ("{add_header}", lines(headers).map(add).collect()),
        ("{proxy_hide_header}", lines(headers).map(hide).collect()),
    ]
}

fn caddy(headers: &str, v1: &str) -> Vec<Placeholder> {
    let set = |(name, value)| format!("{name} \"{value}\"");
    let v1_set = |line| format!("header {}", set(line));
    let remove = |(name, _)| format!("header_down -{name}");
    vec![
        ("{header}", lines(headers).map(set).collect()),
        ("{v1_header}", lines(v1).map(v1_set).collect()),
        ("{header_down}", lines(headers).map(remove).collect()),
        ("{v1_header}", lines(v1).map(v1_set).collect()),
    ]
}

fn apache(headers: &str, v1: &str) -> Vec<Placeholder> {
    let unset = |(name, _)| format!("Header unset {name}");
    let set = |(name, value)| format!("Header always set {name} \"{value}\"");
    vec![
        ("{header_unset}", lines(headers).map(unset).collect()),
        ("{header_set}", lines(headers).map(set).collect()),
        ("{v1_header}", lines(v1).map(set).collect()),
    ]
}

/// Writes `_headers` into the release, for Netlify and Cloudflare Pages, and the settings for web servers to `servers`.
pub(crate) fn write(dist: &Path, servers: &Path) -> Result<(), Failure> {
    let templates = workspace::root().join("hosts");
    let read = |name: &str| {
        let path = templates.join(name);
        fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))
    };
    let headers = read("headers.txt")?;
    let v1 = read("headers-v1.txt")?;
    let behind_proxy = headers.replace(CONNECT[0], CONNECT[1]);
    let names = names(dist)?;
    fs::create_dir_all(servers).map_err(|error| Failure::file("create", servers, &error))?;
    for (path, text) in [
        (dist.join("_headers"), headers_file(&headers, &names)),
        (
            servers.join("nginx.conf"),
            fill(&read("nginx.conf")?, &nginx(&behind_proxy, &v1))?,
        ),
        (
            servers.join("Caddyfile"),
            fill(&read("Caddyfile")?, &caddy(&behind_proxy, &v1))?,
        ),
        (
            servers.join("apache.conf"),
            fill(&read("apache.conf")?, &apache(&behind_proxy, &v1))?,
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

/// Replaces each placeholder, on a line of its own, by its lines.
fn fill(template: &str, placeholders: &[Placeholder]) -> Result<String, Failure> {
    let mut text = String::new();
    let mut left = placeholders.iter();
    for line in template.lines() {
        let name = line.trim();
        if !placeholders.iter().any(|(other, _)| *other == name) {
            text.push_str(&format!("{line}\n"));
            continue;
        }
        let Some((_, filled)) = left.next().filter(|(next, _)| *next == name) else {
            return Err(wrong_template(name));
        };
        let indent = line.trim_end_matches(name);
        for line in filled {
            text.push_str(&format!("{indent}{line}\n"));
        }
    }
    match left.next() {
        None => Ok(text),
        Some((missing, _)) => Err(wrong_template(missing)),
    }
}

fn wrong_template(placeholder: &str) -> Failure {
    Failure::new(format!(
        "a template in hosts/ has {placeholder} in the wrong place, or not at all."
    ))
}

fn lines(headers: &str) -> impl Iterator<Item = (&str, &str)> {
    headers.lines().filter_map(|line| line.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::{CONNECT, apache, caddy, fill, headers_file, nginx};

    const HEADERS: &str =
        "Content-Security-Policy: default-src 'none'; x\nB-C: accelerometer=(), camera=()\n";
    const V1: &str = "Content-Security-Policy: sandbox\n";

    #[test]
    fn a_placeholder_becomes_a_line_for_each_header() {
        let text = fill(
            "{\n    {v1_policy}\n  {page_policy}\n    {add_header}\n  {proxy_hide_header}\n}\n",
            &nginx(HEADERS, V1),
        );
        let lines = [
            "{",
            "    \"~^/v1/\"  \"sandbox\";",
            "  default   \"default-src 'none'; x\";",
            "    add_header Content-Security-Policy $panel_policy always;",
            "    add_header B-C \"accelerometer=(), camera=()\" always;",
            "  proxy_hide_header Content-Security-Policy;",
            "  proxy_hide_header B-C;",
            "}\n",
        ];
        assert_eq!(text.unwrap(), lines.join("\n"));
        let template = "\t{header}\n\t{v1_header}\n{header_down}\n{v1_header}\n";
        let lines = [
            "\tContent-Security-Policy \"default-src 'none'; x\"",
            "\tB-C \"accelerometer=(), camera=()\"",
            "\theader Content-Security-Policy \"sandbox\"",
            "header_down -Content-Security-Policy",
            "header_down -B-C",
            "header Content-Security-Policy \"sandbox\"\n",
        ];
        let text = fill(template, &caddy(HEADERS, V1));
        assert_eq!(text.unwrap(), lines.join("\n"));
        let lines = [
            "Header unset Content-Security-Policy",
            "Header unset B-C",
            "Header always set Content-Security-Policy \"default-src 'none'; x\"",
            "Header always set B-C \"accelerometer=(), camera=()\"",
            "  Header always set Content-Security-Policy \"sandbox\"\n",
        ];
        let template = "{header_unset}\n{header_set}\n  {v1_header}\n";
        let text = fill(template, &apache(HEADERS, V1));
        assert_eq!(text.unwrap(), lines.join("\n"));
    }

    #[test]
    fn a_template_without_its_placeholders_is_refused() {
        let placeholders = || vec![("{a}", Vec::new()), ("{b}", Vec::new())];
        assert!(fill("{a}\nx\n{b}\n", &placeholders()).is_ok());
        for template in ["server {}\n", "{a}\n", "{a}\n{a}\n{b}\n", "{b}\n{a}\n"] {
            assert!(fill(template, &placeholders()).is_err(), "{template}");
        }
    }

    #[test]
    fn behind_a_proxy_the_page_calls_its_own_origin_alone() {
        let headers = include_str!("../../hosts/headers.txt");
        assert_eq!(headers.matches(CONNECT[0]).count(), 1);
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
        assert!(text.starts_with("/*\n  Content-Security-Policy: default-src 'none'; x\n  B-C: "));
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
