//! The menus of the formats in which addresses are copied and exported.

use app::export::ExportSlice;
use dom::El;
use model::state::Format;

use crate::ui::{Icon, button, icon, menu, menu_item};

pub(super) fn copy_menu(export: &'static ExportSlice) -> El {
    let button = button("btn btn-quiet", icon(Icon::COPY)).child("Copy");
    menu("copy-menu", button, "Copy", move || copies(export).into())
}

pub(super) fn save_menu(export: &'static ExportSlice) -> El {
    let button = button("btn btn-quiet", icon(Icon::DOWNLOAD)).child("Export");
    menu("save-menu", button, "Export", move || saves(export).into())
}

/// All other ways beside "Export CSV": of the selected addresses or, without any, of all rows shown.
pub(super) fn export_menu(export: &'static ExportSlice) -> El {
    let name = "Export as…";
    let button = button("btn btn-quiet", icon(Icon::DOWN))
        .aria("label", name)
        .attr("title", name);
    menu("export-menu", button, name, move || {
        copies(export).into_iter().chain(saves(export)).collect()
    })
}

fn copies(export: &'static ExportSlice) -> [El; Format::ALL.len()] {
    Format::ALL.map(|format| {
        let name = format!("Copy {}", format.name());
        menu_item(&name, Icon::COPY, move || export.copy_as(format))
    })
}

fn saves(export: &'static ExportSlice) -> [El; Format::ALL.len()] {
    Format::ALL.map(|format| {
        let name = format!("Save {}", format.name());
        menu_item(&name, Icon::DOWNLOAD, move || export.export_as(format))
    })
}
