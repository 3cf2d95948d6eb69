// The library: all articles with their state, files added and removed, the index rebuilt.
import { announce, answered, day, element, request, visible } from "./dom.js";
import { openArticle } from "./sources.js";
import { tab } from "./storage.js";

const PAGE = 100; // articles shown at a time
const NAMED = 8; // files named of those just added
const STAGES = { read: "Reading files", embed: "Embedding chunks", write: "Writing the index" };
const STATES = {
  new: "not indexed yet",
  changed: "changed since it was indexed",
  removed: "removed, still indexed",
  failed: "failed",
  skipped: "skipped",
};
const PENDING = ["new", "changed", "removed"];
let dialog = null;
let watching = 0; // who shows the progress: the last one who began to
let part = {}; // the parts of the dialog that change, by name
let gone = new Set(); // paths of articles whose files are removed already

document.addEventListener("click", (event) => {
  const button = event.target.closest("#open-library");
  if (button) open(button);
});

function open(button) {
  dialog?.remove();
  part = Object.fromEntries(
    ["status", "folder", "admin", "tools", "said", "progress", "files", "articles"].map((name) => [
      name,
      element("div", { class: name }),
    ]),
  );
  part.status.setAttribute("role", "status");
  part.said.setAttribute("role", "status");
  const filter = element("input", {
    type: "search",
    placeholder: "Filter by title or path",
    "aria-label": "Filter the articles by title or path",
    input: () => later(() => articles(filter.value)),
  });
  part.filter = filter;
  dialog = element(
    "dialog",
    { id: "library", "aria-labelledby": "library-title", close: () => button.focus() },
    element(
      "header",
      {},
      element("h2", { id: "library-title" }, "Library"),
      element("button", { type: "button", class: "close", "aria-label": "Close the library", click: () => dialog.close() }, "✕"),
    ),
    part.status,
    part.folder,
    part.admin,
    part.tools,
    part.said,
    part.progress,
    part.files,
    filter,
    part.articles,
  );
  dialog.addEventListener("dragover", (event) => {
    event.preventDefault();
    dialog.classList.add("dropping");
  });
  dialog.addEventListener("dragleave", () => dialog.classList.remove("dropping"));
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    dialog.classList.remove("dropping");
    if (part.tools.childElementCount) add([...event.dataTransfer.files]);
  });
  document.body.append(dialog);
  dialog.showModal();
  filter.focus();
  refresh();
  watch();
}

// Everything anew, as it is on the server now.
async function refresh() {
  try {
    await files();
    await articles(part.filter.value);
  } catch (error) {
    say(error);
  }
}

async function files() {
  const page = await request("api/files?limit=1", { headers: admin() });
  const indexed = (page.counts.indexed ?? 0) + (page.counts.changed ?? 0) + (page.counts.removed ?? 0);
  const pending = PENDING.reduce((sum, state) => sum + (page.counts[state] ?? 0), 0);
  part.status.textContent =
    `${count(indexed, "article")} indexed` +
    (pending ? `. ${count(pending, "change")} not in the index yet: rebuild to bring it up to date.` : ".");
  part.folder.replaceChildren(...(page.corpus ? ["Files lie in ", element("code", {}, visible(page.corpus))] : []));
  document.querySelector("#header .indexed")?.replaceChildren(`${count(indexed, "article")} indexed.`);
  dialog.classList.toggle("may-change", page.may_change); // else no button to remove is shown
  part.admin.replaceChildren(...(page.may_change ? [] : [token()]));
  if (page.may_change !== part.tools.childElementCount > 0) {
    part.tools.replaceChildren(...(page.may_change ? tools(page.kinds) : []));
  }
  const odd = [];
  for (const state of Object.keys(STATES).filter((state) => page.counts[state])) {
    odd.push(...(await request(`api/files?state=${state}&limit=${PAGE}`, { headers: admin() })).files);
  }
  gone = new Set(odd.filter((one) => one.state === "removed").map((one) => one.path));
  part.files.replaceChildren(
    ...(odd.length ? [element("ul", { "aria-label": "Files not in the index as they are" }, ...odd.map(file))] : []),
  );
}

function file(one) {
  const why = STATES[one.state] + (one.reason ? `: ${visible(one.reason)}` : "");
  return element(
    "li",
    { class: one.state },
    element("span", { class: "name" }, element("code", {}, visible(one.path)), element("span", { class: "why" }, why)),
    one.state !== "removed" ? removal(one.path, one.path) : null,
  );
}

async function articles(contains, offset = 0) {
  const query = new URLSearchParams({ contains, offset, limit: PAGE });
  const page = await request(`api/articles?${query}`);
  if (contains !== part.filter.value) return; // typed on meanwhile
  const rows = page.articles.map(article);
  if (!offset) part.articles.replaceChildren(element("ul", { "aria-label": "Articles" }));
  part.articles.querySelector(".more")?.remove();
  part.articles.querySelector("ul").append(...rows);
  if (!page.total) part.articles.append(element("p", { class: "none" }, "No article has this in its title or path."));
  if (page.next !== null) {
    const more = element(
      "button",
      { type: "button", class: "more", click: () => articles(contains, page.next).catch(say) },
      `Show more of ${page.total.toLocaleString("en")}`,
    );
    part.articles.append(more);
  }
}

function article(one) {
  const facts = [day(one.date), `${one.length.toLocaleString("en")} characters`].filter(Boolean).join(" · ");
  const opened = () => {
    dialog.close();
    openArticle(one, document.querySelector("#open-library"));
  };
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", class: "name", click: opened },
      element("span", { class: "title" }, visible(one.title || one.path)),
      element("span", { class: "why" }, facts, " · ", element("code", {}, visible(one.path))),
    ),
    gone.has(one.path) ? null : removal(one.path, one.title || one.path),
  );
}

// Two clicks: the first one asks.
function removal(path, name) {
  const button = element("button", { type: "button", class: "remove", "aria-label": `Remove ${visible(name)}` }, "Remove");
  button.addEventListener("click", async () => {
    if (!button.classList.contains("asked")) {
      button.classList.add("asked");
      button.textContent = "Really remove?";
      return;
    }
    try {
      await request(`api/files/${path.split("/").map(encodeURIComponent).join("/")}`, { method: "DELETE", headers: admin() });
      say({ message: `${visible(path)} is out of the folder; rebuild to take it out of the index.` });
    } catch (error) {
      say(error);
    }
    refresh();
  });
  return button;
}

function tools(kinds) {
  const input = element("input", {
    type: "file",
    multiple: true,
    accept: kinds.join(","),
    id: "library-files",
    change: () => {
      add([...input.files]);
      input.value = "";
    },
  });
  return [
    element("label", { for: "library-files", class: "add" }, `Add files (${kinds.join(", ")}), or drop them here`, input),
    element("button", { type: "button", class: "rebuild", click: rebuild }, "Rebuild the index"),
  ];
}

async function add(chosen) {
  const done = { added: [], replaced: [] };
  const trouble = [];
  for (const [number, one] of chosen.entries()) {
    const name = visible(one.name);
    say({ message: `Adding ${number + 1} of ${chosen.length}: ${name}` });
    try {
      const options = { method: "PUT", headers: admin(), body: one };
      const { status } = await answered(`api/files/${encodeURIComponent(one.name)}`, options);
      done[status === 201 ? "added" : "replaced"].push(name);
    } catch (error) {
      trouble.push(error.message.includes(name) ? error.message : `${name}: ${error.message}`);
    }
  }
  part.said.replaceChildren(
    element("p", {}, put(done)),
    ...trouble.map((line) => element("p", { class: "trouble" }, line)),
  );
  refresh();
}

// What was put into the folder, by name: a file of the same name as another's takes its place.
function put(done) {
  const said = Object.entries(done)
    .filter(([, names]) => names.length)
    .map(([what, names]) => `${count(names.length, "file")} ${what} (${some(names)})`);
  return said.length ? `${said.join(", ")}; rebuild to bring the index up to date.` : "0 files added.";
}

function some(names) {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return names.slice(0, NAMED).join(", ") + more;
}

async function rebuild() {
  try {
    await request("api/rebuild?wait=false", { method: "POST", headers: admin() });
  } catch (error) {
    return say(error);
  }
  part.said.replaceChildren();
  watch(true);
}

// Shows how far a rebuild is until it is done, and then what became of each file.
async function watch(begun = false) {
  const mine = ++watching;
  for (let ran = begun; ; ran = true) {
    let state;
    try {
      state = await request("api/rebuild");
    } catch (error) {
      return say(error);
    }
    if (mine !== watching || !dialog.open) return;
    const button = part.tools.querySelector(".rebuild");
    if (button) button.disabled = state.running;
    if (!state.running) {
      part.progress.replaceChildren(...(ran ? [report(state)] : []));
      if (ran) {
        announce(state.error ? "The rebuild failed." : "The index is up to date.");
        await refresh();
      }
      return;
    }
    part.progress.replaceChildren(...state.stages.map(bar));
    if (!state.stages.length) part.progress.append(element("p", {}, "Starting…"));
    await new Promise((done) => setTimeout(done, 300));
  }
}

function bar(stage) {
  const name = STAGES[stage.stage] ?? stage.stage;
  return element(
    "div",
    { class: "stage" },
    element("span", {}, name),
    element("progress", { max: Math.max(stage.total, 1), value: stage.done, "aria-label": name }),
    element("span", { class: "figures" }, `${stage.done.toLocaleString("en")} of ${stage.total.toLocaleString("en")}`),
  );
}

function report(state) {
  if (state.error) return element("p", { class: "trouble" }, state.error);
  const { seen, indexed, unchanged, skipped, failed, removed, seconds } = state.report;
  const counts = [
    count(seen, "file") + " seen",
    `${indexed} indexed`,
    `${unchanged} unchanged`,
    `${skipped} skipped`,
    `${failed} failed`,
    `${removed.length} removed`,
  ].join(", ");
  const lines = state.report.files
    .filter((one) => one.state !== "unchanged")
    .slice(0, 500)
    .map((one) => element("li", { class: one.state }, element("code", {}, visible(one.path)), ` ${one.state}`, one.reason ? `: ${visible(one.reason)}` : ""));
  return element(
    "div",
    { class: "report" },
    element("p", {}, `Rebuilt in ${seconds.toFixed(1)} s: ${counts}.`),
    lines.length ? element("ul", { "aria-label": "What became of each file" }, ...lines) : null,
  );
}

// Whoever looks after the articles says so with a token, kept until this tab is closed.
function token() {
  const input = element("input", { type: "password", autocomplete: "off", "aria-label": "The admin's token", placeholder: "The admin's token" });
  const submit = (event) => {
    event.preventDefault();
    tab.set("footnote-admin", input.value);
    refresh().then(() => part.admin.childElementCount && say({ message: "That is not the admin's token." }));
  };
  return element("form", { submit }, element("p", {}, "Only the admin may change the library."), input, element("button", { type: "submit" }, "Unlock"));
}

function admin() {
  const secret = tab.get("footnote-admin");
  return secret ? { Authorization: `Bearer ${secret}` } : {};
}

function say({ message }) {
  part.said.replaceChildren(element("p", {}, message));
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

let timer = null;
function later(work) {
  clearTimeout(timer);
  timer = setTimeout(() => work().catch(say), 120);
}
