//! Lists, views and directories for tests.

use super::TestRng;
use crate::domain::{Address, Assignee, Claimed, Machine, MachineId, PublicIp, Region};
use crate::state::{AddressList, Directory, Notes, UsageIndex, View, ViewContext, ViewOptions};
use crate::wire::{ListQuery, MachinePage, Next, Page};

const REGIONS: [&str; 5] = ["ny2", "ca1", "ams1", "tyo9", "East Asia (LON1)"];

/// Different addresses with few dates, few regions and machines of several families, many of them
/// equal.
pub(crate) fn ips(count: u32, rng: &mut TestRng) -> Vec<PublicIp> {
    let ip = |at: u32, rng: &mut TestRng| PublicIp {
        address: Address::from_bits(at.wrapping_mul(2_654_435_761) >> 1),
        region: Region::parse(REGIONS[rng.below(REGIONS.len())]),
        claimed: Claimed::parse(&match rng.below(8) {
            0 => "yesterday".to_owned(),
            _ => format!("2026-01-0{}T00:00:0{}Z", 1 + rng.below(9), rng.below(10)),
        }),
        machine: Assignee::parse(&match rng.below(7) {
            0 => String::new(),
            1 => "m".repeat(1 + rng.below(40)),
            2 => format!("web-production-{}", rng.below(300)),
            // Unreadable.
            3 => " ".to_owned(),
            4 => format!("web\0{}", "\0".repeat(rng.below(9))) + "!",
            _ => format!("ps{:x}", rng.next_u32()),
        }),
    };
    (0..count).map(|at| ip(at, rng)).collect()
}

/// A complete list of these addresses, in this order.
pub(crate) fn list(items: Vec<PublicIp>) -> AddressList {
    list_of(ListQuery::default(), items, Next::End)
}

/// A list with one page loaded.
pub(crate) fn list_of(query: ListQuery, items: Vec<PublicIp>, next: Next) -> AddressList {
    let mut list = AddressList::new(query);
    let wanted = list.next_page().unwrap();
    let page = Page {
        items,
        skipped: 0,
        next,
    };
    assert!(list.settle(wanted.ticket, Ok(page)));
    list
}

/// The view of a list without known machines.
pub(crate) fn view(list: &AddressList, options: &ViewOptions) -> View {
    view_with_directory(list, options, &Directory::default())
}

/// The view of a list.
pub(crate) fn view_with_directory(
    list: &AddressList,
    options: &ViewOptions,
    directory: &Directory,
) -> View {
    view_with_notes(list, options, directory, &Notes::default())
}

/// The view of a list with notes on its addresses.
pub(crate) fn view_with_notes(
    list: &AddressList,
    options: &ViewOptions,
    directory: &Directory,
    notes: &Notes,
) -> View {
    let mut usages = UsageIndex::default();
    usages.update(list, directory);
    let context = ViewContext {
        directory,
        notes,
        usages: &usages,
    };
    View::new(list, options, context)
}

/// A complete directory, by ID and name.
pub(crate) fn directory<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Directory {
    let machines = names.into_iter().map(|(id, name)| machine(id, name));
    directory_of(machines.collect())
}

/// A complete directory.
pub(crate) fn directory_of(items: Vec<Machine>) -> Directory {
    let mut directory = Directory::default();
    assert!(directory.start());
    let (ticket, _) = directory.next_page().unwrap();
    let page = MachinePage {
        items,
        is_partial: false,
        next: Next::End,
    };
    directory.settle(ticket, Ok(page));
    directory
}

/// A machine that is ready.
pub(crate) fn machine(id: &str, name: &str) -> Machine {
    Machine {
        id: MachineId::parse(id).unwrap(),
        name: name.to_owned(),
        region: Region::Ny2,
        state: "ready".to_owned(),
        public: None,
        is_static: false,
        private: None,
    }
}
