use serde_json::value::RawValue;

use super::*;

/// Numbers without order, the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

const SAMPLES: [&str; 13] = [
    r#"{"a":1,"b":[true,false,null],"c":{"d":"e"}}"#,
    r#" { "a" : -0.5e+10 , "\u0061" : "x\n\"\\" , "z" : [ ] } "#,
    r#"[{"ip":"203.0.113.7","region":null},{},"",0,-1,1E5,0.0]"#,
    r#""\ud83d\ude00 \ud83d \u00e9 \/\b\f\r\t é""#,
    r#"{"a":"1","a":"2"}"#,
    "[true,false , null]",
    "[01]",
    "[1.]",
    "[-]",
    "{\"a\":tru}",
    "[\"\u{1}\"]",
    "[1,]",
    "{} x",
];
const SPARE: [&str; 22] = [
    "{", "}", "[", "]", "\"", ":", ",", "\\", "u", "0", "1", "-", ".", "e", "null", "true", " ",
    "\n", "a", "é", "\u{0}", "\\ud800",
];

fn agrees(text: &str) {
    let list = serde_json::from_str::<Vec<&RawValue>>(text).ok();
    let list = list.map(|items| items.iter().map(|item| item.get()).collect::<Vec<_>>());
    assert_eq!(items(text), list, "{text:?}");
    assert_eq!(string(text), serde_json::from_str(text).ok(), "{text:?}");
    // A name that stands twice is refused here, while a map keeps the last.
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).ok();
    if let (Some(object), Some([found])) = (object, members(text, ["a"])) {
        let value = found.map(|found| serde_json::from_str::<serde_json::Value>(found).unwrap());
        assert_eq!(value.as_ref(), object.get("a"), "{text:?}");
    }
}

#[test]
fn it_reads_what_serde_json_reads_and_refuses_what_it_refuses() {
    let mut dice = Dice(7);
    for sample in SAMPLES {
        agrees(sample);
        for _ in 0..3_000 {
            let mut letters: Vec<String> = sample.chars().map(String::from).collect();
            for _ in 0..=dice.below(3) {
                let at = dice.below(letters.len());
                match dice.below(3) {
                    0 => drop(letters.remove(at)),
                    1 => letters.insert(at, SPARE[dice.below(SPARE.len())].to_owned()),
                    _ => letters[at] = SPARE[dice.below(SPARE.len())].to_owned(),
                }
                if letters.is_empty() {
                    break;
                }
            }
            agrees(&letters.concat());
        }
    }
}

#[test]
fn members_are_found_wherever_they_stand_and_as_they_stand() {
    assert_eq!(
        members(r#"{"x":{"a":1},"a": [ 1 ] ,"b":null}"#, ["a", "b", "c"]),
        Some([Some("[ 1 ]"), Some("null"), None])
    );
    assert_eq!(members(r#"{"\u0061":1}"#, ["a"]), Some([Some("1")]));
    for text in [
        r#"{"\u0061":1,"a":2}"#,
        "",
        "null",
        "[]",
        "{",
        "{}{}",
        "{\"a\":1]",
    ] {
        assert_eq!(members(text, ["a"]), None, "{text:?}");
    }
}

#[test]
fn values_may_be_nested_to_any_depth() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert_eq!(items(&nested(1_000_000)).map(|items| items.len()), Some(1));
    assert_eq!(items(&nested(1_000_000)[1..]), None);
}

#[test]
fn strings_are_escaped_so_that_any_reader_gets_them_back() {
    let all: String = ('\0'..='\u{2fff}')
        .chain("\u{feff}\u{ffff}\u{1f600}".chars())
        .collect();
    for text in [
        "",
        "\"",
        "\\",
        "\\\"",
        "</script>",
        "a\u{7f}\r\n\t\u{8}b",
        "{[:",
        &all,
    ] {
        let mut json = String::new();
        push_string(&mut json, text);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        assert_eq!(string(&json).as_deref(), Some(text));
    }
}
