use app::selection::SelectionCounts;
use model::domain::Address;
use model::state::{Filter, Selection, Usage};

use crate::panel::{ASSIGNED, NEWEST, OLDEST, Panel, with_panel};

fn selected(panel: &Panel) -> Vec<Address> {
    panel.app.selection.with(|it| it.addresses().collect())
}

#[test]
fn the_url_names_what_is_selected() {
    with_panel("demo", |panel| async move {
        let (app, selection) = (panel.app, panel.app.selection);
        selection.toggle(OLDEST);
        selection.toggle(ASSIGNED);
        assert_eq!(app.route.get().selected, [ASSIGNED, OLDEST]);
        selection.toggle(OLDEST);
        assert_eq!(app.route.get().selected, [ASSIGNED]);
        app.fragment_changed("sel=203.0.113.4,203.0.113.40");
        assert_eq!(selected(&panel), [NEWEST, OLDEST]);
        app.fragment_changed("");
        assert!(selection.is_empty());
        selection.toggle(NEWEST);
        selection.clear();
        assert!(selection.is_empty() && app.route.get().selected.is_empty());
    });
}

#[test]
fn a_range_follows_the_rows_that_are_shown() {
    with_panel("demo", |panel| async move {
        let selection = panel.app.selection;
        let shown = panel.shown();
        selection.toggle(shown[5]);
        selection.toggle_range(shown[2]);
        let mut range = shown[2..=5].to_vec();
        range.sort();
        assert_eq!(selected(&panel), range);
    });
}

#[test]
fn all_that_is_shown_is_selected_at_once() {
    with_panel("demo", |panel| async move {
        let (app, selection) = (panel.app, panel.app.selection);
        selection.toggle(ASSIGNED);
        app.route.set_filter(Filter::Only(Usage::Idle));
        assert!(selection.can_select_idle());
        selection.toggle_shown();
        let counts = SelectionCounts {
            selected: 26,
            selected_shown: 25,
            shown: 25,
        };
        assert_eq!(selection.counts(), counts);
        selection.toggle_shown();
        assert_eq!(selected(&panel), [ASSIGNED]);
        app.route.set_filter(Filter::All);
        selection.select_idle();
        assert_eq!(selection.with(Selection::len), 25);
        assert!(!selection.with(|it| it.contains(ASSIGNED)));
        app.route.set_filter(Filter::Only(Usage::Assigned));
        assert!(!selection.can_select_idle());
    });
}

#[test]
fn a_selection_too_large_for_the_url_stays_when_that_names_none() {
    with_panel("large-150", |panel| async move {
        let (app, selection) = (panel.app, panel.app.selection);
        selection.toggle_shown();
        assert_eq!(selection.with(Selection::len), 60);
        assert!(app.route.get().selected.is_empty());
        app.fragment_changed("");
        assert_eq!(selection.with(Selection::len), 60);
        let first = panel.shown()[0];
        app.fragment_changed(&format!("sel={first}"));
        assert_eq!(selected(&panel), [first]);
    });
}

#[test]
fn what_leaves_the_list_leaves_the_selection_and_the_url() {
    with_panel("demo", |panel| async move {
        let (app, selection) = (panel.app, panel.app.selection);
        selection.toggle(NEWEST);
        selection.toggle(OLDEST);
        panel.release_elsewhere(OLDEST);
        app.list.refresh();
        panel.serve().await;
        assert_eq!(selected(&panel), [NEWEST]);
        assert_eq!(app.route.get().selected, [NEWEST]);
    });
}

#[test]
fn what_the_url_names_is_selected_once_it_is_loaded() {
    with_panel("large-150", |panel| async move {
        let (app, list, selection) = (panel.app, panel.app.list, panel.app.selection);
        list.load_all();
        panel.serve().await;
        let last = *panel.shown().last().unwrap();
        app.sign_out();
        app.fragment_changed(&format!("sel={last}"));
        panel.sign_in().await;
        assert!(selection.is_empty() && app.route.get().selected == [last]);
        list.load_all();
        panel.serve().await;
        assert_eq!(selected(&panel), [last]);
    });
}
