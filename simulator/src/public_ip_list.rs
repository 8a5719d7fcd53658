//! `GET /public-ips`. Source: docs/api.md, List.

use crate::account::Account;
use crate::address::Item;
use crate::cursor;
use crate::page::Page;
use crate::query;
use crate::refusal::Refusal;
use crate::region::by_code;

pub(crate) fn page(account: &Account, query: &str) -> Result<Page<Item>, Refusal> {
    let limit = query::limit(query)?;
    let descending = query::descending(query)?;
    if query::value(query, "orderBy").is_some_and(|field| field != "dtCreated") {
        return Err(Refusal::invalid("orderBy", "Expected dtCreated."));
    }
    // Any text is a region here, since the vendor's schema leaves it open: an unused one gives an
    // empty page.
    let region = query::value(query, "region");
    // Generated addresses are in known regions only. Without this, an unknown region would walk
    // through all million of them.
    let stored_only = region
        .as_ref()
        .is_some_and(|region| by_code(region).is_none());
    let next = |after| {
        if stored_only {
            account.next_stored(after, descending).cloned()
        } else {
            account.next(after, descending)
        }
    };
    let mut last = match query::value(query, "after") {
        Some(after) => Some(cursor::read_key(&after, descending)?),
        None => None,
    };
    let mut seen = last;
    let mut items = Vec::new();
    let mut has_more = false;
    while let Some(address) = next(seen) {
        seen = Some(address.key());
        if region
            .as_ref()
            .is_some_and(|region| *region != address.region)
        {
            continue;
        }
        if items.len() == limit {
            has_more = true;
            break;
        }
        items.push(address.item());
        last = seen;
    }
    let next_page = last
        .filter(|_| has_more)
        .map(|key| cursor::write_key(key, descending));
    Ok(Page::new(items, next_page))
}
