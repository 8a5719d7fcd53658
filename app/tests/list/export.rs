use app::toasts::ToastKind;
use model::domain::Region;
use model::state::Format;

use crate::panel::{ASSIGNED, NEWEST, OLDEST, with_panel};

#[test]
fn an_address_is_copied_and_marked_for_a_while() {
    with_panel("demo", |panel| async move {
        let (export, page) = (panel.app.export, &panel.world.page);
        export.copy(NEWEST);
        panel.world.settle().await;
        assert_eq!(page.copied.take(), ["203.0.113.4"]);
        assert_eq!(panel.toasts(ToastKind::Success), ["Copied 203.0.113.4"]);
        assert_eq!(export.last_copied(), Some(NEWEST));
        panel.world.pass(1_000).await;
        export.copy(OLDEST);
        panel.world.pass(1_000).await;
        assert_eq!(export.last_copied(), Some(OLDEST));
        panel.world.pass(1_000).await;
        assert_eq!(export.last_copied(), None);
    });
}

#[test]
fn the_selected_addresses_are_copied_or_else_all_that_are_shown() {
    with_panel("demo", |panel| async move {
        let (app, page) = (panel.app, &panel.world.page);
        app.selection.toggle(OLDEST);
        app.selection.toggle(ASSIGNED);
        app.export.copy_as(Format::Lines);
        panel.world.settle().await;
        assert_eq!(page.copied.take(), ["203.0.113.2\n203.0.113.40\n"]);
        assert_eq!(panel.toasts(ToastKind::Success), ["Copied 2 addresses"]);
        app.selection.clear();
        app.route.search("bastion");
        app.export.copy_as(Format::Cidr);
        panel.world.settle().await;
        assert_eq!(page.copied.take(), ["203.0.113.2/32\n"]);
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(told, ["Copied 1 address as a /32 list"]);
    });
}

#[test]
fn a_file_is_named_by_what_is_in_it() {
    with_panel("demo", |panel| async move {
        let (app, page) = (panel.app, &panel.world.page);
        let saved = || page.files.take().remove(0);
        app.export.export_shown();
        let (name, text) = saved();
        assert_eq!(name, "public-ips-example-research-36-all-2026-11-18.csv");
        assert_eq!(text.lines().count(), 37);
        assert_eq!(
            panel.toasts(ToastKind::Success),
            ["Exported 36 addresses as CSV"]
        );
        app.export.export_as(Format::Lines);
        assert_eq!(
            saved().0,
            "public-ips-example-research-36-all-2026-11-18.txt"
        );
        app.selection.toggle(NEWEST);
        app.export.export_as(Format::Lines);
        let (name, text) = saved();
        assert_eq!(
            (&*name, &*text),
            (
                "public-ips-example-research-1-selected-2026-11-18.txt",
                "203.0.113.4\n"
            )
        );
        // A button beside the list means the list.
        app.route.show_region(Some(Region::Ny2));
        panel.serve().await;
        app.export.export_shown();
        let (name, text) = saved();
        let count = app.list.shown_len();
        assert_eq!(
            name,
            format!("public-ips-example-research-ny2-{count}-all-2026-11-18.csv")
        );
        assert_eq!(text.lines().count(), count + 1);
    });
}

#[test]
fn idle_and_orphaned_addresses_are_left_out_of_an_ssh_config_and_counted() {
    with_panel("demo", |panel| async move {
        panel.app.export.export_as(Format::Ssh);
        let (_, text) = panel.world.page.files.take().remove(0);
        assert_eq!(text.matches("Host ").count(), 10);
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(
            told,
            ["Exported 10 addresses as ssh config, 26 idle or orphaned left out"]
        );
    });
}

#[test]
fn a_refusal_of_the_browser_is_told() {
    with_panel("demo", |panel| async move {
        let export = panel.app.export;
        panel.world.page.refuses.set(true);
        export.copy(NEWEST);
        panel.world.settle().await;
        let errors = panel.toasts(ToastKind::Error);
        assert_eq!(errors, ["Couldn't copy the address"]);
        assert_eq!(export.last_copied(), None);
        export.copy_as(Format::Json);
        panel.world.settle().await;
        assert_eq!(
            panel.toasts(ToastKind::Error),
            ["Couldn't copy the addresses"]
        );
        export.export_shown();
        assert_eq!(
            panel.toasts(ToastKind::Error),
            ["Couldn't export the addresses"]
        );
    });
}

#[test]
fn a_long_file_is_one_text_whatever_its_parts() {
    with_panel("large-2500", |panel| async move {
        panel.app.list.load_all();
        panel.serve().await;
        panel.app.export.export_as(Format::Json);
        let (name, text) = panel.world.page.files.take().remove(0);
        assert_eq!(name, "public-ips-example-research-2500-all-2026-11-18.json");
        assert_eq!(text.matches("\"address\"").count(), 2_500);
        assert_eq!(text.matches("},\n  {").count(), 2_499);
        assert!(text.starts_with("[\n  {") && text.ends_with("}\n]\n"));
    });
}

#[test]
fn what_is_copied_of_a_list_that_is_not_whole_says_so() {
    with_panel("large-150", |panel| async move {
        let app = panel.app;
        app.export.copy_as(Format::Lines);
        panel.world.settle().await;
        let told = panel.toasts(ToastKind::Success);
        assert_eq!(told, ["Copied 60 addresses, of those loaded so far"]);
        let first = app.list.with(|list| list.columns().address(list.rows()[0]));
        app.selection.toggle(first);
        app.export.copy_as(Format::Lines);
        panel.world.settle().await;
        assert_eq!(panel.toasts(ToastKind::Success), ["Copied 1 address"]);
    });
}
