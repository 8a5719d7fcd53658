//! A colleague changes things while a form is open, or an offer to undo.

use app::commands::Command;
use app::dialog::{Dialog, Field, FormState};
use model::domain::{Address, Operation, Region};
use model::wire::{Effect, Failure};
use serde_json::Value;

use crate::desk::{
    ASSIGNED, Desk, FREE_MACHINE, IDLE, ITS_MACHINE, OTHER, OTHER_MACHINE, at_desk, conflict,
};

/// Another machine in ny2 without an address.
const SECOND_FREE: &str = "ps2fj0q9tzle";

/// What the open form asks for, and whether its address is assigned.
fn asks(desk: &Desk) -> (Operation, Option<String>) {
    desk.app.dialog.with(|dialog| {
        let Some(Dialog::Change {
            operation, about, ..
        }) = dialog
        else {
            panic!("no form");
        };
        let machine = about.ip().machine_id();
        (*operation, machine.map(|id| id.as_str().to_owned()))
    })
}

/// Lets the form be held for as long as it is.
async fn read_notice(desk: &Desk) {
    assert!(desk.app.dialog.form().unwrap().is_blocked(), "held");
    desk.world.pass(1_000).await;
    assert!(!desk.app.dialog.form().unwrap().is_blocked());
}

/// Shows the page until it has refreshed its list by itself.
async fn auto_refresh(desk: &Desk) {
    desk.world.page.is_hidden.set(false);
    desk.world.pass(35_000).await;
    desk.serve().await;
    desk.world.page.is_hidden.set(true);
}

#[test]
fn an_idle_address_that_turned_out_assigned_is_released_only_once_it_is_typed() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Release, IDLE);
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        assert_eq!(changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.reads_and_changes(), (1, vec![]));
        let words =
            "203.0.113.7 is now assigned to build-runner, changed elsewhere. Nothing was sent.";
        assert_eq!(desk.notice(), words);
        assert_eq!(
            asks(&desk),
            (Operation::Release, Some(FREE_MACHINE.to_owned()))
        );
        assert_eq!(desk.app.dialog.form().unwrap().state, FormState::Editing);
        assert_eq!(desk.machine_of(IDLE).as_deref(), Some(FREE_MACHINE));
        assert_eq!(desk.app.list.remote_changes(), [IDLE]);
        assert_eq!(desk.app.toasts.get(), [], "the form says it");
        // A press that was on its way confirms nothing.
        assert_eq!(changes.submit_release("203.0.113.7"), Ok(()));
        assert_eq!(desk.under_way().await, 0);
        read_notice(&desk).await;
        let untyped = changes.submit_release("");
        assert_eq!(untyped.map_err(|it| it.field), Err(Field::Confirmation));
        assert_eq!(changes.submit_release("203.0.113.7"), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent(), ["DELETE /public-ips/203.0.113.7"]);
        assert_eq!(desk.told(), "Released 203.0.113.7");
    });
}

#[test]
fn an_address_that_was_given_to_another_machine_is_not_unassigned() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        desk.colleague_assigns(ASSIGNED, Some(FREE_MACHINE));
        changes.submit_unassign();
        desk.serve().await;
        assert_eq!(desk.sent(), [""; 0]);
        assert_eq!(desk.held_by(ASSIGNED).as_deref(), Some(FREE_MACHINE));
        read_notice(&desk).await;
        changes.submit_unassign();
        desk.serve().await;
        assert_eq!(desk.held_by(ASSIGNED), None);
        assert_eq!(desk.told(), "Unassigned 203.0.113.2 from build-runner");
    });
}

#[test]
fn an_address_that_turned_out_idle_has_nothing_to_unassign() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        desk.colleague_assigns(ASSIGNED, None);
        changes.submit_unassign();
        desk.serve().await;
        let words = "203.0.113.2 is now idle, changed elsewhere. Nothing was sent.";
        assert_eq!(desk.notice(), words);
        desk.world.pass(5_000).await;
        changes.submit_unassign();
        assert_eq!(desk.under_way().await, 0);
        assert!(desk.app.dialog.form().unwrap().is_blocked());
    });
}

#[test]
fn an_idle_address_that_a_colleague_assigned_is_not_overwritten() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Assign, IDLE);
        let field = desk.machine_field(FREE_MACHINE);
        desk.colleague_assigns(IDLE, Some(SECOND_FREE));
        assert_eq!(changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent(), [""; 0]);
        assert_eq!(desk.held_by(IDLE).as_deref(), Some(SECOND_FREE));
        // To assign it now is to move it, and what was typed is still there.
        assert_eq!(asks(&desk), (Operation::Move, Some(SECOND_FREE.to_owned())));
        assert_eq!(field.id().unwrap().as_str(), FREE_MACHINE);
        read_notice(&desk).await;
        assert_eq!(changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.told(), "Moved 203.0.113.7 to build-runner");
    });
}

#[test]
fn an_address_that_is_gone_is_said_to_be_not_found() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        desk.behind(|account| account.release("203.0.113.7").unwrap());
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.reads_and_changes(), (1, vec![]));
        assert!(
            desk.notice()
                .starts_with("203.0.113.7 wasn't found in the list.")
        );
        assert!(desk.notice().ends_with("Nothing was sent."));
        assert!(desk.app.list.get(IDLE).is_some(), "not known is not gone");
    });
}

#[test]
fn an_address_that_was_released_and_claimed_again_is_another_one() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        desk.behind(|account| {
            account.release("203.0.113.7").unwrap();
            assert!(account.put("203.0.113.7", "ny2", None, crate::wire::NOW - 60_000));
        });
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent(), [""; 0]);
        let words = "203.0.113.7 was released and claimed again elsewhere: 203.0.113.7 is idle. \
            Nothing was sent.";
        assert_eq!(desk.notice(), words);
    });
}

#[test]
fn where_the_read_fails_nothing_is_sent_and_the_form_stays() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Release, IDLE);
        assert_eq!(changes.submit_release(""), Ok(()));
        desk.fail(conflict()).await;
        let form = desk.app.dialog.form().unwrap();
        assert_eq!(form.state, FormState::Failed(conflict(), Effect::NotSent));
        assert_eq!(desk.sent(), [""; 0]);
        assert!(!desk.app.changes.is_busy());
        let words = Failure::TimedOut.words_with_effect(Operation::Release, Effect::NotSent);
        assert_eq!(words.title, "Couldn't release the address");
        let unsent = "The address couldn't be checked first, so nothing was sent.";
        assert_eq!(words.changed, unsent);
        assert_eq!(changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.told(), "Released 203.0.113.7");
    });
}

#[test]
fn a_form_that_is_closed_meanwhile_tells_the_difference_by_a_toast() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.app.dialog.close();
        desk.serve().await;
        let details =
            "203.0.113.7 is now assigned to build-runner, changed elsewhere. Nothing was sent.";
        let told = (
            "Couldn't release the address".to_owned(),
            details.to_owned(),
        );
        assert_eq!(desk.toast(), told);
        assert!(!desk.app.changes.is_busy());
    });
}

/// Fills in the form to swap [`ASSIGNED`] with [`OTHER`].
fn open_swap(desk: &Desk) -> app::changes::machine_field::MachineField {
    desk.app.changes.open(Operation::Move, ASSIGNED);
    let field = desk.machine_field(OTHER_MACHINE);
    assert_eq!(field.swaps_with().unwrap().address(), OTHER);
    field
}

#[test]
fn a_swap_takes_nothing_from_the_machine_that_a_colleague_chose() {
    for changed in [ASSIGNED, OTHER] {
        at_desk(async move |desk| {
            let field = open_swap(&desk);
            desk.colleague_assigns(changed, Some(FREE_MACHINE));
            assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
            desk.serve().await;
            assert_eq!(desk.reads_and_changes(), (1, vec![]));
            assert_eq!(desk.held_by(changed).as_deref(), Some(FREE_MACHINE));
            let words = format!(
                "{changed} is now assigned to build-runner, changed elsewhere. Nothing was sent."
            );
            assert_eq!(desk.notice(), words);
            assert!(!desk.app.changes.is_busy());
            // Once the other one is elsewhere, it is a move.
            let partner = field.swaps_with().map(|it| it.address());
            assert_eq!(partner, (changed == ASSIGNED).then_some(OTHER));
        });
    }
}

#[test]
fn an_undo_overwrites_no_colleague() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        desk.serve().await;
        desk.colleague_assigns(ASSIGNED, Some(FREE_MACHINE));
        desk.sent();
        Command::Undo.run(desk.app);
        desk.serve().await;
        assert_eq!(desk.reads_and_changes(), (1, vec![]));
        let details =
            "203.0.113.2 is now assigned to build-runner, changed elsewhere. Nothing was sent.";
        assert_eq!(
            desk.toast(),
            ("Couldn't undo".to_owned(), details.to_owned())
        );
        assert_eq!(desk.held_by(ASSIGNED).as_deref(), Some(FREE_MACHINE));
    });
}

#[test]
fn a_swap_is_undone_only_if_neither_address_has_changed() {
    at_desk(async |desk| {
        let field = open_swap(&desk);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.serve().await;
        desk.colleague_assigns(OTHER, None);
        desk.sent();
        Command::Undo.run(desk.app);
        desk.serve().await;
        assert_eq!(desk.reads_and_changes(), (1, vec![]));
        let details = "203.0.113.8 is now idle, changed elsewhere. Nothing was sent.";
        assert_eq!(
            desk.toast(),
            ("Couldn't undo".to_owned(), details.to_owned())
        );
    });
}

#[test]
fn behind_an_open_form_the_list_refreshes_and_the_form_tells_what_changed() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Release, IDLE);
        desk.focused();
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        let id = desk.app.dialog.id();
        auto_refresh(&desk).await;
        let words = "203.0.113.7 is now assigned to build-runner, changed elsewhere.";
        assert_eq!(desk.notice(), words);
        assert_eq!(
            desk.app.dialog.id(),
            id,
            "the same form, with what was typed"
        );
        assert_eq!(desk.focused(), [""; 0]);
        desk.world.pass(1_000).await;
        let untyped = changes.submit_release("");
        assert_eq!(untyped.map_err(|it| it.field), Err(Field::Confirmation));
        // Twice more, in the end as it was when the form opened.
        for machine in [Some(SECOND_FREE), None] {
            desk.colleague_assigns(IDLE, machine);
            auto_refresh(&desk).await;
            assert_eq!(asks(&desk).1.as_deref(), machine);
        }
        assert!(desk.notice().contains("is now idle"));
        desk.world.pass(1_000).await;
        assert_eq!(changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.told(), "Released 203.0.113.7");
    });
}

#[test]
fn that_nothing_was_sent_stays_said_when_more_is_changed_elsewhere() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.serve().await;
        desk.colleague_assigns(IDLE, None);
        auto_refresh(&desk).await;
        let words = "203.0.113.7 is now idle, changed elsewhere. Nothing was sent.";
        assert_eq!(desk.notice(), words);
    });
}

#[test]
fn behind_an_open_form_an_address_may_leave_the_list() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.behind(|account| account.release("203.0.113.2").unwrap());
        auto_refresh(&desk).await;
        assert!(
            desk.notice()
                .starts_with("203.0.113.2 wasn't found in the list.")
        );
        assert!(!desk.notice().contains("Nothing was sent"));
    });
}

#[test]
fn behind_the_form_of_a_move_the_machine_may_get_an_address_or_lose_it() {
    at_desk(async |desk| {
        let field = open_swap(&desk);
        desk.colleague_assigns(OTHER, None);
        auto_refresh(&desk).await;
        assert_eq!(field.swaps_with(), None, "a move by now");
        assert_eq!(desk.notice(), "203.0.113.8 is now idle, changed elsewhere.");
        desk.colleague_assigns(IDLE, Some(OTHER_MACHINE));
        auto_refresh(&desk).await;
        assert_eq!(field.swaps_with().unwrap().address(), IDLE);
        let words = "203.0.113.7 is now assigned to inference-gateway, changed elsewhere.";
        assert_eq!(desk.notice(), words);
        assert!(desk.app.dialog.form().unwrap().is_blocked());
        desk.world.pass(1_000).await;
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.serve().await;
        assert_eq!(desk.held_by(IDLE).as_deref(), Some(ITS_MACHINE));
        assert_eq!(desk.held_by(ASSIGNED).as_deref(), Some(OTHER_MACHINE));
    });
}

#[test]
fn what_changes_elsewhere_in_other_rows_leaves_the_form_alone() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Release, IDLE);
        desk.colleague_assigns(Address::new(203, 0, 113, 9), Some(FREE_MACHINE));
        auto_refresh(&desk).await;
        assert_eq!(desk.notice(), "");
        assert!(!desk.app.dialog.form().unwrap().is_blocked());
    });
}

#[test]
fn the_list_read_before_a_claim_holds_back_a_release_that_was_read_before() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Release, IDLE);
        assert_eq!(changes.submit_release(""), Ok(()));
        // Its read is answered, and arrives after that of the claim.
        let read = desk.next().await;
        let answer = desk.answer(&read);
        desk.colleague_assigns(IDLE, Some(FREE_MACHINE));
        desk.app.claim.open();
        let field = desk.machine_field("");
        assert_eq!(desk.app.claim.submit(Region::Ny2, 1, field), Ok(()));
        desk.read_again().await;
        assert_eq!(desk.machine_of(IDLE).as_deref(), Some(FREE_MACHINE));
        assert_eq!(desk.app.list.remote_changes(), [IDLE]);
        read.reply(answer);
        desk.serve().await;
        assert_eq!(desk.sent(), [r#"POST /public-ips {"region":"ny2"}"#]);
        assert_eq!(desk.held_by(IDLE).as_deref(), Some(FREE_MACHINE));
    });
}

#[test]
fn a_release_is_counted_in_the_region_of_its_row_though_a_page_left_it_out() {
    at_desk(async |desk| {
        let list = desk.app.list;
        let count = || list.region_count(Some(&Region::Ny2));
        let before = count().unwrap();
        list.refresh();
        let read = desk.next().await;
        let mut page: Value = serde_json::from_str(&desk.answer(&read).unwrap()).unwrap();
        let items = page["items"].as_array_mut().unwrap();
        let item = items.iter_mut().find(|it| it["ip"] == "203.0.113.7");
        item.unwrap()["region"] = Value::Null;
        read.reply(Ok(page.to_string()));
        desk.serve().await;
        assert_eq!(count(), Some(before - 1));
        desk.app.changes.open(Operation::Release, IDLE);
        list.refresh();
        desk.serve().await;
        assert_eq!(count(), Some(before));
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.told(), "Released 203.0.113.7");
        assert_eq!(count(), Some(before - 1));
    });
}
