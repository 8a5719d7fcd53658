// The server with the simulated accounts, at a free port of loopback.
import { spawn } from "node:child_process";

// Starts it and returns its URL and a function that ends it.
export async function serve(binary, site) {
  const child = spawn(binary, ["--dist", site, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise((found, failed) => {
    let [text, log] = ["", ""];
    child.stdout.on("data", (part) => {
      text += part;
      const named = text.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (named) found(named[0]);
    });
    // Its log of requests is of interest only when it does not start.
    child.stderr.on("data", (part) => (log = part));
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`the server ended before it answered: ${log}`)));
  });
  return { url, stop: () => child.kill() };
}
