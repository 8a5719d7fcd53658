//! `GET /public-ips`. Source: docs/api.md, List.

use crate::account::Account;
use crate::cursor;
use crate::json::Json;
use crate::query;
use crate::refusal::Refusal;
use crate::region::by_code;

/// A page of addresses as JSON.
pub(crate) fn page(account: &Account, query: &str) -> Result<String, Refusal> {
    let limit = query::limit(query)?;
    let descending = query::descending(query)?;
    if query::value(query, "orderBy").is_some_and(|field| field != "dtCreated") {
        return Err(Refusal::invalid("orderBy", "Expected dtCreated."));
    }
    // Any text is allowed here, since the vendor's schema leaves the region open: one that
    // nothing has gives an empty page.
    let region = query::value(query, "region");
    // No generated address is in a region without a name; looking through a million would be slow.
    let own_only = region
        .as_ref()
        .is_some_and(|region| by_code(region).is_none());
    let next = |seen| {
        if own_only {
            account.next_own(seen, descending).cloned()
        } else {
            account.next(seen, descending)
        }
    };
    let mut last = match query::value(query, "after") {
        Some(after) => Some(cursor::read_key(&after, descending)?),
        None => None,
    };

    let mut json = Json::default();
    json.open('{');
    json.key("items").open('[');
    let mut count = 0;
    let mut seen = last;
    let mut has_more = false;
    while let Some(address) = next(seen) {
        seen = Some(address.key());
        if region
            .as_ref()
            .is_some_and(|region| *region != address.region)
        {
            continue;
        }
        if count == limit {
            has_more = true;
            break;
        }
        address.write(&mut json);
        last = seen;
        count += 1;
    }
    json.close(']');
    finish(
        json,
        last.filter(|_| has_more)
            .map(|key| cursor::write_key(key, descending)),
    )
}

/// Closes a list with `hasMore` and `nextPage`, which is null on the last page.
/// Source: docs/api.md, List.
pub(crate) fn finish(mut json: Json, next: Option<String>) -> Result<String, Refusal> {
    match next {
        Some(cursor) => {
            json.key("hasMore").raw("true");
            json.key("nextPage").text(&cursor);
        }
        None => {
            json.key("hasMore").raw("false");
            json.key("nextPage").raw("null");
        }
    }
    json.close('}');
    Ok(json.finish())
}
