// Starts the panel, and says in words what is wrong when it does not start or when it stops.
// Trunk writes two links into the page, one for the generated JavaScript and one for the wasm, each with a
// checksum. Both downloads are under way before this script runs.

const LIMIT_SECONDS = 30;
const RELOADED = "public-ips.reloaded";
const TYPES = { css: "text/css", js: "text/javascript", wasm: "application/wasm" };

// A reason for not starting: what happened, and what the reader can do.
class Failure extends Error {
  constructor(cause, advice) {
    super(cause);
    this.advice = advice;
  }
}

// The page or a file in the browser's cache is from another release, so one reload past the cache may help.
class Stale extends Failure {}

function gone(name) {
  return new Stale(`The file ${name} is not on the server.`, "A newer release may just be going up. Wait a minute, then reload. If this stays, the upload was incomplete.");
}

let ended = false;

// The theme that was chosen, before anything of the panel is painted. What is stored is not trusted.
function applyTheme() {
  try {
    const theme = localStorage.getItem("public-ips.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is refused, so no theme is remembered and the system's applies.
  }
}

// Whoever has no key stored sees sign-in next; the shell then shows its bars and no rows.
function announceSignIn() {
  let known = false;
  try {
    known = sessionStorage.getItem("public-ips.key") !== null;
  } catch {
    // Storage is refused, so no key is kept.
  }
  if (!known) document.documentElement.dataset.entry = "sign-in";
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Replaces the page by one message. Only the first one counts: what follows a fault is its consequence.
function end(title, paragraphs, action, detail) {
  if (ended) return;
  ended = true;
  const block = element("div", { className: "notice" }, element("h1", { className: "notice-title", textContent: title }));
  block.dataset.kind = "error";
  block.setAttribute("role", "alert");
  block.append(...paragraphs.map((textContent) => element("p", { textContent })));
  if (detail) block.append(element("p", {}, element("code", { textContent: detail })));
  // The alert is put into a page that is there already, so that screen readers announce it.
  const place = element("main", { className: "alone alone-wide" });
  document.body.replaceChildren(place);
  place.append(block, action);
}

function reloadButton() {
  const button = element("button", { type: "button", className: "btn btn-primary", textContent: "Reload" });
  button.addEventListener("click", () => location.reload());
  return button;
}

// The program may go on after a fault, with its timers and answers that are still to come, so it loses the network.
function crash(detail) {
  window.fetch = () => new Promise(() => {});
  end(
    "The panel stopped",
    [
      "A fault in the panel itself, not in your account.",
      "An action that was under way may or may not have happened: reload, and look at the list before you repeat it.",
    ],
    reloadButton(),
    detail,
  );
}

// The name of a file without folder, for messages.
function nameOf(url) {
  return new URL(url).pathname.split("/").pop();
}

function link(selector) {
  const found = document.querySelector(selector);
  const integrity = found && (found.integrity || found.dataset.integrity);
  if (!integrity) throw new Failure("The page is incomplete: it does not name its own files.", "Whoever runs this panel has to upload the release again.");
  return { href: found.href, integrity };
}

// Asks again, past the cache, to find out why a file was refused.
async function explain({ href, integrity }) {
  const name = nameOf(href);
  let answer;
  try {
    answer = await fetch(href, { cache: "reload" });
  } catch {
    return new Failure(`The file ${name} could not be fetched.`, "Check the connection, then reload.");
  }
  if (isGone(answer)) return gone(name);
  if (!answer.ok) return new Failure(`The server answered ${answer.status} for the file ${name}.`, "Reload in a moment.");
  try {
    await fetch(href, { integrity, cache: "force-cache" });
  } catch {
    return new Failure(
      `The file ${name} is not the one that belongs to this release, so it was refused.`,
      "Reload. If this stays, do not enter a key: something between the release and this browser changes files.",
    );
  }
  return mistyped(answer, name) || new Stale(`The file ${name} arrived only at the second attempt.`, "Reload.");
}

// Some hosts answer a missing file with their start page instead of 404.
function isGone(answer) {
  return answer.status === 404 || answer.status === 410 || (answer.ok && typeOf(answer) === "text/html");
}

// JavaScript goes by several names, which all end alike; browsers take them all.
function mistyped(answer, name) {
  const ending = name.split(".").pop();
  const type = TYPES[ending] || TYPES.wasm;
  if (typeOf(answer).endsWith(type.split("/")[1])) return undefined;
  return new Failure(
    `The server sends the file ${name} as "${typeOf(answer) || "no type"}" instead of "${type}".`,
    `Whoever runs this panel has to add that MIME type for .${ending} files to the server's settings.`,
  );
}

function typeOf(answer) {
  return (answer.headers.get("content-type") || "").split(";")[0].trim().toLowerCase();
}

async function fetchWasm(file, signal) {
  const answer = await fetch(file.href, { integrity: file.integrity, credentials: "same-origin", signal });
  const name = nameOf(file.href);
  if (isGone(answer)) throw gone(name);
  if (!answer.ok) throw new Failure(`The server answered ${answer.status} for the file ${name}.`, "Reload in a moment.");
  const other = mistyped(answer, name);
  if (other) throw other;
  return answer;
}

// One reload past the cache. True if it is under way; false if there was one before.
async function reloadedOnce(mark) {
  let before;
  try {
    before = sessionStorage.getItem(RELOADED) === mark;
    sessionStorage.setItem(RELOADED, mark);
  } catch {
    // Storage is refused; then the browser's own word for how this page was opened has to do.
    const [navigation] = performance.getEntriesByType("navigation");
    before = !navigation || navigation.type === "reload";
  }
  if (before) return false;
  try {
    await fetch(location.href, { cache: "reload" });
  } catch {
    return false;
  }
  location.reload();
  return true;
}

function forgetReload() {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // Storage is refused, so there is nothing to forget.
  }
}

async function start(signal) {
  if (typeof WebAssembly !== "object" || !WebAssembly.instantiateStreaming) {
    throw new Failure("This browser does not run WebAssembly, or it is switched off.", "Use a current browser. Some hardened profiles have a setting for it.");
  }
  // The browser does not apply a style file that is missing or whose checksum is wrong, and says so only in its
  // console. What it keeps in place of the file is nothing, or a sheet without rules.
  const style = [...document.querySelectorAll("link[rel=stylesheet]")].find(({ sheet }) => !sheet?.cssRules.length);
  if (style) throw await explain(style);

  const script = link("link[rel=modulepreload]");
  const wasm = link("link[rel=preload][as=fetch][type]");
  const refused = (file) => async (error) => {
    throw error instanceof Failure || signal.aborted ? error : await explain(file);
  };
  const [glue, answer] = await Promise.all([
    import(script.href).catch(refused(script)),
    fetchWasm(wasm, signal).catch(refused(wasm)),
  ]);
  if (ended) return;
  await glue.default({ module_or_path: answer });
}

function isTrap(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}

// Where an error was thrown: a file of the panel and a position in it. Undefined for errors of other scripts, such as
// those of the browser's extensions. The first line of Chromium's stack is the message, which may hold data.
function placeOf(error) {
  const frames = String(error?.stack).replace(error?.message, "");
  const [, file, position] = /([^\s(@]+):(\d+:\d+|wasm-function\[\d+\]:0x[\da-f]+)\)?$/m.exec(frames) || [];
  return file?.startsWith(new URL(".", location.href).href) ? `${nameOf(file)}:${position}` : undefined;
}

// Names the fault behind an uncaught error: a trap, a stack overflow, or an error that passed through the wasm from
// JavaScript that it called. The message of a trap is the browser's; that of another error may hold data.
function faultOf(error) {
  const place = placeOf(error);
  if (isTrap(error)) return [error, place].join(" ");
  return place && [error.name, place].join(" ");
}

function crashOn(error) {
  const fault = faultOf(error);
  if (fault) crash(fault);
}

function fail(error) {
  const advice = error instanceof Failure ? error.advice : "Reload. If this stays, try a current browser.";
  const cause = error instanceof Failure ? error.message : "The panel's program was refused by this browser.";
  end("The panel did not start", [cause, advice], reloadButton(), error instanceof Failure ? "" : String(error));
}

async function boot() {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    fail(new Failure(`The panel's files did not arrive within ${LIMIT_SECONDS} seconds.`, "Check the connection, then reload."));
    limit.abort();
  }, LIMIT_SECONDS * 1000);
  try {
    await start(limit.signal);
    forgetReload();
  } catch (error) {
    if (error instanceof Stale && !ended && (await reloadedOnce(error.message))) return;
    if (isTrap(error)) crashOn(error);
    else fail(error);
  } finally {
    clearTimeout(timer);
  }
}

applyTheme();
announceSignIn();
if (window.top === window.self) {
  addEventListener("public-ips-crash", (event) => crash(event.detail));
  addEventListener("error", (event) => crashOn(event.error));
  addEventListener("unhandledrejection", (event) => crashOn(event.reason));
  boot();
} else {
  // Inside another page, a click can be led astray. Headers forbid it too, where the host sends them.
  const open = element("a", { href: location.href, target: "_blank", rel: "noopener", textContent: "Open in a tab of its own" });
  end("The panel does not run inside another page", ["The page around it could lead your clicks astray."], open);
}
