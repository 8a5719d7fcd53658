//! `config.json`: the host's settings, read without a rebuild.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::ApiBase;
use super::lenient::object;
use crate::domain::Limits;

/// The settings of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `apiBase`: the base URL of the API.
    pub api_base: ApiBase,
    /// `notice`: a line for the sign-in page.
    pub notice: Option<String>,
    /// `idleMinutes` and `sessionMinutes`: the limits of a session.
    pub limits: Limits,
    /// `readOnly`: whether changes are disabled.
    pub read_only: bool,
}

/// The reason `config.json` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The field, or the file itself.
    pub field: &'static str,
    /// The problem, and the values allowed.
    pub words: &'static str,
}

impl Config {
    /// Reads the file. Unknown fields are ignored, so that a newer file works with an older panel.
    /// A known field that is wrong is an error: guessing an API base could send the key to the
    /// wrong host.
    ///
    /// # Errors
    /// A [`ConfigProblem`] that names the field.
    pub fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let file: File = object(text).ok_or(ConfigProblem {
            field: "config.json",
            words: "It isn't a JSON object. Fix it, or remove it to use the defaults.",
        })?;
        let no_text = "It must be text in quotes.";
        let api_base: Option<String> = setting(file.api_base, "apiBase", no_text)?;
        let api_base = match api_base {
            None => ApiBase::default(),
            Some(text) => ApiBase::parse(&text).map_err(|words| ConfigProblem {
                field: "apiBase",
                words,
            })?,
        };
        let notice: Option<String> = setting(file.notice, "notice", no_text)?;
        let notice = notice
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty());
        let longest = Limits::LONGEST;
        let limits = Limits {
            idle: minutes(
                file.idle_minutes,
                longest.idle,
                "idleMinutes",
                "It must be a whole number from 2 to 15. You can shorten the limit, not extend it.",
            )?,
            session: minutes(
                file.session_minutes,
                longest.session,
                "sessionMinutes",
                "It must be a whole number from 2 to 480. You can shorten the limit, not extend it.",
            )?,
        };
        let no_flag = "It must be true or false, without quotes.";
        let read_only = setting(file.read_only, "readOnly", no_flag)?.unwrap_or_default();
        Ok(Self {
            api_base,
            notice,
            limits,
            read_only,
        })
    }
}

/// Each setting of the file as JSON, so that a wrong one can be named.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct File<'a> {
    #[serde(borrow)]
    api_base: Option<&'a RawValue>,
    notice: Option<&'a RawValue>,
    idle_minutes: Option<&'a RawValue>,
    session_minutes: Option<&'a RawValue>,
    read_only: Option<&'a RawValue>,
}

/// The value of a setting; `None` if absent or `null`.
fn setting<'a, T: Deserialize<'a>>(
    json: Option<&'a RawValue>,
    field: &'static str,
    words: &'static str,
) -> Result<Option<T>, ConfigProblem> {
    json.map(|json| serde_json::from_str(json.get()))
        .transpose()
        .map_err(|_| ConfigProblem { field, words })
}

/// A limit up to the longest, which is also its default.
fn minutes(
    json: Option<&RawValue>,
    longest: u16,
    field: &'static str,
    words: &'static str,
) -> Result<u16, ConfigProblem> {
    let minutes = setting(json, field, words)?.unwrap_or(longest);
    if (Limits::SHORTEST..=longest).contains(&minutes) {
        Ok(minutes)
    } else {
        Err(ConfigProblem { field, words })
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
