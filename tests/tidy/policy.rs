//! One policy for the page, whoever sends it, and nothing in the page that it would refuse.

use crate::files::{check, files, lines_with, read};

/// The page repeats the policy of the headers but for the two points that `index.html` names.
#[test]
fn the_page_repeats_the_policy_of_the_headers() {
    let headers = read("hosts/headers.txt");
    let header = headers.lines().next().unwrap();
    let header = header.strip_prefix("Content-Security-Policy: ").unwrap();
    let page = read("index.html");
    let (_, meta) = page
        .split_once(r#"http-equiv="Content-Security-Policy" content=""#)
        .unwrap();
    let (meta, _) = meta.split_once('"').unwrap();
    let expected = header.replace("frame-ancestors 'none'; ", "").replace(
        "connect-src 'self' https://api.paperspace.com;",
        "connect-src 'self' https: http://127.0.0.1:* http://localhost:*;",
    );
    assert_eq!(meta, expected);
    assert!(header.contains("frame-ancestors 'none'"));
}

/// A copy would be a second source, and go out of date.
#[test]
fn the_headers_are_in_one_file() {
    let all = files(
        &[
            "hosts",
            "docs",
            "public",
            "server/src",
            "xtask/src",
            "README.md",
        ],
        &[".txt", ".conf", "Caddyfile", ".md", ".html", ".js", ".rs"],
    );
    for header in [
        "default-src 'none'; script-src",
        "max-age=63072000",
        "geolocation=()",
    ] {
        let named = all.iter().filter(|file| file.text.contains(header));
        let named: Vec<_> = named.map(|file| &file.path).collect();
        assert_eq!(named, ["hosts/headers.txt"], "{header}");
    }
}

/// What the API sends is data: its policy allows no script, no style, no form and no frame around it.
#[test]
fn answers_of_the_api_are_no_pages() {
    assert_eq!(
        read("hosts/headers-v1.txt"),
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox\n"
    );
    let headers = read("hosts/headers.txt");
    for header in [
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
    ] {
        assert!(headers.lines().any(|line| line == header), "{header}");
    }
}

#[test]
fn nothing_is_inline_and_nothing_makes_markup_or_code_from_text() {
    check(&files(&["index.html", "public"], &[".html"]), |file| {
        inline_code(&file.text)
    });
    let code = files(&["public", "dom/src", "src"], &[".js", ".rs"]);
    check(&code, |file| {
        let html = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
        ];
        let code = ["eval(", "new Function", "cssText", "setAttribute(\"style\""];
        lines_with(&file.text, &[html, code].concat())
    });
}

/// The tags of a page with a script, a style or a handler in them.
fn inline_code(html: &str) -> Vec<String> {
    let mut comments = html.split("<!--");
    let first = comments.next().unwrap_or_default().to_owned();
    let html = comments.fold(first, |text, part| text + part.split_once("-->").unwrap().1);
    let tags = html
        .split('<')
        .filter_map(|part| Some(part.split_once('>')?.0));
    let inline = tags.filter(|tag| {
        let mut words = tag.split_whitespace();
        let name = words.next();
        name == Some("style")
            || name == Some("script") && !words.clone().any(|word| word.starts_with("src="))
            || words.any(|word| {
                word.starts_with("on") && word.contains('=')
                    || word.starts_with("style=")
                    || word.contains("javascript:")
            })
    });
    inline.map(str::to_owned).collect()
}

#[test]
fn inline_code_is_found() {
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
    assert_eq!(inline_code(html), [""; 0]);
}
