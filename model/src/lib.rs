//! Everything of the panel that is not the browser.
//!
//! Three layers, each of which knows only the ones above it:
//!
//! * [`domain`]: nouns and rules (the key, regions, addresses, what may be done to them);
//! * [`wire`]: what is sent, how an answer is read, and the words for every failure;
//! * [`state`]: plain state machines that decide what is asked for next.
//!
//! Nothing here knows signals, timers or fetch, so all of it is tested natively.

#![warn(missing_docs)]

pub mod domain;
pub mod state;
pub mod wire;
