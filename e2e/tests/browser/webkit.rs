//! The main flows in WebKit. `cargo xtask test` runs them where WebKit is installed or installable.

use crate::main_flows;
use e2e::webkit_test;

#[test]
#[ignore = "needs WebKit"]
fn a_key_is_refused_another_lets_in_and_out_again() {
    webkit_test(main_flows::a_key_is_refused_another_lets_in_and_out_again);
}

#[test]
#[ignore = "needs WebKit"]
fn a_long_list_is_scrolled_and_searched() {
    webkit_test(main_flows::a_long_list_is_scrolled_and_searched);
}

#[test]
#[ignore = "needs WebKit"]
fn an_address_is_claimed_assigned_moved_unassigned_and_released() {
    webkit_test(main_flows::an_address_is_claimed_assigned_moved_unassigned_and_released);
}

#[test]
#[ignore = "needs WebKit"]
fn a_form_is_left_by_escape_and_the_focus_is_where_it_was() {
    webkit_test(main_flows::a_form_is_left_by_escape_and_the_focus_is_where_it_was);
}

#[test]
#[ignore = "needs WebKit"]
fn the_theme_is_switched_and_remembered() {
    webkit_test(main_flows::the_theme_is_switched_and_remembered);
}
