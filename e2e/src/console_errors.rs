//! Expectations about the console: an error that the test does not expect fails it.
//!
//! Chromium logs a line for each failed request; [`Page::expect_console`] matches those lines only. An error of a script
//! needs [`Page::expect_script_error`], a violation of the policy [`Page::policy_violation`].

use crate::console::{ConsoleError, lock};
use crate::page::Page;
use crate::wait::until;
use std::panic::Location;

impl Page {
    /// Expects Chromium's lines about failed requests that contain `text`, such as a status.
    pub fn expect_console(&self, text: &str) {
        lock(&self.console.expected_requests).push(text.to_owned());
    }

    /// Expects errors of scripts, and refusals of scripts and pages by the browser, that contain `text`.
    pub fn expect_script_error(&self, text: &str) {
        lock(&self.console.expected_scripts).push(text.to_owned());
    }

    /// Waits until the policy of the headers refuses something by this directive, such as `img-src`. The page's own
    /// policy may refuse it as well.
    #[track_caller]
    pub fn policy_violation(&self, directive: &str) -> impl Future<Output = ()> {
        self.violation(directive.to_owned(), "headers", Location::caller())
    }

    /// Waits until a policy of the page itself refuses something by this directive, on a host without headers.
    #[track_caller]
    pub fn page_policy_violation(&self, directive: &str) -> impl Future<Output = ()> {
        self.violation(directive.to_owned(), "page", Location::caller())
    }

    async fn violation(&self, directive: String, of: &str, at: &'static Location<'static>) {
        until(at, &format!("a violation of {directive}"), async || {
            self.read_console().await;
            let mut errors = lock(&self.console.errors);
            let matches = |error: &ConsoleError| error.is_violation(&directive, of);
            let Some(at) = errors.iter().position(matches) else {
                return Err(format!("the console says {errors:#?}"));
            };
            errors.remove(at);
            lock(&self.console.expected_violations).push(directive.clone());
            Ok(())
        })
        .await;
    }

    /// Every line of the console so far, errors or not.
    pub(crate) async fn console_lines(&self) -> Vec<String> {
        self.read_console().await;
        lock(&self.console.lines).clone()
    }

    /// The errors that the test does not expect.
    pub(crate) async fn unexpected_errors(&self) -> Vec<String> {
        self.read_console().await;
        self.console.unexpected_errors()
    }

    async fn read_console(&self) {
        for (is_error, line) in self.browser.console_lines().await {
            lock(&self.console.lines).push(line.text.clone());
            if is_error {
                lock(&self.console.errors).push(line);
            }
        }
    }
}
