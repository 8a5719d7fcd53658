//! The only way out of the page: to the live API by fetch, or to the demo.

mod demo;
mod live;

pub use demo::Demo;
pub use live::{Live, read_config};
use model::wire::{Failure, Request};

/// Where requests go.
#[derive(Clone)]
pub enum Transport {
    /// Over the network, with a key.
    Live(Live),
    /// To the simulated account inside the page.
    Demo(Demo),
}

impl Transport {
    /// Sends one request and returns the body of a 200.
    ///
    /// # Errors
    /// A [`Failure`] for everything else.
    pub async fn send(&self, request: &Request) -> Result<String, Failure> {
        match self {
            Self::Live(live) => live.send(request).await,
            Self::Demo(demo) => demo.send(request),
        }
    }

    /// Gives up everything that is under way.
    pub fn abort(&self) {
        if let Self::Live(live) = self {
            live.abort();
        }
    }
}
