//! The ways from the page to the API: across origins, or on one origin through a proxy.

use e2e::{Options, Panel, Software, Subfolder, WebServer, free_address, options, start};
use server::{Backend, Server};

/// The way of the page's requests.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    /// Panel and API have different origins.
    OtherOrigin,
    /// As before, on a host that serves files alone.
    Subfolder,
    /// The proxy of our server.
    Proxy,
    /// The proxy of a web server.
    Web(Software),
}

/// The host of the page.
pub(super) enum Host {
    Server(Server),
    Web(WebServer),
    Subfolder(Subfolder),
}

impl Way {
    /// Options of the API, and of the page's host if it is another server of ours.
    pub(super) fn options(self) -> (Options, Options) {
        let (mut host, mut api) = (options(), options());
        (host.listen, api.listen) = (free_address(), free_address());
        let base = format!("http://{}/v1", api.listen);
        if matches!(self, Self::OtherOrigin | Self::Subfolder) {
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
            Self::Web(software) => Host::Web(WebServer::start(software, &panel.server.url()).await),
            Self::Subfolder => {
                let config = format!(r#"{{"apiBase": "{}/v1"}}"#, panel.server.url());
                Host::Subfolder(Subfolder::start(options.listen, &config).await)
            }
        }
    }

    /// The words for an answer that is lost: a page of another origin learns nothing, a proxy answers in its place.
    pub(super) fn lost(self) -> &'static str {
        match self {
            Self::OtherOrigin | Self::Subfolder => "no response from the API gets through",
            Self::Proxy | Self::Web(_) => "from the API (status 502)",
        }
    }

    /// The words for a redirect. A web server passes it on, and the page follows none.
    pub(super) fn redirected(self) -> &'static str {
        match self {
            Self::OtherOrigin | Self::Subfolder | Self::Proxy => self.lost(),
            Self::Web(_) => "The connection broke before the response arrived",
        }
    }
}

impl Host {
    pub(super) fn url(&self) -> String {
        match self {
            Self::Server(server) => server.url(),
            Self::Web(server) => server.url(),
            Self::Subfolder(host) => host.url(),
        }
    }
}
