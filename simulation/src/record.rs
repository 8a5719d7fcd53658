//! What a run leaves behind: its story, and how often it came to what it is to prove.

use std::cell::{Cell, RefCell};

use crate::coverage::Coverage;

thread_local! {
    static IS_TOLD: Cell<bool> = const { Cell::new(false) };
    static STORY: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static COVERAGE: RefCell<Coverage> = RefCell::default();
}

/// Begins the record of a run on this thread, with its story if one is wanted.
pub(crate) fn begin(is_told: bool) {
    IS_TOLD.set(is_told);
    STORY.take();
    COVERAGE.take();
}

/// Ends it: the story, and how often everything came about.
pub(crate) fn end() -> (Vec<String>, Coverage) {
    (STORY.take(), COVERAGE.take())
}

/// Adds a line to the story: who does it, and what.
pub(crate) fn tell(who: &str, what: impl FnOnce() -> String) {
    if IS_TOLD.get() {
        let line = format!("{who:>9}: {}", what());
        STORY.with_borrow_mut(|story| story.push(line));
    }
}

/// Something came about.
pub(crate) fn count(name: &'static str) {
    count_times(name, 1);
}

/// Something came about so many times.
pub(crate) fn count_times(name: &'static str, times: usize) {
    COVERAGE.with_borrow_mut(|coverage| coverage.count(name, times));
}
