//! Claims one address or several. One alone can go to a machine at once.

use app::App;
use app::changes::machine_field::MachineField;
use app::dialog::Field;
use dom::html::{div, fieldset, label, legend, p, span};
use dom::{El, effect, ev, show_let};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::ClaimBatch;
use model::wire::Preview;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::form_dialog::{FormDialog, FormError, id, is_saving};
use super::machine_picker::machine_picker;
use crate::browser::{focus, page};
use crate::ui::{Icon, button, field, notice, radio, select};

#[derive(Clone, Copy)]
struct Choice {
    region: RwSignal<Region, LocalStorage>,
    count: RwSignal<u8, LocalStorage>,
    machine: MachineField,
}

/// The form, with the region of the tab, or of the claims that are under way.
pub(super) fn claim(app: App) -> El {
    let run = app.claim.run();
    let of_tab = app
        .list
        .query()
        .region
        .filter(|it| KNOWN_REGIONS.contains(it));
    let of_run = run.as_ref().map(|run| run.region.clone());
    let count_of_run = run.as_ref().map(|run| run.batch.wanted());
    let choice = Choice {
        region: RwSignal::new_local(of_run.or(of_tab).unwrap_or(Region::Ny2)),
        count: RwSignal::new_local(count_of_run.unwrap_or(1)),
        machine: app.changes.machine_field(None),
    };
    if let Some(machine) = run.and_then(|run| run.machine) {
        choice.machine.type_text(machine.as_str());
    }
    effect(move || {
        if let Some(region) = choice.machine_region() {
            choice.region.set(region);
        }
    });
    let regions = fieldset()
        .class("choices")
        .attr("role", "radiogroup")
        .aria("labelledby", "region-label")
        .child(legend().class("label").id("region-label").child("Region"))
        .child(KNOWN_REGIONS.map(|region| region_choice(app, choice, region)));
    let error = FormError::new();
    let rule = "The new address is claimed in the machine's region and assigned to it.".to_owned();
    let picker = machine_picker(app, "Assign to (optional)", choice.machine, error, rule);
    let dialog = FormDialog {
        operation: Operation::Claim,
        title: Box::new(|| "Claim a public IP".to_owned()),
        consequence: Box::new(|| {
            "A new address in one region. It's billed from now until you release it, assigned or not.".to_owned()
        }),
        fields: vec![
            regions,
            count(app, choice),
            picker,
            question(app, choice, error),
            progress(app),
        ],
        act: Box::new(|| Operation::Claim.verb()),
        error,
        requests: Box::new(move || choice.requests()),
    };
    dialog.view(app, move || {
        app.claim
            .submit(choice.region.get(), choice.count.get(), choice.machine)
    })
}

impl Choice {
    /// Region of the machine, if known.
    fn machine_region(self) -> Option<Region> {
        self.machine
            .region()
            .filter(|region| KNOWN_REGIONS.contains(region))
    }

    fn requests(self) -> Vec<Preview> {
        let claim = Preview::claim(&self.region.get());
        if self.machine.is_empty() {
            return vec![claim; usize::from(self.count.get())];
        }
        let assign = self.machine.id().map(|it| Preview::assign_claimed(&it));
        std::iter::once(claim).chain(assign.ok()).collect()
    }
}

fn region_choice(app: App, choice: Choice, region: Region) -> El {
    let (name, city, code) = (
        region.name().to_owned(),
        region.city(),
        region.code().to_owned(),
    );
    let (of_machine, chosen) = (region.clone(), region.clone());
    let is_chosen = move || choice.region.with(|chosen| *chosen == region);
    let is_first = is_chosen();
    let radio = radio("region", is_chosen, move || {
        choice.region.set(chosen.clone())
    })
    .attr("value", code)
    .attr("data-first-focus", is_first)
    .attr("disabled", move || {
        choice.machine_region().is_some_and(|it| it != of_machine) || is_saving(app)
    });
    label()
        .class("choice")
        .child(radio)
        .child(span().child(name))
        .child(span().class("choice-note").child(city))
}

/// The number of addresses, and their cost.
fn count(app: App, choice: Choice) -> El {
    let is_one = move || !choice.machine.is_empty();
    let numbers = (1..=ClaimBatch::MAX).map(|number| number.to_string());
    let select = select("count", numbers, move |number| {
        choice.count.set(number.parse().unwrap_or(1));
    })
    .prop("value", choice.count.get().to_string());
    let cost = move || {
        let count = if is_one() { 1 } else { choice.count.get() };
        let order = if count > 1 {
            " They're claimed one at a time."
        } else {
            ""
        };
        format!("{}{order}", app.claim.cost_of(count.into()))
    };
    let select = select.attr("disabled", move || is_one() || is_saving(app));
    field("count", "How many", select).child(p().class("hint").child(cost))
}

/// Asks whether to claim without a machine where the text means none.
fn question(app: App, choice: Choice, error: FormError) -> El {
    let question = show_let(
        move || choice.machine.question(),
        move |words| {
            let alone = button("btn", "Claim without assigning").on(ev::click, move |_| {
                choice.machine.type_text("");
                if let Some(field) = page::by_id(id(Field::Machine)) {
                    let field: HtmlInputElement = field.unchecked_into();
                    field.set_value("");
                    // The button goes.
                    focus::take_soon(&field);
                }
                error.set(app.claim.submit(choice.region.get(), 1, choice.machine));
            });
            let notice = notice(Icon::WARNING)
                .attr("data-kind", "warn")
                .attr("role", "alert")
                .child(p().child(words))
                .child(alone);
            focus::bring_into_view_soon(notice.node());
            notice
        },
    );
    div().class("slot").child(question)
}

/// The addresses claimed so far.
fn progress(app: App) -> El {
    let words = move || {
        let run = app.claim.run();
        run.map(|run| run.batch.words()).unwrap_or_default()
    };
    p().class("hint")
        .attr("role", "status")
        .attr("hidden", move || words().is_empty())
        .child(words)
}
