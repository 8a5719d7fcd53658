//! The offer to undo a change: how long it stays, and what becomes of it.

use app::commands::Command;
use model::domain::Operation;

use crate::desk::{ASSIGNED, Desk, FREE_MACHINE, IDLE, ITS_MACHINE, at_desk, conflict};

async fn assign(desk: &Desk) {
    desk.app.changes.open(Operation::Assign, IDLE);
    let field = desk.machine_field(FREE_MACHINE);
    assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
    desk.serve().await;
    desk.sent();
    desk.focused();
}

#[test]
fn a_change_is_undone_once_and_the_focus_goes_to_its_row() {
    at_desk(async |desk| {
        assign(&desk).await;
        Command::Undo.run(desk.app);
        Command::Undo.run(desk.app);
        assert_eq!(desk.under_way().await, 1);
        let action = desk.app.toasts.actionable().unwrap().action.unwrap();
        assert!(action.is_running);
        desk.serve().await;
        assert_eq!(desk.told(), "Undone: 203.0.113.7 is idle again");
        assert!(!desk.app.changes.can_undo());
        assert_eq!(desk.focused()[0], "Row(203.0.113.7, Command(Assign))");
        let sent = [r#"PUT /public-ips/203.0.113.7 {"machineId":null}"#];
        assert_eq!(desk.sent(), sent);
    });
}

#[test]
fn the_offer_stays_ten_seconds_and_two_more_after_pointer_and_focus_have_left() {
    at_desk(async |desk| {
        assign(&desk).await;
        desk.world.pass(9_900).await;
        assert!(desk.app.changes.can_undo());
        desk.world.page.is_in_toasts.set(true);
        desk.world.pass(30_000).await;
        assert!(desk.app.changes.can_undo());
        desk.world.page.is_in_toasts.set(false);
        desk.world.pass(2_000).await;
        assert!(!desk.app.changes.can_undo());
        Command::Undo.run(desk.app);
        assert_eq!(desk.under_way().await, 0);
    });
}

#[test]
fn the_next_change_takes_the_place_of_the_last() {
    at_desk(async |desk| {
        assign(&desk).await;
        desk.world.pass(5_000).await;
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.serve().await;
        assert_eq!(desk.app.toasts.get().len(), 1);
        // The time of the first offer takes no other one away.
        desk.world.pass(6_000).await;
        assert!(desk.app.changes.can_undo());
        Command::Undo.run(desk.app);
        desk.serve().await;
        assert_eq!(desk.held_by(ASSIGNED).as_deref(), Some(ITS_MACHINE));
        assert_eq!(desk.held_by(IDLE).as_deref(), Some(FREE_MACHINE));
    });
}

#[test]
fn what_the_api_refuses_is_said_and_what_somebody_has_changed_is_left_alone() {
    at_desk(async |desk| {
        assign(&desk).await;
        Command::Undo.run(desk.app);
        desk.read_again().await;
        desk.fail(conflict()).await;
        let (title, details) = desk.toast();
        assert_eq!(title, "Couldn't undo");
        assert!(details.contains("The machine is busy"), "{details}");
        assert_eq!(desk.machine_of(IDLE).as_deref(), Some(FREE_MACHINE));

        desk.app.changes.open(Operation::Unassign, IDLE);
        desk.app.changes.submit_unassign();
        desk.serve().await;
        desk.behind(|account| account.assign("203.0.113.7", Some("ps2fj0q9tzle")))
            .unwrap();
        desk.sent();
        Command::Undo.run(desk.app);
        desk.serve().await;
        let meanwhile =
            "203.0.113.7 is now assigned to jupyter-research, changed elsewhere. Nothing was sent.";
        assert_eq!(
            desk.toast(),
            ("Couldn't undo".to_owned(), meanwhile.to_owned())
        );
        assert_eq!(desk.sent(), [""; 0]);
    });
}

#[test]
fn a_dismissed_toast_takes_its_offer_along() {
    at_desk(async |desk| {
        assign(&desk).await;
        let toast = desk.app.toasts.actionable().unwrap();
        desk.app.toasts.dismiss(toast.id);
        assert!(!desk.app.changes.can_undo());
        desk.app.changes.accept_offer();
        assert_eq!(desk.under_way().await, 0);
    });
}
