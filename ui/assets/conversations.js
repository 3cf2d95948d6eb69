// Conversations are kept in this browser, each under its own key; a tab goes on with its own after a reload.
import { announce, element, present, tell } from "./dom.js";
import { conversation } from "./markdown.js";
import { close } from "./sources.js";
import { lasting, tab } from "./storage.js";
import { turns } from "./turns.js";

const PREFIX = "footnote-conversation-";
const MOST = 50; // conversations kept; the oldest go
let current = tab.get("footnote-current") ?? fresh();
let left = null; // the turns of the conversation just left, which the page may still show

// What the page shows is kept a moment after it last changed.
let timer = null;
new MutationObserver((changes) => {
  if (!changes.some((change) => change.target.closest?.("#conversation"))) return;
  if (!document.querySelector("#conversation .message-row")) left = null;
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("click", (event) => {
  if (event.target.closest("#fresh")) {
    leave();
    current = fresh();
    close();
    list();
  }
}, true);

present("#conversations").then(list);
present("#reopened textarea, #reopened input").then(async () => {
  for (let tries = 0; kept(current) && tries < 5; tries += 1) {
    if (document.querySelector("#conversation .message-row")) return;
    reopen(current);
    await new Promise((passed) => setTimeout(passed, 1500)); // the page may not listen yet
  }
});

function fresh() {
  const id = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
  tab.set("footnote-current", id);
  return id;
}

// Keeps what the page shows and remembers that it belongs to the conversation before.
function leave() {
  keep();
  left = JSON.stringify(turns());
}

// What does not go on from what is kept (the server forgot that, or an early question was changed) is kept
// as a conversation of its own, so that nothing is lost.
function keep() {
  const shown = turns();
  if (left !== null && JSON.stringify(shown) === left) return;
  left = null;
  if (!shown.length || document.querySelector("#conversation .waiting")) return;
  const before = kept(current)?.turns ?? [];
  const known = new Set(before.map((turn) => JSON.stringify(turn)));
  if (shown.every((turn) => known.has(JSON.stringify(turn)))) return;
  if (before.length && !continues(shown, before)) current = fresh();
  write(current, { title: shown[0].question.trim().slice(0, 80), turns: shown, at: Date.now() });
  list();
}

// Whether turns go on from others: none of those is missing but the oldest, for which new ones came. The
// last may have been asked in other words.
function continues(turns, before) {
  const first = before.findIndex((turn) => turn.question === turns[0].question);
  return (
    first >= 0 &&
    turns.length >= before.length &&
    before.slice(first, -1).every((turn, n) => turn.question === turns[n].question)
  );
}

function write(id, value) {
  const others = all().filter((other) => other.id !== id);
  for (const old of others.slice(MOST - 1)) lasting.remove(PREFIX + old.id);
  while (!lasting.set(PREFIX + id, JSON.stringify(value))) {
    const oldest = all().findLast((other) => other.id !== id);
    if (!oldest) return announce("This conversation is too long for the browser to keep.");
    lasting.remove(PREFIX + oldest.id);
  }
}

function kept(id) {
  try {
    return JSON.parse(lasting.get(PREFIX + id));
  } catch {
    return null;
  }
}

// All that are kept, the latest first.
function all() {
  return lasting
    .keys()
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ id: key.slice(PREFIX.length), ...kept(key.slice(PREFIX.length)) }))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

function reopen(id) {
  if (id !== current) leave();
  current = id;
  tab.set("footnote-current", id);
  close();
  tell("reopened", JSON.stringify(kept(id)?.turns ?? []));
  list();
}

function remove(id) {
  if (id === current) left = JSON.stringify(turns()); // or it would be kept once more
  lasting.remove(PREFIX + id);
  if (id === current) document.querySelector("#fresh")?.click();
  list();
}

async function list() {
  const place = await present("#conversations");
  place.querySelector(".kept")?.remove();
  const entries = all();
  const rows = entries.map((one) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", "aria-current": one.id === current ? "true" : false, click: () => reopen(one.id) },
        one.title ?? "",
      ),
      element(
        "button",
        { type: "button", class: "remove", "aria-label": `Remove “${one.title}”`, click: () => remove(one.id) },
        "✕",
      ),
    ),
  );
  const none = entries.length ? null : element("p", {}, "None yet. They are kept in this browser only.");
  const out = kept(current)
    ? element("button", { type: "button", class: "export link", click: exported }, "Export this one as Markdown")
    : null;
  place.append(element("div", { class: "kept" }, none, element("ul", {}, ...rows), out));
}

// The conversation on the page as a Markdown file with footnotes.
function exported() {
  const address = URL.createObjectURL(new Blob([conversation(turns())], { type: "text/markdown" }));
  element("a", { href: address, download: "conversation.md" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
