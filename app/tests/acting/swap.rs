//! Swaps: three steps, the way back, and what completes one that stopped halfway.

use app::dialog::{Dialog, FormState};
use app::toasts::ToastKind;
use model::domain::Operation;
use model::state::StepStatus;
use model::wire::{Effect, Failure};

use crate::desk::{ASSIGNED, Desk, ITS_MACHINE, OTHER, OTHER_MACHINE, at_desk, conflict};

/// Submits the form to swap [`ASSIGNED`] with [`OTHER`], and has both read.
async fn swap(desk: &Desk) {
    desk.app.changes.open(Operation::Move, ASSIGNED);
    let field = desk.machine_field(OTHER_MACHINE);
    assert_eq!(field.swaps_with().unwrap().address(), OTHER);
    assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
    desk.read_again().await;
    // The field keeps showing this swap, whatever the list says meanwhile.
    assert_eq!(field.swaps_with().map(|it| it.address()), Some(OTHER));
}

fn steps(desk: &Desk) -> [StepStatus; 3] {
    desk.app.dialog.with(|dialog| {
        let Some(Dialog::Change {
            swap: Some(swap), ..
        }) = dialog
        else {
            panic!("no swap in {dialog:?}");
        };
        swap.steps()
    })
}

fn machines(desk: &Desk) -> [Option<String>; 2] {
    [ASSIGNED, OTHER].map(|address| desk.held_by(address))
}

fn as_before() -> [Option<String>; 2] {
    [ITS_MACHINE, OTHER_MACHINE].map(|id| Some(id.to_owned()))
}

fn swapped() -> [Option<String>; 2] {
    [OTHER_MACHINE, ITS_MACHINE].map(|id| Some(id.to_owned()))
}

#[test]
fn two_addresses_exchange_their_machines_and_undo_exchanges_them_back() {
    at_desk(async |desk| {
        use StepStatus::{Done, Running, Waiting};
        swap(&desk).await;
        assert_eq!(desk.under_way().await, 1);
        assert_eq!(steps(&desk), [Running, Waiting, Waiting]);
        desk.serve_one().await;
        assert_eq!(steps(&desk), [Done, Running, Waiting]);
        for address in [ASSIGNED, OTHER] {
            let in_flight = desk.app.changes.in_flight();
            assert_eq!(in_flight.operation_on(address), Some(Operation::Move));
        }
        desk.serve().await;
        assert_eq!(machines(&desk), swapped());
        assert!(!desk.app.dialog.is_open() && !desk.app.changes.is_busy());
        assert_eq!(desk.told(), "Swapped 203.0.113.2 and 203.0.113.8");
        desk.app.changes.undo();
        desk.serve().await;
        assert_eq!(machines(&desk), as_before());
        let told = "Undone: 203.0.113.2 is assigned to bastion-ny and 203.0.113.8 is assigned to \
            inference-gateway again";
        assert_eq!(desk.told(), told);
    });
}

#[test]
fn a_step_that_fails_takes_back_those_before_it_and_the_form_says_so() {
    at_desk(async |desk| {
        use StepStatus::{Failed, Reverted, Waiting};
        swap(&desk).await;
        desk.serve_one().await;
        desk.fail(conflict()).await;
        desk.serve().await;
        assert_eq!(machines(&desk), as_before());
        assert_eq!(steps(&desk), [Reverted, Failed, Waiting]);
        let form = desk.app.dialog.form().unwrap();
        let failed = FormState::Failed(conflict(), Effect::Nothing);
        assert_eq!(form.state, failed);
        assert_eq!(
            desk.notice(),
            "inference-gateway couldn't be reached at 203.0.113.8 for 1 s."
        );
        assert!(!desk.app.changes.is_busy());
    });
}

/// Has the last step fail, and the step back after it.
#[test]
fn a_colleague_who_comes_between_two_steps_is_not_overwritten() {
    at_desk(async |desk| {
        swap(&desk).await;
        desk.colleague_assigns(ASSIGNED, None);
        desk.app.list.refresh();
        desk.serve_but(&format!("/public-ips/{OTHER}")).await;
        desk.sent();
        desk.serve().await;
        assert_eq!(machines(&desk), [None, Some(OTHER_MACHINE.to_owned())]);
        let sent = desk.sent();
        let to_it = format!("/public-ips/{ASSIGNED}");
        assert!(!sent.iter().any(|it| it.contains(&to_it)), "{sent:?}");
        let (_, details) = desk.toast();
        let told = "203.0.113.2 is now idle, changed elsewhere. Nothing was changed. \
            inference-gateway couldn't be reached at 203.0.113.8 for 1 s.";
        assert_eq!(details, told);
        assert!(!desk.app.changes.is_busy());
    });
}

async fn stop_halfway(desk: &Desk) {
    swap(desk).await;
    desk.serve_one().await;
    desk.serve_one().await;
    desk.fail(conflict()).await;
    desk.fail(conflict()).await;
    desk.serve().await;
    assert!(!desk.app.dialog.is_open() && !desk.app.changes.is_busy());
}

#[test]
fn a_swap_that_stopped_halfway_offers_what_completes_it() {
    at_desk(async |desk| {
        stop_halfway(&desk).await;
        let (title, details) = desk.toast();
        assert_eq!(title, "The swap stopped halfway and couldn't be undone");
        let truth = "203.0.113.2 is assigned to inference-gateway. 203.0.113.8 is idle. \
            Once 203.0.113.8 is assigned to bastion-ny, the swap is complete.";
        assert!(details.ends_with(truth), "{details}");
        let toast = desk.app.toasts.actionable().unwrap();
        assert_eq!(toast.kind, ToastKind::Error);
        assert!(toast.is_sticky && !desk.app.changes.can_undo());
        assert_eq!(
            toast.action.unwrap().label,
            "Assign 203.0.113.8 to bastion-ny"
        );
        // It is no undo, so the key of that does nothing.
        desk.app.changes.undo();
        assert_eq!(desk.under_way().await, 0);

        // While it still stands halfway, the way to complete it stays open.
        desk.app.changes.accept_offer();
        desk.read_again().await;
        desk.fail(conflict()).await;
        assert_eq!(desk.toast().0, "Couldn't assign the address");
        let action = desk.app.toasts.actionable().unwrap().action.unwrap();
        assert!(!action.is_running);

        desk.app.changes.accept_offer();
        desk.app.changes.accept_offer();
        assert_eq!(desk.under_way().await, 1, "pressed twice, sent once");
        desk.serve().await;
        assert_eq!(machines(&desk), swapped());
        assert_eq!(desk.told(), "203.0.113.8 is assigned to bastion-ny");
        assert_eq!(desk.app.toasts.actionable(), None);
    });
}

#[test]
fn what_was_offered_is_refused_once_the_row_has_changed() {
    at_desk(async |desk| {
        stop_halfway(&desk).await;
        desk.behind(|account| account.assign("203.0.113.8", Some("psw51yb8m")))
            .unwrap();
        desk.sent();
        desk.app.changes.accept_offer();
        desk.serve().await;
        let (title, details) = desk.toast();
        assert_eq!(title, "Couldn't assign the address");
        assert_eq!(
            details,
            "203.0.113.8 is now assigned to build-runner, changed elsewhere. Nothing was sent."
        );
        assert_eq!(desk.app.toasts.actionable(), None);
        assert_eq!(desk.sent(), [""; 0]);
    });
}

#[test]
fn where_nothing_is_known_of_an_address_nothing_is_offered() {
    at_desk(async |desk| {
        swap(&desk).await;
        desk.serve_one().await;
        desk.serve_one().await;
        // The last step, its retry, and the list that would tell of it.
        for _ in 0..20 {
            if desk.under_way().await == 0 {
                break;
            }
            desk.world.pass(60_000).await;
            desk.fail(Failure::TimedOut).await;
        }
        desk.world.pass(60_000).await;
        desk.serve().await;
        let (title, details) = desk.toast();
        assert_eq!(title, "The swap stopped halfway and couldn't be undone");
        let by_hand = "Refresh the list, then assign each address in its row.";
        assert!(details.ends_with(by_hand), "{details}");
        assert_eq!(desk.app.toasts.actionable(), None);
    });
}

#[test]
fn a_busy_address_is_not_swapped() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Release, OTHER);
        assert_eq!(changes.submit_release("203.0.113.8"), Ok(()));
        desk.app.dialog.close();
        changes.open(Operation::Move, ASSIGNED);
        let field = desk.machine_field(OTHER_MACHINE);
        assert_eq!(field.swaps_with().unwrap().address(), OTHER);
        assert_eq!(changes.submit_machine(field), Ok(()));
        assert_eq!(desk.under_way().await, 1);
        assert_eq!(desk.app.dialog.form().unwrap().state, FormState::Editing);
    });
}
