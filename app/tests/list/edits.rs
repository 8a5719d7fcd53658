use model::domain::{Address, Operation, Region};
use model::state::SortBy;

use crate::panel::{NEWEST, Panel, with_panel};

/// Opens and submits the form to release an idle address.
fn release(panel: &Panel, address: Address) {
    panel.app.changes.open(Operation::Release, address);
    assert_eq!(panel.app.changes.submit_release(""), Ok(()));
}

/// Claims an address in ca1.
async fn claim(panel: &Panel) {
    panel.app.claim.open();
    let machine = panel.app.changes.machine_field(None);
    assert_eq!(panel.app.claim.submit(Region::Ca1, 1, machine), Ok(()));
    panel.serve_newest().await;
    panel.serve_changes().await;
}

#[test]
fn a_released_address_leaves_the_list_the_counts_and_the_selection() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        let in_region = list.region_count(Some(&Region::Ny2)).unwrap();
        panel.app.selection.toggle(NEWEST);
        release(&panel, NEWEST);
        panel.serve_one().await;
        assert!(list.get(NEWEST).is_some(), "not before the answer");
        panel.serve().await;
        assert_eq!((list.get(NEWEST), panel.loaded()), (None, 35));
        assert_eq!(list.region_count(None), Some(35));
        let now = list.region_count(Some(&Region::Ny2));
        assert_eq!(now, Some(in_region - 1));
        assert!(panel.app.selection.is_empty() && panel.app.route.get().selected.is_empty());
    });
}

#[test]
fn a_claimed_address_is_counted_and_marked_for_a_while() {
    with_panel("demo", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        claim(&panel).await;
        let claimed = Address::new(198, 51, 100, 1);
        assert!(list.get(claimed).is_some());
        assert_eq!(list.region_count(None), Some(37));
        assert_eq!(list.region_count(Some(&Region::Ca1)), Some(12));
        assert_eq!(list.last_changed(), Some(claimed));
        panel.world.pass(2_000).await;
        assert_eq!(list.last_changed(), None);
        claim(&panel).await;
        assert!(list.last_changed().is_some());
        app.sign_out();
        assert_eq!(list.last_changed(), None);
    });
}

#[test]
fn a_claim_stays_when_both_ends_of_a_list_meet() {
    with_panel("large-500", |panel| async move {
        // The claim is the newest address, so the list comes to it last.
        panel.app.route.sort_by(SortBy::Claimed);
        panel.serve().await;
        panel.app.list.load_all();
        panel.serve_one().await;
        panel.serve_one().await;
        panel.world.settle().await;
        let before = panel.loaded();
        claim(&panel).await;
        assert_eq!(panel.loaded(), before);
        panel.serve().await;
        assert_eq!((panel.loaded(), panel.app.list.is_at_end()), (501, true));
    });
}

#[test]
fn an_address_on_a_machine_that_the_directory_lacks_has_it_read_again() {
    with_panel("demo", |panel| async move {
        let changes = panel.app.changes;
        let asks_for_machines = async |machine: &str| {
            changes.open(Operation::Assign, NEWEST);
            let field = changes.machine_field(Some(panel.app.list.get(NEWEST).unwrap()));
            field.type_text(machine);
            assert_eq!(changes.submit_machine(field), Ok(()));
            panel.serve().await;
            panel.app.dialog.close();
            let sent = panel.sent();
            sent.iter().any(|target| target.starts_with("/machines"))
        };
        assert!(asks_for_machines("psnew0001").await);
        assert!(!asks_for_machines("psw51yb8m").await);
    });
}

#[test]
fn an_address_that_is_released_and_at_once_claimed_again_is_shown_and_counted() {
    const AGAIN: &str = r#"{"ip":"203.0.113.4","region":"ny2","dtCreated":"2026-12-01T00:00:00Z"}"#;
    for is_release_told_first in [true, false] {
        with_panel("demo", async move |panel| {
            let (app, list) = (panel.app, panel.app.list);
            let before = list.get(NEWEST).unwrap();
            release(&panel, NEWEST);
            panel.serve_one().await;
            app.claim.open();
            let machine = app.changes.machine_field(None);
            assert_eq!(app.claim.submit(Region::Ny2, 1, machine), Ok(()));
            panel.serve_newest().await;
            let (released, answer) = panel.answered_flight("203.0.113.4");
            let (claimed, _) = panel.answered_flight("/public-ips");
            let mut told = vec![(released, answer.as_str()), (claimed, AGAIN)];
            if !is_release_told_first {
                told.reverse();
            }
            for (flight, answer) in told {
                flight.reply(Ok(answer.to_owned()));
                panel.world.settle().await;
            }
            let shown = list.get(NEWEST).unwrap();
            assert!(before.claimed.is_before(&shown.claimed));
            assert_eq!((panel.loaded(), list.region_count(None)), (36, Some(36)));
        });
    }
}

#[test]
fn what_was_changed_here_stays_so_when_both_ends_of_a_list_meet() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        // Near, far, near: 300 are shown, and the far end comes next to where they stop.
        for _ in 0..3 {
            panel.serve_one().await;
        }
        assert_eq!(panel.loaded(), 300);
        panel.world.settle().await;
        let (flight, answer) = panel.answered_flight("order=asc");
        let of_both = |address: &Address| answer.contains(&format!("\"{address}\""));
        let mut shared = panel.shown().into_iter().rev().filter(of_both);
        let mut is_idle = |address: &Address| list.get(*address).unwrap().machine.is_none();
        let idle = shared.find(&mut is_idle).unwrap();
        let assigned = shared.find(|address| !is_idle(address)).unwrap();
        // Both are read again, beside the page that the near end asks for next.
        release(&panel, idle);
        panel.serve_check().await;
        panel.app.changes.open(Operation::Unassign, assigned);
        panel.app.changes.submit_unassign();
        panel.serve_check().await;
        panel.serve_changes().await;
        // It was on its way back before both changes.
        flight.reply(Ok(answer.clone()));
        panel.serve().await;
        assert_eq!((panel.loaded(), list.is_at_end()), (499, true));
        assert_eq!(list.get(idle), None);
        assert_eq!(list.get(assigned).unwrap().machine, None);
    });
}
