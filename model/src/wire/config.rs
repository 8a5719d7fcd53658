//! `config.json`: what a host may set without a rebuild.

use super::ApiBase;
use crate::domain::Limits;

/// The settings of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `apiBase`: where the API is.
    pub api_base: ApiBase,
    /// `notice`: a line for the sign-in page.
    pub notice: Option<String>,
    /// `idleMinutes` and `sessionMinutes`: how long a key is kept.
    pub limits: Limits,
    /// `readOnly`: whether nothing can be changed.
    pub read_only: bool,
}

/// Why `config.json` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The field, or the file itself.
    pub field: &'static str,
    /// What is wrong with it, and what is allowed.
    pub words: &'static str,
}

impl Config {
    /// Reads the file. Unknown fields are left alone, so that a newer file
    /// works with an older panel; a known field that is wrong is an error,
    /// since guessing an API base could send the key to the wrong host.
    ///
    /// # Errors
    /// A [`ConfigProblem`] that names the field.
    pub fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let names = [
            "apiBase",
            "notice",
            "idleMinutes",
            "sessionMinutes",
            "readOnly",
        ];
        let [api_base, notice, idle, session, read_only] =
            json::members(text, names).ok_or(ConfigProblem {
                field: "config.json",
                words: "It is not a JSON object. Correct it, or remove it to use the defaults.",
            })?;
        let api_base = match string(api_base, "apiBase")? {
            None => ApiBase::default(),
            Some(text) => ApiBase::parse(&text).map_err(|words| ConfigProblem {
                field: "apiBase",
                words,
            })?,
        };
        let notice = string(notice, "notice")?
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty());
        let longest = Limits::LONGEST;
        let limits = Limits {
            idle: minutes(idle, longest.idle).ok_or(ConfigProblem {
                field: "idleMinutes",
                words: "It must be a whole number from 2 to 15: the limit can be shortened, not lengthened.",
            })?,
            session: minutes(session, longest.session).ok_or(ConfigProblem {
                field: "sessionMinutes",
                words: "It must be a whole number from 2 to 480: the limit can be shortened, not lengthened.",
            })?,
        };
        let read_only = match read_only {
            None | Some("null" | "false") => false,
            Some("true") => true,
            Some(_) => {
                return Err(ConfigProblem {
                    field: "readOnly",
                    words: "It must be true or false, without quotation marks.",
                });
            }
        };
        Ok(Self {
            api_base,
            notice,
            limits,
            read_only,
        })
    }
}

fn string(value: Option<&str>, field: &'static str) -> Result<Option<String>, ConfigProblem> {
    match value {
        None | Some("null") => Ok(None),
        Some(value) => json::string(value).map(Some).ok_or(ConfigProblem {
            field,
            words: "It must be a text in quotation marks.",
        }),
    }
}

/// A limit that is no longer than the longest, which holds where there is none.
fn minutes(value: Option<&str>, longest: u16) -> Option<u16> {
    match value {
        None | Some("null") => Some(longest),
        Some(value) => value
            .parse()
            .ok()
            .filter(|minutes| (Limits::SHORTEST..=longest).contains(minutes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_optional_and_unknown_ones_are_left_alone() {
        assert_eq!(Config::parse("{}"), Ok(Config::default()));
        assert_eq!(
            Config::parse(r#"{"apiBase":null,"notice":"  ","future":[1]}"#),
            Ok(Config::default())
        );
        let config = Config::parse(r#"{"apiBase":"/v1","notice":" Staging "}"#).unwrap();
        assert_eq!(config.api_base.as_str(), "/v1");
        assert_eq!(config.notice.as_deref(), Some("Staging"));
    }

    #[test]
    fn limits_can_be_shortened_and_not_lengthened() {
        let limits = |text| Config::parse(text).map(|config| config.limits);
        let (idle, session) = (15, 480);
        assert_eq!(limits("{}"), Ok(Limits { idle, session }));
        assert_eq!(
            limits(r#"{"idleMinutes":null,"sessionMinutes":90}"#),
            Ok(Limits { idle, session: 90 })
        );
        assert_eq!(
            limits(r#"{"idleMinutes": 2 ,"sessionMinutes":480}"#),
            Ok(Limits { idle: 2, session })
        );
        assert_eq!(
            limits(r#"{"idleMinutes":15}"#),
            Ok(Limits { idle, session })
        );
    }

    #[test]
    fn changes_are_allowed_unless_the_file_says_otherwise() {
        for (text, read_only) in [
            ("{}", false),
            (r#"{"readOnly":null}"#, false),
            (r#"{"readOnly":false}"#, false),
            (r#"{"readOnly" : true }"#, true),
        ] {
            let config = Config::parse(text).unwrap();
            assert_eq!(config.read_only, read_only, "{text}");
        }
    }

    #[test]
    fn a_wrong_field_is_named() {
        for (text, field) in [
            ("", "config.json"),
            ("null", "config.json"),
            ("<!doctype html>", "config.json"),
            ("{\"apiBase\":", "config.json"),
            (r#"{"apiBase":1}"#, "apiBase"),
            (r#"{"apiBase":""}"#, "apiBase"),
            (r#"{"apiBase":"ftp://x"}"#, "apiBase"),
            (r#"{"notice":{}}"#, "notice"),
            (r#"{"idleMinutes":"5"}"#, "idleMinutes"),
            (r#"{"idleMinutes":1}"#, "idleMinutes"),
            (r#"{"idleMinutes":16}"#, "idleMinutes"),
            (r#"{"idleMinutes":2.5}"#, "idleMinutes"),
            (r#"{"idleMinutes":-5}"#, "idleMinutes"),
            (r#"{"idleMinutes":65541}"#, "idleMinutes"),
            (r#"{"sessionMinutes":0}"#, "sessionMinutes"),
            (r#"{"sessionMinutes":481}"#, "sessionMinutes"),
            (r#"{"sessionMinutes":[60]}"#, "sessionMinutes"),
            (r#"{"readOnly":"true"}"#, "readOnly"),
            (r#"{"readOnly":1}"#, "readOnly"),
            (r#"{"readOnly":[]}"#, "readOnly"),
        ] {
            assert_eq!(
                Config::parse(text).map_err(|problem| problem.field),
                Err(field),
                "{text}"
            );
        }
    }
}
