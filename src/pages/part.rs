//! What stands in for the page of a signed-in user until its part of the program is here.

use dom::html::{div, main, p};
use dom::{El, ev};

use crate::browser::part::Part;
use crate::components::brand;
use crate::ui::{button, error_notice};

/// The page while the part is on its way. It says so after half a second.
pub fn awaited_page() -> El {
    let text = p()
        .class("late")
        .attr("role", "status")
        .child("Loading the list…");
    main().class("alone").child(intro()).child(text)
}

/// The page when the part did not arrive. The session goes on.
pub fn missing_page<T: Copy>(fault: &str, part: &'static Part<T>) -> El {
    let again = button("btn btn-primary", "Try again").on(ev::click, move |_| part.forget_fault());
    main()
        .class("alone alone-wide")
        .child(intro())
        .child(error_notice("The list didn't load", &[fault]))
        .child(p().child(again))
}

fn intro() -> El {
    div().class("intro").child(brand())
}
