//! Changes made elsewhere, as a refreshed list shows them.

use super::{AddressList, ListEnd, Row, Tail};
use crate::domain::{Address, PublicIp};

/// Changes made elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteChanges {
    /// Addresses that are new, or have another machine.
    pub changed: Vec<Address>,
    /// Addresses that are gone.
    pub removed: Vec<Address>,
}

impl AddressList {
    /// Compares with a list of the same query, begun and loaded after this one. Edits made here
    /// meanwhile are left out, addresses that are being changed here, and edits that a slow service
    /// does not show yet, or shows at last.
    #[must_use]
    pub fn remote_changes(
        &self,
        fresh: &Self,
        is_changing: impl Fn(Address) -> bool,
    ) -> RemoteChanges {
        let edits = fresh.began.map(|began| self.edits.since(began));
        let edits = edits.unwrap_or_default();
        let is_edited_here =
            |address| is_changing(address) || edits.iter().any(|edit| edit.address == address);
        let is_own = |address| {
            let edit = self.edits.of(address);
            let listed = || fresh.get(address);
            is_edited_here(address) || edit.is_some_and(|edit| edit.explains(listed().as_ref()))
        };
        // An address that is not shown may be one that could not be read, or one of those that a
        // list without its end lacks, wherever they stand.
        let may_lack = self.skipped > 0 || matches!(self.tail, Tail::End(ListEnd::Incomplete(_)));
        let mut changes = RemoteChanges::default();
        // Behind the last shared address the longer list only reaches further.
        for row in fresh.shared_prefix(self) {
            let address = fresh.columns().address(*row);
            let old = self.columns().find(address);
            let machine = |old| self.columns().assignee(old);
            let same = match old {
                Some(old) => machine(old) == fresh.columns().assignee(*row),
                None => may_lack,
            };
            if !same && !is_own(address) {
                changes.changed.push(address);
            }
        }
        for edit in self.edits.iter() {
            let listed = fresh.get(edit.address);
            let is_new = !is_edited_here(edit.address) && !changes.changed.contains(&edit.address);
            if listed.is_some() && is_new && edit.is_overdue(listed.as_ref()) {
                changes.changed.push(edit.address);
            }
        }
        // An item that could not be read may be any of those that are not listed.
        let rows = self.shared_prefix(fresh);
        for row in rows.iter().filter(|_| fresh.skipped == 0) {
            let address = self.columns().address(*row);
            if !fresh.contains(address) && !is_own(address) {
                changes.removed.push(address);
            }
        }
        changes
    }

    /// Whether an address of this list is read otherwise than it is shown, and no change made here
    /// explains it.
    #[must_use]
    pub fn is_changed_elsewhere(&self, read: &PublicIp) -> bool {
        let Some(shown) = self.get(read.address) else {
            return false;
        };
        let is_later = shown.claimed.is_before(&read.claimed);
        let is_earlier = read.claimed.is_before(&shown.claimed);
        let is_other = is_later || !is_earlier && shown.machine != read.machine;
        is_other && !self.explains(read)
    }

    /// Whether a change made here explains that an address is read like this: the list shows the
    /// change, or is behind it.
    #[must_use]
    pub fn explains(&self, read: &PublicIp) -> bool {
        let edit = self.edits.of(read.address);
        edit.is_some_and(|edit| edit.explains(Some(read)))
    }

    /// The rows up to the last one shared with another list; all rows if the other list is
    /// complete.
    fn shared_prefix(&self, other: &Self) -> &[Row] {
        if matches!(other.tail, Tail::End(ListEnd::Complete)) {
            return self.rows();
        }
        let is_shared = |row: &Row| other.contains(self.columns().address(*row));
        let shared = self.rows().iter().rposition(is_shared);
        let end = shared.map_or(0, |last| last + 1);
        self.rows().get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assignee, Claimed, Region, Timestamp};
    use crate::state::Ticket;
    use crate::wire::{Cursor, ListQuery, Next, Page};

    fn ip(last: u8, machine: &str) -> PublicIp {
        PublicIp {
            address: Address::new(203, 0, 113, last),
            region: Region::Ny2,
            claimed: Claimed::At(Timestamp::from_seconds(last.into())),
            machine: Assignee::parse(machine),
        }
    }

    fn list(items: &[(u8, &str)], more: bool) -> AddressList {
        let mut list = AddressList::new(ListQuery::default());
        let wanted = list.next_page().unwrap();
        let page = Page {
            items: items
                .iter()
                .map(|(last, machine)| ip(*last, machine))
                .collect(),
            skipped: 0,
            next: if more {
                Next::Page(Cursor::parse("c").unwrap())
            } else {
                Next::End
            },
        };
        assert!(list.settle(wanted.ticket, Ok(page)));
        list
    }

    /// The last numbers of the addresses changed, and of those gone.
    fn lasts(changes: &RemoteChanges) -> [Vec<u8>; 2] {
        let last = |address: &Address| address.octets()[3];
        [&changes.changed, &changes.removed].map(|them| them.iter().map(last).collect())
    }

    #[test]
    fn what_came_moved_or_went_is_news() {
        let shown = list(&[(9, "a"), (8, ""), (7, "b"), (6, "")], false);
        let fresh = list(&[(10, ""), (9, "a"), (8, "c"), (7, ""), (5, "")], false);
        let changes = shown.remote_changes(&fresh, |_| false);
        assert_eq!(lasts(&changes), [vec![10, 8, 7, 5], vec![6]]);
        assert_eq!(
            fresh.remote_changes(&fresh, |_| false),
            RemoteChanges::default()
        );
    }

    #[test]
    fn what_cannot_be_read_is_neither_gone_nor_new() {
        let shown = list(&[(9, "a"), (8, ""), (7, "b")], false);
        let mut fresh = list(&[(9, "a"), (7, "c")], false);
        fresh.skipped = 1;
        let changes = shown.remote_changes(&fresh, |_| false);
        assert_eq!(lasts(&changes), [vec![7], vec![]]);
        let changes = fresh.remote_changes(&shown, |_| false);
        assert_eq!(lasts(&changes), [vec![7], vec![]]);
    }

    #[test]
    fn what_lies_behind_what_was_loaded_is_not() {
        let shown = list(&[(9, ""), (8, ""), (7, "")], true);
        let further = list(&[(9, ""), (7, ""), (6, ""), (5, "")], true);
        let changes = shown.remote_changes(&further, |_| false);
        assert_eq!(lasts(&changes), [vec![], vec![8]]);
        let shorter = list(&[(10, ""), (9, ""), (8, "x")], true);
        let changes = shown.remote_changes(&shorter, |_| false);
        assert_eq!(lasts(&changes), [vec![10, 8], vec![]]);
    }

    #[test]
    fn what_this_page_did_meanwhile_is_not() {
        let mut shown = list(&[(9, ""), (8, "")], false);
        let fresh = list(&[(9, ""), (8, ""), (7, "")], false);
        shown.upsert(ip(9, "own"));
        shown.remove(Address::new(203, 0, 113, 8));
        shown.upsert(ip(7, ""));
        assert_eq!(
            shown.remote_changes(&fresh, |_| false),
            RemoteChanges::default()
        );
    }

    #[test]
    fn addresses_being_changed_here_are_left_out() {
        let shown = list(&[(9, ""), (8, ""), (7, "")], false);
        let fresh = list(&[(9, "own"), (7, "")], false);
        let is_changing = |address| address != Address::new(203, 0, 113, 7);
        let changes = shown.remote_changes(&fresh, is_changing);
        assert_eq!(changes, RemoteChanges::default());
    }

    #[test]
    fn one_change_of_this_page_hides_no_other() {
        let mut shown = list(&[(9, ""), (8, "a")], false);
        let fresh = list(&[(9, "own"), (8, "")], false);
        shown.upsert(ip(9, ""));
        assert_eq!(
            lasts(&shown.remote_changes(&fresh, |_| false)),
            [vec![8], vec![]]
        );
    }

    /// The list as a refresh shows it, and what that reports.
    fn refresh(shown: &mut AddressList, items: &[(u8, &str)]) -> [Vec<u8>; 2] {
        let fresh = list(items, false);
        let changes = shown.remote_changes(&fresh, |_| false);
        shown.replace(fresh);
        lasts(&changes)
    }

    #[test]
    fn a_slow_service_changes_nothing_elsewhere() {
        let none: [Vec<u8>; 2] = [vec![], vec![]];
        // Moved, released and claimed here; shown at last by the third refresh.
        let mut shown = list(&[(9, "a"), (8, ""), (7, "")], false);
        shown.upsert(ip(9, "b"));
        shown.remove(Address::new(203, 0, 113, 8));
        shown.upsert(ip(10, ""));
        for _ in 0..2 {
            assert_eq!(refresh(&mut shown, &[(9, "a"), (8, ""), (7, "")]), none);
        }
        let now = [(10, ""), (9, "b"), (7, "")];
        assert_eq!(refresh(&mut shown, &now), none);
        // From then on it is somebody else's doing.
        let all = refresh(&mut shown, &[(9, "a"), (8, ""), (7, "")]);
        assert_eq!(all, [vec![9, 8], vec![10]]);
    }

    #[test]
    fn what_a_list_without_its_end_lacked_is_not() {
        let mut shown = AddressList::new(ListQuery::default());
        let first = shown.first_page();
        let page = Page {
            items: vec![ip(9, ""), ip(8, "")],
            next: Next::MissingCursor,
            skipped: 0,
        };
        assert!(shown.settle(first.ticket, Ok(page)));
        shown.upsert(ip(1, "a"));
        let fresh = list(&[(9, ""), (8, ""), (7, ""), (1, "a")], false);
        let changes = shown.remote_changes(&fresh, |_| false);
        assert_eq!(changes, RemoteChanges::default());
    }

    #[test]
    fn what_was_read_changed_elsewhere_does_not_explain_what_was_before() {
        let mut shown = list(&[(9, "a")], false);
        assert!(shown.upsert_read(ip(9, ""), Ticket::draw()));
        assert!(shown.is_changed_elsewhere(&ip(9, "a")), "it is read later");
        // A change made here that no list has shown still explains it.
        shown.upsert(ip(9, "b"));
        assert!(shown.upsert_read(ip(9, "c"), Ticket::draw()));
        assert!(!shown.is_changed_elsewhere(&ip(9, "")), "the service lags");
    }

    #[test]
    fn of_two_changes_here_a_slow_service_may_show_the_first() {
        let none: [Vec<u8>; 2] = [vec![], vec![]];
        let mut shown = list(&[(9, "a")], false);
        shown.upsert(ip(9, "b"));
        shown.upsert(ip(9, "c"));
        for machine in ["a", "b", "c"] {
            assert_eq!(refresh(&mut shown, &[(9, machine)]), none);
        }
        shown.upsert(ip(9, ""));
        assert_eq!(
            refresh(&mut shown, &[(9, "a")]),
            [vec![9], vec![]],
            "long shown"
        );
    }

    #[test]
    fn what_a_colleague_makes_of_it_is_told() {
        let mut shown = list(&[(9, "a"), (8, "")], false);
        shown.upsert(ip(9, "b"));
        shown.remove(Address::new(203, 0, 113, 8));
        // Another machine than it ever had here, and the address claimed anew.
        let fresh = [(9, "x"), (8, "")];
        assert_eq!(refresh(&mut shown, &fresh), [vec![9], vec![]]);
        // Put back at once, it is told when no service is so slow.
        let mut shown = list(&[(9, "a")], false);
        shown.upsert(ip(9, "b"));
        for _ in 0..3 {
            assert_eq!(refresh(&mut shown, &[(9, "a")]), <[Vec<u8>; 2]>::default());
        }
        assert_eq!(refresh(&mut shown, &[(9, "a")]), [vec![9], vec![]]);
        assert_eq!(refresh(&mut shown, &[(9, "a")]), <[Vec<u8>; 2]>::default());
    }

    #[test]
    fn what_is_read_of_a_row_is_news_unless_it_was_done_here() {
        let mut shown = list(&[(9, "a"), (8, ""), (7, "")], false);
        assert!(shown.is_changed_elsewhere(&ip(9, "b")));
        assert!(shown.is_changed_elsewhere(&ip(8, "b")));
        assert!(!shown.is_changed_elsewhere(&ip(9, "a")), "as it is shown");
        assert!(!shown.is_changed_elsewhere(&ip(6, "a")), "not in the list");
        shown.upsert(ip(9, "b"));
        assert!(!shown.is_changed_elsewhere(&ip(9, "a")), "the service lags");
        assert!(shown.is_changed_elsewhere(&ip(9, "c")));
        let claimed_at = |seconds| PublicIp {
            claimed: Claimed::At(Timestamp::from_seconds(seconds)),
            ..ip(8, "")
        };
        assert!(shown.is_changed_elsewhere(&claimed_at(20)), "claimed again");
        let earlier = PublicIp {
            machine: Assignee::parse("a"),
            ..claimed_at(2)
        };
        assert!(!shown.is_changed_elsewhere(&earlier), "of an earlier claim");
    }
}
