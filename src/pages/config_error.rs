//! `config.json` is wrong: nothing can be done before the host corrects it.

use model::wire::ConfigProblem;

use crate::browser::location;
use crate::components::brand;
use crate::ui::{El, el, error_notice};

const TITLE: &str = "config.json cannot be used";
const NEXT: &str = "Correct the file beside index.html and reload. No rebuild is needed.";
const RELOAD: &str = "Reload";

/// Names the field and what is wrong with it.
#[must_use]
pub fn config_error_page(problem: ConfigProblem) -> El {
    let what = [problem.field, ": ", problem.words].concat();
    let reload = el("button")
        .class("btn")
        .attr("type", "button")
        .text(RELOAD)
        .on_press(location::reload);
    el("main")
        .class("alone alone-wide")
        .child(el("div").class("intro").child(brand()))
        .child(error_notice(TITLE, &[&what, NEXT]))
        .child(el("p").child(reload))
}
