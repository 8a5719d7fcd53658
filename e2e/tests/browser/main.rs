//! Browser tests: each flow of the panel as a person goes through it, accepted and refused.

mod acts;
mod assign;
mod claim;
mod config;
mod cross_origin;
mod demo;
mod export;
mod faults;
mod fragment;
mod harness;
mod keyboard;
mod list;
mod load_all;
mod long_list;
mod move_address;
mod pages;
mod phone;
mod release;
mod search;
mod session;
mod sign_in;
mod sort;
mod tabs;
mod theme;
mod unassign;
