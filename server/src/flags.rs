//! Command-line flags of the binary.

use server::{Backend, Options};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Text of `--help`, also printed after an error.
pub(crate) const USAGE: &str = "\
Usage: public-ips-server [FLAGS]

  --dist DIR         the built panel (default: dist)
  --port N           the port to listen on (default: 4600; 0 takes a free one)
  --host ADDR        the address to listen on (default: 127.0.0.1)
  --name HOST        a host name to answer to, beyond loopback; may be repeated
  --live             proxy /v1 to the live API, https://api.paperspace.com/v1
  --upstream URL     proxy /v1 to the API at this base URL
  --cors ORIGIN      allow pages of this origin to call /v1
  --api-base URL     have the panel call the API at this base instead of /v1
  --help             print this text

Without --live and --upstream, /v1 is a simulated account in memory.
";

/// The command that the flags select.
#[derive(Debug)]
pub(crate) enum Command {
    Serve(Box<Options>),
    Help,
}

/// Parses the flags, without the program name. The error is one sentence.
pub(crate) fn parse(flags: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut flags = flags.into_iter();
    let mut host = IpAddr::from(Ipv4Addr::LOCALHOST);
    let mut port = 4600;
    let mut upstream = None;
    let mut options = Options::new("dist");
    options.log = true;
    while let Some(flag) = flags.next() {
        let mut value = || flags.next().ok_or(format!("{flag} needs a value."));
        match flag.as_str() {
            "--dist" => options.dist = value()?.into(),
            "--port" => port = number(&value()?)?,
            "--host" => host = address(&value()?)?,
            "--name" => options.host_names.push(value()?),
            "--live" => set(&mut upstream, "https://api.paperspace.com/v1".to_owned())?,
            "--upstream" => set(&mut upstream, value()?)?,
            "--cors" => options.cors = Some(value()?),
            "--api-base" => options.api_base = Some(value()?),
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(format!("Unknown flag {flag}.")),
        }
    }
    options.listen = SocketAddr::new(host, port);
    if let Some(url) = upstream {
        options.backend = Backend::Upstream(url);
    }
    Ok(Command::Serve(Box::new(options)))
}

fn set(upstream: &mut Option<String>, url: String) -> Result<(), String> {
    match upstream.replace(url) {
        None => Ok(()),
        Some(_) => Err("Give --live or --upstream once, not both.".to_owned()),
    }
}

fn number(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| format!("--port takes a number from 0 to 65535, not `{text}`."))
}

fn address(text: &str) -> Result<IpAddr, String> {
    text.parse()
        .map_err(|_| format!("--host takes an IP address such as 127.0.0.1, not `{text}`."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(text: &str) -> Options {
        match parse(text.split_whitespace().map(str::to_owned)) {
            Ok(Command::Serve(options)) => *options,
            other => panic!("{other:?}"),
        }
    }

    fn refused(text: &str) -> String {
        parse(text.split_whitespace().map(str::to_owned)).expect_err(text)
    }

    #[test]
    fn without_flags_the_simulator_is_on_loopback_4600() {
        let options = serve("");
        assert_eq!(options.listen.to_string(), "127.0.0.1:4600");
        assert_eq!(options.dist.to_str(), Some("dist"));
        assert_eq!(options.backend, Backend::Simulator);
        assert!(options.log);
    }

    #[test]
    fn every_flag_has_its_effect() {
        let options = serve(
            "--dist d --port 81 --host ::1 --name a --name b --upstream http://127.0.0.1:9/v1 \
             --cors https://a.example --api-base https://b.example/v1",
        );
        assert_eq!(options.listen.to_string(), "[::1]:81");
        assert_eq!(options.dist.to_str(), Some("d"));
        assert_eq!(options.host_names, ["a", "b"]);
        let upstream = Backend::Upstream("http://127.0.0.1:9/v1".into());
        assert_eq!(options.backend, upstream);
        assert_eq!(options.cors.as_deref(), Some("https://a.example"));
        assert_eq!(options.api_base.as_deref(), Some("https://b.example/v1"));
        assert_eq!(
            serve("--live").backend,
            Backend::Upstream("https://api.paperspace.com/v1".into())
        );
        assert!(matches!(parse(["--help".to_owned()]), Ok(Command::Help)));
    }

    #[test]
    fn a_wrong_flag_is_named() {
        assert_eq!(refused("--prot 1"), "Unknown flag --prot.");
        assert_eq!(refused("--port"), "--port needs a value.");
        assert!(refused("--port 70000").contains("70000"));
        assert!(refused("--host localhost").contains("localhost"));
        assert!(refused("--live --upstream http://a/v1").contains("not both"));
    }
}
