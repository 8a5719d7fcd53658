//! Starts the panel; all else is in the library.

#[cfg(target_arch = "wasm32")]
fn main() {
    public_ips::start();
}

/// The panel runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
