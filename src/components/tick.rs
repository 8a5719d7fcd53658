//! The passing of time, for "3 d ago" and "updated 12 s ago".

use std::time::Duration;

use leptos::prelude::*;
use model::domain::Timestamp;

use crate::browser::clock;

/// How often words about time are written anew.
const EVERY: Duration = Duration::from_secs(10);

/// Now, as a signal that moves every ten seconds.
#[derive(Clone, Copy)]
pub struct Tick(RwSignal<Timestamp>);

impl Tick {
    /// Starts the clock for all components below.
    pub fn provide() {
        let now = RwSignal::new(clock::now());
        provide_context(Self(now));
        set_interval(move || now.set(clock::now()), EVERY);
    }

    /// The clock, in a component.
    pub fn of_app() -> Self {
        expect_context()
    }

    /// Now, tracked.
    pub fn now(self) -> Timestamp {
        self.0.get()
    }
}
