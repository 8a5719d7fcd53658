//! Error page of a wrong `config.json`: only the host can fix it.

use dom::html::{div, main, p};
use dom::{El, ev};
use model::wire::ConfigProblem;

use crate::browser::address_bar;
use crate::components::brand;
use crate::ui::{button, error_notice};

pub fn config_error_page(problem: ConfigProblem) -> El {
    let what = format!("{}: {}", problem.field, problem.words);
    let next = "Fix the file next to index.html and reload. No rebuild needed.";
    let reload = button("btn", "Reload").on(ev::click, move |_| address_bar::reload());
    main()
        .class("alone alone-wide")
        .child(div().class("intro").child(brand()))
        .child(error_notice("Can't use config.json", &[&what, next]))
        .child(p().child(reload))
}
