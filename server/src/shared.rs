//! What every request reaches: the options, read once, and the state of the run.

use crate::base;
use crate::headers;
use crate::journal::Journal;
use crate::options::{Backend, Limits, Options};
use crate::proxy::Proxy;
use crate::refusal::StartError;
use crate::script::Script;
use axum::http::{HeaderMap, HeaderValue};
use std::sync::{Mutex, PoisonError};

/// One per server.
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) limits: Limits,
    /// The security headers, the same on every answer.
    pub(crate) headers: HeaderMap,
    /// The one origin that CORS lets in.
    pub(crate) cors: Option<HeaderValue>,
    pub(crate) journal: Journal,
    pub(crate) script: Script,
    /// The live API, or else the simulator answers.
    pub(crate) proxy: Option<Proxy>,
    simulator: Mutex<simulator::Service>,
}

impl Shared {
    /// Checks the options and makes everything that does not need a socket.
    pub(crate) fn new(options: Options, limits: Limits) -> Result<Self, StartError> {
        let index = options.dist.join("index.html");
        if !index.is_file() {
            return Err(StartError::NoPanel(options.dist));
        }
        let proxy = match &options.backend {
            Backend::Simulator => None,
            Backend::Upstream(url) => {
                let base =
                    base::parse(url).map_err(|why| StartError::Upstream(url.clone(), why))?;
                Some(Proxy::new(base, limits))
            }
        };
        let cors = options.cors.as_deref().map(cors_origin).transpose()?;
        let headers = match options.api_base.as_deref() {
            None => headers::set(None),
            Some(text) => {
                base::parse_api_base(text).and_then(|origin| headers::set(origin.as_deref()))
            }
        }
        .map_err(|why| StartError::ApiBase(options.api_base.clone().unwrap_or_default(), why))?;
        Ok(Self {
            limits,
            headers,
            cors,
            // A key that goes to another machine is a real one.
            journal: Journal::new(proxy.as_ref().is_none_or(Proxy::is_local)),
            script: Script::default(),
            proxy,
            simulator: Mutex::new(simulator::Service::new()),
            options,
        })
    }

    /// Gives the simulator to `f`, with all requests waiting meanwhile.
    pub(crate) fn simulator<R>(&self, f: impl FnOnce(&mut simulator::Service) -> R) -> R {
        f(&mut self
            .simulator
            .lock()
            .unwrap_or_else(PoisonError::into_inner))
    }
}

fn cors_origin(text: &str) -> Result<HeaderValue, StartError> {
    let origin = base::parse_origin(text).map_err(|why| StartError::Cors(text.to_owned(), why))?;
    HeaderValue::from_str(&origin).map_err(|_| StartError::Cors(text.to_owned(), "is not a URL"))
}
