use serde::de::IgnoredAny;
use serde_json::Value;

use super::Lenient::{Missing, Unreadable, Value as Is};
use super::*;
use crate::state::test_support::TestRng;

/// A field of each type that answers use.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Fields {
    text: Lenient<String>,
    flag: Lenient<bool>,
    list: Lenient<Vec<Lenient<bool>>>,
    object: Lenient<Object<Inner>>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Inner {
    a: Lenient<String>,
}

fn text(text: &str) -> Lenient<String> {
    Is(text.to_owned())
}

fn inner(a: Lenient<String>) -> Lenient<Object<Inner>> {
    Is(Object(Inner { a }))
}

/// One value in the place of every field.
#[test]
fn each_case_reads_as_the_table_says() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    for (json, text, flag, list, nested) in [
        ("null", Missing, Missing, Missing, Missing),
        (r#""""#, Missing, Missing, Missing, Missing),
        (r#"" ""#, text(" "), Unreadable, Unreadable, Unreadable),
        (r#""a""#, text("a"), Unreadable, Unreadable, Unreadable),
        (
            r#""\u00e9\ud83d\ude00\n""#,
            text("\u{e9}\u{1f600}\n"),
            Unreadable,
            Unreadable,
            Unreadable,
        ),
        (
            r#""\ud83d""#,
            Unreadable,
            Unreadable,
            Unreadable,
            Unreadable,
        ),
        (
            r#""\ude00""#,
            Unreadable,
            Unreadable,
            Unreadable,
            Unreadable,
        ),
        ("true", Unreadable, Is(true), Unreadable, Unreadable),
        ("17", Unreadable, Unreadable, Unreadable, Unreadable),
        ("-1.5e999", Unreadable, Unreadable, Unreadable, Unreadable),
        ("[]", Unreadable, Unreadable, Is(vec![]), Unreadable),
        (
            r#"["a", null , true]"#,
            Unreadable,
            Unreadable,
            Is(vec![Unreadable, Missing, Is(true)]),
            Unreadable,
        ),
        (
            &deep,
            Unreadable,
            Unreadable,
            Is(vec![Unreadable]),
            Unreadable,
        ),
        ("{}", Unreadable, Unreadable, Unreadable, inner(Missing)),
        (
            r#"{"a":"b"}"#,
            Unreadable,
            Unreadable,
            Unreadable,
            inner(text("b")),
        ),
        (
            r#"{"a":7}"#,
            Unreadable,
            Unreadable,
            Unreadable,
            inner(Unreadable),
        ),
        (
            r#"{"a":1,"a":1}"#,
            Unreadable,
            Unreadable,
            Unreadable,
            Unreadable,
        ),
    ] {
        let fields: Fields = object(&format!(
            r#"{{"text":{json},"flag": {json} ,"list":{json},"object":{json}}}"#
        ))
        .unwrap();
        let expected = Fields {
            text,
            flag,
            list,
            object: nested,
        };
        assert_eq!(fields, expected, "{json:.40}");
    }
    assert_eq!(object("{}"), Some(Fields::default()));
}

#[test]
fn text_is_trimmed_and_blank_text_is_none() {
    for (field, trimmed, parsed) in [
        (Missing, None, Missing),
        (Unreadable, None, Unreadable),
        (text(" \t\n"), None, Missing),
        (text(" 17 "), Some("17"), Is(17)),
        (text("x"), Some("x"), Unreadable),
    ] {
        assert_eq!(field.clone().text().as_deref(), trimmed, "{field:?}");
        assert_eq!(field.clone().parse(str::parse::<u8>), parsed, "{field:?}");
    }
}

#[test]
fn members_are_found_wherever_they_stand_and_by_any_spelling() {
    let a = |json| object(json).map(|Inner { a }| a);
    for json in [
        r#"{"a":"b"}"#,
        r#" { "x" : {"a":1} , "a" : "b" , "\ud800" : 7, "" : 7 } "#,
        r#"{"\u0061":"\u0062","b":1,"b":2}"#,
    ] {
        assert_eq!(a(json), Some(text("b")), "{json}");
    }
    for json in [
        "",
        "null",
        "7",
        r#""a""#,
        "[]",
        r#"["b"]"#,
        "{",
        "{}{}",
        r#"{"a":"b"]"#,
        r#"{"a":"b",}"#,
        r#"{"a":"b","a":"b"}"#,
        r#"{"a":"b","\u0061":"b"}"#,
        "{\"x\u{1}\":7}",
    ] {
        assert_eq!(a(json), None, "{json}");
    }
}

#[test]
fn values_may_be_nested_to_any_depth() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let json = format!(r#"{{"x":{deep},"text":{deep}}}"#);
    let expected = Fields {
        text: Unreadable,
        ..Fields::default()
    };
    assert_eq!(object(&json), Some(expected));
    let broken = format!(r#"{{"x":{}}}"#, &deep[1..]);
    assert_eq!(object::<Fields>(&broken), None);
}

const SAMPLES: [&str; 8] = [
    r#"{"text":"x","flag":true,"list":[true,false,null],"object":{"a":"b"}}"#,
    r#" { "text" : -0.5e+10 , "\u0061" : "x\n\"\\" , "list" : [ ] } "#,
    r#"{"object":{"a":"\ud83d\ude00 \ud83d \u00e9 \/\b\f\r\t é"},"text":"\ud83d\ude00"}"#,
    r#"{"text":"1","x":"2","x":"3","flag":0}"#,
    r#"{"list":[{},"",0,-1,1E5,0.0],"object":[true,false , null]}"#,
    r#"{"text":01,"flag":1.,"list":[-]}"#,
    "{\"text\":\"\u{1}\",\"flag\":tru}",
    r#"{"list":[1,],"object":{}} x"#,
];

const SPARE: [&str; 22] = [
    "{", "}", "[", "]", "\"", ":", ",", "\\", "u", "0", "1", "-", ".", "e", "null", "true", " ",
    "\n", "a", "é", "\u{0}", "\\ud800",
];

/// The same as `serde_json::Value` reads, or nothing where it reads no object. Value refuses half of a surrogate
/// pair and numbers beyond its range, wherever they stand, and keeps the last of two equal names.
fn agrees(json: &str) {
    let read = object::<Fields>(json);
    let is_json = serde_json::from_str::<IgnoredAny>(json).is_ok();
    assert!(read.is_none() || is_json, "{json:?}");
    let Ok(value) = serde_json::from_str::<Value>(json) else {
        return;
    };
    let Some(read) = read else {
        let twice = |name| json.matches(name).count() > 1;
        let is_refused = ["text", "flag", "list", "object"].into_iter().any(twice);
        assert!(is_refused || !value.is_object(), "{json:?}");
        return;
    };
    let members = value.as_object().unwrap();
    let field = |name| {
        members
            .get(name)
            .filter(|value| !value.is_null() && *value != "")
    };
    let texts = |field: Option<&Value>| match field {
        None => Missing,
        Some(value) => value.as_str().map_or(Unreadable, text),
    };
    assert_eq!(read.text, texts(field("text")), "{json:?}");
    let flags = |field: Option<&Value>| match field {
        None => Missing,
        Some(value) => value.as_bool().map_or(Unreadable, Is),
    };
    assert_eq!(read.flag, flags(field("flag")), "{json:?}");
    let list = match field("list") {
        None => Missing,
        Some(Value::Array(items)) => Is(items
            .iter()
            .map(|item| flags(Some(item).filter(|item| !item.is_null() && *item != "")))
            .collect()),
        Some(_) => Unreadable,
    };
    assert_eq!(read.list, list, "{json:?}");
}

#[test]
fn what_is_read_agrees_with_serde_json() {
    let mut rng = TestRng(7);
    let mut objects = 0;
    for sample in SAMPLES {
        agrees(sample);
        for _ in 0..3_000 {
            let mut letters: Vec<String> = sample.chars().map(String::from).collect();
            for _ in 0..=rng.below(3) {
                let at = rng.below(letters.len());
                match rng.below(3) {
                    0 => drop(letters.remove(at)),
                    1 => letters.insert(at, rng.pick(&SPARE).to_owned()),
                    _ => letters[at] = rng.pick(&SPARE).to_owned(),
                }
            }
            let json = letters.concat();
            agrees(&json);
            objects += u32::from(object::<Fields>(&json).is_some());
        }
    }
    assert!(objects > 1_000, "only {objects} could still be read");
}
