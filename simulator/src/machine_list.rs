//! `GET /machines`. Source: docs/api.md, Machines.

use std::cmp::Ordering;

use crate::account::Account;
use crate::cursor;
use crate::generated::is_off;
use crate::machine::{Item, Machine};
use crate::page::Page;
use crate::query;
use crate::refusal::Refusal;
use crate::region::by_code;

/// The `orderBy` of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Created,
    Name,
    State,
}

pub(crate) fn page(account: &Account, query: &str) -> Result<Page<Item>, Refusal> {
    let limit = query::limit(query)?;
    let descending = query::descending(query)?;
    let (by, letter) = match query::value(query, "orderBy").as_deref() {
        None | Some("dtCreated") => (By::Created, 'c'),
        Some("name") => (By::Name, 'n'),
        Some("state") => (By::State, 's'),
        Some(_) => {
            return Err(Refusal::invalid(
                "orderBy",
                "Expected dtCreated, name or state.",
            ));
        }
    };
    let name = query::value(query, "name");
    let name = name.as_deref();
    let region = query::value(query, "region");
    // The number of a machine in the account never changes, so a cursor holds it in place of the
    // sort key.
    let order = cursor::order_letter(descending);
    let prefix = format!("{letter}{order}+");
    let mut last = match query::value(query, "after") {
        Some(after) => Some(read_cursor(&after, &prefix).ok_or_else(cursor::not_a_cursor)?),
        None => None,
    };
    // Machines are in known regions only. Without this, an unknown region would walk through all
    // million of them.
    let is_nowhere = region
        .as_ref()
        .is_some_and(|region| by_code(region).is_none());
    let mut seen = last;
    let mut items = Vec::new();
    let mut has_more = false;
    while let Some(number) = account
        .next_machine(seen, by, descending, name)
        .filter(|_| !is_nowhere)
    {
        seen = Some(number);
        let Some(machine) = account.machine_at(number) else {
            continue;
        };
        if name.is_some_and(|name| name != machine.name)
            || region
                .as_ref()
                .is_some_and(|region| region != machine.region)
            || account.deleted.contains(&machine.id)
        {
            continue;
        }
        if items.len() == limit {
            has_more = true;
            break;
        }
        items.push(machine.item(account.holder(&machine.id)));
        last = seen;
    }
    let next_page = last
        .filter(|_| has_more)
        .map(|number| format!("{prefix}{number:x}"));
    Ok(Page::new(items, next_page))
}

fn read_cursor(after: &str, prefix: &str) -> Option<u32> {
    u32::from_str_radix(after.strip_prefix(prefix)?, 16).ok()
}

impl Account {
    /// Generated machines are numbered first, then the stored ones.
    fn machine_at(&self, number: u32) -> Option<Machine> {
        match number.checked_sub(self.generated.count) {
            None => Some(self.generated.machine(number)),
            Some(at) => self.machines.get(at as usize).cloned(),
        }
    }

    /// The number of the machine that follows `after`, or of the first. An account has either
    /// generated machines or a few stored ones. Of the generated ones, `name` leaves one at most.
    fn next_machine(
        &self,
        after: Option<u32>,
        by: By,
        descending: bool,
        name: Option<&str>,
    ) -> Option<u32> {
        let count = self.generated.count;
        if count > 0 {
            return match name {
                Some(name) => self.generated.named(name).filter(|_| after.is_none()),
                None => next_generated(count, after, by, descending),
            };
        }
        let before = |a: u32, b: u32| {
            let order = self.compare(a, b, by);
            order
                == if descending {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
        };
        (0..self.machines.len() as u32)
            .filter(|number| after.is_none_or(|after| before(after, *number)))
            .reduce(|first, number| if before(number, first) { number } else { first })
    }

    fn compare(&self, a: u32, b: u32, by: By) -> Ordering {
        let (left, right) = (self.machines.get(a as usize), self.machines.get(b as usize));
        let order = match (left, right) {
            (Some(left), Some(right)) => match by {
                By::Created => left.created.cmp(&right.created),
                By::Name => left.name.cmp(&right.name),
                By::State => left.state.cmp(right.state),
            },
            (None, _) | (_, None) => Ordering::Equal,
        };
        order.then(a.cmp(&b))
    }
}

/// Finds the generated machine that follows `after`. By number, names ascend and dates descend.
/// By state there are two runs, `off` before `ready`, each by number.
fn next_generated(count: u32, after: Option<u32>, by: By, descending: bool) -> Option<u32> {
    let up = (by == By::Created) == descending;
    let step = |from: Option<u32>| match from {
        None if up => Some(0),
        None => count.checked_sub(1),
        Some(number) if up => number.checked_add(1).filter(|next| *next < count),
        Some(number) => number.checked_sub(1),
    };
    if by != By::State {
        return step(after);
    }
    let mut off = after.map_or(!descending, is_off);
    let mut at = after;
    loop {
        match step(at) {
            Some(next) if is_off(next) == off => return Some(next),
            Some(next) => at = Some(next),
            // The end of the first run.
            None if off != descending => {
                off = !off;
                at = None;
            }
            None => return None,
        }
    }
}
