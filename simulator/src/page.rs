//! A page of a list. Source: docs/api.md, List.

use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page<T> {
    items: Vec<T>,
    has_more: bool,
    /// Null on the last page.
    next_page: Option<String>,
}

impl<T> Page<T> {
    pub(crate) fn new(items: Vec<T>, next_page: Option<String>) -> Self {
        Self {
            items,
            has_more: next_page.is_some(),
            next_page,
        }
    }
}
