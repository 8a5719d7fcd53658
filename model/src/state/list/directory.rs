//! The machine directory, loaded page by page.

mod machine_index;

use std::collections::BTreeSet;

use crate::domain::{Address, Machine, MachineId};
use crate::state::Ticket;
use crate::wire::{Cursor, Failure, MachinePage, Next};
use machine_index::MachineIndex;

/// The known machines. Optional: without them the panel shows IDs.
///
/// Invariants: no ID twice; one page is requested at a time; a complete directory stays complete
/// while it is read again, and is then replaced as a whole.
#[derive(Clone, Debug)]
pub struct Directory {
    shown: MachineIndex,
    is_complete: bool,
    has_failed: bool,
    /// The machines read so far while `shown` stays complete.
    fresh: Option<MachineIndex>,
    reading: Reading,
    cursors: BTreeSet<Cursor>,
    /// An item of this reading was unreadable.
    is_cut: bool,
    revision: Ticket,
}

/// The state of the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reading {
    Idle,
    /// The next page begins here.
    Ready(Option<Cursor>),
    Loading(Ticket),
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            shown: MachineIndex::default(),
            is_complete: false,
            has_failed: false,
            fresh: None,
            reading: Reading::Idle,
            cursors: BTreeSet::new(),
            is_cut: false,
            revision: Ticket::draw(),
        }
    }
}

impl Directory {
    /// The machine of an ID, if known.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Machine> {
        self.shown.get(id)
    }

    /// The name of a machine, if known and not empty.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        let machine = self.get(id)?;
        Some(machine.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The position of a machine in [`Self::machines`].
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.shown.position(id)
    }

    /// The known machines, in the order of the service.
    #[must_use]
    pub fn machines(&self) -> &[Machine] {
        self.shown.machines()
    }

    /// Whether all machines are known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether the last reading failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Whether the machine of this ID no longer exists, so that an address assigned to it is
    /// orphaned. Certain only once all machines are known.
    #[must_use]
    pub fn is_orphan(&self, id: &str) -> bool {
        self.is_complete && self.get(id).is_none()
    }

    /// The machine that says it has an address as its static one: a second witness beside the list.
    #[must_use]
    pub fn holder(&self, address: Address) -> Option<&Machine> {
        self.machines().get(self.shown.holder(address)?)
    }

    /// Whether a reading has ended, whole or not, and none was begun since that shows its machines
    /// as they arrive.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_complete || self.reading == Reading::Idle
    }

    /// Takes in a change that this page makes, so that its own change is no contradiction until the
    /// machines are read again. `false` if nothing changes.
    pub fn note_change(&mut self, address: Address, machine: Option<&MachineId>) -> bool {
        let mut has_changed = false;
        for index in [Some(&mut self.shown), self.fresh.as_mut()]
            .into_iter()
            .flatten()
        {
            let before = index.holder(address);
            let now = machine.and_then(|id| index.position(id.as_str()));
            if before == now {
                continue;
            }
            has_changed = true;
            if let Some(before) = before {
                index.set_address(before, None);
            }
            if let Some(now) = now {
                index.set_address(now, Some(address));
            }
        }
        if has_changed {
            self.revision = Ticket::draw();
        }
        has_changed
    }

    /// The ticket of the last change: two directories with the same revision hold the same
    /// machines.
    #[must_use]
    pub fn revision(&self) -> Ticket {
        self.revision
    }

    /// Starts to read all machines, for the first time or again; `false` while that is under way.
    pub fn start(&mut self) -> bool {
        if self.reading != Reading::Idle {
            return false;
        }
        self.reading = Reading::Ready(None);
        self.cursors.clear();
        self.is_cut = false;
        // A part left over from a failed reading is read from its beginning.
        self.fresh = (!self.shown.machines().is_empty()).then(MachineIndex::default);
        true
    }

    /// Requests the next page, unless a request is in flight or none is needed: its ticket, and the
    /// cursor it begins at.
    #[must_use]
    pub fn next_page(&mut self) -> Option<(Ticket, Option<Cursor>)> {
        let Reading::Ready(cursor) = &mut self.reading else {
            return None;
        };
        let cursor = cursor.take();
        let ticket = Ticket::draw();
        self.reading = Reading::Loading(ticket);
        Some((ticket, cursor))
    }

    /// Takes in the answer to a request; an outdated one is dropped.
    pub fn settle(&mut self, ticket: Ticket, answer: Result<MachinePage, Failure>) {
        if self.reading != Reading::Loading(ticket) {
            return;
        }
        match answer {
            Ok(page) => self.receive(page),
            Err(_) => self.end(true),
        }
    }

    fn receive(&mut self, page: MachinePage) {
        self.is_cut |= page.is_partial;
        let index = self.fresh.as_mut().unwrap_or(&mut self.shown);
        for machine in page.items {
            index.insert(machine);
        }
        if self.fresh.is_none() {
            self.revision = Ticket::draw();
        }
        match page.next {
            Next::Page(cursor) if self.cursors.insert(cursor.clone()) => {
                self.reading = Reading::Ready(Some(cursor));
            }
            // Without a cursor, or with a repeated one, machines may be missing.
            Next::Page(_) | Next::MissingCursor => {
                self.is_cut = true;
                self.end(false);
            }
            Next::End => self.end(false),
        }
    }

    /// Ends the reading. A failed one leaves the known machines unchanged.
    fn end(&mut self, failed: bool) {
        self.reading = Reading::Idle;
        self.has_failed = failed;
        let fresh = self.fresh.take();
        if failed {
            return;
        }
        if let Some(fresh) = fresh {
            self.shown = fresh;
        }
        self.is_complete = !self.is_cut;
        self.revision = Ticket::draw();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::test_support::fixtures::machine;

    fn page(ids: &[&str], next: Next) -> Result<MachinePage, Failure> {
        Ok(MachinePage {
            items: ids.iter().map(|id| machine(id, id)).collect(),
            is_partial: false,
            next,
        })
    }

    fn more(cursor: &str) -> Next {
        Next::Page(Cursor::parse(cursor).unwrap())
    }

    /// Reads the next page.
    fn read(directory: &mut Directory, answer: Result<MachinePage, Failure>) {
        let (ticket, _) = directory.next_page().unwrap();
        directory.settle(ticket, answer);
    }

    #[test]
    fn machines_are_known_as_they_come_and_orphans_once_all_have_come() {
        let mut directory = Directory::default();
        assert!(directory.next_page().is_none(), "nobody has asked for it");
        assert!(directory.start());
        let (ticket, after) = directory.next_page().unwrap();
        assert_eq!(after, None);
        assert!(directory.next_page().is_none(), "one page at a time");
        assert!(
            !directory.start() && directory.next_page().is_none(),
            "it is under way"
        );
        directory.settle(ticket, page(&["a", "b"], more("c1")));
        assert_eq!(directory.get("b").unwrap().label(), "b");
        assert!(!directory.is_complete() && !directory.is_orphan("x"));

        let before = directory.revision();
        let (ticket, after) = directory.next_page().unwrap();
        assert_eq!(after, Cursor::parse("c1"));
        directory.settle(ticket, page(&["b", "c"], Next::End));
        assert_ne!(directory.revision(), before);
        assert_eq!(directory.machines().len(), 3);
        let places = ["a", "b", "c", "x"].map(|id| directory.position(id));
        assert_eq!(places, [Some(0), Some(1), Some(2), None]);
        assert!(directory.is_complete() && !directory.has_failed());
        assert!(directory.is_orphan("x") && !directory.is_orphan("a"));
        assert!(directory.next_page().is_none());
    }

    #[test]
    fn it_is_read_again_beside_what_is_known() {
        let mut directory = Directory::default();
        assert!(directory.start());
        read(&mut directory, page(&["a", "b"], Next::End));
        let known = directory.revision();
        assert!(directory.start());
        read(&mut directory, page(&["c"], more("c1")));
        assert!(directory.is_complete() && directory.get("c").is_none());
        assert_eq!(directory.revision(), known);
        read(&mut directory, page(&["a"], Next::End));
        assert_eq!(directory.machines().len(), 2);
        assert!(directory.is_orphan("b") && directory.get("c").is_some());
        assert_ne!(directory.revision(), known);
    }

    #[test]
    fn a_failure_leaves_what_was_known() {
        let mut directory = Directory::default();
        assert!(directory.start());
        read(&mut directory, page(&["a"], more("c1")));
        read(&mut directory, Err(Failure::Cancelled));
        assert!(directory.has_failed() && !directory.is_complete());
        assert!(directory.get("a").is_some());
        assert!(
            directory.next_page().is_none(),
            "it does not try again by itself"
        );

        assert!(directory.start());
        read(&mut directory, page(&["b"], Next::End));
        assert!(directory.is_complete() && !directory.has_failed());
        assert!(directory.is_orphan("a"), "it was read from the beginning");
        assert!(directory.start());
        read(&mut directory, Err(Failure::Cancelled));
        assert!(directory.is_complete() && directory.has_failed());
        assert!(directory.get("b").is_some());
    }

    #[test]
    fn nobody_is_an_orphan_when_some_machines_may_be_missing() {
        let cut = MachinePage {
            items: vec![machine("a", "")],
            is_partial: true,
            next: Next::End,
        };
        let circle = [page(&["a"], more("c1")), page(&["b"], more("c1"))];
        for pages in [
            vec![Ok(cut)],
            vec![page(&["a"], Next::MissingCursor)],
            circle.into(),
        ] {
            let mut directory = Directory::default();
            assert!(directory.start());
            for page in pages {
                read(&mut directory, page);
            }
            assert!(directory.next_page().is_none(), "it has ended");
            assert!(!directory.is_complete() && !directory.has_failed());
            assert!(!directory.is_orphan("x"));
        }
    }

    #[test]
    fn a_machine_witnesses_its_static_address_and_own_changes_are_no_contradiction() {
        let with = |id, last, is_static| Machine {
            public: Some(Address::new(203, 0, 113, last)),
            is_static,
            ..machine(id, "")
        };
        let items = vec![
            with("a", 7, true),
            with("b", 8, false),
            with("c", 7, true),
            machine("d", ""),
        ];
        let mut directory = Directory::default();
        assert!(directory.is_settled() && directory.start() && !directory.is_settled());
        let page = MachinePage {
            items,
            is_partial: false,
            next: Next::End,
        };
        read(&mut directory, Ok(page));
        assert!(directory.is_settled());
        let id = |text| MachineId::parse(text).unwrap();
        let address = |last| Address::new(203, 0, 113, last);
        let holder = |directory: &Directory, last| {
            let machine = directory.holder(address(last));
            machine.map(|machine| machine.id.as_str().to_owned())
        };
        assert_eq!(holder(&directory, 7).as_deref(), Some("a"));
        assert_eq!(holder(&directory, 8), None, "a dynamic address");

        let known = directory.revision();
        assert!(!directory.note_change(address(7), Some(&id("a"))));
        assert!(!directory.note_change(address(9), None));
        assert!(!directory.note_change(address(9), Some(&id("unknown"))));
        assert_eq!(directory.revision(), known);
        assert!(directory.start());
        assert!(directory.note_change(address(7), Some(&id("d"))));
        assert_ne!(directory.revision(), known);
        assert_eq!(holder(&directory, 7).as_deref(), Some("d"));
        assert_eq!(directory.get("a").unwrap().public, None);
        assert!(directory.note_change(address(7), None));
        assert_eq!(holder(&directory, 7), None);
        assert!(directory.note_change(address(9), Some(&id("a"))));
        assert_eq!(holder(&directory, 9).as_deref(), Some("a"));
    }

    #[test]
    fn a_late_answer_falls_away() {
        let mut directory = Directory::default();
        assert!(directory.start());
        let (late, _) = directory.next_page().unwrap();
        directory.settle(late, page(&["a"], more("c1")));
        directory.settle(late, page(&["b"], Next::End));
        assert!(directory.get("b").is_none() && !directory.is_complete());
    }
}
