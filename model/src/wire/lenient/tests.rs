use serde::de::IgnoredAny;
use serde_json::Value;

use super::Reading::{Missing, Unreadable, Value as Is};
use super::*;
use crate::state::test_support::TestRng;

/// A field of each type that answers use.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields<'a> {
    #[serde(borrow)]
    text: Lenient<'a, String>,
    flag: Lenient<'a, bool>,
    list: Lenient<'a, Vec<Lenient<'a, bool>>>,
    object: Lenient<'a, Object<Inner<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Inner<'a> {
    #[serde(borrow)]
    a: Lenient<'a, String>,
}

/// The content of [`Fields`].
type Readings = (
    Reading<String>,
    Reading<bool>,
    Reading<Vec<Reading<bool>>>,
    Reading<Reading<String>>,
);

fn read(json: &str) -> Option<Readings> {
    let fields: Fields = object(json)?;
    let list = match fields.list.read() {
        Missing => Missing,
        Unreadable => Unreadable,
        Is(items) => Is(items.iter().map(Lenient::read).collect()),
    };
    let inner = match fields.object.read() {
        Missing => Missing,
        Unreadable => Unreadable,
        Is(Object(inner)) => Is(inner.a.read()),
    };
    Some((fields.text.read(), fields.flag.read(), list, inner))
}

fn text(text: &str) -> Reading<String> {
    Is(text.to_owned())
}

/// Each value in the place of every field.
#[test]
fn each_case_reads_as_the_table_says() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let nothing: Readings = (Missing, Missing, Missing, Missing);
    let strange: Readings = (Unreadable, Unreadable, Unreadable, Unreadable);
    let only_text = |sent| (text(sent), Unreadable, Unreadable, Unreadable);
    let only_list = |sent| (Unreadable, Unreadable, Is(sent), Unreadable);
    let only_object = |sent| (Unreadable, Unreadable, Unreadable, Is(sent));
    for (json, readings) in [
        ("null", nothing.clone()),
        (r#""""#, nothing.clone()),
        (r#"" ""#, only_text(" ")),
        (r#""a""#, only_text("a")),
        (r#""\u00e9\ud83d\ude00\n""#, only_text("\u{e9}\u{1f600}\n")),
        (r#""\ud83d""#, strange.clone()),
        (r#""\ude00""#, strange.clone()),
        ("17", strange.clone()),
        ("-1.5e999", strange.clone()),
        ("true", (Unreadable, Is(true), Unreadable, Unreadable)),
        ("[]", only_list(vec![])),
        (
            r#"["a", null , true]"#,
            only_list(vec![Unreadable, Missing, Is(true)]),
        ),
        (&deep, only_list(vec![Unreadable])),
        ("{}", only_object(Missing)),
        (r#"{"a":"b"}"#, only_object(text("b"))),
        (r#"{"a":7}"#, only_object(Unreadable)),
        (r#"{"a":1,"a":1}"#, strange.clone()),
    ] {
        let fields = format!(r#"{{"text":{json},"flag": {json} ,"list":{json},"object":{json}}}"#);
        assert_eq!(read(&fields), Some(readings), "{json:.40}");
    }
    assert_eq!(read("{}"), Some(nothing));
}

#[test]
fn text_is_trimmed_and_blank_text_is_missing() {
    for (json, trimmed, parsed) in [
        ("null", None, Missing),
        ("7", None, Unreadable),
        (r#"" \t\n""#, None, Missing),
        (r#"" 17 ""#, Some("17"), Is(17)),
        (r#""x""#, Some("x"), Unreadable),
    ] {
        let field: Lenient<String> = serde_json::from_str(json).unwrap();
        assert_eq!(field.text().as_deref(), trimmed, "{json}");
        assert_eq!(field.parse(str::parse::<u8>), parsed, "{json}");
        let value = field.value();
        assert_eq!(value.is_some(), json.starts_with('"'), "{json}");
    }
}

#[test]
fn members_are_found_wherever_they_stand_and_by_any_spelling() {
    let a = |json| object(json).map(|Inner { a }| a.read());
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
    let readings = (Unreadable, Missing, Missing, Missing);
    assert_eq!(read(&json), Some(readings));
    let broken = format!(r#"{{"x":{}}}"#, &deep[1..]);
    assert_eq!(read(&broken), None);
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

/// Compares with `serde_json::Value`, which refuses half of a surrogate pair and numbers beyond
/// its range wherever they stand, and keeps the last of two equal names.
fn agrees(json: &str) {
    let read = read(json);
    let is_json = serde_json::from_str::<IgnoredAny>(json).is_ok();
    assert!(read.is_none() || is_json, "{json:?}");
    let Ok(value) = serde_json::from_str::<Value>(json) else {
        return;
    };
    let Some((text, flag, list, _)) = read else {
        let twice = |name| json.matches(name).count() > 1;
        let is_refused = ["text", "flag", "list", "object"].into_iter().any(twice);
        assert!(is_refused || !value.is_object(), "{json:?}");
        return;
    };
    let member = |name| value.as_object().unwrap().get(name);
    let texts = |text: &Value| text.as_str().map(str::to_owned);
    assert_eq!(text, reading(member("text"), texts), "{json:?}");
    assert_eq!(flag, reading(member("flag"), Value::as_bool), "{json:?}");
    let flags = |list: &Value| {
        let flags = list.as_array()?.iter();
        Some(
            flags
                .map(|flag| reading(Some(flag), Value::as_bool))
                .collect(),
        )
    };
    assert_eq!(list, reading(member("list"), flags), "{json:?}");
}

fn reading<T>(value: Option<&Value>, read: impl Fn(&Value) -> Option<T>) -> Reading<T> {
    match value.filter(|value| !value.is_null() && *value != "") {
        None => Missing,
        Some(value) => read(value).map_or(Unreadable, Is),
    }
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
            objects += u32::from(read(&json).is_some());
        }
    }
    assert!(objects > 1_000, "only {objects} could still be read");
}
