//! Keyboard help, from the one table of shortcuts.

use dom::El;
use dom::html::{dd, div, dl, dt, h3, kbd, section, span};
use model::state::{Binding, SHORTCUTS, ShortcutScope};

use super::info_dialog::{CLOSE, InfoDialog};
use crate::store::Store;

const ON: &str = "Single keys work unless something is typed. The Menu switches them off.";

pub(super) fn keyboard_shortcuts(store: Store) -> El {
    let text = if store.has_keys.get() {
        ON
    } else {
        "Single keys are switched off in the Menu."
    };
    let dialog = InfoDialog {
        title: "Keyboard shortcuts".to_owned(),
        text: text.to_owned(),
        parts: vec![
            keys("Anywhere", |place| place != ShortcutScope::List),
            keys("In the list", |place| place == ShortcutScope::List),
        ],
        leave: CLOSE,
        acts: Vec::new(),
    };
    dialog.view(store, || ())
}

fn keys(title: &str, is_here: impl Fn(ShortcutScope) -> bool) -> El {
    let here = SHORTCUTS.iter().filter(|binding| is_here(binding.scope));
    let list = dl().class("keys").child(here.map(|binding| line(*binding)));
    section()
        .child(h3().class("label").child(title))
        .child(list)
}

fn line(binding: Binding) -> El {
    let keys = binding.keys.iter().enumerate().map(|(at, key)| {
        let text = if binding.takes_modifier() {
            format!("Ctrl {}", key.to_ascii_uppercase())
        } else {
            shown(key).to_owned()
        };
        span()
            .child(if at == 0 { "" } else { "or " })
            .child(kbd().child(text))
    });
    div()
        .child(dt().child(binding.words))
        .child(dd().child(keys))
}

/// Symbol on the key.
fn shown(key: &str) -> &str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        other => other,
    }
}
