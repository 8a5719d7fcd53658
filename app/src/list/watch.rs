//! Addresses about to be changed, held against all that arrives before the change is sent.
//!
//! Answers overtake each other, so none of two can be said to be the newer one for certain. A
//! change is held back as soon as any of them shows its address otherwise than confirmed.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use model::domain::{Address, PublicIp};
use model::state::{Confirmed, Difference};

use super::ListSlice;

/// Holds one address, as it was confirmed, against what arrives, until it is dropped.
#[derive(Debug)]
pub(crate) struct Watch(Rc<Watched>);

#[derive(Debug)]
struct Watched {
    confirmed: Confirmed,
    difference: RefCell<Option<Difference>>,
}

/// The watches that are not dropped yet, and some that are.
#[derive(Default)]
pub(super) struct Watches(RefCell<Vec<Weak<Watched>>>);

impl Watch {
    /// How the address was shown to differ from what was confirmed, since the watch began.
    pub(crate) fn difference(&self) -> Option<Difference> {
        self.0.difference.borrow().clone()
    }
}

impl Watches {
    fn add(&self, confirmed: Confirmed) -> Watch {
        let watched = Rc::new(Watched {
            confirmed,
            difference: RefCell::default(),
        });
        let mut all = self.0.borrow_mut();
        all.retain(|watched| watched.strong_count() > 0);
        all.push(Rc::downgrade(&watched));
        Watch(watched)
    }

    fn of(&self, address: Address) -> Vec<Rc<Watched>> {
        let all = self.0.borrow();
        let of = |watched: &Weak<Watched>| {
            let watched = watched.upgrade();
            watched.filter(|watched| watched.confirmed.address() == address)
        };
        all.iter().filter_map(of).collect()
    }
}

impl ListSlice {
    /// Holds an address against what arrives from now on.
    pub(crate) fn watch(&self, confirmed: Confirmed) -> Watch {
        self.watches.add(confirmed)
    }

    /// Takes notice of addresses as a page shows them. A page that is behind a change made here
    /// shows nothing new.
    pub(super) fn note_read(&self, items: &[PublicIp]) {
        for ip in items {
            let watched = self.watches.of(ip.address);
            if !watched.is_empty() && !self.with(|list| list.explains(ip)) {
                note(&watched, |confirmed| confirmed.difference(ip));
            }
        }
    }

    /// Takes notice of an address as a change made here has left it, `None` once released.
    pub(super) fn note_changed(&self, address: Address, now: Option<&PublicIp>) {
        note(&self.watches.of(address), |confirmed| match now {
            Some(now) => confirmed.difference(now),
            None => Some(Difference::NotFound(address)),
        });
    }
}

fn note(watched: &[Rc<Watched>], difference: impl Fn(&Confirmed) -> Option<Difference>) {
    for watched in watched {
        if let Some(difference) = difference(&watched.confirmed) {
            watched.difference.replace(Some(difference));
        }
    }
}
