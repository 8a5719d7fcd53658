//! Browser tests: each flow of the panel as a person goes through it, accepted and refused.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise, in its helper functions too"
)]

mod acts;
mod announcements;
mod assign;
mod axe;
mod boot;
mod bulk;
mod claim;
mod claim_several;
mod config;
mod copy_many;
mod crash;
mod cross_origin;
mod demo;
mod doctor;
mod expiry;
mod export;
mod faults;
mod filters;
mod firefox;
mod fragment;
mod harness;
mod keyboard;
mod knowing;
mod leaving;
mod links;
mod list;
mod load_all;
mod locale;
mod long_list;
mod lost_claim;
mod matrix;
mod menu;
mod modes;
mod move_address;
mod nginx;
mod notes;
mod pages;
mod palette;
mod payloads;
mod phone;
mod picker;
mod probes;
mod read_only;
mod refresh;
mod release;
mod responsive;
mod retries;
mod row_keys;
mod search;
mod selection;
mod sentinel;
mod session;
mod session_log;
mod sign_in;
mod sort;
mod states;
mod swap;
mod tabs;
mod the_call;
mod theme;
mod unassign;
mod undo;
mod xss;
