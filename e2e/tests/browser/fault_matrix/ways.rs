//! The ways from the page to the API: across origins, or on one origin through a proxy.

use e2e::{Nginx, Options, Panel, free_address, options, start};
use server::{Backend, Server};

/// The way of the page's requests.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    /// Panel and API have different origins.
    OtherOrigin,
    /// The proxy of our server.
    Proxy,
    Nginx,
}

/// The host of the page.
pub(super) enum Host {
    Server(Server),
    Nginx(Nginx),
}

impl Way {
    /// Options of the API, and of the page's host if it is another server of ours.
    pub(super) fn options(self) -> (Options, Options) {
        let (mut host, mut api) = (options(), options());
        (host.listen, api.listen) = (free_address(), free_address());
        let base = format!("http://{}/v1", api.listen);
        if self == Self::OtherOrigin {
            api.cors = Some(format!("http://{}", host.listen));
            host.api_base = Some(base);
        } else {
            host.backend = Backend::Upstream(base);
        }
        (host, api)
    }

    pub(super) async fn host(self, options: Options, panel: &Panel<'_>) -> Host {
        match self {
            Self::OtherOrigin | Self::Proxy => Host::Server(start(options).await),
            Self::Nginx => Host::Nginx(Nginx::start(&panel.server.url()).await),
        }
    }

    /// The words for an answer that is lost: a page of another origin learns nothing, a proxy answers in its place.
    pub(super) fn lost(self) -> &'static str {
        match self {
            Self::OtherOrigin => "no response from the API gets through",
            Self::Proxy | Self::Nginx => "from the API (status 502)",
        }
    }

    /// The words for a redirect. nginx passes it on, and the page follows none.
    pub(super) fn redirected(self) -> &'static str {
        match self {
            Self::OtherOrigin | Self::Proxy => self.lost(),
            Self::Nginx => "The connection broke before the response arrived",
        }
    }
}

impl Host {
    pub(super) fn url(&self) -> String {
        match self {
            Self::Server(server) => server.url(),
            Self::Nginx(nginx) => nginx.url(),
        }
    }
}
