//! What is seen of a page after each step, held against the account and its history.

pub(crate) mod changes;
pub(crate) mod claims;
pub(crate) mod confirmed;
pub(crate) mod knowledge;
pub(crate) mod observe;
pub(crate) mod odd;
pub(crate) mod page;
pub(crate) mod refreshes;
pub(crate) mod rest;
pub(crate) mod secret;
