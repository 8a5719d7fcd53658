//! Scans by axe-core, in both themes and at three widths. The driver injects the script, which the page's policy forbids
//! to other scripts.

use crate::page::Page;
use std::fmt::Write as _;
use std::io::Write as _;

/// Path of the set-up.
const SCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../target/tools/axe/node_modules/axe-core/axe.min.js"
);

/// Desktop, tablet, phone.
const SIZES: [(u32, u32); 3] = [(1280, 900), (768, 1024), (390, 844)];

/// All rules of WCAG 2.2 up to AA and the best practices. Scrolls the list to the start of a row first: a row that is half
/// under the table head would count as a small target.
const RUN: &str = "return (async () => { \
    const rest = async () => { for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame); }; \
    for (let aligned = 0, tries = 0; aligned < 3 && tries < 30; tries++) { \
        await rest(); \
        const list = document.getElementById('list'), rows = [...list?.querySelectorAll('tbody .row') ?? []]; \
        const row = rows.find((row) => row.offsetHeight)?.offsetHeight ?? 1; \
        const over = (list?.scrollTop ?? 0) % row; \
        aligned = over ? 0 : aligned + 1; \
        if (over) list.scrollTop -= over; \
    } \
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']; \
    const found = await axe.run(document, { runOnly: { type: 'tag', values }, rules: { 'target-size': { enabled: true } } }); \
    const words = ({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary.replace(/\\s+/g, ' '); \
    return { passed: found.passes.length, found: found.violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 4).map(words).join('; ')) }; \
})();";

/// Scans of several states of one page, and their findings.
pub struct Axe<'a> {
    page: &'a Page,
    states: usize,
    scans: usize,
    findings: String,
}

impl Page {
    pub fn axe(&self) -> Axe<'_> {
        Axe {
            page: self,
            states: 0,
            scans: 0,
            findings: String::new(),
        }
    }
}

impl Axe<'_> {
    /// Scans the current state in each theme and width. `state` names it in the findings.
    pub async fn scan(&mut self, state: &str) {
        self.scan_at(state, &SIZES).await;
    }

    /// Scans the current state at the phone's width only.
    pub async fn scan_phone(&mut self, state: &str) {
        self.scan_at(state, &SIZES[2..]).await;
    }

    async fn scan_at(&mut self, state: &str, sizes: &[(u32, u32)]) {
        self.states += 1;
        for theme in ["light", "dark"] {
            let features = [
                ("prefers-color-scheme", theme),
                ("prefers-reduced-motion", "reduce"),
            ];
            self.page.emulate(&features).await;
            for (width, height) in sizes {
                self.page.viewport(*width, *height).await;
                self.scans += 1;
                for finding in found(self.page).await {
                    let line = writeln!(self.findings, "{state}, {theme}, {width} px: {finding}");
                    line.expect("a text takes a line");
                }
            }
        }
    }

    /// Prints the number of scans and returns the findings.
    pub fn end(self) -> String {
        let test = std::thread::current();
        let said = writeln!(
            std::io::stderr(),
            "{}: {} scans of {} states",
            test.name().unwrap_or("axe"),
            self.scans,
            self.states
        );
        said.expect("the terminal takes a line");
        self.findings
    }
}

async fn found(page: &Page) -> Vec<String> {
    let driver = &page.driver;
    let is_there = driver.execute("return typeof axe === 'object';", Vec::new());
    if is_there.await.expect("a script runs").json() != true {
        let script = std::fs::read_to_string(SCRIPT)
            .unwrap_or_else(|error| panic!("{SCRIPT}: {error}; `cargo xtask test` installs it"));
        driver.execute(script, Vec::new()).await.expect("axe loads");
    }
    let answer = driver.execute(RUN, Vec::new()).await.expect("axe runs");
    let answer = answer.json();
    let passed = answer["passed"].as_u64().unwrap_or_default();
    assert!(passed > 4, "axe checked nothing: {answer}");
    let found = answer["found"].as_array().into_iter().flatten();
    found
        .map(|finding| finding.as_str().unwrap_or_default().to_owned())
        .collect()
}
