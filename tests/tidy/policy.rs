//! One policy, whoever sends it.

use crate::sources::{files, root};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("a text file")
}

/// The policy as a list of its directives.
fn directives(policy: &str) -> Vec<&str> {
    policy.split(';').map(str::trim).collect()
}

/// The page repeats the policy of the headers but for the two points that `index.html` names.
#[test]
fn the_page_repeats_the_policy_of_the_headers() {
    let headers = read("hosts/headers.txt");
    let page = read("index.html");
    let header = headers
        .strip_prefix("Content-Security-Policy: ")
        .and_then(|rest| rest.lines().next())
        .expect("the policy is the first header");
    let (_, meta) = page
        .split_once(r#"http-equiv="Content-Security-Policy" content=""#)
        .expect("the page has a policy");
    let meta = meta.split('"').next().expect("a value");
    let in_page = |directive: &&str| !directive.starts_with("frame-ancestors");
    let narrow = "connect-src 'self' https://api.paperspace.com";
    let wide = "connect-src 'self' https: http://127.0.0.1:* http://localhost:*";
    let expected: Vec<_> = directives(header)
        .into_iter()
        .filter(in_page)
        .map(|directive| if directive == narrow { wide } else { directive })
        .collect();
    assert_eq!(directives(meta), expected);
    assert_eq!(directives(header).len(), expected.len() + 1);
}

/// Whatever else names a directive would be a second source that somebody forgets.
#[test]
fn the_headers_stand_in_one_file() {
    let places = [
        "hosts",
        "docs",
        "public",
        "server/src",
        "xtask/src",
        "README.md",
    ];
    let endings = [".txt", ".conf", "Caddyfile", ".md", ".html", ".js", ".rs"];
    let all = files(&places, &endings);
    for header in [
        "default-src 'none'; script-src",
        "max-age=63072000",
        "geolocation=()",
    ] {
        let named: Vec<&str> = all
            .iter()
            .filter(|source| source.text.contains(header))
            .map(|source| source.path.as_str())
            .collect();
        assert_eq!(named, ["hosts/headers.txt"], "{header}");
    }
}
