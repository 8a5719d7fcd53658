use super::*;
use crate::domain::{Assignee, Claimed, Timestamp};
use crate::state::test_support::fixtures::{self, directory_of as directory, list};
use crate::wire::{MachinePage, Next, Page};

fn id(text: &str) -> MachineId {
    MachineId::parse(text).unwrap()
}

fn address(last: u8) -> Address {
    Address::new(203, 0, 113, last)
}

fn machine(text: &str, name: &str, region: Region) -> Machine {
    Machine {
        region,
        ..fixtures::machine(text, name)
    }
}

fn with(machine: Machine, last: u8, is_static: bool) -> Machine {
    Machine {
        public: Some(address(last)),
        is_static,
        ..machine
    }
}

fn ip(last: u8, machine: &str) -> PublicIp {
    PublicIp {
        address: address(last),
        region: Region::Ny2,
        claimed: Claimed::At(Timestamp(0)),
        machine: Assignee::parse(machine),
    }
}

fn four() -> Directory {
    directory(vec![
        machine("ps4", "west", Region::Ca1),
        with(machine("ps3", "Gateway", Region::Ny2), 8, true),
        with(machine("ps2", "runner", Region::Ny2), 200, false),
        machine("ps1", "Bastion", Region::Ny2),
    ])
}

fn names(picker: &MachinePicker<'_>, text: &str) -> Vec<String> {
    let (choices, more) = picker.choices(text);
    assert_eq!(more, 0);
    choices
        .iter()
        .map(|it| format!("{}: {}", it.machine.label(), it.eligibility.words()))
        .collect()
}

#[test]
fn those_that_can_be_chosen_come_first_and_the_others_say_why_not() {
    let (directory, list) = (four(), list(vec![ip(7, ""), ip(8, "ps3")]));
    let idle = ip(7, "");
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: Some(&idle),
    };
    assert_eq!(
        names(&picker, ""),
        [
            "Bastion: ",
            "runner: ",
            "Gateway: Already has 203.0.113.8",
            "west: In West Coast (CA1)"
        ]
    );
    let unclaimed = MachinePicker { ip: None, ..picker };
    assert_eq!(
        names(&unclaimed, "W"),
        ["west: ", "Gateway: Already has 203.0.113.8"]
    );
}

#[test]
fn a_move_may_swap_with_a_listed_address_of_the_region() {
    let list = list(vec![ip(7, "ps1"), ip(8, "ps3")]);
    let (directory, moved) = (four(), ip(7, "ps1"));
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: Some(&moved),
    };
    assert_eq!(
        names(&picker, ""),
        [
            "runner: ",
            "Gateway: Swap with 203.0.113.8",
            "Bastion: Has this address",
            "west: In West Coast (CA1)"
        ]
    );
    let (choices, _) = picker.choices("gate");
    assert_eq!(choices[0].eligibility, Eligibility::Swap(ip(8, "ps3")));
    assert!(choices[0].eligibility.is_allowed());
}

#[test]
fn the_machine_that_an_address_goes_to_has_no_other_address() {
    let directory = four();
    for before in ["", "ps3"] {
        // The form is open with the address as it was; the list has it on its new machine.
        let (list, opened_with) = (list(vec![ip(7, "ps2")]), ip(7, before));
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: Some(&opened_with),
        };
        assert_eq!(names(&picker, "runner"), ["runner: Has this address"]);
    }
}

#[test]
fn a_machine_is_found_by_name_id_and_private_address_in_any_case() {
    let mut one = machine("psABC", "web-01", Region::Ny2);
    one.private = Some("10.1.2.3".to_owned());
    let (directory, list) = (directory(vec![one]), list(vec![]));
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    for text in ["WEB", " b-0 ", "psabc", "10.1.2", ""] {
        assert_eq!(picker.choices(text).0.len(), 1, "{text}");
    }
    assert_eq!(picker.choices("web-02"), (vec![], 0));
}

#[test]
fn a_deleted_machine_of_the_list_is_shown_as_such_when_it_is_searched_for() {
    let list = list(vec![ip(7, ""), ip(9, "psgone"), ip(10, "psgone")]);
    let (directory, idle) = (four(), ip(7, ""));
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: Some(&idle),
    };
    assert_eq!(names(&picker, "gone"), ["psgone: Deleted"]);
    assert_eq!(names(&picker, "").len(), 4);
    let unread = Directory::default();
    let picker = MachinePicker {
        directory: &unread,
        ..picker
    };
    assert_eq!(names(&picker, "gone"), [""; 0]);
}

#[test]
fn nothing_is_swapped_with_an_address_whose_machine_is_unknown_or_gone() {
    for machine in [" ", "psgone"] {
        let list = list(vec![ip(7, machine), ip(9, "ps3")]);
        let (directory, own) = (four(), ip(7, machine));
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: Some(&own),
        };
        let eligibility = picker.eligibility(directory.get("ps3").unwrap());
        assert_eq!(eligibility, Eligibility::HasAddress(address(9)));
    }
}

#[test]
fn fifty_are_offered_in_order_and_the_rest_counted() {
    let machines = (0..120)
        .map(|at| {
            machine(
                &format!("ps{at}"),
                &format!("m{:03}", 119 - at),
                Region::Ny2,
            )
        })
        .collect();
    let (directory, list) = (directory(machines), list(vec![]));
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    let (choices, more) = picker.choices("m");
    assert_eq!((choices.len(), more), (50, 70));
    let labels: Vec<&str> = choices.iter().map(|it| it.machine.label()).collect();
    assert!(labels.is_sorted());
    assert_eq!((labels[0], labels[49]), ("m000", "m049"));
}

#[test]
fn the_list_knows_better_than_the_machine_what_its_address_is() {
    let (directory, idle) = (four(), ip(7, ""));
    let eligibility = |items: Vec<PublicIp>| {
        let list = list(items);
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: Some(&idle),
        };
        picker.eligibility(directory.get("ps3").unwrap())
    };
    // Unassigned or released since the machines were read.
    assert_eq!(eligibility(vec![ip(8, "")]), Eligibility::Available);
    assert_eq!(eligibility(vec![]), Eligibility::Available);
    assert_eq!(
        eligibility(vec![ip(9, "ps3")]),
        Eligibility::HasAddress(address(9))
    );
    // An incomplete list proves nothing.
    let unread = AddressList::new(ListQuery::default());
    let picker = MachinePicker {
        directory: &directory,
        list: &unread,
        ip: Some(&idle),
    };
    let gateway = directory.get("ps3").unwrap();
    assert_eq!(
        picker.eligibility(gateway),
        Eligibility::HasAddress(address(8))
    );
}

#[test]
fn a_text_is_the_id_or_name_of_one_machine_or_what_only_one_matches() {
    let mut private = machine("ps5", "mail", Region::Ny2);
    private.private = Some("10.1.2.3".to_owned());
    let mut other = machine("ps6", "post", Region::Ny2);
    other.private = Some("10.1.2.30".to_owned());
    let directory = directory(vec![
        machine("ps1", "web", Region::Ny2),
        machine("ps2", "db", Region::Ny2),
        machine("ps3", "db", Region::Ny2),
        machine("web", "other web", Region::Ny2),
        machine("ps4", "build-runner", Region::Ny2),
        private,
        other,
    ]);
    let list = list(vec![]);
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    for (text, meant) in [
        ("ps1", "ps1"),
        (" OTHER WEB ", "web"),
        ("web", "web"),
        ("Build", "ps4"),
        ("10.1.2.3", "ps5"),
        ("2.30", "ps6"),
        ("psnew", "psnew"),
    ] {
        assert_eq!(picker.resolve(text), Ok(id(meant)), "{text}");
    }
    for text in ["db", "we", "10.1", "ps"] {
        let several = Err(MachineIdProblem::Several);
        assert_eq!(picker.resolve(text), several, "{text}");
    }
    assert_eq!(picker.resolve(" "), Err(MachineIdProblem::Empty));
}

#[test]
fn the_only_match_so_far_is_not_taken_for_the_only_one() {
    let mut directory = Directory::default();
    assert!(directory.start());
    let (ticket, _) = directory.next_page().unwrap();
    let page = MachinePage {
        items: vec![machine("ps1", "build-runner", Region::Ny2)],
        is_partial: false,
        next: Next::MissingCursor,
    };
    directory.settle(ticket, Ok(page));
    let list = list(vec![]);
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    assert_eq!(picker.resolve("build"), Ok(id("build")));
    assert_eq!(picker.resolve("build-runner"), Ok(id("ps1")));
}

#[test]
fn a_machine_that_has_an_address_by_the_list_alone_stands_behind_the_free_ones() {
    let directory = directory(vec![
        machine("ps1", "alpha", Region::Ny2),
        machine("ps2", "beta", Region::Ny2),
    ]);
    let (list, idle) = (list(vec![ip(7, ""), ip(8, "ps1")]), ip(7, ""));
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: Some(&idle),
    };
    assert_eq!(
        names(&picker, ""),
        ["beta: ", "alpha: Already has 203.0.113.8"]
    );
}

#[test]
fn what_is_lost_is_said_where_it_is_known() {
    let (directory, list) = (four(), list(vec![]));
    let warnings = |ip: &PublicIp, to: &str| {
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: Some(ip),
        };
        picker.warnings(&id(to))
    };
    assert_eq!(warnings(&ip(7, ""), "ps1"), [""; 0]);
    assert_eq!(
        warnings(&ip(7, ""), "ps2"),
        ["runner has the dynamic address 203.0.113.200, which this one may replace."]
    );
    assert_eq!(
        warnings(&ip(8, "ps3"), "psnew"),
        ["Gateway is running and loses its only public address. It has no other way in."]
    );
    assert_eq!(warnings(&ip(8, "psunknown"), "psnew"), [""; 0]);
}

#[test]
fn a_private_network_is_another_way_in_and_a_machine_that_is_off_loses_none() {
    let mut one = machine("ps1", "web", Region::Ny2);
    one.private = Some("10.1.2.3".to_owned());
    let mut other = machine("ps2", "db", Region::Ny2);
    other.state = "off".to_owned();
    let (directory, list) = (directory(vec![one, other]), list(vec![]));
    let warnings = |from: &str| {
        let ip = ip(7, from);
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: Some(&ip),
        };
        picker.warnings(&id("ps3"))
    };
    assert_eq!(
        warnings("ps1"),
        [
            "web is running and loses its only public address. Outside its private network (10.1.2.3) it has no other way in."
        ]
    );
    assert_eq!(warnings("ps2"), [""; 0]);
}

#[test]
fn machines_stand_by_name_whichever_came_first() {
    let sorted = ["alpha", "Beta", "beta2", "gamma"];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let machines =
            order.map(|at| machine(&format!("ps{}", sorted[at]), sorted[at], Region::Ny2));
        let (directory, list) = (directory(machines.into()), list(vec![]));
        let picker = MachinePicker {
            directory: &directory,
            list: &list,
            ip: None,
        };
        assert_eq!(names(&picker, ""), sorted.map(|name| format!("{name}: ")));
    }
}

#[test]
fn fifty_are_offered_and_the_others_counted_a_deleted_one_too() {
    let machines = (0..50).map(|n| machine(&format!("psweb{n}"), "", Region::Ny2));
    let (directory, list) = (
        directory(machines.collect()),
        list(vec![ip(9, "pswebgone")]),
    );
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    let (choices, more) = picker.choices("web");
    assert_eq!((choices.len(), more), (50, 1));
    assert!(choices.iter().all(|choice| choice.eligibility.is_allowed()));
    let (gone, more) = picker.choices("webgone");
    assert_eq!((gone.len(), more), (1, 0));
    assert!(!gone[0].eligibility.is_allowed());
}

#[test]
fn an_address_of_a_region_whose_list_is_whole_and_lacks_it_is_free_to_be_replaced() {
    let mut list = AddressList::new(ListQuery {
        region: Some(Region::Ny2),
        ..ListQuery::default()
    });
    let wanted = list.next_page().unwrap();
    let page = Page {
        items: vec![ip(7, "")],
        skipped: 0,
        next: Next::End,
    };
    assert!(list.settle(wanted.ticket, Ok(page)));
    let directory = directory(vec![
        with(machine("ps1", "here", Region::Ny2), 200, true),
        with(machine("ps2", "there", Region::Ca1), 201, true),
    ]);
    let picker = MachinePicker {
        directory: &directory,
        list: &list,
        ip: None,
    };
    assert_eq!(
        names(&picker, ""),
        ["here: ", "there: Already has 203.0.113.201"]
    );
}
