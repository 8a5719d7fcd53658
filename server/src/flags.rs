//! Command-line flags of the binary.

use crate::embedded;
use clap::{Parser, Subcommand, ValueEnum};
use server::{Backend, LogFormat, Options, Panel, Tls};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  public-ips                 the panel with a simulated account, at http://127.0.0.1:4600
  public-ips --live          with the keys of your team; every change is real
  public-ips --live --host 0.0.0.0 --name panel.example --tls-cert cert.pem --tls-key key.pem
  public-ips check --origin https://panel.example";

/// The base of the vendor's API.
const LIVE: &str = "https://api.paperspace.com/v1";

/// Serves the panel for Paperspace public IPs, and /v1 from a simulated account or from an API.
#[derive(Debug, Parser)]
#[command(name = "public-ips", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Flags {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Serve /v1 from a simulated account in memory; the default
    #[arg(long, group = "api", help_heading = "API")]
    demo: bool,
    /// Proxy /v1 to the live API, https://api.paperspace.com/v1
    #[arg(long, group = "api", help_heading = "API")]
    live: bool,
    /// Proxy /v1 to the API at this base URL
    #[arg(long, value_name = "URL", group = "api", help_heading = "API")]
    upstream: Option<String>,
    /// Have the panel call the API at this base instead of /v1
    #[arg(long, value_name = "URL", help_heading = "API")]
    api_base: Option<String>,
    /// Allow pages of this origin to call /v1
    #[arg(long, value_name = "ORIGIN", help_heading = "API")]
    cors: Option<String>,
    /// IP address to listen on
    #[arg(
        long,
        value_name = "ADDR",
        default_value = "127.0.0.1",
        help_heading = "Address"
    )]
    host: IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(
        long,
        value_name = "N",
        default_value_t = 4600,
        help_heading = "Address"
    )]
    port: u16,
    /// Host name to answer to, beyond loopback; may be repeated
    #[arg(long = "name", value_name = "HOST", help_heading = "Address")]
    names: Vec<String>,
    /// Serve https with this certificate chain, in PEM
    #[arg(
        long,
        value_name = "FILE",
        requires = "tls_key",
        help_heading = "https"
    )]
    tls_cert: Option<PathBuf>,
    /// Private key of the certificate, in PEM
    #[arg(
        long,
        value_name = "FILE",
        requires = "tls_cert",
        help_heading = "https"
    )]
    tls_key: Option<PathBuf>,
    /// A proxy in front of this server speaks https: take keys over http beyond loopback
    #[arg(long, conflicts_with = "tls_cert", help_heading = "https")]
    behind_tls_proxy: bool,
    /// Serve the built panel in this folder [default: the panel in the program, or dist]
    #[arg(long, value_name = "DIR", help_heading = "Files and log")]
    dist: Option<PathBuf>,
    /// Form of the log of requests: method, path, status and time, never a key
    #[arg(
        long,
        value_enum,
        default_value = "text",
        help_heading = "Files and log"
    )]
    log: Log,
}

/// What else the program does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ask the API, without a key, whether pages of an origin may call it directly
    Check {
        /// Origin of the panel, such as https://panel.example
        #[arg(long)]
        origin: String,
        /// Base URL of the API
        #[arg(long, value_name = "URL", default_value = LIVE)]
        upstream: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Log {
    Text,
    Json,
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
            tls: self
                .tls_cert
                .zip(self.tls_key)
                .map(|(certificate, key)| Tls { certificate, key }),
            behind_tls_proxy: self.behind_tls_proxy,
            log: Some(match self.log {
                Log::Text => LogFormat::Text,
                Log::Json => LogFormat::Json,
            }),
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
            assert_eq!(options.log, Some(LogFormat::Text));
            assert!(options.tls.is_none() && !options.behind_tls_proxy);
        }
    }

    #[test]
    fn every_flag_has_its_effect() {
        let options = parse(
            "--dist d --port 81 --host ::1 --name a --name b --upstream=http://127.0.0.1:9/v1 \
             --cors https://a.example --api-base https://b.example/v1 --log json \
             --tls-cert c.pem --tls-key k.pem",
        )
        .unwrap();
        assert_eq!(options.listen.to_string(), "[::1]:81");
        assert_eq!(folder(&options), Some(Path::new("d")));
        assert_eq!(options.host_names, ["a", "b"]);
        let upstream = Backend::Upstream("http://127.0.0.1:9/v1".into());
        assert_eq!(options.backend, upstream);
        assert_eq!(options.cors.as_deref(), Some("https://a.example"));
        assert_eq!(options.api_base.as_deref(), Some("https://b.example/v1"));
        assert_eq!(options.log, Some(LogFormat::Json));
        let tls = options.tls.unwrap();
        assert_eq!(tls.certificate.to_str(), Some("c.pem"));
        assert_eq!(tls.key.to_str(), Some("k.pem"));
        assert!(parse("--behind-tls-proxy").unwrap().behind_tls_proxy);
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
            ("--tls-cert c.pem", "--tls-key"),
            ("--tls-key k.pem", "--tls-cert"),
            ("--log xml", "text, json"),
            ("check", "--origin"),
            ("--live check --origin https://a.example", "check"),
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
