//! The console: its errors so far, and those that the test expects.

use std::sync::{Mutex, MutexGuard};

/// Logs each violation of the policy as an error. The policy of the headers and that of the page log one each; only the
/// former can contain frame-ancestors.
pub(crate) const LOG_VIOLATIONS: &str = "addEventListener('securitypolicyviolation', (event) => \
    console.error('violation', event.effectiveDirective, \
        event.originalPolicy.includes('frame-ancestors') ? 'headers' : 'page', event.blockedURI));";

/// An error in the console.
#[derive(Clone, Debug)]
pub(crate) struct ConsoleError {
    /// Chromium's name of the source: "network", "javascript", "security", "console-api".
    pub(crate) source: String,
    /// Address and text.
    pub(crate) text: String,
}

/// The console of one browser.
#[derive(Default)]
pub(crate) struct Console {
    /// Every line, errors or not.
    pub(crate) lines: Mutex<Vec<String>>,
    pub(crate) errors: Mutex<Vec<ConsoleError>>,
    pub(crate) expected_requests: Mutex<Vec<String>>,
    pub(crate) expected_scripts: Mutex<Vec<String>>,
    /// Directives whose violation the test has waited for.
    pub(crate) expected_violations: Mutex<Vec<String>>,
}

impl Console {
    /// The errors that the test does not expect.
    pub(crate) fn unexpected_errors(&self) -> Vec<String> {
        let is_one_of = |texts: &Mutex<Vec<String>>, error: &ConsoleError| {
            lock(texts).iter().any(|text| error.text.contains(text))
        };
        let errors = lock(&self.errors);
        let unexpected = errors.iter().filter(|error| {
            !(error.is_about_a_request() && is_one_of(&self.expected_requests, error)
                || error.is_the_browsers() && is_one_of(&self.expected_scripts, error)
                || error.follows(&lock(&self.expected_violations)))
        });
        unexpected
            .map(|error| format!("[{}] {}", error.source, error.text))
            .collect()
    }
}

impl ConsoleError {
    /// Chromium's line about a request: a failure, a status, or an answer that CORS withholds.
    fn is_about_a_request(&self) -> bool {
        self.source == "network" || self.text.contains("has been blocked by CORS policy")
    }

    /// An uncaught error or a refusal of the browser; neither about a request nor logged by a script.
    fn is_the_browsers(&self) -> bool {
        matches!(&*self.source, "javascript" | "security" | "other")
    }

    /// The line of [`LOG_VIOLATIONS`], as chromedriver writes it.
    pub(crate) fn is_violation(&self, directive: &str, of: &str) -> bool {
        let line = format!(r#""violation" "{directive}" "{of}""#);
        self.source == "console-api" && self.text.contains(&line)
    }

    /// Another line about an expected violation: of the page's policy, or in Chromium's own words.
    fn follows(&self, violations: &[String]) -> bool {
        let own_words = [
            "Content Security Policy",
            "TrustedScript",
            "TrustedHTML",
            "TrustedTypePolicy",
        ];
        let in_own_words =
            self.source != "console-api" && own_words.iter().any(|words| self.text.contains(words));
        let of_page = violations
            .iter()
            .any(|directive| self.is_violation(directive, "page"));
        of_page || in_own_words && !violations.is_empty()
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no test panics while it holds the lock")
}
