//! Claim one address or several; a single one can be assigned at once.

mod count;

use count::{count, progress};
use dom::html::{fieldset, label, legend, span};
use dom::{El, effect};
use leptos::prelude::{Get, LocalStorage, RwSignal, Set, With};
use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::FormState;
use model::wire::{Request, assign, claim};

use super::form_dialog::FormDialog;
use super::machine_picker::{FIELD, Picked, machine_picker};
use crate::store::Store;
use crate::ui::radio;

const CONSEQUENCE: &str =
    "A new address in one region. It is billed from now until it is released, assigned or not.";
/// Placeholder in the curl preview.
const NEW: &str = "/public-ips/NEW_ADDRESS";

/// Choices of the form.
#[derive(Clone)]
struct Chosen {
    region: RwSignal<Region, LocalStorage>,
    count: RwSignal<u8, LocalStorage>,
    machine: Picked,
}

/// Starts with the region of the selected tab.
pub(super) fn claim_form(store: Store) -> El {
    let of_tab = store.query().region;
    let region = of_tab
        .filter(|region| KNOWN_REGIONS.contains(region))
        .unwrap_or(Region::Ny2);
    let rule = "The new address goes to this machine, in the region of the machine.".to_owned();
    let (field, machine) = machine_picker(store, "Assign to (optional)", None, rule);
    let chosen = Chosen {
        region: RwSignal::new_local(region),
        count: RwSignal::new_local(1),
        machine,
    };
    effect({
        let chosen = chosen.clone();
        move || {
            if let Some(region) = chosen.machine_region() {
                chosen.region.set(region);
            }
        }
    });
    let choices = fieldset()
        .class("choices")
        .attr("role", "radiogroup")
        .aria("labelledby", "region-label")
        .child(legend().class("label").id("region-label").child("Region"))
        .child(KNOWN_REGIONS.map(|region| choice(store, &chosen, region)));
    let dialog = FormDialog {
        operation: Operation::Claim,
        title: "Claim a public IP".to_owned(),
        consequence: CONSEQUENCE.to_owned(),
        fields: vec![
            choices,
            count(store, chosen.count, chosen.machine.clone()),
            field,
            progress(store),
        ],
        act: Box::new(|| Operation::Claim.verb()),
        call: Box::new({
            let chosen = chosen.clone();
            move || chosen.calls()
        }),
    };
    dialog.view(store, move || {
        let region = chosen.region.get();
        if chosen.machine.is_empty() {
            return store.claim(region, chosen.count.get(), None);
        }
        match chosen.machine.id() {
            Ok(machine) => store.claim(region, 1, Some(machine)),
            Err(problem) => store.refuse(FIELD, problem.words()),
        }
    })
}

impl Chosen {
    /// Region of the machine, if known.
    fn machine_region(&self) -> Option<Region> {
        let region = self.machine.region()?;
        KNOWN_REGIONS.contains(&region).then_some(region)
    }

    fn calls(&self) -> Vec<Request> {
        let claim = claim(&self.region.get());
        if self.machine.is_empty() {
            return vec![claim; usize::from(self.count.get())];
        }
        let machine = self.machine.id().ok();
        let then = machine.map(|machine| Request {
            target: NEW.to_owned(),
            ..assign(std::net::Ipv4Addr::UNSPECIFIED, &machine)
        });
        std::iter::once(claim).chain(then).collect()
    }
}

fn choice(store: Store, chosen: &Chosen, region: Region) -> El {
    let signal = chosen.region;
    let is_chosen = {
        let region = region.clone();
        move || signal.with(|chosen| *chosen == region)
    };
    let choose = {
        let region = region.clone();
        move || signal.set(region.clone())
    };
    let words = span().child(region.name());
    let note = span().class("choice-note").child(region.city());
    let radio = radio("region", is_chosen.clone(), choose)
        .attr("value", region.code())
        .attr("data-first-focus", is_chosen())
        .attr("disabled", {
            let chosen = chosen.clone();
            move || {
                let elsewhere = chosen.machine_region().is_some_and(|it| it != region);
                elsewhere || store.draft.with(FormState::is_saving)
            }
        });
    label()
        .class("choice")
        .child(radio)
        .child(words)
        .child(note)
}
