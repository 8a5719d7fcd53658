//! Lists for tests.

use super::dice::Dice;
use super::{Directory, Feed, Knowledge, Look, Notes, Tally, View};
use crate::domain::{Address, Claimed, Machine, MachineId, PublicIp, Region};
use crate::wire::{ListQuery, MachinePage, Next, Page};

const REGIONS: [&str; 5] = ["ny2", "ca1", "ams1", "tyo9", "East Asia (LON1)"];

/// Different addresses with few dates, few regions and machines of several families, many of them equal.
pub(super) fn ips(count: u32, dice: &mut Dice) -> Vec<PublicIp> {
    let ip = |at: u32, dice: &mut Dice| PublicIp {
        address: Address::from_bits(at.wrapping_mul(2_654_435_761)),
        region: Region::parse(REGIONS[dice.roll(REGIONS.len())]),
        claimed: Claimed::parse(&match dice.roll(8) {
            0 => "yesterday".to_owned(),
            _ => format!("2026-01-0{}T00:00:0{}Z", 1 + dice.roll(9), dice.roll(10)),
        }),
        machine: MachineId::parse(&match dice.roll(6) {
            0 => String::new(),
            1 => "m".repeat(1 + dice.roll(40)),
            2 => format!("web-production-{}", dice.roll(300)),
            3 => format!("web\0{}", "\0".repeat(dice.roll(9))) + "!",
            _ => format!("ps{:x}", dice.number()),
        })
        .ok(),
    };
    (0..count).map(|at| ip(at, dice)).collect()
}

/// A list of which these have come, in this order, and that is then complete.
pub(super) fn feed(items: Vec<PublicIp>) -> Feed {
    feed_of(ListQuery::default(), items, Next::End)
}

/// A list of which one page has come.
pub(super) fn feed_of(query: ListQuery, items: Vec<PublicIp>, next: Next) -> Feed {
    let mut feed = Feed::new(query);
    let wanted = feed.want_more().unwrap();
    let page = Page {
        items,
        skipped: 0,
        next,
    };
    assert!(feed.settle(wanted.ticket, Ok(page)));
    feed
}

/// What a look shows of a list while nothing is known of the machines.
pub(super) fn view(feed: &Feed, look: &Look) -> View {
    view_knowing(feed, look, &Directory::default())
}

/// What a look shows of a list.
pub(super) fn view_knowing(feed: &Feed, look: &Look, directory: &Directory) -> View {
    view_noted(feed, look, directory, &Notes::default())
}

/// What a look shows of a list, with notes on its addresses.
pub(super) fn view_noted(feed: &Feed, look: &Look, directory: &Directory, notes: &Notes) -> View {
    let mut tally = Tally::default();
    tally.follow(feed, directory);
    let known = Knowledge {
        directory,
        notes,
        tally: &tally,
    };
    View::of(feed, look, known)
}

/// All machines there are, by id and name.
pub(super) fn directory<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Directory {
    let machines = names.into_iter().map(|(id, name)| machine(id, name));
    directory_of(machines.collect())
}

/// These machines, and no other.
pub(super) fn directory_of(items: Vec<Machine>) -> Directory {
    let mut directory = Directory::default();
    assert!(directory.begin());
    let (ticket, _) = directory.want().unwrap();
    let page = MachinePage {
        items,
        is_cut: false,
        next: Next::End,
    };
    directory.settle(ticket, Ok(page));
    directory
}

/// A machine that is ready.
pub(super) fn machine(id: &str, name: &str) -> Machine {
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
