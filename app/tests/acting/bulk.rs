//! One operation on many addresses: four at a time, paused, put off, retried.

use app::dialog::{Dialog, Field};
use model::domain::{Address, Operation, Reason};
use model::state::ItemStatus;
use model::wire::{Effect, Outcome};

use crate::desk::{ASSIGNED, Desk, FREE_MACHINE, IDLE, OTHER, at_desk, conflict, html, too_many};

const SIX: [Address; 6] = [
    Address::new(203, 0, 113, 7),
    Address::new(203, 0, 113, 9),
    Address::new(203, 0, 113, 11),
    Address::new(203, 0, 113, 12),
    Address::new(203, 0, 113, 15),
    Address::new(203, 0, 113, 17),
];

/// Asks whether to release six addresses, confirms it, and has them read.
async fn release_six(desk: &Desk) {
    desk.select(&SIX).await;
    desk.app.bulk.open(Operation::Release);
    assert_eq!(desk.app.dialog.get(), Some(Dialog::Bulk));
    assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
    assert_eq!(desk.under_way().await, 1);
    assert_eq!(progress(desk), "0 of 6 released, checking the rest");
    desk.read_again().await;
}

fn status(desk: &Desk, address: Address) -> ItemStatus {
    desk.app.bulk.with(|bulk| {
        let items = bulk.unwrap().items().to_vec();
        let mut items = items.into_iter();
        let item = items.find(|item| item.confirmed.address() == address);
        item.unwrap().status
    })
}

fn progress(desk: &Desk) -> String {
    desk.app.bulk.with(|bulk| bulk.unwrap().progress())
}

#[test]
fn four_are_under_way_at_once_and_what_was_done_leaves_the_selection() {
    at_desk(async |desk| {
        release_six(&desk).await;
        assert_eq!(desk.under_way().await, 4);
        assert_eq!(progress(&desk), "0 of 6 released, 4 in progress");
        desk.serve_one().await;
        assert_eq!(desk.under_way().await, 4);
        assert_eq!(desk.app.selection.with(|it| it.len()), 5);
        desk.app.dialog.close();
        assert_eq!(desk.focused()[0], "Id(\"bulk-show\")");
        assert!(desk.app.bulk.background().unwrap().0);
        desk.serve().await;
        assert_eq!(desk.told(), "6 released");
        assert_eq!(desk.app.bulk.background(), None);
        assert!(desk.app.selection.is_empty());
        assert_eq!(desk.app.list.with(|list| list.len()), 30);
    });
}

#[test]
fn as_many_as_are_typed_are_meant() {
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.app.bulk.open(Operation::Release);
        let mistyped = desk.app.bulk.confirm("5");
        assert_eq!(mistyped.map_err(|error| error.field), Err(Field::Count));
        assert_eq!(desk.under_way().await, 0);
        assert_eq!(desk.app.bulk.confirm(" 6 "), Ok(()));
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 4);
        // Confirmed once, it is not begun again.
        assert_eq!(desk.app.bulk.confirm("nothing"), Ok(()));
        assert_eq!(desk.under_way().await, 4);
    });
}

#[test]
fn what_cannot_be_asked_says_why() {
    at_desk(async |desk| {
        let bulk = desk.app.bulk;
        desk.select(&[IDLE]).await;
        bulk.open(Operation::Unassign);
        let none = "None of the selected addresses is assigned to a machine.";
        assert_eq!(desk.told(), none);
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.app.dialog.close();
        desk.select(&[ASSIGNED]).await;
        bulk.open(Operation::Release);
        let busy = "Every selected address already has a change in progress.";
        assert_eq!(desk.told(), busy);
        desk.app.permissions.toggle_read_only();
        bulk.open(Operation::Release);
        assert!(desk.told().starts_with("Read-only is on."));
        assert!(!desk.app.dialog.is_open());
    });
}

#[test]
fn paused_nothing_more_is_begun_and_cancelled_the_rest_stays() {
    at_desk(async |desk| {
        release_six(&desk).await;
        assert_eq!(desk.under_way().await, 4);
        desk.app.bulk.toggle_pause();
        desk.serve().await;
        assert_eq!(progress(&desk), "4 of 6 released");
        assert_eq!(desk.app.bulk.background(), None, "its dialog shows it");
        desk.app.dialog.close();
        let paused = (true, "Paused, 4 of 6".to_owned());
        assert_eq!(desk.app.bulk.background(), Some(paused));
        desk.app.bulk.show();
        desk.app.bulk.toggle_pause();
        // After a pause the rest is read again.
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 2);
        desk.app.bulk.toggle_pause();
        desk.app.bulk.cancel();
        desk.app.dialog.close();
        desk.serve().await;
        assert_eq!(desk.told(), "6 released");
    });
}

#[test]
fn what_was_not_begun_stays_selected() {
    at_desk(async |desk| {
        release_six(&desk).await;
        assert_eq!(desk.under_way().await, 4);
        desk.app.bulk.cancel();
        desk.app.dialog.close();
        desk.serve().await;
        let stays = "The rest stay selected.";
        assert_eq!(
            desk.toast(),
            ("4 released, 2 not started".into(), stays.into())
        );
        assert_eq!(desk.app.selection.with(|it| it.len()), 2);
        assert_eq!(desk.app.bulk.background(), None);
    });
}

#[test]
fn the_api_may_ask_to_wait_and_nothing_is_lost() {
    at_desk(async |desk| {
        release_six(&desk).await;
        desk.fail(too_many(5)).await;
        assert_eq!(desk.app.requests.pause(), Some(5));
        desk.serve().await;
        assert_eq!(progress(&desk), "3 of 6 released");
        desk.world.pass(4_000).await;
        assert_eq!(desk.under_way().await, 0);
        desk.world.pass(1_500).await;
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 3);
        desk.serve().await;
        assert_eq!(progress(&desk), "6 of 6 released");
    });
}

#[test]
fn of_two_waits_the_later_end_counts() {
    for seconds in [[20, 5], [5, 20]] {
        at_desk(async |desk| {
            release_six(&desk).await;
            for wait in seconds {
                desk.fail(too_many(wait)).await;
            }
            assert_eq!(desk.app.requests.pause(), Some(20));
            desk.serve().await;
            desk.world.pass(19_000).await;
            assert_eq!(desk.app.requests.pause(), Some(1));
            assert_eq!(desk.under_way().await, 0);
            desk.world.pass(1_500).await;
            assert_eq!(desk.app.requests.pause(), None);
            desk.read_again().await;
            assert_eq!(desk.under_way().await, 4);
        });
    }
}

#[test]
fn a_wait_of_an_hour_is_one_of_a_minute() {
    at_desk(async |desk| {
        release_six(&desk).await;
        desk.fail(too_many(3_600)).await;
        assert_eq!(desk.app.requests.pause(), Some(60));
        desk.serve().await;
        desk.world.pass(60_500).await;
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 3);
    });
}

#[test]
fn after_ten_waits_in_a_row_it_stops_with_words() {
    at_desk(async |desk| {
        release_six(&desk).await;
        desk.app.dialog.close();
        for round in 0..10 {
            if round > 0 {
                desk.read_again().await;
            }
            while desk.under_way().await > 0 {
                desk.fail(too_many(5)).await;
            }
            desk.world.pass(5_500).await;
        }
        assert_eq!(desk.under_way().await, 0);
        let (title, details) = desk.toast();
        assert_eq!(title, "0 released, 6 not started");
        assert!(details.starts_with("The API asked to wait ten times in a row."));
        assert_eq!(desk.app.selection.with(|it| it.len()), 6);
    });
}

#[test]
fn a_wait_that_a_proxy_asks_for_is_kept_and_nothing_is_sent_again_on_its_word() {
    at_desk(async |desk| {
        desk.select(&[IDLE, OTHER]).await;
        desk.app.bulk.open(Operation::Release);
        assert_eq!(desk.app.bulk.confirm("2"), Ok(()));
        desk.read_again().await;
        desk.fail(html(429).with_retry_after(Some(5))).await;
        desk.serve().await;
        assert_eq!(desk.app.requests.pause(), Some(5));
        assert_eq!(progress(&desk), "1 of 2 released, 1 failed");
        desk.app.bulk.retry();
        assert_eq!(desk.under_way().await, 0);
        desk.world.pass(5_500).await;
        desk.serve().await;
        assert_eq!(progress(&desk), "2 of 2 released");
    });
}

#[test]
fn what_failed_can_be_shown_and_retried() {
    at_desk(async |desk| {
        desk.select(&[ASSIGNED, OTHER]).await;
        desk.app.bulk.open(Operation::Unassign);
        assert_eq!(desk.app.bulk.confirm(""), Ok(()));
        desk.read_again().await;
        desk.app.dialog.close();
        desk.fail(conflict()).await;
        desk.serve().await;
        let details = "Failed addresses stay selected. \"Show failed\" says why.";
        let told = ("1 unassigned, 1 failed".into(), details.into());
        assert_eq!(desk.toast(), told);
        let background = desk.app.bulk.background();
        assert_eq!(background, Some((false, "1 failed".to_owned())));

        desk.app.bulk.show();
        assert_eq!(desk.app.toasts.get(), [], "the dialog says more");
        assert_eq!(desk.app.bulk.background(), None);
        desk.app.bulk.retry();
        assert_eq!(desk.under_way().await, 1);
        desk.serve().await;
        assert_eq!(progress(&desk), "2 of 2 unassigned");
        desk.app.dialog.close();
        assert_eq!(desk.app.bulk.background(), None);
    });
}

#[test]
fn what_is_not_known_of_many_stays_over_the_next_failures() {
    at_desk(async |desk| {
        desk.select(&[ASSIGNED]).await;
        desk.app.bulk.open(Operation::Unassign);
        assert_eq!(desk.app.bulk.confirm(""), Ok(()));
        desk.read_again().await;
        desk.app.dialog.close();
        // The change, its repeats, and the list that would tell.
        for _ in 0..20 {
            while desk.under_way().await > 0 {
                desk.fail(html(502)).await;
            }
            desk.world.pass(5_000).await;
        }
        let toasts = desk.app.toasts.get();
        assert_eq!(toasts[0].title, "0 unassigned, 1 failed");
        let details = toasts[0].details.as_deref().unwrap_or_default();
        assert_eq!(
            details,
            "Not known whether 203.0.113.2 was unassigned. Failed addresses stay selected. \"Show failed\" says why."
        );
        desk.app.bulk.show();
        desk.app.dialog.close();
        desk.app.toasts.error("Another failure", "");
        assert!(desk.app.toasts.get().contains(&toasts[0]));
    });
}

#[test]
fn one_read_is_enough_for_all_of_a_page_and_an_old_one_is_repeated() {
    at_desk(async |desk| {
        release_six(&desk).await;
        desk.serve().await;
        let (reads, changes) = desk.reads_and_changes();
        assert_eq!((reads, changes.len()), (1, 6));

        desk.select(&[ASSIGNED, OTHER]).await;
        let many: Vec<Address> = desk.app.list.with(|list| {
            let columns = list.columns();
            let rows = list.rows().iter();
            let assigned = rows.filter(|row| columns.machine_id(**row).is_some());
            assigned.map(|row| columns.address(*row)).take(6).collect()
        });
        desk.select(&many).await;
        desk.app.bulk.open(Operation::Unassign);
        assert_eq!(desk.app.bulk.confirm(""), Ok(()));
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 4);
        desk.world.pass(31_000).await;
        desk.serve_one().await;
        // Three requests, the repeats of those that took too long, and the read.
        desk.serve().await;
        let (reads, _) = desk.reads_and_changes();
        assert!(reads >= 2, "{reads}");
        assert_eq!(progress(&desk), "6 of 6 unassigned");
    });
}

#[test]
fn what_a_colleague_changed_after_it_was_confirmed_is_left_alone_and_its_status_says_who_has_it() {
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.app.bulk.open(Operation::Release);
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        desk.serve().await;
        let (reads, changes) = desk.reads_and_changes();
        assert_eq!((reads, changes.len()), (1, 5));
        assert!(!changes.concat().contains("203.0.113.7"));
        let why =
            "203.0.113.7 is now assigned to build-runner, changed elsewhere. Nothing was sent.";
        let not_sent = Outcome::Failed(Effect::NotSent);
        assert_eq!(
            status(&desk, IDLE),
            ItemStatus::Failed(not_sent, why.to_owned())
        );
        // A retry confirms nothing new.
        desk.app.bulk.retry();
        desk.serve().await;
        assert_eq!(desk.sent(), [""; 0]);
        assert_eq!(desk.held_by(IDLE).as_deref(), Some(FREE_MACHINE));
    });
}

#[test]
fn what_a_colleague_changes_during_a_pause_is_left_alone() {
    at_desk(async |desk| {
        release_six(&desk).await;
        assert_eq!(desk.under_way().await, 4);
        desk.app.bulk.toggle_pause();
        desk.serve().await;
        desk.colleague_assigns(SIX[5], Some(FREE_MACHINE));
        desk.app.bulk.toggle_pause();
        desk.serve().await;
        let outcome = desk.app.bulk.with(|bulk| bulk.unwrap().outcome());
        assert_eq!(outcome, "5 released, 1 failed");
        assert_eq!(desk.held_by(SIX[5]).as_deref(), Some(FREE_MACHINE));
    });
}

#[test]
fn what_changed_since_its_box_was_ticked_is_marked_and_held_until_it_is_seen() {
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        desk.app.list.refresh();
        desk.serve().await;
        desk.sent();
        desk.app.bulk.open(Operation::Release);
        let notice = "1 address was changed elsewhere since you selected it. The list says how.";
        assert_eq!(desk.app.bulk.notice().as_deref(), Some(notice));
        let described = desk.app.bulk.with(|bulk| {
            let items = bulk.unwrap().items().to_vec();
            let difference = items.into_iter().find_map(|item| item.difference);
            desk.app.bulk.describe(&difference.unwrap())
        });
        assert_eq!(described, "Now assigned to build-runner, changed elsewhere");
        assert!(desk.app.bulk.is_held());
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        assert_eq!(desk.under_way().await, 0, "nobody has read it yet");
        desk.world.pass(1_000).await;
        assert!(!desk.app.bulk.is_held());
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent().len(), 6);
    });
}

#[test]
fn while_the_dialog_asks_the_list_refreshes_behind_it_and_marks_what_changed() {
    at_desk(async |desk| {
        desk.select(&[ASSIGNED, OTHER]).await;
        desk.app.bulk.open(Operation::Unassign);
        desk.colleague_assigns(OTHER, None);
        desk.world.page.is_hidden.set(false);
        desk.world.pass(35_000).await;
        desk.serve().await;
        assert!(desk.app.bulk.notice().is_some());
        assert_eq!(status(&desk, OTHER), ItemStatus::Skipped(Reason::Idle));
        let title = desk.app.bulk.with(|bulk| bulk.unwrap().title());
        assert_eq!(title, "Unassign 1 address");
        assert_eq!(desk.app.selection.with(|it| it.len()), 2);
    });
}

#[test]
fn a_change_made_here_is_no_surprise() {
    at_desk(async |desk| {
        desk.select(&[IDLE, ASSIGNED]).await;
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.serve().await;
        desk.app.bulk.open(Operation::Release);
        assert_eq!(desk.app.bulk.notice(), None);
        assert!(!desk.app.bulk.is_held());
    });
}

#[test]
fn where_the_read_fails_nothing_is_sent() {
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.app.bulk.open(Operation::Release);
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        desk.fail(conflict()).await;
        assert_eq!(desk.under_way().await, 0);
        let outcome = desk.app.bulk.with(|bulk| bulk.unwrap().outcome());
        assert_eq!(outcome, "0 released, 6 failed");
        let ItemStatus::Failed(_, why) = status(&desk, IDLE) else {
            panic!("failed");
        };
        assert!(why.contains("so nothing was sent."), "{why}");
        desk.app.bulk.retry();
        desk.serve().await;
        assert_eq!(
            desk.app.bulk.with(|bulk| bulk.unwrap().outcome()),
            "6 released"
        );
    });
}

#[test]
fn an_address_that_a_colleague_releases_meanwhile_is_counted_apart() {
    at_desk(async |desk| {
        release_six(&desk).await;
        let flights: Vec<_> = desk.world.network.flights.take();
        let address = flights[0].request.target.rsplit('/').next().unwrap();
        let address: Address = address.parse().unwrap();
        desk.behind(|account| account.release(&address.to_string()))
            .unwrap();
        desk.world.network.flights.replace(flights);
        desk.serve().await;
        assert_eq!(progress(&desk), "5 of 6 released, 1 no longer your team's");
        let words = format!("{address} is no longer your team's.");
        let gone = ItemStatus::Failed(Outcome::Gone, words.clone());
        assert_eq!(status(&desk, address), gone);
        assert_eq!(gone.words(), words);
        assert!(desk.app.selection.is_empty());
        desk.app.bulk.retry();
        assert_eq!(desk.under_way().await, 0, "nothing is left to do");
    });
}

#[test]
fn an_address_that_was_changed_here_since_it_was_read_is_left_out_in_any_list() {
    at_desk(async |desk| {
        release_six(&desk).await;
        let held = [desk.next().await, desk.next().await, desk.next().await];
        let fourth = desk.next().await;
        // One that waits is assigned alone, and the list turns to another region.
        desk.app.changes.open(Operation::Assign, SIX[5]);
        let field = desk.machine_field(FREE_MACHINE);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert!(desk.held_by(SIX[5]).is_some());
        desk.open_link("region=ams1");
        desk.serve().await;
        for flight in held.into_iter().chain([fourth]) {
            desk.carry_out(flight);
        }
        desk.serve().await;
        let ItemStatus::Failed(_, words) = status(&desk, SIX[5]) else {
            panic!("released");
        };
        assert!(words.contains("is now assigned to build-runner"), "{words}");
        assert!(desk.held_by(SIX[5]).is_some());
        assert_eq!(status(&desk, SIX[4]), ItemStatus::Done);
    });
}
