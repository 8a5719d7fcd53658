//! Command-line options.

use crate::failure::Failure;

/// Options of `cargo xtask serve`. The server checks the URLs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Serve {
    /// Port on the loopback address.
    pub(crate) port: u16,
    /// Open the browser when the panel answers.
    pub(crate) open: bool,
    /// Options for the server's binary.
    pub(crate) passed_on: Vec<String>,
}

/// As in Trunk.toml's proxy and the documents.
const DEFAULT_PORT: u16 = 4600;

impl Serve {
    pub(crate) fn parse(words: Vec<String>) -> Result<Self, Failure> {
        let mut options = Self {
            port: DEFAULT_PORT,
            open: false,
            passed_on: Vec::new(),
        };
        let mut words = words.into_iter().flat_map(split_at_equals);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--open" => options.open = true,
                "--live" => options.passed_on.push(word),
                "--port" => options.port = port(&value(&word, words.next())?)?,
                "--upstream" | "--cors" | "--api-base" => {
                    let value = value(&word, words.next())?;
                    options.passed_on.extend([word, value]);
                }
                _ => {
                    return Err(Failure::new(format!(
                        "`serve` has no option `{word}`; see `cargo xtask`."
                    )));
                }
            }
        }
        let given = |name: &str| options.passed_on.iter().any(|word| word == name);
        if given("--live") && given("--upstream") {
            return Err(Failure::new("give --live or --upstream, not both."));
        }
        Ok(options)
    }
}

/// Splits `--port=4601` into `--port 4601`.
pub(crate) fn split_at_equals(word: String) -> Vec<String> {
    match word.split_once('=') {
        Some((name, value)) if name.starts_with("--") => vec![name.to_owned(), value.to_owned()],
        _ => vec![word],
    }
}

/// The value of an option.
pub(crate) fn value(name: &str, next: Option<String>) -> Result<String, Failure> {
    next.filter(|value| !value.starts_with("--"))
        .ok_or_else(|| Failure::new(format!("{name} needs a value.")))
}

fn port(text: &str) -> Result<u16, Failure> {
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
        Failure::new(format!(
            "--port takes a number from 1 to 65535, not `{text}`."
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::Serve;

    fn parse(line: &str) -> Result<Serve, String> {
        Serve::parse(line.split_whitespace().map(str::to_owned).collect())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn options_of_the_server_are_passed_on() {
        let options = parse(
            "--port=4700 --open --upstream https://api.example.com/v1 --cors http://localhost:1",
        )
        .unwrap();
        assert_eq!((options.port, options.open), (4700, true));
        assert_eq!(
            options.passed_on,
            [
                "--upstream",
                "https://api.example.com/v1",
                "--cors",
                "http://localhost:1"
            ]
        );
        assert_eq!(parse("").unwrap().port, 4600);
    }

    #[test]
    fn errors_name_the_option() {
        for (line, words) in [
            ("--port", "needs a value"),
            ("--port --open", "needs a value"),
            ("--port 0", "1 to 65535"),
            ("--port 70000", "1 to 65535"),
            ("--prot 1", "no option `--prot`"),
            ("--live --upstream https://api.example.com", "not both"),
        ] {
            let failure = parse(line).unwrap_err();
            assert!(failure.contains(words), "{line}: {failure}");
        }
    }
}
