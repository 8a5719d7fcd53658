//! The main flows in Firefox. `cargo xtask test` runs them where Firefox is installed or installable.

use crate::main_flows;
use e2e::firefox_test;

#[test]
#[ignore = "needs Firefox"]
fn a_key_is_refused_another_lets_in_and_out_again() {
    firefox_test(main_flows::a_key_is_refused_another_lets_in_and_out_again);
}

#[test]
#[ignore = "needs Firefox"]
fn a_long_list_is_scrolled_and_searched() {
    firefox_test(main_flows::a_long_list_is_scrolled_and_searched);
}

#[test]
#[ignore = "needs Firefox"]
fn an_address_is_claimed_assigned_moved_unassigned_and_released() {
    firefox_test(main_flows::an_address_is_claimed_assigned_moved_unassigned_and_released);
}

#[test]
#[ignore = "needs Firefox"]
fn a_form_is_left_by_escape_and_the_focus_is_where_it_was() {
    firefox_test(main_flows::a_form_is_left_by_escape_and_the_focus_is_where_it_was);
}

#[test]
#[ignore = "needs Firefox"]
fn the_theme_is_switched_and_remembered() {
    firefox_test(main_flows::the_theme_is_switched_and_remembered);
}
