//! The state that all requests share: the options, checked once, and the state of this run.

use crate::base_url;
use crate::config;
use crate::faults::Faults;
use crate::headers::{self, SecurityHeaders};
use crate::journal::Journal;
use crate::options::{Backend, Limits, Options};
use crate::proxy::Proxy;
use crate::start_error::StartError;
use crate::static_files::Files;
use axum::http::HeaderValue;
use std::sync::{Mutex, PoisonError};

/// State of one server.
pub(crate) struct ServerState {
    pub(crate) options: Options,
    pub(crate) limits: Limits,
    pub(crate) files: Files,
    /// The security headers of every answer.
    pub(crate) headers: SecurityHeaders,
    /// The one origin that CORS allows.
    pub(crate) cors: Option<HeaderValue>,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    /// The live API; `None` for the simulator.
    pub(crate) proxy: Option<Proxy>,
    simulator: Mutex<simulator::Service>,
}

impl ServerState {
    /// Checks the options and builds everything but the socket.
    pub(crate) fn new(options: Options, limits: Limits) -> Result<Self, StartError> {
        let files = Files::new(&options.panel)?;
        let proxy = match &options.backend {
            Backend::Simulator => None,
            Backend::Upstream(url) => {
                let base =
                    base_url::parse(url).map_err(|why| StartError::Upstream(url.clone(), why))?;
                Some(Proxy::new(base, limits))
            }
        };
        let cors = options.cors.as_deref().map(cors_origin).transpose()?;
        if let Some(base) = &options.api_base {
            base_url::parse_api_base(base).map_err(|why| StartError::ApiBase(base.clone(), why))?;
        }
        let api_base = config::api_base(&options);
        let headers = base_url::parse_api_base(&api_base)
            // The panel refuses such a base, and calls none.
            .or(Ok(None))
            .and_then(|origin| headers::set(origin.as_deref()))
            .map_err(|why| StartError::ApiBase(api_base, why))?;
        Ok(Self {
            limits,
            files,
            headers,
            cors,
            // A key sent to another machine is a real one, so it is not kept.
            journal: Journal::new(proxy.as_ref().is_none_or(Proxy::is_local)),
            faults: Faults::default(),
            proxy,
            simulator: Mutex::new(simulator::Service::new()),
            options,
        })
    }

    /// Calls `f` with the simulator; requests wait meanwhile.
    pub(crate) fn simulator<R>(&self, f: impl FnOnce(&mut simulator::Service) -> R) -> R {
        f(&mut self
            .simulator
            .lock()
            .unwrap_or_else(PoisonError::into_inner))
    }
}

fn cors_origin(text: &str) -> Result<HeaderValue, StartError> {
    let origin =
        base_url::parse_origin(text).map_err(|why| StartError::Cors(text.to_owned(), why))?;
    HeaderValue::from_str(&origin).map_err(|_| StartError::Cors(text.to_owned(), "is not a URL"))
}
