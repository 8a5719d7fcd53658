//! Holds for any input of a decoder. The fuzz targets search for input that breaks it;
//! `tests/corpus.rs` replays the inputs that they have kept.

use model::domain::{ApiKey, Claimed, MachineId, Region, Timestamp};
use model::state::{Notes, Route, SentClaim, StoredSession};
use model::wire::{
    ApiBase, Config, Failure, Lenient, decode_address, decode_page, decode_released, object,
};
use serde::Deserialize;
use serde_json::Value;

type Check = fn(&str);

/// The checks by name: that of the fuzz target and of the folder of its corpus.
pub const CHECKS: [(&str, Check); 6] = [
    ("answer", answer),
    ("config", config),
    ("error", error),
    ("json", json),
    ("stored", stored),
    ("typed", typed),
];

pub fn run(name: &str, text: &str) {
    for (_, check) in CHECKS.into_iter().filter(|(other, _)| *other == name) {
        check(text);
    }
}

/// Decodes the answers to a list, to a claim or assignment, and to a release.
fn answer(text: &str) {
    if let Ok(page) = decode_page(text) {
        let most = text.len() / 2;
        assert!(
            page.items.len() + page.skipped as usize <= most,
            "no item comes from nothing"
        );
    }
    if let Ok(ip) = decode_address(text) {
        let shown = ip.address.to_string();
        assert_eq!(
            shown.parse().ok(),
            Some(ip.address),
            "an address is shown as it is read"
        );
    }
    let _ = decode_released(text);
}

/// Reads `config.json`: an accepted base leads to https, to this machine, or to the origin of the page.
fn config(text: &str) {
    let bases = [
        Config::parse(text).ok().map(|config| config.api_base),
        ApiBase::parse(text).ok(),
    ];
    for base in bases.into_iter().flatten() {
        let base = base.as_str();
        let allowed = [
            "https://",
            "/",
            "http://localhost",
            "http://127.0.0.1",
            "http://[::1]",
        ];
        assert!(
            allowed.iter().any(|begin| base.starts_with(begin)),
            "{base}"
        );
        assert!(!base.starts_with("//"), "{base}");
        assert!(!base.contains(['?', '#', '@', '\\']), "{base}");
    }
}

/// Reads an error of the API or of a proxy before it.
fn error(text: &str) {
    let failure = Failure::from_answer(502, text);
    if let Failure::Unreadable { excerpt, .. } = &failure {
        assert!(excerpt.chars().count() <= 200);
    }
    for operation in [
        model::domain::Operation::List,
        model::domain::Operation::Claim,
    ] {
        let words = failure.words(operation);
        assert!(!words.what.is_empty() && !words.next.is_empty());
    }
}

/// Compares the lenient fields of all answers with the values that serde_json reads, which is
/// strict: it also refuses half of a surrogate pair and numbers beyond its range.
fn json(text: &str) {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Fields<'a> {
        #[serde(borrow)]
        item: Lenient<'a, String>,
        items: Lenient<'a, Vec<Lenient<'a, bool>>>,
    }
    let read: Option<Fields> = object(text);
    let strict = serde_json::from_str::<Value>(text);
    if let (Some(read), Ok(strict)) = (read, strict) {
        assert!(strict.is_object(), "nothing else is an object");
        let member = |name| strict.get(name);
        let item = member("item").and_then(Value::as_str);
        let item = item.filter(|item| !item.is_empty());
        assert_eq!(read.item.value().as_deref(), item);
        let flags = read.items.value().map(|items| {
            let flags = items.iter().map(Lenient::value);
            flags.collect::<Vec<_>>()
        });
        let items = member("items").and_then(Value::as_array);
        let strict_flags = items.map(|items| items.iter().map(Value::as_bool).collect());
        assert_eq!(flags, strict_flags);
    }
}

/// Reads storage, a file of notes and the address bar: what the panel writes reads back the same.
fn stored(text: &str) {
    let route = Route::parse(text);
    assert_eq!(Route::parse(&route.fragment()), route);
    if let Some(sent) = SentClaim::parse(text) {
        assert_eq!(SentClaim::parse(&sent.to_text()), Some(sent));
    }
    let _ = StoredSession::parse(text);
    stored_notes(text);
}

/// Imports notes from a file.
fn stored_notes(text: &str) {
    let mut notes = Notes::parse(text);
    for (_, note) in notes.iter() {
        assert!(!note.is_empty() && note.trim() == note, "{note:?}");
        assert!(note.chars().count() <= 200, "{note:?}");
        assert!(!note.contains(char::is_control), "{note:?}");
    }
    let written = notes.to_text();
    assert_eq!(Notes::parse(&written), notes);
    if let Ok(done) = notes.import(&written) {
        assert_eq!((done.same, done.unreadable), (notes.len(), 0));
        assert_eq!((done.added, done.replaced), (0, 0));
    }
    // Any text can be a note, and a file does not change it.
    let mut one = Notes::default();
    one.set(std::net::Ipv4Addr::LOCALHOST, text);
    assert_eq!(Notes::parse(&one.to_text()), one);
}

/// Parses single words: typed by a person or sent by the API.
#[expect(clippy::disallowed_methods, reason = "a header can carry every key")]
fn typed(text: &str) {
    if let Ok(key) = ApiKey::parse(text) {
        let header = key.authorization();
        let secret = header.strip_prefix("Bearer ").unwrap();
        assert!(secret.bytes().all(|byte| byte.is_ascii_graphic()));
        let other = ApiKey::parse("another");
        let shown = format!("{:?}", Ok::<_, ()>(&key));
        assert_eq!(
            shown,
            format!("{:?}", other.as_ref().map_err(|_| ())),
            "no key is shown"
        );
    }
    if let Ok(machine) = MachineId::parse(text) {
        assert_eq!(machine.as_str(), text.trim());
    }
    let region = Region::parse(text);
    assert_eq!(Region::parse(region.code()), region);
    if let Claimed::At(claimed) = Claimed::parse(text) {
        let read = Timestamp::parse(text).and_then(Timestamp::to_seconds);
        assert_eq!(claimed.to_seconds(), read, "a date is kept to the second");
    }
}
