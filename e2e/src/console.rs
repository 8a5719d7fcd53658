//! The console: every error in it fails the test, unless the test said that it belongs there.
//!
//! Chromium writes a line for each request that fails. Those lines, and no others, can be expected by a text of theirs
//! ([`Page::expect_console`]). An error of a script has to be expected as such ([`Page::expect_script_error`]), and a
//! violation of the page's policy has to be waited for ([`Page::refused`]).

use crate::page::Page;
use crate::wait::until;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard};

/// Makes each violation an error of the console. The policy of the headers and that of the page each make one;
/// only the former can name frame-ancestors.
pub(crate) const WATCH: &str = "addEventListener('securitypolicyviolation', (event) => \
    console.error('violation', event.effectiveDirective, \
        event.originalPolicy.includes('frame-ancestors') ? 'headers' : 'page', event.blockedURI));";

/// An error of the console.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    /// What it comes from, in Chromium's words: "network", "javascript", "security", "console-api".
    pub(crate) source: String,
    /// Its address and its text.
    pub(crate) text: String,
}

/// What the console said, and what the test expects it to say.
#[derive(Default)]
pub(crate) struct Console {
    /// Every line, errors or not.
    lines: Mutex<Vec<String>>,
    heard: Mutex<Vec<Complaint>>,
    requests: Mutex<Vec<String>>,
    scripts: Mutex<Vec<String>>,
    refusals: Mutex<Vec<String>>,
}

impl Console {
    /// The errors that no test said to expect.
    pub(crate) fn surprises(&self) -> Vec<String> {
        let is_one_of = |texts: &Mutex<Vec<String>>, complaint: &Complaint| {
            open(texts).iter().any(|text| complaint.text.contains(text))
        };
        let heard = open(&self.heard);
        let surprises = heard.iter().filter(|complaint| {
            !(complaint.is_about_a_request() && is_one_of(&self.requests, complaint)
                || complaint.is_browsers_own() && is_one_of(&self.scripts, complaint)
                || complaint.follows(&open(&self.refusals)))
        });
        surprises
            .map(|complaint| format!("[{}] {}", complaint.source, complaint.text))
            .collect()
    }
}

impl Complaint {
    /// Chromium's line about a request: that it failed or its status, or why another origin's answer is not given out.
    fn is_about_a_request(&self) -> bool {
        self.source == "network" || self.text.contains("has been blocked by CORS policy")
    }

    /// Neither about a request nor written by a script: an error that nobody caught, or something that was not let in.
    fn is_browsers_own(&self) -> bool {
        matches!(&*self.source, "javascript" | "security" | "other")
    }

    /// The line of [`WATCH`] as chromedriver writes it.
    fn is_violation(&self, directive: &str, of: &str) -> bool {
        let line = format!(r#""violation" "{directive}" "{of}""#);
        self.source == "console-api" && self.text.contains(&line)
    }

    /// What else is said of something that was refused: by the page's policy, and in Chromium's own words.
    fn follows(&self, refusals: &[String]) -> bool {
        let own_words = [
            "Content Security Policy",
            "TrustedScript",
            "TrustedHTML",
            "TrustedTypePolicy",
        ];
        let in_own_words =
            self.source != "console-api" && own_words.iter().any(|words| self.text.contains(words));
        let of_page = refusals
            .iter()
            .any(|directive| self.is_violation(directive, "page"));
        of_page || in_own_words && !refusals.is_empty()
    }
}

impl Page {
    /// Says that the browser's own line about a failed request is part of this test if it contains `text`, such as a status.
    pub fn expect_console(&self, text: &str) {
        open(&self.console.requests).push(text.to_owned());
    }

    /// Says that an error of a script, or a script or page that the browser does not let in, is part of this test if
    /// its line contains `text`.
    pub fn expect_script_error(&self, text: &str) {
        open(&self.console.scripts).push(text.to_owned());
    }

    /// Waits until the policy of the headers has refused something by this directive, such as `img-src`. The page's own
    /// policy may refuse it as well.
    #[track_caller]
    pub fn refused(&self, directive: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let directive = directive.to_owned();
        async move {
            until(at, &format!("a violation of {directive}"), async || {
                self.listen().await;
                let mut heard = open(&self.console.heard);
                let is_it = |complaint: &Complaint| complaint.is_violation(&directive, "headers");
                let Some(at) = heard.iter().position(is_it) else {
                    return Err(format!("the console says {heard:#?}"));
                };
                heard.remove(at);
                open(&self.console.refusals).push(directive.clone());
                Ok(())
            })
            .await;
        }
    }

    /// Takes what the console has said since.
    pub(crate) async fn listen(&self) {
        for (is_error, line) in self.browser.console_lines().await {
            open(&self.console.lines).push(line.text.clone());
            if is_error {
                open(&self.console.heard).push(line);
            }
        }
    }

    /// Every line that the console has had so far, errors or not.
    pub(crate) async fn console_lines(&self) -> Vec<String> {
        self.listen().await;
        open(&self.console.lines).clone()
    }
}

fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test panics while it holds this")
}
