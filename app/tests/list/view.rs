use model::domain::{Address, Region};
use model::state::{Filter, SortBy, Usage};

use crate::panel::{ASSIGNED, NEWEST, OLDEST, with_panel};

#[test]
fn a_search_finds_addresses_notes_and_machines() {
    with_panel("demo", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        app.route.search("113.40");
        assert_eq!(panel.shown(), [OLDEST]);
        app.route.search("bastion");
        assert_eq!(panel.shown(), [ASSIGNED]);
        app.route.search("backup");
        assert_eq!(list.shown_len(), 0);
        app.notes.set(NEWEST, "Backup of the mail server").unwrap();
        assert_eq!(panel.shown(), [NEWEST]);
        app.notes.set(NEWEST, "").unwrap();
        assert_eq!(list.shown_len(), 0);
        app.route.search("");
        assert_eq!(list.shown_len(), 36);
    });
}

#[test]
fn a_filter_shows_as_many_as_are_counted() {
    with_panel("demo", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        for region in [None, Some(Region::Ny2), Some(Region::Ca1)] {
            app.route.show_region(region);
            panel.world.settle().await;
            for filter in Filter::ALL {
                app.route.set_filter(filter);
                assert_eq!(list.shown_len(), list.tab_usage().matching(filter));
            }
        }
        app.route.show_region(None);
        panel.world.settle().await;
        let usage = list.tab_usage();
        assert_eq!((usage.idle, usage.assigned, usage.orphaned), (25, 10, 1));
        assert_eq!(usage.long_idle, 11);
    });
}

#[test]
fn a_column_sorts_and_sorts_the_other_way_round() {
    with_panel("demo", |panel| async move {
        let mut sorted = panel.shown();
        sorted.sort();
        panel.app.route.sort_by(SortBy::Address);
        panel.serve().await;
        assert_eq!(panel.shown(), sorted);
        panel.app.route.sort_by(SortBy::Address);
        panel.serve().await;
        sorted.reverse();
        assert_eq!(panel.shown(), sorted);
        assert!(panel.sent().is_empty());
    });
}

#[test]
fn the_oldest_idle_address_of_the_tab_is_shown_first() {
    with_panel("demo", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        assert_eq!(list.oldest_idle().unwrap().0, OLDEST);
        app.route.search("nothing of this kind");
        app.route.show_oldest_idle();
        panel.serve().await;
        let shown = panel.shown();
        assert_eq!((shown[0], shown.len()), (OLDEST, 25));
        app.route.show_region(Some(Region::Ca1));
        panel.serve().await;
        let (oldest, claimed) = list.oldest_idle().unwrap();
        assert_eq!(panel.shown()[0], oldest);
        assert_eq!(oldest, Address::new(198, 51, 100, 37));
        assert!(claimed < app.time.now());
    });
}

#[test]
fn a_part_of_the_list_names_no_oldest_and_says_how_many_requests_the_rest_takes() {
    with_panel("large-300", |panel| async move {
        let (app, list) = (panel.app, panel.app.list);
        assert_eq!((list.is_whole(), panel.loaded()), (false, 60));
        assert_eq!((list.oldest_idle(), list.rest_requests()), (None, None));
        app.route.show_region(Some(Region::Ny2));
        panel.serve().await;
        list.load_all();
        panel.serve().await;
        assert!(list.is_whole() && list.oldest_idle().is_some());
        assert_eq!(list.rest_requests(), None, "nothing is left");
        for (region, requests) in [(None, None), (Some(Region::Ny2), Some(1))] {
            app.route.show_region(region);
            panel.serve().await;
            assert_eq!((list.is_whole(), panel.loaded()), (false, 60));
            assert_eq!((list.oldest_idle(), list.rest_requests()), (None, requests));
        }
    });
}

#[test]
fn what_is_shown_can_be_read_while_it_is_read() {
    with_panel("demo", |panel| async move {
        let list = panel.app.list;
        panel.app.route.set_filter(Filter::Only(Usage::Idle));
        let lengths = list.with_view(|view| {
            let inner = list.with_view(|view| view.rows().len());
            (view.rows().len(), inner, list.tab_usage().idle)
        });
        assert_eq!(lengths, (25, 25, 25));
    });
}

#[test]
fn a_search_finds_a_machine_once_its_name_is_loaded() {
    with_panel("demo", |panel| async move {
        let app = panel.app;
        app.sign_out();
        app.route.search("bastion");
        app.sign_in("demo", false);
        panel.serve_one().await;
        panel.serve_one().await;
        assert_eq!((panel.loaded(), app.list.shown_len()), (36, 0));
        panel.serve().await;
        assert_eq!(panel.shown(), [ASSIGNED]);
    });
}
