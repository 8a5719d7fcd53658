use app::dialog::Dialog;
use app::toasts::ToastKind;
use model::domain::{Operation, Region};
use model::state::Tail;
use model::wire::{ListQuery, claim};

use crate::panel::{ASSIGNED, NEWEST, refused, with_panel};

#[test]
fn pages_are_requested_one_at_a_time() {
    with_panel("large-150", |panel| async move {
        let list = panel.app.list;
        assert_eq!((panel.loaded(), list.has_rest()), (60, true));
        list.load_more();
        list.load_more();
        panel.serve().await;
        assert_eq!((panel.loaded(), panel.sent().len()), (120, 1));
        list.load_more();
        panel.serve().await;
        assert_eq!((panel.loaded(), list.has_rest()), (150, false));
        assert!(list.is_at_end());
        panel.sent();
        list.load_more();
        panel.serve().await;
        assert!(panel.sent().is_empty());
    });
}

#[test]
fn a_page_that_failed_waits_for_a_retry() {
    with_panel("large-150", |panel| async move {
        let list = panel.app.list;
        let updated_at = list.updated_at();
        list.load_more();
        panel.fail(refused()).await;
        assert!(list.with(|list| matches!(list.tail(), Tail::Failed(..))));
        assert_eq!(list.updated_at(), updated_at);
        panel.sent();
        list.load_more();
        assert!(!panel.serve_one().await);
        list.retry();
        panel.serve().await;
        assert_eq!((panel.loaded(), panel.sent().len()), (120, 1));
        assert!(list.updated_at() > updated_at);
    });
}

#[test]
fn another_list_takes_the_place_of_one_that_is_loaded_in_part() {
    with_panel("large-150", |panel| async move {
        let list = panel.app.list;
        list.load_more();
        panel.world.settle().await;
        panel.app.route.show_region(Some(Region::Ny2));
        panel.world.settle().await;
        assert_eq!(
            panel.under_way(),
            1,
            "the page of the other list is given up"
        );
        panel.serve().await;
        let sent = panel.sent();
        assert_eq!(sent.len(), 2, "{sent:?}");
        assert!(sent[1].contains("region=ny2"), "{sent:?}");
        assert_eq!(list.query().region, Some(Region::Ny2));
        list.with(|list| {
            let columns = list.columns();
            let mut rows = list.rows().iter();
            assert!(!list.is_empty() && rows.all(|row| *columns.region(*row) == Region::Ny2));
        });
        assert_eq!(list.region_count(Some(&Region::Ny2)), None);
        list.load_more();
        panel.serve().await;
        // Loaded to its end, so it is counted.
        assert_eq!(list.region_count(Some(&Region::Ny2)), Some(panel.loaded()));
        assert_eq!(list.region_count(None), None);
    });
}

#[test]
fn a_list_at_its_end_shows_every_tab_without_a_request() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        assert_eq!((panel.loaded(), list.region_count(None)), (36, Some(36)));
        let by_region = list.regions().into_iter().map(|region| {
            let count = list.region_count(Some(&region)).unwrap();
            assert_eq!(list.usage_counts(Some(&region)).total(), count);
            count
        });
        assert_eq!(by_region.sum::<usize>(), 36);
        panel.app.route.show_region(Some(Region::Ca1));
        panel.serve().await;
        assert!(panel.sent().is_empty());
        assert_eq!(list.query().region, Some(Region::Ca1));
        list.with(|list| assert_eq!(*list.query(), ListQuery::default()));
        assert_eq!(list.shown_len(), list.tab_usage().total());
        assert_eq!(list.shown_len(), 11);
    });
}

#[test]
fn another_list_ends_what_was_under_way_for_the_one_before() {
    with_panel("large-500", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        panel.elsewhere(&claim(&Region::Ny2));
        list.refresh();
        panel.serve().await;
        assert_eq!(list.remote_changes().len(), 1);
        list.load_all();
        panel.fail(refused()).await;
        panel.serve().await;
        assert!(list.load_all_progress().is_some());
        list.with(|list| assert!(!matches!(list.tail(), Tail::End(_))));
        app.route.show_region(Some(Region::Ny2));
        panel.serve().await;
        assert!(list.remote_changes().is_empty() && list.load_all_progress().is_none());
        assert!(panel.toasts(ToastKind::Error).is_empty());
        list.refresh();
        panel.world.settle().await;
        app.route.show_region(Some(Region::Ca1));
        panel.world.settle().await;
        assert!(!list.is_refreshing());
        panel.serve().await;
        assert!(!list.is_stale() && panel.toasts(ToastKind::Error).is_empty());
        assert_eq!(
            list.with(|list| list.query().region.clone()),
            Some(Region::Ca1)
        );
    });
}

#[test]
fn a_session_begins_with_the_list_and_ends_without_an_address() {
    with_panel("demo", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        app.selection.toggle(NEWEST);
        app.export.copy(NEWEST);
        panel.world.settle().await;
        list.refresh();
        app.sign_out();
        assert_eq!((panel.loaded(), list.region_count(None)), (0, None));
        assert_eq!((list.updated_at(), list.is_refreshing()), (None, false));
        assert!(app.selection.is_empty() && app.route.get().selected.is_empty());
        assert_eq!((list.usage_counts(None).total(), list.shown_len()), (0, 0));
        assert!(!list.has_rest() && !list.is_at_end());
        assert_eq!(app.export.last_copied(), None);
        panel.serve().await;
        assert!(app.toasts.get().is_empty());
        panel.sent();
        app.sign_in("demo", false);
        panel.serve().await;
        let sent = panel.sent();
        let targets = [
            "/public-ips?limit=1",
            "/public-ips?limit=60",
            "/auth/session",
            "/machines",
        ];
        assert_eq!(sent.len(), targets.len(), "{sent:?}");
        for (target, begins) in sent.iter().zip(targets) {
            assert!(target.starts_with(begins), "{sent:?}");
        }
        assert_eq!(panel.loaded(), 36);
    });
}

#[test]
fn the_end_of_a_session_ends_loading_all() {
    with_panel("large-500", |panel| async move {
        let list = panel.app.list;
        list.load_all();
        panel.world.settle().await;
        panel.app.sign_out();
        assert_eq!(list.load_all_progress(), None);
        panel.serve().await;
        assert_eq!(panel.loaded(), 0);
        panel.sign_in().await;
        assert_eq!(panel.loaded(), 60);
    });
}

#[test]
fn a_machine_is_suggested_once() {
    with_panel("demo", |panel| async move {
        let machines = panel.app.list.suggested_machines();
        let ip = panel.app.list.get(ASSIGNED).unwrap();
        let of_address = ip.machine_id().unwrap();
        let same = machines.iter().filter(|it| *it == of_address.as_str());
        assert_eq!((machines.len(), same.count()), (11, 1));
    });
}

#[test]
fn a_link_to_an_address_that_is_not_loaded_says_so_and_opens_once_it_is() {
    with_panel("large-500", |panel| async move {
        let app = panel.app;
        let far = panel.account(|account| {
            let mut all = account.addresses().map(|it| it.ip().parse().unwrap());
            all.find(|it| app.list.get(*it).is_none()).unwrap()
        });
        app.fragment_changed(&format!("do=release&ip={far}"));
        panel.serve().await;
        for _ in 0..2 {
            let told = panel.toasts(ToastKind::Error);
            assert_eq!(told, ["Couldn't open the link"]);
            assert!(!app.dialog.is_open());
            app.list.load_more();
            panel.world.settle().await;
        }
        app.list.load_all();
        panel.serve().await;
        assert!(matches!(
            app.dialog.get(),
            Some(Dialog::Change { operation: Operation::Release, about, .. }) if about.address() == far
        ));
        assert_eq!(panel.toasts(ToastKind::Error), [""; 0]);
    });
}
