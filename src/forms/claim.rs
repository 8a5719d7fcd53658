//! Claim a new address.

use model::domain::{KNOWN_REGIONS, Operation, Region};
use model::state::Draft;
use model::wire::claim;

use super::shell::Shell;
use crate::store::Store;
use crate::ui::{El, Value, el};

const TITLE: &str = "Claim a public IP";
const CONSEQUENCE: &str =
    "A new address in one region. It is billed from now until it is released, assigned or not.";
const REGION: &str = "Region";

/// The form; the region of the selected tab is chosen already.
pub(super) fn claim_form(store: Store) -> El {
    let of_tab = store.query().region;
    let chosen = Value::new(
        of_tab
            .filter(|region| KNOWN_REGIONS.contains(region))
            .unwrap_or(Region::Ny2),
    );
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
        .children(KNOWN_REGIONS.map(|region| choice(store, chosen.clone(), region)));
    let shell = Shell {
        operation: Operation::Claim,
        title: TITLE.to_owned(),
        consequence: CONSEQUENCE.to_owned(),
        fields: vec![choices],
        act: Box::new(|| Operation::Claim.verb()),
        call: Box::new({
            let chosen = chosen.clone();
            move || vec![claim(&chosen.get())]
        }),
    };
    shell.draw(store, move || store.claim(chosen.get_untracked()))
}

fn choice(store: Store, chosen: Value<Region>, region: Region) -> El {
    let is_chosen = chosen.with_untracked(|chosen| *chosen == region);
    let label = el("label").class("choice");
    let words = el("span").text(region.name());
    let note = el("span")
        .class("choice-note")
        .text(region.city().unwrap_or_default());
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "region")
        .attr("value", region.code())
        .flag("checked", is_chosen)
        .flag("data-first-focus", is_chosen)
        .bind("disabled", move || {
            store.draft.with(Draft::is_saving).then(String::new)
        })
        .on("change", move |_| chosen.set(region.clone()));
    label.child(radio).child(words).child(note)
}
