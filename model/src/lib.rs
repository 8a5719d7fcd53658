//! The panel without the browser.
//!
//! Three layers, each of which knows only the ones above it:
//!
//! * [`domain`]: keys, regions, addresses, machines, and the rules for changing them;
//! * [`wire`]: requests, answers, and the words for every failure;
//! * [`state`]: state machines that decide which request comes next.
//!
//! Nothing here knows signals, timers or fetch, so all of it is tested natively.

#![warn(missing_docs)]

pub mod domain;
pub mod state;
pub mod wire;
