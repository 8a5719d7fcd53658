//! The help on keyboard shortcuts, from the one table of them.

use app::App;
use app::commands::shortcuts::{Binding, SHORTCUTS, ShortcutScope};
use dom::El;
use dom::html::{dd, div, dl, dt, h3, kbd, section, span};

use super::info_dialog::InfoDialog;

pub(super) fn keyboard_shortcuts(app: App) -> El {
    let text = if app.preferences.single_key_shortcuts.get() {
        "Single-key shortcuts work while you're not typing. Turn them off in the Menu."
    } else {
        "Single-key shortcuts are off. Turn them on in the Menu."
    };
    let dialog = InfoDialog {
        title: "Keyboard shortcuts".to_owned(),
        text: text.to_owned(),
        content: vec![
            keys("Anywhere", |scope| !is_in_list(scope)),
            keys("In the list", is_in_list),
        ],
        leave: "Close",
        actions: Vec::new(),
    };
    dialog.view(app, || ())
}

fn is_in_list(scope: ShortcutScope) -> bool {
    matches!(scope, ShortcutScope::Rows | ShortcutScope::List)
}

fn keys(title: &str, is_here: impl Fn(ShortcutScope) -> bool) -> El {
    let bindings = SHORTCUTS.iter().filter(|binding| is_here(binding.scope));
    section()
        .child(h3().class("label").child(title))
        .child(dl().class("keys").child(bindings.map(line)))
}

fn line(binding: &Binding) -> El {
    let keys = binding.key_labels().enumerate().map(|(at, label)| {
        span()
            .child(if at == 0 { "" } else { "or " })
            .child(kbd().child(label))
    });
    div()
        .child(dt().child(binding.label))
        .child(dd().child(keys))
}
