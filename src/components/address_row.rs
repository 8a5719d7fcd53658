//! One address.

use std::time::Duration;

use leptos::prelude::*;
use model::domain::{Claimed, Operation, PublicIp, Region, actions};
use wasm_bindgen_futures::spawn_local;

use super::Tick;
use crate::browser::clipboard;
use crate::store::{Form, Store, action_id, more_id};
use crate::ui::Icon;

const IDLE: &str = "Idle";
const COPY: &str = "Copy";
/// How long the button says that it worked.
const COPIED_FOR: Duration = Duration::from_millis(1_500);

const NOT_COPIED: &str = "The address was not copied";
const NO_CLIPBOARD: &str =
    "The browser does not let this page use the clipboard. Select the address and copy it.";

/// A row of the table: address, region, machine, age, actions.
#[component]
pub fn AddressRow(ip: PublicIp) -> impl IntoView {
    let store = Store::of_app();
    let address = ip.address;
    let busy = Memo::new(move |_| store.locks.with(|locks| locks.on(address)));
    let changed = move || (store.changed.get() == Some(address)).then_some("");
    view! {
        <tr class="row" role="row" aria-busy=move || busy.get().map(|_| "true") data-changed=changed>
            <th class="ip" role="rowheader" scope="row">
                <span class="addr">{address.to_string()}</span>
                <CopyButton text=address.to_string() />
            </th>
            <td role="cell"><span class="chip chip-code" title=full_name(&ip.region)>{ip.region.short().to_owned()}</span></td>
            <td role="cell">{machine(&ip)}</td>
            <td class="age-cell" role="cell"><Age claimed=ip.claimed.clone() /></td>
            <td class="act" role="cell"><Actions ip busy /></td>
        </tr>
    }
}

fn full_name(region: &Region) -> String {
    match region.city() {
        Some(city) => [region.name(), ", ", city].concat(),
        None => region.name().to_owned(),
    }
}

fn machine(ip: &PublicIp) -> AnyView {
    match &ip.machine {
        Some(id) => view! { <span class="machine" title=id.as_str().to_owned()>{id.as_str().to_owned()}</span> }.into_any(),
        None => view! { <span class="chip chip-idle">{IDLE}</span> }.into_any(),
    }
}

#[component]
fn CopyButton(text: String) -> impl IntoView {
    let store = Store::of_app();
    let name = [COPY, " ", &text].concat();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            if clipboard::copy(&text).await {
                copied.set(true);
                set_timeout(move || copied.set(false), COPIED_FOR);
                store.tell(["Copied ", &text].concat());
            } else {
                store.warn_plainly(NOT_COPIED, NO_CLIPBOARD);
            }
        });
    };
    view! {
        <button class="icon-btn copy" type="button" aria-label=name title=COPY data-copied=move || copied.get().then_some("") on:click=copy>
            <Icon icon=Signal::derive(move || if copied.get() { Icon::Check } else { Icon::Copy }) />
        </button>
    }
}

/// How long ago, with the exact time as tooltip and for screen readers.
#[component]
fn Age(claimed: Claimed) -> impl IntoView {
    let tick = Tick::of_app();
    match claimed {
        Claimed::Unreadable(text) => view! { <span class="age">{text}</span> }.into_any(),
        Claimed::At(at) => {
            let exact = at.exact();
            let spoken = [", ", &exact].concat();
            view! {
                <time class="age" datetime=at.iso() title=exact>
                    {move || at.relative(tick.now())}
                    <span class="sr-only">{spoken}</span>
                </time>
            }
            .into_any()
        }
    }
}

/// What can be done now, or what is being done.
#[component]
fn Actions(ip: PublicIp, busy: Memo<Option<Operation>>) -> impl IntoView {
    move || match busy.get() {
        Some(operation) => {
            view! { <span class="busy spin">{operation.progress()}</span> }.into_any()
        }
        None => view! { <ActionButtons ip=ip.clone() /> }.into_any(),
    }
}

/// The buttons of the actions that the capability table allows. On a phone
/// they stand in a sheet that one button opens.
#[component]
fn ActionButtons(ip: PublicIp) -> impl IntoView {
    let address = ip.address.to_string();
    let sheet = ["actions-", &address].concat();
    let buttons: Vec<_> = actions(&ip, None)
        .into_iter()
        .filter(|(_, allowed)| allowed.is_ok())
        .map(
            |(operation, _)| view! { <ActionButton operation ip=ip.clone() sheet=sheet.clone() /> },
        )
        .collect();
    view! {
        <button
            class="icon-btn more"
            type="button"
            id=more_id(ip.address)
            popovertarget=sheet.clone()
            aria-label=["Actions for ", &address].concat()
        >
            <Icon icon=Icon::More />
        </button>
        <div class="actions" id=sheet popover="auto" data-ip=address>{buttons}</div>
    }
}

/// A button that opens the form of an action, and closes the sheet it may stand in.
#[component]
fn ActionButton(operation: Operation, ip: PublicIp, sheet: String) -> impl IntoView {
    let store = Store::of_app();
    let name = [operation.verb(), " ", &ip.address.to_string()].concat();
    view! {
        <button
            class="btn btn-quiet"
            type="button"
            id=action_id(operation, ip.address)
            aria-label=name
            popovertarget=sheet
            popovertargetaction="hide"
            on:click=move |_| store.open(Form::On(operation, ip.clone()))
        >
            {operation.verb()}
        </button>
    }
}
