// Starts the panel. Shows a message if it does not start, and the crash screen if it stops.
// The page links the generated JavaScript and the wasm, each with a checksum; both downloads start before this script.
// It runs as soon as it is here, be the page read to its end or not: what is decided before the first paint comes first.

const LIMIT_SECONDS = 30;
const RELOADED = "public-ips.reloaded";
const RELOADED_FOR_PART = "public-ips.reloaded-for-part";
const OLDEST_BROWSERS = "Chrome 123, Edge 123, Firefox 125, Safari 17.5 or newer";
const TYPES = { css: "text/css", js: "text/javascript", wasm: "application/wasm" };

// The panel cannot start: the cause, and advice to the user.
class StartError extends Error {
  constructor(cause, advice) {
    super(cause);
    this.advice = advice;
  }
}

// The page or a cached file is from another release: one reload past the cache may help.
class StaleError extends StartError {}

function missingFile(name) {
  return new StaleError(`The file ${name} isn't on the server.`, "A new release may be uploading. Wait a minute and reload. If this persists, the upload is incomplete.");
}

// A message has replaced the page.
let ended = false;

// Applies the stored theme before the first paint. Stored text is not trusted.
function applyTheme() {
  try {
    const theme = localStorage.getItem("public-ips.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Without storage the system's theme applies.
  }
}

// Whether the tab has a session to go on with.
function hasKey() {
  try {
    return sessionStorage.getItem("public-ips.key") !== null;
  } catch {
    // Without storage no key is kept.
    return false;
  }
}

// Chooses between the two pages of index.html, before the first paint.
function chooseEntry(isFramed) {
  const entry = hasKey() ? "list" : "sign-in";
  document.documentElement.dataset.entry = isFramed ? "framed" : entry;
}

// What was pressed on the sign-in page before the program was here.
const presses = [];

// Keeps a press for the program, and shows it as under way. No press sends the form. Enter in the field counts as a press
// of the button.
function keepPress(event) {
  const button = event.target.closest("#sign-in button");
  if (!button) return;
  event.preventDefault();
  if (button.id === "show-key") return showKey(button);
  if (button.matches(".btn")) {
    if (button.ariaDisabled === "true") return;
    for (const other of document.querySelectorAll("#sign-in .btn")) other.ariaDisabled = "true";
    button.dataset.busy = "";
  }
  presses.push(button);
}

// Shows the key or hides it, as src/pages/sign_in.rs does.
function showKey(button) {
  const field = button.previousElementSibling;
  const isShown = field.type === "text";
  field.type = isShown ? "password" : "text";
  button.ariaLabel = button.title = isShown ? "Show key" : "Hide key";
}

// Completes the sign-in page once all of it is here: browsers do not focus by themselves where the address has a fragment.
function completeSignIn() {
  const field = document.getElementById("key");
  if (document.activeElement === document.body) field?.focus();
  const { theme } = document.documentElement.dataset;
  const button = document.querySelector("#sign-in .theme");
  if (button && theme) button.ariaLabel = button.title = `Theme: ${theme}`;
}

// Resolves once the whole page is read.
function whole() {
  return document.readyState === "loading" && new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

// Resolves once each style file is here or refused; this script waits for none.
function styled() {
  const isAwaited = document.readyState !== "complete" && [...document.querySelectorAll("link[rel=stylesheet]")].some(({ sheet }) => !sheet);
  return isAwaited && new Promise((done) => addEventListener("load", done, { once: true }));
}

function element(name, properties, ...children) {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children);
  return created;
}

// Replaces the page by the first message. Later ones are consequences of the first fault.
function showMessage(title, paragraphs, action, detail) {
  if (ended) return;
  ended = true;
  const notice = element("div", { className: "notice" }, element("h1", { className: "notice-title", textContent: title }));
  notice.dataset.kind = "error";
  notice.setAttribute("role", "alert");
  notice.append(...paragraphs.map((textContent) => element("p", { textContent })));
  if (detail) notice.append(element("p", {}, element("code", { textContent: detail })));
  // Screen readers announce an alert that is added to a page, not one that comes with it.
  const main = element("main", { className: "alone alone-wide" });
  delete document.documentElement.dataset.entry;
  document.body.replaceChildren(main);
  main.append(notice, action);
}

function reloadButton() {
  const button = element("button", { type: "button", className: "btn btn-primary", textContent: "Reload" });
  button.addEventListener("click", () => location.reload());
  return button;
}

// The program has stopped: nothing calls it any more.
let stopped = false;

// Has every call of the program, by an event, a timer, an answer or a task of its own, end here once it has stopped: what
// is left of it would act on broken data. The glue reads results by index, so there is an empty one.
function gate(instantiate) {
  return async (source, imports) => {
    const { instance, module } = await instantiate.call(WebAssembly, source, imports);
    const gated = ([name, item]) => [name, typeof item === "function" ? (...values) => (stopped ? [] : item(...values)) : item];
    return { module, instance: { exports: Object.fromEntries(Object.entries(instance.exports).map(gated)) } };
  };
}

// Shows the crash screen. Cuts the program off first, and aborts its requests (src/browser/crash.rs).
function crash(detail) {
  stopped = true;
  window.dispatchEvent(new Event("public-ips-stop"));
  showMessage(
    "The panel stopped",
    ["A bug in the panel, not a problem with your account.", "A change in progress may or may not have been made. Reload, and check the list before you repeat it."],
    reloadButton(),
    detail,
  );
}

function fileName(url) {
  return new URL(url).pathname.split("/").pop();
}

function link(selector) {
  const found = document.querySelector(selector);
  const integrity = found && (found.integrity || found.dataset.integrity);
  if (!integrity) throw new StartError("The page doesn't name its own files.", "The panel's operator needs to upload the release again.");
  return { href: found.href, integrity };
}

// Requests a refused file again, past the cache, and returns the reason.
async function diagnose({ href, integrity }) {
  const name = fileName(href);
  let answer;
  try {
    answer = await fetch(href, { cache: "reload" });
  } catch {
    return new StartError(`Couldn't load the file ${name}.`, "Check your connection and reload.");
  }
  if (isMissing(answer)) return missingFile(name);
  if (!answer.ok) return new StartError(`The server returned ${answer.status} for the file ${name}.`, "Reload in a moment.");
  try {
    await fetch(href, { integrity, cache: "force-cache" });
  } catch {
    return new StartError(
      `The file ${name} doesn't match this release, so the browser refused it.`,
      "Reload. If this persists, don't enter a key: something between the server and this browser changes files.",
    );
  }
  return wrongType(answer, name) || new StaleError(`The file ${name} loaded only at the second attempt.`, "Reload.");
}

// Some hosts answer a missing file with their start page instead of 404.
function isMissing(answer) {
  return answer.status === 404 || answer.status === 410 || (answer.ok && typeOf(answer) === "text/html");
}

// Compares the subtype only: JavaScript has several types, which browsers all accept.
function wrongType(answer, name) {
  const extension = name.split(".").pop();
  const type = TYPES[extension] || TYPES.wasm;
  if (typeOf(answer).endsWith(type.split("/")[1])) return undefined;
  return new StartError(
    `The server sends the file ${name} as "${typeOf(answer) || "no type"}" instead of "${type}".`,
    `The panel's operator needs to set this MIME type for .${extension} files on the server.`,
  );
}

function typeOf(answer) {
  return (answer.headers.get("content-type") || "").split(";")[0].trim().toLowerCase();
}

async function fetchWasm(file, signal) {
  const answer = await fetch(file.href, { integrity: file.integrity, credentials: "same-origin", signal });
  const name = fileName(file.href);
  if (isMissing(answer)) throw missingFile(name);
  if (!answer.ok) throw new StartError(`The server returned ${answer.status} for the file ${name}.`, "Reload in a moment.");
  const error = wrongType(answer, name);
  if (error) throw error;
  return answer;
}

// Throws why a file was not taken, if that is not known yet.
function explain(file, signal) {
  return async (error) => {
    throw error instanceof StartError || signal.aborted ? error : await diagnose(file);
  };
}

function tooLate() {
  return new StartError(`The panel's files didn't arrive within ${LIMIT_SECONDS} seconds.`, "Check your connection and reload.");
}

// Reloads once past the cache. Returns false if that has happened before for this cause.
async function reloadOnce(mark, cause) {
  let before;
  try {
    before = sessionStorage.getItem(mark) === cause;
    sessionStorage.setItem(mark, cause);
  } catch {
    // Without storage, the type of this navigation tells.
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
    // Without storage nothing is kept.
  }
}

// Of what the panel needs, the features that came last to the browsers (docs/browsers.md).
function missingFeature() {
  if (!("popover" in HTMLElement.prototype)) return "popovers";
  if (!CSS.supports("color", "light-dark(red, blue)")) return "light-dark() colors";
  return undefined;
}

async function start(signal) {
  if (typeof WebAssembly !== "object" || !WebAssembly.instantiateStreaming) {
    throw new StartError("This browser doesn't support WebAssembly, or it's disabled.", "Use a current browser, or enable WebAssembly in its settings.");
  }
  const missing = missingFeature();
  if (missing) throw new StartError(`This browser is too old: it doesn't support ${missing}.`, `Use ${OLDEST_BROWSERS}.`);
  // A browser reports a missing style file, or one with a wrong checksum, in its console only. It has no sheet then, or
  // one without rules.
  await styled();
  const style = [...document.querySelectorAll("link[rel=stylesheet]")].find(({ sheet }) => !sheet?.cssRules.length);
  if (style) throw await diagnose(style);

  const script = link("link[rel=modulepreload]");
  const wasm = link("link[rel=preload][as=fetch][type]");
  const [glue, answer] = await Promise.all([
    import(script.href).catch(explain(script, signal)),
    fetchWasm(wasm, signal).catch(explain(wasm, signal)),
  ]);
  if (ended) return;
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = gate(instantiateStreaming);
  try {
    await glue.default({ module_or_path: answer });
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

// Parts of the program on their way before the program asks for them, by name.
const early = new Map();
// Why a part did not arrive last.
let partFault;

async function fetchPart(name) {
  const signal = AbortSignal.timeout(LIMIT_SECONDS * 1000);
  try {
    const file = link(`link[data-part="${name}"]`);
    return await fetchWasm(file, signal).catch(explain(file, signal));
  } catch (error) {
    partFault = signal.aborted ? tooLate() : error;
    throw partFault;
  }
}

// Fetches what the list needs, beside the program.
function fetchList() {
  for (const { dataset } of document.querySelectorAll("link[data-for~=list]")) {
    const answer = fetchPart(dataset.part);
    // The program asks for it, and then learns of the failure.
    answer.catch(() => {});
    early.set(dataset.part, answer);
  }
}

// What the generated JavaScript and the program call.
window.publicIps = {
  // The program has taken the sign-in page over, or needs none: it gets the presses that were kept.
  takeOver() {
    document.removeEventListener("click", keepPress, true);
    for (const button of presses) button.click();
  },
  // A part of the program, on its way or fetched now.
  part(name) {
    const answer = early.get(name);
    early.delete(name);
    return answer || fetchPart(name);
  },
  // Why the part that was asked for is not there. One that a newer release has removed comes with that release.
  partFault() {
    const fault = partFault || new StartError("This browser refused a part of the panel.", "Reload. If this persists, use a current browser.");
    if (fault instanceof StaleError) reloadOnce(RELOADED_FOR_PART, fault.message);
    return `${fault.message} ${fault.advice}`;
  },
};

function isTrap(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}

// Returns the file of the panel and the position where an error was thrown; undefined for errors of other scripts, such
// as browser extensions. The message, which may contain data, is removed: Chromium's stack starts with it.
function positionOf(error) {
  const frames = String(error?.stack).replace(error?.message, "");
  const [, file, position] = /([^\s(@]+):(\d+:\d+|wasm-function\[\d+\]:0x[\da-f]+)\)?$/m.exec(frames) || [];
  return file?.startsWith(new URL(".", location.href).href) ? `${fileName(file)}:${position}` : undefined;
}

// Describes the fault behind an uncaught error of the panel: a trap, a stack overflow, or an error that JavaScript threw
// through the wasm. The message of a trap is the browser's own; that of another error may contain data.
function faultOf(error) {
  const position = positionOf(error);
  if (isTrap(error)) return [error, position].join(" ");
  return position && `${error.name} ${position}`;
}

function crashOn(error) {
  const fault = faultOf(error);
  if (fault) crash(fault);
}

function fail(error) {
  const isKnown = error instanceof StartError;
  const cause = isKnown ? error.message : "This browser refused the panel's program.";
  const advice = isKnown ? error.advice : "Reload. If this persists, use a current browser.";
  showMessage("The panel didn't start", [cause, advice], reloadButton(), isKnown ? "" : String(error));
}

async function boot() {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    fail(tooLate());
    limit.abort();
  }, LIMIT_SECONDS * 1000);
  try {
    await start(limit.signal);
    forgetReload();
  } catch (error) {
    if (error instanceof StaleError && !ended && (await reloadOnce(RELOADED, error.message))) return;
    if (isTrap(error)) crashOn(error);
    else fail(error);
  } finally {
    clearTimeout(timer);
  }
}

// Starts the panel, or says why it does not.
async function main(isFramed) {
  await whole();
  document.querySelector(".boot-late")?.remove();
  if (isFramed) {
    // Against clickjacking on hosts that send no frame-ancestors.
    const open = element("a", { href: location.href, target: "_blank", rel: "noopener", textContent: "Open in its own tab" });
    showMessage("The panel doesn't run inside another page", ["The surrounding page could misdirect your clicks."], open);
    return;
  }
  completeSignIn();
  // The panic hook sends this event (src/browser/crash.rs).
  addEventListener("public-ips-crash", (event) => crash(event.detail));
  addEventListener("error", (event) => crashOn(event.error));
  addEventListener("unhandledrejection", (event) => crashOn(event.reason));
  boot();
  if (hasKey()) fetchList();
}

const isFramed = window.top !== window.self;
applyTheme();
chooseEntry(isFramed);
document.addEventListener("click", keepPress, true);
main(isFramed);
