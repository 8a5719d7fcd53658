//! Claim a new address, or several; one alone can go to a machine at once.

mod count;

use count::{count, progress};
use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::FormState;
use model::wire::{Request, assign, claim};
use web_sys::HtmlInputElement;

use super::machine_picker::{FIELD, Picked, machine_picker};
use super::shell::Shell;
use crate::store::Store;
use crate::ui::{El, Value, el, run};

const TITLE: &str = "Claim a public IP";
const CONSEQUENCE: &str =
    "A new address in one region. It is billed from now until it is released, assigned or not.";
const REGION: &str = "Region";
const MACHINE: &str = "Assign to (optional)";
const MACHINE_RULE: &str = "The new address goes to this machine, in the region of the machine.";
/// Stands in the call for the address that is not known yet.
const NEW: &str = "/public-ips/NEW_ADDRESS";

/// What is chosen in the form.
#[derive(Clone)]
struct Chosen {
    region: Value<Region>,
    count: Value<u8>,
    machine: Picked,
}

/// The form; the region of the selected tab is chosen already.
pub(super) fn claim_form(store: Store) -> El {
    let of_tab = store.query().region;
    let region = of_tab
        .filter(|region| KNOWN_REGIONS.contains(region))
        .unwrap_or(Region::Ny2);
    let label = MACHINE.to_owned();
    let (field, machine) = machine_picker(store, label, None, MACHINE_RULE.to_owned());
    let chosen = Chosen {
        region: Value::new(region),
        count: Value::new(1),
        machine,
    };
    run(Box::new({
        let chosen = chosen.clone();
        move || {
            if let Some(region) = chosen.machine_region() {
                chosen.region.set(region);
            }
        }
    }));
    let choices = el("fieldset")
        .class("choices")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "region-label")
        .child(
            el("legend")
                .class("label")
                .attr("id", "region-label")
                .text(REGION),
        )
        .children(KNOWN_REGIONS.map(|region| choice(store, &chosen, region)));
    let shell = Shell {
        operation: Operation::Claim,
        title: TITLE.to_owned(),
        consequence: CONSEQUENCE.to_owned(),
        fields: vec![
            choices,
            count(store, chosen.count.clone(), chosen.machine.clone()),
            field,
            progress(store),
        ],
        act: Box::new(|| Operation::Claim.verb()),
        call: Box::new({
            let chosen = chosen.clone();
            move || chosen.calls()
        }),
    };
    shell.draw(store, move || {
        let region = chosen.region.get_untracked();
        if chosen.machine.is_empty() {
            return store.claim(region, chosen.count.get_untracked(), None);
        }
        match chosen.machine.id() {
            Ok(machine) => store.claim(region, 1, Some(machine)),
            Err(problem) => store.refuse(FIELD, problem.words()),
        }
    })
}

impl Chosen {
    /// The region of the machine, where that is known.
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
    let is_first = chosen.region.with_untracked(|chosen| *chosen == region);
    let label = el("label").class("choice");
    let words = el("span").text(region.name());
    let note = el("span")
        .class("choice-note")
        .text(region.city().unwrap_or_default());
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "region")
        .attr("value", region.code())
        .flag("data-first-focus", is_first);
    let node: HtmlInputElement = radio.node_as();
    run(Box::new({
        let (value, region) = (chosen.region.clone(), region.clone());
        move || node.set_checked(value.with(|chosen| *chosen == region))
    }));
    let (machine, value) = (chosen.clone(), chosen.region.clone());
    let radio = radio
        .bind("disabled", {
            let region = region.clone();
            move || {
                let elsewhere = machine.machine_region().is_some_and(|it| it != region);
                (elsewhere || store.draft.with(FormState::is_saving)).then(String::new)
            }
        })
        .on("change", move |_| value.set(region.clone()));
    label.child(radio).child(words).child(note)
}
