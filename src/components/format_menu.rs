//! Menus of formats for copying and exporting.

use dom::El;
use model::state::Format;

use crate::store::Store;
use crate::ui::{Icon, button, icon, menu, menu_item};

const COPY: &str = "Copy";
const EXPORT: &str = "Export";
const EXPORT_AS: &str = "Export as…";
const SAVE: &str = "Save ";

pub(super) fn copy_menu(store: Store) -> El {
    menu(
        "copy-menu",
        menu_button(Icon::COPY, COPY),
        COPY,
        move || Format::ALL.map(|it| copy(store, it)).into(),
    )
}

pub(super) fn save_menu(store: Store) -> El {
    let button = menu_button(Icon::DOWNLOAD, EXPORT);
    menu("save-menu", button, EXPORT, move || {
        Format::ALL.map(|it| save(store, it)).into()
    })
}

/// Beside "Export CSV": the other formats, of the selection or else of all rows shown.
pub(super) fn export_menu(store: Store) -> El {
    let id = "export-menu";
    let button = button("btn btn-quiet", icon(Icon::DOWN))
        .aria("label", EXPORT_AS)
        .attr("title", EXPORT_AS);
    menu(id, button, EXPORT_AS, move || {
        let copies = Format::ALL.map(|it| copy(store, it));
        let saves = Format::ALL.map(|it| save(store, it));
        copies.into_iter().chain(saves).collect()
    })
}

fn menu_button(drawing: Icon, name: &str) -> El {
    button("btn btn-quiet", icon(drawing)).child(name)
}

fn copy(store: Store, format: Format) -> El {
    let name = format!("Copy {}", format.name());
    menu_item(&name, Icon::COPY, move || store.copy_many(format))
}

fn save(store: Store, format: Format) -> El {
    let name = format!("{SAVE}{}", format.name());
    menu_item(&name, Icon::DOWNLOAD, move || store.export(format))
}
