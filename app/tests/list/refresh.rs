use app::dialog::FormState;
use app::list::MAX_AUTO_REFRESHED;
use app::toasts::ToastKind;
use model::domain::{Operation, Region};
use model::state::{Session, SignedOut};
use model::wire::{Effect, Failure, claim};

use crate::panel::{NEWEST, OLDEST, refused, with_panel};
use crate::wire::NOW;

/// Past the auto-refresh of a list, in milliseconds: its age is checked every five seconds.
const PERIOD: u64 = 35_000;

const NOT_REFRESHED: &str = "Couldn't refresh. Showing the previous list.";

#[test]
fn a_refresh_replaces_the_list_and_tells_what_changed_elsewhere() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        panel.assign_elsewhere(NEWEST, Some("psw51yb8m"));
        panel.elsewhere(&claim(&Region::Ca1));
        panel.release_elsewhere(OLDEST);
        list.refresh();
        list.refresh();
        assert!(list.is_refreshing());
        panel.serve_one().await;
        assert!(!list.is_refreshing() && !list.is_stale());
        assert!(list.get(NEWEST).unwrap().machine.is_some());
        assert_eq!((list.get(OLDEST), panel.loaded()), (None, 36));
        let changed = list.remote_changes();
        assert!(changed.len() == 2 && changed.contains(&NEWEST));
        let told = panel.toasts(ToastKind::Reason);
        let words = format!(
            "Changed elsewhere: {} and {} new or moved, {OLDEST} gone",
            changed[0], changed[1]
        );
        assert_eq!(told, [words]);
        // Who waits for it wants the machines fresh too.
        panel.serve().await;
        let sent = panel.sent();
        assert!(
            sent.len() == 2 && sent[1].starts_with("/machines"),
            "{sent:?}"
        );
        list.refresh();
        assert!(list.remote_changes().is_empty());
    });
}

#[test]
fn each_page_of_a_refresh_shows_at_once_what_changed_elsewhere() {
    with_panel("large-300", |panel| async move {
        let list = panel.app.list;
        list.load_more();
        panel.serve().await;
        list.load_more();
        panel.serve().await;
        let first = panel.shown()[0];
        assert!(list.get(first).unwrap().machine.is_some());
        panel.assign_elsewhere(first, None);
        list.refresh();
        panel.serve_one().await;
        assert!(list.is_refreshing(), "there is a second page");
        assert!(list.get(first).unwrap().machine.is_none());
        assert_eq!(list.remote_changes(), [first]);
        panel.serve().await;
        assert!(!list.is_refreshing());
        let told = panel.toasts(ToastKind::Reason);
        assert_eq!(told, [format!("Changed elsewhere: {first} new or moved")]);
    });
}

#[test]
fn a_refresh_tells_nothing_of_a_release_under_way_and_counts_it_once() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        panel.app.changes.open(Operation::Release, NEWEST);
        assert_eq!(panel.app.changes.submit_release(""), Ok(()));
        panel.serve_one().await;
        let (released, answer) = panel.answered_flight("203.0.113.4");
        list.refresh();
        panel.serve().await;
        assert_eq!(
            (list.get(NEWEST), list.region_count(None)),
            (None, Some(35))
        );
        assert!(panel.toasts(ToastKind::Success).is_empty());
        released.reply(Ok(answer));
        panel.world.settle().await;
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(told, ["Released 203.0.113.4"]);
        assert_eq!(list.region_count(None), Some(35));
    });
}

#[test]
fn a_complete_list_is_complete_after_a_refresh() {
    with_panel("large-120", |panel| async move {
        let list = panel.app.list;
        list.load_more();
        panel.serve().await;
        assert!(list.is_at_end());
        // It serves the other order too, which asks for nothing.
        panel.sent();
        panel.app.fragment_changed("order=asc");
        panel.serve().await;
        assert!(panel.sent().is_empty());
        panel.elsewhere(&claim(&Region::Ca1));
        list.refresh();
        panel.serve().await;
        assert_eq!((panel.loaded(), list.is_at_end()), (121, true));
    });
}

#[test]
fn a_list_that_is_no_longer_complete_is_loaded_again_for_another_order() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        panel.app.fragment_changed("order=asc");
        list.refresh();
        panel.world.settle().await;
        let (flight, answer) = panel.answered_flight("limit=120");
        flight.reply(Ok(answer.replace("\"hasMore\":false", "\"hasMore\":true")));
        panel.world.settle().await;
        assert_eq!(panel.loaded(), 0);
        panel.serve().await;
        assert_eq!((panel.loaded(), panel.shown()[0]), (36, OLDEST));
    });
}

#[test]
fn a_refresh_that_fails_leaves_the_list_and_says_so() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        list.refresh();
        panel.fail(refused()).await;
        assert!(!list.is_refreshing() && list.is_stale());
        assert_eq!(panel.loaded(), 36);
        assert_eq!(panel.toasts(ToastKind::Error), [NOT_REFRESHED]);
        list.refresh();
        assert!(panel.toasts(ToastKind::Error).is_empty());
        panel.serve().await;
        assert!(!list.is_stale());
    });
}

#[test]
fn a_refresh_begins_anew_when_the_list_has_grown() {
    with_panel("large-150", |panel| async move {
        let list = panel.app.list;
        list.refresh();
        list.load_more();
        panel.world.settle().await;
        // The refresh travels first, so the page is answered while it waits.
        let first = panel.world.network.flights.borrow_mut().remove(0);
        panel.serve_one().await;
        first.reply(Err(refused()));
        panel.serve().await;
        assert_eq!((panel.loaded(), list.is_refreshing()), (120, false));
        assert!(panel.toasts(ToastKind::Error).is_empty());
    });
}

#[test]
fn a_list_of_which_nothing_is_loaded_begins_anew() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        panel.app.sign_out();
        panel.app.sign_in("demo", false);
        panel.serve_one().await;
        panel.fail(refused()).await;
        panel.sent();
        list.refresh();
        assert!(!list.is_refreshing());
        panel.serve().await;
        assert_eq!(panel.loaded(), 36);
        assert!(panel.sent()[0].starts_with("/public-ips?limit=60"));
    });
}

#[test]
fn a_list_is_refreshed_every_30_seconds_where_that_disturbs_nothing() {
    with_panel("demo", |panel| async move {
        let (app, page) = (panel.app, &panel.world.page);
        let is_refreshed = async || {
            panel.world.pass(PERIOD).await;
            panel.serve().await;
            !panel.sent().is_empty()
        };
        assert!(!is_refreshed().await, "nobody sees the page");
        page.is_hidden.set(false);
        assert!(is_refreshed().await);
        assert!(is_refreshed().await);
        app.selection.toggle(NEWEST);
        assert!(is_refreshed().await, "behind a selection");
        assert_eq!(app.selection.counts().selected, 1);
        app.selection.clear();
        app.changes.open(Operation::Release, NEWEST);
        assert!(is_refreshed().await, "behind a form");
        assert_eq!(app.changes.submit_release(""), Ok(()));
        panel.serve_one().await;
        panel.sent();
        panel.world.pass(PERIOD).await;
        assert!(panel.sent().is_empty(), "a change is in progress");
        panel.fail(refused()).await;
        app.dialog.close();
        assert!(is_refreshed().await);
        page.is_offline.set(true);
        app.network_changed();
        assert!(!is_refreshed().await, "there is no network");
        page.is_offline.set(false);
        app.network_changed();
        panel.serve().await;
        assert_eq!(panel.sent().len(), 1, "at once, however young");
        app.list.toggle_auto_refresh();
        assert!(!is_refreshed().await, "it is switched off");
        app.list.toggle_auto_refresh();
        panel.serve().await;
        assert_eq!(panel.sent().len(), 1, "the list is old");
        // One that fails shows no toast.
        panel.release_elsewhere(OLDEST);
        panel.world.pass(PERIOD).await;
        panel.fail(refused()).await;
        assert!(app.list.is_stale() && app.list.get(OLDEST).is_some());
        assert!(app.toasts.get().is_empty());
    });
}

#[test]
fn a_long_list_is_refreshed_only_on_request() {
    with_panel("large-700", |panel| async move {
        panel.app.list.load_all();
        panel.serve().await;
        assert!(panel.loaded() > MAX_AUTO_REFRESHED);
        panel.sent();
        panel.world.page.is_hidden.set(false);
        panel.world.pass(PERIOD).await;
        assert!(panel.sent().is_empty());
        panel.app.list.refresh();
        panel.serve().await;
        assert!(panel.sent().len() >= 6);
        assert_eq!(panel.loaded(), 700);
    });
}

#[test]
fn a_list_that_is_not_settled_is_not_refreshed_unasked() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        panel.world.page.is_hidden.set(false);
        list.load_more();
        panel.world.pass(PERIOD).await;
        assert_eq!(panel.sent().len(), 1, "a page is under way");
        panel.fail(refused()).await;
        panel.world.pass(PERIOD).await;
        assert!(panel.sent().is_empty(), "a page failed");
        list.retry();
        panel.serve().await;
        list.load_all();
        panel.serve_one().await;
        list.cancel_load_all();
        panel.serve().await;
        panel.sent();
        panel.world.pass(PERIOD).await;
        assert!(panel.sent().is_empty(), "the other end would be lost");
    });
}

#[test]
fn an_address_that_changes_twice_elsewhere_is_marked_once() {
    with_panel("demo", |panel| async move {
        panel.world.page.is_hidden.set(false);
        panel.assign_elsewhere(NEWEST, Some("psw51yb8m"));
        panel.world.pass(PERIOD).await;
        panel.serve().await;
        panel.assign_elsewhere(NEWEST, None);
        panel.world.pass(PERIOD).await;
        panel.serve().await;
        assert!(panel.app.list.get(NEWEST).unwrap().machine.is_none());
        assert_eq!(panel.app.list.remote_changes(), [NEWEST]);
    });
}

#[test]
fn back_on_the_network_a_page_that_failed_is_requested_again() {
    with_panel("large-150", |panel| async move {
        panel.app.list.load_more();
        panel.fail(refused()).await;
        panel.sent();
        panel.app.network_changed();
        panel.serve().await;
        assert_eq!((panel.loaded(), panel.sent().len()), (120, 1));
    });
}

#[test]
fn what_failed_for_want_of_a_network_is_told_until_there_is_one() {
    with_panel("demo", |panel| async move {
        let (app, page) = (panel.app, &panel.world.page);
        page.is_offline.set(true);
        app.network_changed();
        app.list.refresh();
        panel.fail(Failure::Offline).await;
        app.changes.open(Operation::Release, NEWEST);
        let typed = NEWEST.to_string();
        app.changes.submit_release(&typed).unwrap();
        panel.fail(Failure::Offline).await;
        let state = || app.dialog.form().unwrap().state;
        app.network_changed();
        assert_eq!(panel.toasts(ToastKind::Error), [NOT_REFRESHED]);
        assert_eq!(
            state(),
            FormState::Failed(Failure::Offline, Effect::NotSent)
        );
        page.is_offline.set(false);
        app.network_changed();
        assert_eq!(panel.toasts(ToastKind::Error), [""; 0]);
        assert_eq!(state(), FormState::Editing);

        app.sign_out();
        app.sign_in("demo", false);
        panel.fail(Failure::Offline).await;
        let offline = SignedOut::Unverified(Failure::Offline);
        assert_eq!(app.session.get(), Session::SignedOut(offline));
        app.network_changed();
        assert_eq!(app.session.get(), Session::SignedOut(SignedOut::FirstVisit));
    });
}

#[test]
fn a_machine_that_the_directory_lacks_has_it_read_again() {
    with_panel("demo", |panel| async move {
        panel.world.page.is_hidden.set(false);
        let asks_for_machines = async |machine: &str| {
            let is_placed =
                panel.account(|account| account.put("203.0.113.99", "ny2", Some(machine), NOW));
            assert!(is_placed);
            panel.world.pass(PERIOD).await;
            panel.serve().await;
            let told = panel.toasts(ToastKind::Reason);
            assert_eq!(told, ["Changed elsewhere: 203.0.113.99 new or moved"]);
            let sent = panel.sent();
            sent.iter().any(|target| target.starts_with("/machines"))
        };
        assert!(!asks_for_machines("psw51yb8m").await);
        assert!(asks_for_machines("psnew0001").await);
    });
}
