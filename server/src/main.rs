//! `public-ips`: serves the panel, and `/v1` from the simulator or a live API.

mod embedded;
mod flags;

use clap::Parser;
use flags::{Command, Flags};
use server::{Options, start};
use std::io::{self, Write};
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let flags = Flags::parse();
    let outcome = match &flags.command {
        Some(Command::Check { origin, upstream }) => server::check(upstream, origin)
            .await
            .map(|sentence| println!("{sentence}")),
        None => serve(flags.options()).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until Ctrl-C or SIGTERM.
async fn serve(options: Options) -> Result<(), String> {
    let no_signals = |error: io::Error| format!("Cannot wait for signals: {error}.");
    let mut term = signal(SignalKind::terminate()).map_err(no_signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
    let server = start(options).await.map_err(|error| error.to_string())?;
    let banner = format!("{}Stop with Ctrl-C.\n", server.banner());
    // A closed standard output is no reason not to serve.
    print(&banner).ok();
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    server.stop().await;
    Ok(())
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
