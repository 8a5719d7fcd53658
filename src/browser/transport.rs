//! The only way out of the page: to the live API by fetch, or to the demo.

mod demo;
mod live;

pub use demo::Demo;
pub use live::{Live, is_online, read_config};
use model::wire::{Failure, Request};
use web_sys::{AbortController, AbortSignal};

/// Where requests go.
#[derive(Clone)]
pub enum Transport {
    /// Over the network, with a key.
    Live(Live),
    /// To the simulated account inside the page.
    Demo(Demo),
}

impl Transport {
    /// Makes one attempt at a request, of so many milliseconds at most, and
    /// returns the body of a 200.
    ///
    /// # Errors
    /// A [`Failure`] for everything else.
    pub async fn send(
        &self,
        request: &Request,
        limit: u32,
        cancel: Option<&Cancel>,
    ) -> Result<String, Failure> {
        match self {
            Self::Live(live) => live.send(request, limit, cancel).await,
            Self::Demo(demo) => demo.send(request),
        }
    }

    /// Finds out more about a failure that the browser gives no reason for.
    pub async fn look_into(&self, failure: Failure) -> Failure {
        match self {
            Self::Live(live) => live.look_into(failure).await,
            Self::Demo(_) => failure,
        }
    }

    /// Gives up everything that is under way.
    pub fn abort(&self) {
        if let Self::Live(live) = self {
            live.abort();
        }
    }
}

/// Gives up the requests that were begun under it.
#[derive(Clone)]
pub struct Cancel(Option<AbortController>);

impl Cancel {
    /// Nothing is given up yet.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Gives up.
    pub fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    /// Whether it has been given up.
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}
