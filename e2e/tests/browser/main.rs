//! Browser tests: each flow of the panel as a person goes through it, accepted and refused.

mod harness;
