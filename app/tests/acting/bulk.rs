//! One operation on many addresses: four at a time, paused, put off, retried.

use app::dialog::{Dialog, Field};
use model::domain::{Address, Operation};
use model::state::ItemStatus;

use crate::desk::{ASSIGNED, Desk, IDLE, OTHER, at_desk, conflict, too_many};

const SIX: [Address; 6] = [
    Address::new(203, 0, 113, 7),
    Address::new(203, 0, 113, 9),
    Address::new(203, 0, 113, 11),
    Address::new(203, 0, 113, 12),
    Address::new(203, 0, 113, 15),
    Address::new(203, 0, 113, 17),
];

/// Asks whether to release six addresses, and confirms it.
async fn release_six(desk: &Desk) {
    desk.select(&SIX).await;
    desk.app.bulk.open(Operation::Release);
    assert_eq!(desk.app.dialog.get(), Some(Dialog::Bulk));
    assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
}

fn progress(desk: &Desk) -> String {
    desk.app.bulk.with(|bulk| bulk.unwrap().progress())
}

#[test]
fn four_are_under_way_at_once_and_what_was_done_leaves_the_selection() {
    at_desk(async |desk| {
        release_six(&desk).await;
        assert_eq!(desk.under_way().await, 4);
        assert_eq!(progress(&desk), "0 of 6 released, 4 under way");
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
        let busy = "Something is under way on each of the selected addresses.";
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
        desk.app.bulk.toggle_pause();
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
        let stays = "What was not begun stays selected.";
        assert_eq!(
            desk.toast(),
            ("4 released, 2 not begun".into(), stays.into())
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
        assert_eq!(desk.under_way().await, 3);
        desk.serve().await;
        assert_eq!(progress(&desk), "6 of 6 released");
    });
}

#[test]
fn what_failed_can_be_shown_and_retried() {
    at_desk(async |desk| {
        desk.select(&[ASSIGNED, OTHER]).await;
        desk.app.bulk.open(Operation::Unassign);
        assert_eq!(desk.app.bulk.confirm(""), Ok(()));
        desk.app.dialog.close();
        desk.fail(conflict()).await;
        desk.serve().await;
        let details = "What failed stays selected. \"Show failed\" says why.";
        let told = ("1 unassigned, 1 failed".into(), details.into());
        assert_eq!(desk.toast(), told);
        let (is_running, counts) = desk.app.bulk.background().unwrap();
        assert!(!is_running);
        assert_eq!(counts.failed, 1);

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
fn what_changed_after_it_was_confirmed_is_left_alone() {
    at_desk(async |desk| {
        desk.select(&SIX).await;
        desk.app.bulk.open(Operation::Release);
        desk.behind(|account| account.assign("203.0.113.7", Some("psw51yb8m")))
            .unwrap();
        desk.app.list.refresh();
        desk.serve().await;
        desk.sent();
        assert_eq!(desk.app.bulk.confirm("6"), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent().len(), 5);
        let status = desk.app.bulk.with(|bulk| {
            let items = bulk.unwrap().items().to_vec();
            items
                .into_iter()
                .find(|(ip, _)| ip.address == IDLE)
                .unwrap()
                .1
        });
        let why = "It was changed meanwhile, so nothing was sent.".to_owned();
        assert_eq!(status, ItemStatus::Failed(why));
    });
}
