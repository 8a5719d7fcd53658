//! Links that open a form and never act.

use app::dialog::Dialog;
use model::domain::Operation;

use crate::desk::{ASSIGNED, IDLE, at_desk};

#[test]
fn a_link_opens_the_form_of_its_address_and_leaves_the_address_bar_with_it() {
    at_desk(async |desk| {
        desk.open_link("show=idle&do=release&ip=203.0.113.7");
        desk.world.settle().await;
        let opened = desk.app.dialog.get();
        assert!(matches!(
            opened,
            Some(Dialog::Change { operation: Operation::Release, about, .. }) if about.address() == IDLE
        ));
        assert!(desk.fragment().contains("do=release"));
        desk.app.dialog.close();
        assert_eq!(desk.fragment(), "show=idle");
        desk.world.settle().await;
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.sent(), [""; 0]);
    });
}

#[test]
fn a_link_waits_until_it_is_signed_in_its_address_is_loaded_and_no_dialog_is_open() {
    at_desk(async |desk| {
        desk.app.sign_out();
        desk.open_link("do=move&ip=203.0.113.2");
        desk.world.settle().await;
        assert!(!desk.app.dialog.is_open());
        desk.app.sign_in("demo", false);
        desk.serve_one().await;
        assert!(desk.app.session.mode().is_some() && !desk.app.dialog.is_open());
        desk.serve().await;
        let of_address = |dialog: Option<Dialog>| match dialog {
            Some(Dialog::Change { about, .. }) => Some(about.address()),
            _ => None,
        };
        assert_eq!(of_address(desk.app.dialog.get()), Some(ASSIGNED));
        desk.open_link("do=claim");
        desk.world.settle().await;
        assert_eq!(of_address(desk.app.dialog.get()), Some(ASSIGNED));
        desk.app.dialog.close();
        desk.world.settle().await;
        assert!(matches!(desk.app.dialog.get(), Some(Dialog::Claim { .. })));
    });
}

#[test]
fn a_link_that_opens_nothing_says_why() {
    at_desk(async |desk| {
        for (link, why) in [
            (
                "do=move&ip=203.0.113.7",
                "This address isn't assigned to a machine.",
            ),
            (
                "do=assign&ip=203.0.113.2",
                "This address is assigned. Move it instead.",
            ),
            (
                "do=release&ip=203.0.113.99",
                "203.0.113.99 isn't in the list.",
            ),
            (
                "do=sell&ip=203.0.113.7",
                "It names no action of the panel, or no valid address for it.",
            ),
            (
                "do=release&ip=203.0.113",
                "It names no action of the panel, or no valid address for it.",
            ),
        ] {
            desk.open_link(link);
            desk.world.settle().await;
            let told = ("Couldn't open the link".to_owned(), why.to_owned());
            assert_eq!(desk.toast(), told);
            assert_eq!(desk.fragment(), "");
        }
        desk.app.permissions.toggle_read_only();
        for link in ["do=claim", "do=release&ip=203.0.113.7"] {
            desk.open_link(link);
            desk.world.settle().await;
            assert!(desk.told().starts_with("Read-only is on."));
            assert_eq!(desk.fragment(), "");
            assert!(!desk.app.dialog.is_open());
        }
    });
}
