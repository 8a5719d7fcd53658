//! Browser tests: each flow of the panel, accepted and refused.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise, in its helper functions too"
)]

mod announcements;
mod assign;
mod axe;
mod boot;
mod bulk;
mod changed_elsewhere;
mod claim;
mod claim_several;
mod config;
mod copy_and_export;
mod crash;
mod cross_origin;
mod curl_preview;
mod deep_links;
mod demo;
mod diagnosis;
mod export;
mod fault_matrix;
mod filters;
mod firefox;
mod focus_not_obscured;
mod foreign_answers;
mod fragment;
mod key_leaks;
mod keyboard;
mod list;
mod load_all;
mod locale;
mod lock_and_sign_out;
mod lost_claim;
mod machines_and_owner;
mod main_flows;
mod media_features;
mod menu;
mod move_address;
mod notes;
mod overlays;
mod pagination;
mod palette;
mod parts;
mod payloads;
mod phone;
mod picker;
mod probes;
mod read_only;
mod refresh;
mod region_tabs;
mod release;
mod responsive;
mod retries;
mod row_keys;
mod search;
mod selection;
mod session;
mod session_log;
mod session_timeout;
mod sign_in;
mod sort;
mod steps;
mod subfolder;
mod swap;
mod theme;
mod tools;
mod unassign;
mod undo;
mod virtual_scroll;
mod web_servers;
mod webkit;
mod xss;
