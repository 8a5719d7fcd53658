//! Malformed answers with status 200.

use serde_json::{Map, Value, json};

use crate::odd::{self, Odd};
use crate::{Request, Response, cursor, query};

/// The defect of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The last character of the JSON is missing.
    Unclosed,
    /// The first half of the body, as if it were all.
    Half,
    /// One more member pads the body to 5 MiB.
    Large,
    /// Every item of the list stands twice.
    Duplicates,
    /// Every page is the first, and leads to the same next one.
    CursorLoop,
    /// `hasMore` is true and `nextPage` null.
    MoreWithoutCursor,
    /// No item, and a cursor to the same position, but another text each time.
    EmptyPage,
    /// Every item is in the region `mars1`.
    UnknownRegion,
    /// Every item has its `ip` and no other member; a list has no `hasMore` and no `nextPage`.
    MissingFields,
    /// Every member but `ip` and `items` is null.
    NullFields,
    /// A list leaves out the item at this position, from 0.
    WithoutItem(usize),
    /// The item at this position is odd, or the item that answers a change.
    OddItem(usize, Odd),
    /// The first items are odd, each in another way.
    AllOdd,
}

impl Malformed {
    /// The request that is carried out in place of this one.
    pub(crate) fn request(self, request: &Request) -> Request {
        let mut request = request.clone();
        if self == Self::CursorLoop {
            without_cursor(&mut request.query);
        }
        request
    }

    /// Spoils the answer to a request of this `query`.
    pub(crate) fn spoil(self, mut response: Response, query: &str) -> Response {
        if response.status == 200 {
            response.body = self.body(&response.body, query);
        }
        response
    }

    fn body(self, body: &str, query: &str) -> String {
        let length = body.chars().count();
        if self == Self::Unclosed {
            return body.chars().take(length.saturating_sub(1)).collect();
        }
        if self == Self::Half {
            return body.chars().take(length / 2).collect();
        }
        let Ok(Value::Object(mut answer)) = serde_json::from_str(body) else {
            return body.to_owned();
        };
        self.change(&mut answer, query);
        odd::with_surrogates(&Value::Object(answer).to_string())
    }

    fn change(self, answer: &mut Map<String, Value>, query: &str) {
        match self {
            Self::Duplicates => {
                if let Some(items) = items(answer) {
                    *items = items
                        .drain(..)
                        .flat_map(|item| [item.clone(), item])
                        .collect();
                }
            }
            Self::CursorLoop => lead_to(answer, "again".into()),
            Self::MoreWithoutCursor => lead_to(answer, Value::Null),
            Self::EmptyPage => {
                if let Some(items) = items(answer) {
                    items.clear();
                }
                lead_to(answer, same_position(query).into());
            }
            Self::Large => {
                answer.insert("padding".into(), "x".repeat(5 * 1024 * 1024).into());
            }
            Self::UnknownRegion => each(answer, |item| {
                item.insert("region".into(), "mars1".into());
            }),
            Self::MissingFields => {
                each(answer, |item| item.retain(|name, _| name == "ip"));
                answer.retain(|name, _| name == "ip" || name == "items");
            }
            Self::NullFields => {
                each(answer, nullify);
                nullify(answer);
            }
            Self::WithoutItem(at) => {
                if let Some(items) = items(answer).filter(|items| at < items.len()) {
                    items.remove(at);
                }
            }
            Self::OddItem(at, odd) => {
                if let Some(item) = item(answer, at) {
                    odd.change(item);
                }
            }
            Self::AllOdd => {
                for (at, odd) in Odd::ALL.into_iter().enumerate() {
                    if let Some(item) = item(answer, at) {
                        odd.change(item);
                    }
                }
            }
            Self::Unclosed | Self::Half => {}
        }
    }
}

/// Removes `after` from a query.
fn without_cursor(query: &mut String) {
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.starts_with("after="))
        .collect();
    *query = kept.join("&");
}

/// Writes a cursor to the same position as that of the query, with one more zero.
fn same_position(query: &str) -> String {
    let descending = query::descending(query).unwrap_or(true);
    let start = if descending {
        (i64::MAX, u32::MAX)
    } else {
        (i64::MIN, 0)
    };
    let mut after =
        query::value(query, "after").unwrap_or_else(|| cursor::write_key(start, descending));
    after.insert(1.min(after.len()), '0');
    after
}

fn items(answer: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    answer.get_mut("items").and_then(Value::as_array_mut)
}

/// The item at a position of a list, or the item that answers a change.
fn item(answer: &mut Map<String, Value>, at: usize) -> Option<&mut Map<String, Value>> {
    if answer.contains_key("items") {
        items(answer)?.get_mut(at)?.as_object_mut()
    } else {
        Some(answer)
    }
}

/// Changes each item of a list, or the item that answers a change.
fn each(answer: &mut Map<String, Value>, change: impl Fn(&mut Map<String, Value>)) {
    match items(answer) {
        Some(items) => items
            .iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(change),
        None => change(answer),
    }
}

fn nullify(object: &mut Map<String, Value>) {
    for (name, value) in object.iter_mut() {
        if name != "ip" && name != "items" {
            *value = Value::Null;
        }
    }
}

fn lead_to(answer: &mut Map<String, Value>, cursor: Value) {
    if items(answer).is_some() {
        answer.insert("hasMore".into(), json!(true));
        answer.insert("nextPage".into(), cursor);
    }
}
