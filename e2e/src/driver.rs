//! The drivers of the browsers: one chromedriver for the whole test process, and a geckodriver for each Firefox, since
//! it drives one at a time.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Statics are never dropped, so a shell watches over the driver: its input ends when the
/// test process ends, in whatever way, and then it ends the driver and every browser of it,
/// which are the rest of its process group.
const KEEPER: &str =
    r#""$0" --port=0 & exec >&-; cat >/dev/null; trap '' TERM; kill -TERM 0; wait"#;

/// Where Debian's package puts the driver; `CHROMEDRIVER` names another place.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// Where the set-up puts the driver; `GECKODRIVER` names another place.
const GECKODRIVER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../target/tools/bin/geckodriver"
);

/// A driver that runs as long as this is held.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) address: String,
    /// Holds the input of the keeper open.
    _keeper: Child,
}

/// The address of chromedriver, which the first call starts.
///
/// Panics when the driver cannot be started, with what to install.
pub(crate) fn chromium() -> &'static str {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    let advice = "on Debian `apt-get install chromium chromium-driver` installs it";
    &DRIVER
        .get_or_init(|| start("CHROMEDRIVER", CHROMEDRIVER, advice))
        .address
}

/// A driver for one Firefox.
///
/// Panics when the driver cannot be started, with what to install.
pub(crate) fn firefox() -> Driver {
    start(
        "GECKODRIVER",
        GECKODRIVER,
        "`cargo xtask test --firefox` installs it",
    )
}

fn start(variable: &str, usual: &str, advice: &str) -> Driver {
    let program = std::env::var(variable).unwrap_or_else(|_| usual.into());
    let mut keeper = Command::new("sh")
        .args(["-c", KEEPER, &program])
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell to watch over the driver");
    let output = keeper.stdout.take().expect("the driver's output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let port = lines
        .find_map(|line| port_in(&line))
        .unwrap_or_else(|| panic!("{program} did not start; {advice}"));
    // The driver stops at a full pipe, so somebody has to read on.
    std::thread::spawn(move || lines.for_each(drop));
    Driver {
        address: format!("http://127.0.0.1:{port}"),
        _keeper: keeper,
    }
}

/// The port in "ChromeDriver was started successfully on port 12345." and in "Listening on 127.0.0.1:12345".
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line
        .rsplit_once("on port ")
        .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"))?;
    // An earlier line repeats the 0 that the driver was started with.
    rest.trim_end_matches('.')
        .parse()
        .ok()
        .filter(|port| *port != 0)
}
