//! All keys, from the one table of them.

use model::state::{Binding, SHORTCUTS, ShortcutScope};

use super::shell::{CLOSE, Shell};
use crate::store::Store;
use crate::ui::{El, el};

const TITLE: &str = "Keyboard shortcuts";
const ON: &str = "Single keys work unless something is typed. The Menu switches them off.";
const OFF: &str = "Single keys are switched off in the Menu.";
const ANYWHERE: &str = "Anywhere";
const IN_LIST: &str = "In the list";

/// The help.
pub(super) fn keys_sheet(store: Store) -> El {
    let text = if store.has_keys.get_untracked() {
        ON
    } else {
        OFF
    };
    let shell = Shell {
        title: TITLE.to_owned(),
        text: text.to_owned(),
        parts: vec![
            keys(ANYWHERE, |place| place != ShortcutScope::List),
            keys(IN_LIST, |place| place == ShortcutScope::List),
        ],
        leave: CLOSE,
        acts: Vec::new(),
    };
    shell.draw(store, || ())
}

fn keys(title: &str, is_here: impl Fn(ShortcutScope) -> bool) -> El {
    let here = SHORTCUTS.iter().filter(|binding| is_here(binding.place));
    let list = el("dl")
        .class("keys")
        .children(here.map(|binding| line(*binding)));
    el("section")
        .child(el("h3").class("label").text(title))
        .child(list)
}

fn line(binding: Binding) -> El {
    let keys = binding.keys.iter().enumerate().map(|(at, key)| {
        let text = if binding.is_held() {
            ["Ctrl ", &key.to_ascii_uppercase()].concat()
        } else {
            shown(key).to_owned()
        };
        el("span")
            .text(if at == 0 { "" } else { "or " })
            .child(el("kbd").text(&text))
    });
    el("div")
        .child(el("dt").text(binding.words))
        .child(el("dd").children(keys))
}

/// What stands on the key.
fn shown(key: &str) -> &str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        other => other,
    }
}
