//! The rows of a long list while it scrolls.

use std::collections::HashSet;

use app::commands::RowCommand;
use app::list::ListView;
use dom::html::div;
use model::domain::{Address, Assignee, Claimed, Machine, MachineId, PublicIp, Region};
use model::state::{AddressList, Directory, Notes, UsageIndex, View, ViewContext, ViewOptions};
use model::wire::{ListQuery, MachinePage, Next, Page};
use public_ips::Rows;
use public_ips::browser::viewport::{Cause, Viewport};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::allocations;
use crate::stage::Stage;

/// A list of so many addresses, every third of them idle, in two regions.
fn list(count: u32) -> AddressList {
    let address = |number: u32| PublicIp {
        address: Address::from_bits(0xCB00_0000 + number),
        region: Region::parse(if number.is_multiple_of(2) {
            "ny2"
        } else {
            "ca1"
        }),
        claimed: Claimed::parse("2026-01-01T00:00:00Z"),
        machine: (!number.is_multiple_of(3))
            .then(|| format!("ps{number}"))
            .as_deref()
            .and_then(Assignee::parse),
    };
    list_of((0..count).map(address).collect())
}

/// A complete list of these addresses.
fn list_of(items: Vec<PublicIp>) -> AddressList {
    let mut list = AddressList::new(ListQuery::default());
    let wanted = list.next_page().unwrap();
    let page = Page {
        items,
        skipped: 0,
        next: Next::End,
    };
    assert!(list.settle(wanted.ticket, Ok(page)));
    list
}

/// A list with all that is shown of it.
struct Listing {
    list: AddressList,
    view: View,
    machines: Directory,
}

impl Listing {
    fn new(count: u32) -> Self {
        Self::of(list(count), directory(count))
    }

    fn of(list: AddressList, machines: Directory) -> Self {
        let context = ViewContext {
            directory: &machines,
            notes: &Notes::default(),
            usages: &UsageIndex::default(),
        };
        let view = View::new(&list, &ViewOptions::default(), context);
        Self {
            list,
            view,
            machines,
        }
    }

    fn view(&self) -> ListView<'_> {
        ListView {
            list: &self.list,
            view: &self.view,
            machines: &self.machines,
        }
    }
}

/// Machines for every other of those addresses, the rest are left over.
fn directory(count: u32) -> Directory {
    let machine = |number: u32| Machine {
        id: MachineId::parse(&format!("ps{number}")).unwrap(),
        name: format!("web-{number}"),
        region: Region::Ny2,
        state: match number % 3 {
            0 => "ready",
            1 => "off",
            _ => "starting",
        }
        .to_owned(),
        public: None,
        is_static: false,
        private: None,
    };
    directory_of((0..count).step_by(2).map(machine).collect())
}

/// A complete directory of these machines.
fn directory_of(items: Vec<Machine>) -> Directory {
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

/// A box of 400 pixels in which rows of 40 scroll.
fn stage() -> (Stage, HtmlElement, Rows) {
    let stage = Stage::draw(|| {
        let style = "height: 400px; overflow-y: scroll; position: relative";
        let body = div().class("rows").attr("style", "height: 40000px");
        div().class("box").attr("style", style).child(body)
    });
    let scroller = stage.find(".box");
    let mut rows = Rows::new(stage.find(".rows"));
    rows.watch(Viewport::watch(&scroller, &stage.find(".rows"), |_| {}).unwrap());
    (stage, scroller, rows)
}

/// The addresses in the page that are not hidden, in the order of the page.
fn shown(stage: &Stage) -> Vec<String> {
    let rows = stage.find(".rows").children();
    let visible = (0..rows.length())
        .filter_map(|at| rows.item(at))
        .filter(|row| !row.has_attribute("hidden"));
    visible
        .map(|row| {
            let address = row.query_selector(".addr").unwrap().unwrap();
            address.text_content().unwrap()
        })
        .collect()
}

#[wasm_bindgen_test]
fn scrolling_allocates_nothing_and_makes_no_row() {
    let listing = Listing::new(1_000);
    let (stage, scroller, mut rows) = stage();
    rows.follow(listing.view(), Cause::Resized);
    for step in [40, 397, 4_000] {
        // The first steps may still make rows, and room for the longest text.
        let mut scroll = |steps: std::ops::Range<i32>| {
            for at in steps {
                scroller.set_scroll_top(at * step % 39_000);
                rows.follow(listing.view(), Cause::Scrolled);
            }
        };
        scroll(0..20);
        let before = stage.find(".rows").child_element_count();
        let allocated = allocations::during(|| scroll(20..120));
        assert_eq!(allocated, 0, "{step} pixels at a time");
        assert_eq!(stage.find(".rows").child_element_count(), before);
    }
}

#[wasm_bindgen_test]
fn a_row_says_whose_machine_is_unknown_and_which_machine_disputes_that_it_is_idle() {
    let ip = |address: &str, machine: &str| PublicIp {
        address: Address::read(address).unwrap(),
        region: Region::Ny2,
        claimed: Claimed::parse("2026-01-01T00:00:00Z"),
        machine: Assignee::parse(machine),
    };
    let witness = Machine {
        id: MachineId::parse("ps1").unwrap(),
        name: "web-01".to_owned(),
        region: Region::Ny2,
        state: "ready".to_owned(),
        public: Address::read("203.0.113.9"),
        is_static: true,
        private: None,
    };
    let list = list_of(vec![
        ip("203.0.113.7", " "),
        ip("203.0.113.8", ""),
        ip("203.0.113.9", ""),
        ip("2001:db8::7", "psgone"),
    ]);
    let listing = Listing::of(list, directory_of(vec![witness]));
    let (stage, _, mut rows) = stage();
    rows.follow(listing.view(), Cause::Resized);
    let addresses = ["203.0.113.7", "203.0.113.8", "203.0.113.9", "2001:db8::7"];
    assert_eq!(shown(&stage), addresses);
    let cells = stage.find(".rows").query_selector_all(".uses").unwrap();
    for (at, words) in [
        "Unknown machine",
        "Idle",
        "Idle web-01 says it has this address",
        "Orphaned psgone",
    ]
    .into_iter()
    .enumerate()
    {
        let cell = cells.item(u32::try_from(at).unwrap()).unwrap();
        let text = cell.text_content().unwrap();
        let squeezed: String = text.split_whitespace().collect();
        let wanted: String = words.split_whitespace().collect();
        assert_eq!(squeezed, wanted);
    }
}

#[wasm_bindgen_test]
fn rows_at_rest_are_those_in_view_in_the_order_of_the_list() {
    let listing = Listing::new(1_000);
    let (stage, scroller, mut rows) = stage();
    for top in [0, 40, 500, 460, 39_600, 20_000, 0] {
        scroller.set_scroll_top(top);
        rows.follow(listing.view(), Cause::Scrolled);
        rows.follow(listing.view(), Cause::Rested);
        let shown = shown(&stage);
        let numbers: Vec<u32> = shown
            .iter()
            .map(|text| text.parse::<Address>().unwrap().to_bits() - 0xCB00_0000)
            .collect();
        assert!(numbers.is_sorted(), "{shown:?}");
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        let first = u32::try_from(top / 40).unwrap();
        for number in first..(first + 11).min(1_000) {
            assert!(numbers.contains(&number), "{number} at {top} in {shown:?}");
        }
    }
}

#[wasm_bindgen_test]
fn a_button_says_the_address_of_the_row_it_is_in() {
    let listing = Listing::new(1_000);
    let (stage, scroller, mut rows) = stage();
    for top in [0, 4_000] {
        scroller.set_scroll_top(top);
        rows.follow(listing.view(), Cause::Scrolled);
    }
    let body = stage.find(".rows");
    let row = (0..body.child_element_count())
        .filter_map(|at| body.children().item(at))
        .find(|row| row.text_content().unwrap().starts_with("203.0.0.104"))
        .unwrap();
    let selector = format!("[data-button=\"{}\"]", RowCommand::Move.index());
    let assign = row.query_selector(&selector).unwrap().unwrap();
    let names = assign.get_attribute("aria-labelledby").unwrap();
    let words: Vec<String> = names
        .split(' ')
        .map(|id| stage.find(&format!("#{id}")).text_content().unwrap())
        .collect();
    assert_eq!(words, ["Move", "203.0.0.104"]);
}

#[wasm_bindgen_test]
fn a_row_names_its_machine_and_says_when_that_is_gone() {
    let listing = Listing::new(9);
    let (stage, _, mut rows) = stage();
    rows.follow(listing.view(), Cause::Resized);
    let body = stage.find(".rows");
    let users: Vec<String> = (0..9)
        .filter_map(|at| {
            body.children()
                .item(at)?
                .query_selector(".uses")
                .ok()??
                .text_content()
        })
        .collect();
    assert_eq!(
        users,
        [
            "Idle",
            "Orphanedps1",
            "web-2startingps2",
            "Idle",
            "web-4offps4",
            "Orphanedps5",
            "Idle",
            "Orphanedps7",
            "web-8startingps8"
        ]
    );
}
