// The server with simulated accounts, on a free loopback port.
import { spawn } from "node:child_process";

// Starts it; returns its URL and a function to stop it.
export async function serve(binary, site) {
  const child = spawn(binary, ["--dist", site, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise((found, failed) => {
    let [text, log] = ["", ""];
    child.stdout.on("data", (part) => {
      text += part;
      const named = text.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (named) found(named[0]);
    });
    // The log matters only if it does not start.
    child.stderr.on("data", (part) => (log = part));
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`the server ended before it answered: ${log}`)));
  });
  return { url, stop: () => child.kill() };
}
