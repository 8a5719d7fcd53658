//! The key, which an answer may repeat in any spelling, is shown nowhere, and stored in the session alone.

use app::ports::Storage;
use model::state::Log;

use crate::page::Memory;
use crate::rules::{Rule, require};
use crate::tab::Tab;

/// The key of every session.
pub(crate) const KEY: &str = "Sesame/0pen\"%2B+Simsim";

/// Parts of it that are written alike in each spelling, and stand in nothing else.
const PARTS: [&str; 3] = ["Sesame", "0pen", "Simsim"];

/// The name of a session in the storage of a tab.
const SESSION: &str = "public-ips.key";

impl Tab {
    /// Looks for the key in what the page shows, and in what the browser keeps of it.
    pub(crate) fn check_key(&self) {
        let page = &self.open.page;
        let of_tab = Memory::clone(&page.tab_storage);
        of_tab.remove(SESSION);
        check("stored", &format!("{of_tab:?} {:?}", page.browser_storage));
        // Until an answer has repeated it, nothing could bring it there.
        if !self.open.has_repeated_key() {
            return;
        }
        let app = self.app();
        check("in a toast", &format!("{:?}", app.toasts.get()));
        check("in a dialog", &format!("{:?}", app.dialog.get()));
        check("in the log", &app.request_log.with(Log::to_text));
        check("in the session", &format!("{:?}", app.session.get()));
        check("in a claim", &format!("{:?}", app.claim.check()));
        let bulk = app.bulk.with(|bulk| format!("{bulk:?}"));
        check("in a bulk operation", &bulk);
        let tail = app.list.with(|list| format!("{:?}", list.tail()));
        check("in the list", &tail);
    }
}

fn check(place: &str, text: &str) {
    let is_there = PARTS.iter().any(|part| text.contains(part));
    require!(Rule::KeyStaysHidden, !is_there, "{place}: {text}");
}
