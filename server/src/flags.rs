//! Command-line flags of the binary.

use crate::embedded;
use clap::Parser;
use server::{Backend, Options, Panel};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// The base of the vendor's API.
const LIVE: &str = "https://api.paperspace.com/v1";

/// Serves the panel, and /v1 from a simulated account or from an API.
#[derive(Debug, Parser)]
#[command(name = "public-ips", version)]
pub(crate) struct Flags {
    /// Serve the built panel in this folder [default: the panel in the program, or dist]
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 4600)]
    port: u16,
    /// IP address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Host name to answer to, beyond loopback; may be repeated
    #[arg(long = "name", value_name = "HOST")]
    names: Vec<String>,
    /// Serve /v1 from a simulated account in memory; the default
    #[arg(long, group = "api")]
    demo: bool,
    /// Proxy /v1 to the live API, https://api.paperspace.com/v1
    #[arg(long, group = "api")]
    live: bool,
    /// Proxy /v1 to the API at this base URL
    #[arg(long, value_name = "URL", group = "api")]
    upstream: Option<String>,
    /// Allow pages of this origin to call /v1
    #[arg(long, value_name = "ORIGIN")]
    cors: Option<String>,
    /// Have the panel call the API at this base instead of /v1
    #[arg(long, value_name = "URL")]
    api_base: Option<String>,
}

impl Flags {
    pub(crate) fn options(self) -> Options {
        let live = self.live.then(|| LIVE.to_owned());
        let backend = live.or(self.upstream).map(Backend::Upstream);
        Options {
            listen: SocketAddr::new(self.host, self.port),
            host_names: self.names,
            backend: backend.unwrap_or(Backend::Simulator),
            cors: self.cors,
            api_base: self.api_base,
            log: true,
            panel: self
                .dist
                .map(Panel::Folder)
                .or_else(embedded::panel)
                .unwrap_or_else(|| Panel::Folder("dist".into())),
            ..Options::new("dist")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use clap::error::ErrorKind;
    use std::path::Path;

    fn folder(options: &Options) -> Option<&Path> {
        match &options.panel {
            Panel::Folder(folder) => Some(folder),
            Panel::Embedded(_) => None,
        }
    }

    fn parse(text: &str) -> Result<Options, clap::Error> {
        let words = std::iter::once("server").chain(text.split_whitespace());
        Flags::try_parse_from(words).map(Flags::options)
    }

    #[test]
    fn the_flags_agree_with_each_other() {
        Flags::command().debug_assert();
    }

    #[test]
    fn without_flags_the_simulator_is_on_loopback_4600() {
        for text in ["", "--demo"] {
            let options = parse(text).unwrap();
            assert_eq!(options.listen.to_string(), "127.0.0.1:4600");
            assert_eq!(folder(&options), Some(Path::new("dist")));
            assert_eq!(options.backend, Backend::Simulator);
            assert!(options.log);
        }
    }

    #[test]
    fn every_flag_has_its_effect() {
        let options = parse(
            "--dist d --port 81 --host ::1 --name a --name b --upstream=http://127.0.0.1:9/v1 \
             --cors https://a.example --api-base https://b.example/v1",
        )
        .unwrap();
        assert_eq!(options.listen.to_string(), "[::1]:81");
        assert_eq!(folder(&options), Some(Path::new("d")));
        assert_eq!(options.host_names, ["a", "b"]);
        let upstream = Backend::Upstream("http://127.0.0.1:9/v1".into());
        assert_eq!(options.backend, upstream);
        assert_eq!(options.cors.as_deref(), Some("https://a.example"));
        assert_eq!(options.api_base.as_deref(), Some("https://b.example/v1"));
        let live = Backend::Upstream("https://api.paperspace.com/v1".into());
        assert_eq!(parse("--live").unwrap().backend, live);
    }

    #[test]
    fn a_wrong_flag_is_named() {
        for (text, word) in [
            ("--prot 1", "--port"),
            ("--port", "--port <N>"),
            ("--port 70000", "70000"),
            ("--host localhost", "localhost"),
            ("--live --upstream http://a/v1", "--upstream <URL>"),
            ("--demo --live", "--live"),
            ("stray", "stray"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{text}");
            assert!(error.to_string().contains(word), "{error}");
        }
    }

    #[test]
    fn a_flag_given_twice_is_refused() {
        for flag in [
            "--dist d",
            "--port 1",
            "--host ::1",
            "--demo",
            "--live",
            "--upstream http://a/v1",
            "--cors https://a.example",
            "--api-base /v1",
        ] {
            let error = parse(&format!("{flag} {flag}")).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ArgumentConflict, "{flag}");
            assert!(error.to_string().contains("multiple times"), "{error}");
        }
    }
}
