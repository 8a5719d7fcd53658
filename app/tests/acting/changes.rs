//! The forms of one address, from their opening to the answer.

use app::dialog::FormState;
use app::dialog::{Dialog, Field, FieldError};
use model::domain::{Address, Assignee, Operation};
use model::state::{Filter, Usage};
use model::wire::{Effect, Failure};

use crate::desk::{
    ASSIGNED, FREE_MACHINE, FREE_NAME, IDLE, ITS_MACHINE, ORPHAN, at_desk, conflict, machine,
    too_many,
};

const TAKEN_UP: &str = "[Row(203.0.113.7, Command(Assign)), Row(203.0.113.7, Command(Move)), \
    Row(203.0.113.7, More), Row(203.0.113.7, Command(Copy)), Id(\"claim\")]";

#[test]
fn an_assignment_shows_at_once_and_the_focus_goes_back_to_its_row() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Assign, IDLE);
        let field = desk.machine_field(FREE_NAME);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        assert_eq!(desk.machine_of(IDLE), None, "it is read first");
        desk.read_again().await;
        assert_eq!(desk.under_way().await, 1);
        assert_eq!(desk.machine_of(IDLE).as_deref(), Some(FREE_MACHINE));
        let in_flight = desk.app.changes.in_flight();
        assert_eq!(in_flight.operation_on(IDLE), Some(Operation::Assign));
        let state = desk.app.dialog.form().unwrap().state;
        assert_eq!(state, FormState::Saving);
        desk.serve().await;
        assert!(!desk.app.dialog.is_open() && !desk.app.changes.is_busy());
        assert_eq!(desk.told(), "Assigned 203.0.113.7 to build-runner");
        assert_eq!(format!("[{}]", desk.focused().join(", ")), TAKEN_UP);
        assert_eq!(desk.app.list.last_changed(), Some(IDLE));
        assert_eq!(
            desk.sent(),
            [r#"PUT /public-ips/203.0.113.7 {"machineId":"psw51yb8m"}"#]
        );
    });
}

#[test]
fn what_is_typed_wrong_is_said_of_its_field_and_nothing_is_sent() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Assign, IDLE);
        let empty = changes.submit_machine(desk.machine_field(" "));
        assert_eq!(empty.map_err(|error| error.field), Err(Field::Machine));
        desk.app.dialog.close();

        changes.open(Operation::Release, ASSIGNED);
        let message = "That's not the address. Type it exactly as shown in the title.";
        let mistyped = Err(FieldError {
            field: Field::Confirmation,
            message,
        });
        assert_eq!(changes.submit_release("203.0.113.3"), mistyped);
        assert_eq!(changes.submit_release(""), mistyped);
        assert_eq!(desk.app.dialog.form().unwrap().state, FormState::Editing);
        assert_eq!(desk.under_way().await, 0);
        assert_eq!(changes.submit_release(" 203.0.113.2 "), Ok(()));
        desk.serve().await;
        let release = vec!["DELETE /public-ips/203.0.113.2".to_owned()];
        assert_eq!(desk.reads_and_changes(), (1, release));
    });
}

#[test]
fn after_a_release_the_focus_goes_to_the_neighbour() {
    at_desk(async |desk| {
        desk.select(&[IDLE]).await;
        desk.app.changes.open(Operation::Release, IDLE);
        assert_eq!(desk.app.changes.submit_release(""), Ok(()));
        assert_eq!(desk.under_way().await, 1);
        assert!(desk.app.list.get(IDLE).is_some(), "until it is certain");
        desk.serve().await;
        assert_eq!(desk.told(), "Released 203.0.113.7");
        assert!(desk.app.list.get(IDLE).is_none());
        assert!(desk.app.selection.is_empty());
        assert_eq!(desk.focused()[0], "Row(203.0.113.23, Command(Assign))");
        assert_eq!(desk.app.toasts.actionable(), None);
    });
}

#[test]
fn a_form_that_is_closed_meanwhile_tells_its_outcome_by_a_toast() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        for is_closed in [false, true] {
            changes.open(Operation::Unassign, ASSIGNED);
            changes.submit_unassign();
            desk.read_again().await;
            assert_eq!(desk.under_way().await, 1);
            assert_eq!(desk.machine_of(ASSIGNED), None);
            if is_closed {
                desk.app.dialog.close();
            }
            desk.fail(conflict()).await;
            assert_eq!(desk.machine_of(ASSIGNED).as_deref(), Some(ITS_MACHINE));
            let form = desk.app.dialog.form();
            if is_closed {
                assert_eq!(form, None);
                let (title, details) = desk.toast();
                assert_eq!(title, "Couldn't unassign the address");
                assert!(details.contains("The machine is busy"), "{details}");
            } else {
                let failed = FormState::Failed(conflict(), Effect::Nothing);
                assert_eq!(form.unwrap().state, failed);
                assert_eq!(desk.app.toasts.get(), []);
                desk.app.dialog.close();
            }
        }
    });
}

#[test]
fn what_is_not_known_is_told_until_it_is_dismissed() {
    at_desk(async |desk| {
        let (app, page) = (desk.app, &desk.world.page);
        app.changes.open(Operation::Unassign, ASSIGNED);
        app.changes.submit_unassign();
        desk.read_again().await;
        app.dialog.close();
        while app.toasts.get().is_empty() {
            if desk.under_way().await > 0 {
                desk.fail(Failure::TimedOut).await;
            }
            desk.world.pass(1_000).await;
        }
        let unknown = app.toasts.get().remove(0);
        assert!(unknown.title.starts_with("Couldn't confirm"), "{unknown:?}");
        page.refuses.set(true);
        for _ in 0..2 {
            app.export.copy(IDLE);
            app.list.refresh();
            app.network_changed();
            desk.serve().await;
            desk.world.pass(60_000).await;
            assert!(app.toasts.get().contains(&unknown));
        }
        app.toasts.dismiss(unknown.id);
        assert!(!app.toasts.get().contains(&unknown));
    });
}

#[test]
fn a_form_counts_down_before_it_may_be_submitted_again() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.read_again().await;
        desk.fail(too_many(3)).await;
        let retry_in = || desk.app.dialog.form().unwrap().retry_in;
        for left in [Some(3), Some(2), Some(1)] {
            assert_eq!(retry_in(), left);
            changes.submit_unassign();
            assert_eq!(desk.under_way().await, 0);
            desk.world.pass(999).await;
        }
        assert_eq!(retry_in(), None);
        changes.submit_unassign();
        assert_eq!(desk.under_way().await, 1);
    });
}

#[test]
fn a_wait_of_no_time_blocks_nothing() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.read_again().await;
        desk.fail(too_many(0)).await;
        assert!(!desk.app.dialog.form().unwrap().is_blocked());
    });
}

#[test]
fn a_countdown_ends_with_its_form() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.read_again().await;
        desk.fail(too_many(3)).await;
        desk.app.dialog.close();
        changes.open(Operation::Unassign, ASSIGNED);
        desk.world.pass(1_500).await;
        assert_eq!(desk.app.dialog.form().unwrap().retry_in, None);
        assert!(!desk.app.dialog.form().unwrap().is_blocked());
    });
}

#[test]
fn a_lost_answer_is_looked_up_in_the_list() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.read_again().await;
        desk.lose_answer().await;
        desk.world.pass(60_000).await;
        desk.fail(Failure::TimedOut).await;
        let form = desk.app.dialog.form().unwrap();
        assert_eq!(form.state, FormState::Saving, "the list is read");
        desk.serve().await;
        assert_eq!(desk.told(), "Unassigned 203.0.113.2 from bastion-ny");
        assert_eq!(desk.machine_of(ASSIGNED), None);
    });
}

#[test]
fn there_is_one_operation_at_a_time_on_an_address() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.app.dialog.close();
        changes.open(Operation::Release, ASSIGNED);
        assert!(!desk.app.dialog.is_open());
        assert_eq!(desk.told(), "Unassigning…");
        changes.open(Operation::Move, IDLE);
        assert_eq!(desk.told(), "This address isn't assigned to a machine.");
    });
}

#[test]
fn an_answer_that_does_not_show_the_change_is_read_back() {
    const WITHOUT: &str =
        r#"{"ip":"203.0.113.7","region":"ny2","dtCreated":"2026-01-01T00:00:00Z"}"#;
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Assign, IDLE);
        let field = desk.machine_field(FREE_MACHINE);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.read_again().await;
        desk.reply(WITHOUT).await;
        desk.serve().await;
        let state = desk.app.dialog.form().unwrap().state;
        let not_seen = FormState::Failed(Failure::NotShown, Effect::NotSeen);
        assert_eq!(state, not_seen);
        assert_eq!(desk.machine_of(IDLE), None);

        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.read_again().await;
        let flight = desk.next().await;
        assert!(desk.answer(&flight).is_ok());
        flight.reply(Ok(WITHOUT.to_owned()));
        desk.serve().await;
        assert_eq!(desk.told(), "Assigned 203.0.113.7 to build-runner");
        assert_eq!(desk.machine_of(IDLE).as_deref(), Some(FREE_MACHINE));

        // An answer to an unassign that has the machine still.
        desk.app.changes.open(Operation::Unassign, IDLE);
        desk.app.changes.submit_unassign();
        desk.read_again().await;
        let with = WITHOUT.replace('}', r#","assignedMachineId":"psw51yb8m"}"#);
        desk.reply(&with).await;
        for _ in 0..8 {
            if desk.under_way().await > 0 {
                desk.fail(Failure::TimedOut).await;
            }
            desk.world.pass(2_000).await;
        }
        let state = desk.app.dialog.form().unwrap().state;
        let unknown = FormState::Failed(Failure::NotShown, Effect::Unknown);
        assert_eq!(state, unknown, "the list could not be read");
    });
}

#[test]
fn an_answer_whose_machine_cannot_be_read_proves_nothing_and_the_list_is_read() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Assign, IDLE);
        let field = desk.machine_field(FREE_MACHINE);
        assert_eq!(desk.app.changes.submit_machine(field), Ok(()));
        desk.read_again().await;
        let flight = desk.next().await;
        let body = r#"{"ip":"203.0.113.7","region":"ny2","assignedMachineId":12}"#;
        flight.reply(Ok(body.to_owned()));
        desk.serve().await;
        let state = desk.app.dialog.form().unwrap().state;
        assert!(matches!(state, FormState::Failed(_, Effect::NotSeen)));
        assert_eq!(desk.machine_of(IDLE), None, "as the list has it");
    });
}

#[test]
fn an_address_whose_machine_cannot_be_read_is_released_only_by_its_typed_text() {
    at_desk(async |desk| {
        let serve_unreadable = async || {
            let flight = desk.next().await;
            let mut page = desk.answer(&flight).unwrap();
            let end = page.find(r#""ip":"203.0.113.7""#).unwrap();
            page.insert_str(end, r#""assignedMachineId":12,"#);
            flight.reply(Ok(page));
            desk.serve().await;
        };
        desk.app.list.refresh();
        serve_unreadable().await;
        desk.sent();
        let unknown = desk.ip(IDLE);
        assert_eq!(unknown.machine, Some(Assignee::Unreadable));
        desk.app.changes.open(Operation::Release, IDLE);
        assert!(desk.app.changes.submit_release("").is_err());
        assert_eq!(desk.app.changes.submit_release("203.0.113.7"), Ok(()));
        // Unknown as it was, it is as confirmed.
        serve_unreadable().await;
        assert!(
            desk.sent()
                .contains(&"DELETE /public-ips/203.0.113.7".to_owned())
        );
    });
}

#[test]
fn an_orphaned_address_is_released_with_one_confirmation_once_the_machines_are_known() {
    at_desk(async |desk| {
        let (orphan, changes) = (desk.ip(ORPHAN), desk.app.changes);
        let words = "Left over from psrb40kzc7xd, which no longer exists. \
            No machine loses this address.";
        let said = desk.app.machines.orphan_words(&orphan);
        assert_eq!(said.as_deref(), Some(words));
        assert!(!changes.must_be_typed(&orphan) && changes.must_be_typed(&desk.ip(ASSIGNED)));
        changes.open(Operation::Release, ORPHAN);
        assert_eq!(changes.submit_release(""), Ok(()));
        desk.serve().await;
        assert_eq!(desk.sent(), ["DELETE /public-ips/198.51.100.8"]);
    });
}

#[test]
fn an_idle_address_that_a_machine_says_it_has_is_disputed_and_typed_to_release_it() {
    at_desk(async |desk| {
        let app = desk.app;
        let serve_idle = async || {
            let flight = desk.next().await;
            let page = desk.answer(&flight).unwrap();
            let holder = format!(r#""assignedMachineId":"{ITS_MACHINE}""#);
            let idle = page.replace(&holder, r#""assignedMachineId":null"#);
            assert_ne!(idle, page);
            flight.reply(Ok(idle));
            desk.serve().await;
        };
        app.list.refresh();
        serve_idle().await;
        let ip = desk.ip(ASSIGNED);
        assert_eq!(ip.machine, None);
        assert_eq!(app.machines.disputed_by(&ip).as_deref(), Some("bastion-ny"));
        let usage = app.list.tab_usage();
        assert_eq!((usage.idle, usage.disputed), (25, 1));
        app.route.set_filter(Filter::Only(Usage::Disputed));
        assert_eq!(app.list.shown_len(), 1);
        assert!(!app.selection.can_select_idle());
        app.changes.open(Operation::Release, ASSIGNED);
        assert!(app.changes.submit_release("").is_err());
        assert_eq!(app.changes.submit_release("203.0.113.2"), Ok(()));
        serve_idle().await;
        assert_eq!(desk.sent(), ["DELETE /public-ips/203.0.113.2"]);
    });
}

#[test]
fn a_change_made_here_is_no_contradiction_of_the_machines_read_before() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Unassign, ASSIGNED);
        changes.submit_unassign();
        desk.read_again().await;
        let flight = desk.next().await;
        assert_eq!(desk.app.list.tab_usage().disputed, 0, "under way");
        desk.carry_out(flight);
        desk.world.settle().await;
        assert_eq!(desk.app.list.tab_usage().disputed, 0, "carried out");
        assert_eq!(desk.under_way().await, 0, "the machines are not read again");
        changes.undo();
        desk.read_again().await;
        desk.fail(conflict()).await;
        assert_eq!(desk.app.list.tab_usage().disputed, 0, "taken back");
        assert_eq!(desk.machine_of(ASSIGNED), None);
    });
}

#[test]
fn signing_out_closes_the_form_and_its_answer_tells_nothing() {
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ASSIGNED);
        desk.app.changes.submit_unassign();
        let flight = desk.next().await;
        desk.app.sign_out();
        assert!(!desk.app.dialog.is_open() && !desk.app.changes.is_busy());
        flight.reply(Ok(String::new()));
        desk.world.settle().await;
        assert_eq!(desk.app.toasts.get(), []);
        assert_eq!(desk.app.list.get(ASSIGNED), None);
    });
}

#[test]
fn a_machine_field_knows_what_its_text_means() {
    at_desk(async |desk| {
        let changes = desk.app.changes;
        changes.open(Operation::Move, ASSIGNED);
        let field = desk.machine_field("");
        assert!(field.is_empty());
        let (found, more) = field.choices();
        assert_eq!((found.len(), more), (14, 0));
        field.type_text("inference-gateway");
        assert_eq!(field.id().ok(), machine("psn83hxw6"));
        assert_eq!(field.region().unwrap().code(), "ny2");
        let other = field.swaps_with().unwrap();
        assert_eq!(other.address().to_string(), "203.0.113.8");
        assert_eq!(field.warnings(), [""; 0], "the swap says what it does");
        field.type_text(FREE_NAME);
        assert_eq!(field.swaps_with(), None);
        assert_eq!(field.warnings().len(), 1, "{:?}", field.warnings());
        let chosen = found.into_iter().find(|it| it.machine.name == "staging");
        field.choose(&chosen.unwrap().machine);
        assert_eq!(field.id().ok(), machine("psx3gm58rnaj"));
        assert_eq!(field.choices().0.len(), 14, "after a choice, everything");
    });
}

#[test]
fn another_form_has_another_id_and_an_update_keeps_it() {
    at_desk(async |desk| {
        let (changes, dialog) = (desk.app.changes, desk.app.dialog);
        changes.open(Operation::Unassign, ASSIGNED);
        let first = dialog.id();
        changes.submit_unassign();
        assert_eq!(dialog.id(), first);
        desk.read_again().await;
        desk.fail(conflict()).await;
        assert_eq!(dialog.id(), first);
        dialog.close();
        assert_eq!(dialog.id(), None);
        changes.open(Operation::Unassign, ASSIGNED);
        assert_ne!(dialog.id(), first);
        let is_change = |dialog: Option<&Dialog>| matches!(dialog, Some(Dialog::Change { .. }));
        assert!(dialog.with(is_change));
    });
}

#[test]
fn what_no_machine_can_take_back_is_not_offered_to_be_undone() {
    const ORPHAN: Address = Address::new(198, 51, 100, 8);
    at_desk(async |desk| {
        desk.app.changes.open(Operation::Unassign, ORPHAN);
        desk.app.changes.submit_unassign();
        desk.serve().await;
        assert_eq!(desk.held_by(ORPHAN), None);
        let told = desk.told();
        assert!(told.starts_with("Unassigned 198.51.100.8"), "{told}");
        assert!(!desk.app.changes.can_undo());
    });
}
