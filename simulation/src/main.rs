//! Plays runs of the simulation; `cargo xtask simulate` starts it.

use std::process::ExitCode;
use std::time::Instant;

use simulation::{ENOUGH, Summary, play, play_until};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1)?.parse::<u64>().ok()
    };
    if let Some(seed) = number("--replay") {
        return replay(seed);
    }
    let from = number("--from").unwrap_or_default();
    let seeds = from..from.saturating_add(number("--seeds").unwrap_or_default());
    if words.iter().any(|word| word == "--first") {
        return first(&play_until(1, seeds));
    }
    let began = Instant::now();
    let summary = play_until(ENOUGH, seeds);
    for (name, times) in summary.coverage.iter() {
        println!("{times:>10}  {name}");
    }
    for (seed, violation) in &summary.failed {
        println!("seed {seed}: {violation}");
    }
    let (played, failed) = (summary.played, summary.failed.len());
    let seconds = began.elapsed().as_secs();
    println!("{played} runs in {seconds} s, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        println!("`cargo xtask simulate --replay SEED` tells the story of one.");
        ExitCode::FAILURE
    }
}

/// Names the first run that broke a rule, for `cargo xtask simulate --broken`.
fn first(summary: &Summary) -> ExitCode {
    for (seed, violation) in &summary.failed {
        let rule = violation.split(':').next().unwrap_or_default();
        println!("found by run {} of seed {seed}: {rule}", summary.played);
    }
    ExitCode::SUCCESS
}

/// Tells the story of one run.
fn replay(seed: u64) -> ExitCode {
    let played = play(seed, true);
    for line in &played.story {
        println!("{line}");
    }
    match played.violation {
        None => {
            println!("seed {seed}: every rule held");
            ExitCode::SUCCESS
        }
        Some(violation) => {
            println!("seed {seed}: {violation}");
            ExitCode::FAILURE
        }
    }
}
