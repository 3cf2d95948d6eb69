// Small helpers: elements, requests, and a word to the server's side of the page.

// An element with attributes (functions are listeners) and children; text is never read as HTML.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

// Waits until something is on the page.
export function present(selector) {
  return new Promise((found) => {
    const look = () => document.querySelector(selector);
    if (look()) return found(look());
    const watch = new MutationObserver(() => {
      if (!look()) return;
      watch.disconnect();
      found(look());
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
}

// Puts text into one of the page's fields as if it were typed, so that the server hears of it.
export async function type(field, text) {
  const box = await present(`#${field} textarea, #${field} input`);
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}

// Tells the server's side of the page something, by way of a field that nobody sees.
export async function tell(field, text) {
  const box = await type(field, text);
  box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true, cancelable: true }));
}

// The JSON that a route gives. What goes wrong is thrown as an Error that has the status and one line.
export async function request(path, options = {}) {
  return (await answered(path, options)).body;
}

// The same, with the status.
export async function answered(path, options = {}) {
  let response;
  try {
    response = await fetch(new URL(path, document.baseURI), options);
  } catch {
    throw Object.assign(new Error("The server cannot be reached."), { status: 0 });
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (response.ok) return { status: response.status, body };
  const said = body?.detail ?? body?.title ?? `The server answered ${response.status}.`;
  throw Object.assign(new Error(String(said)), { status: response.status });
}

// Text with control, bidirectional and other invisible characters written out, as the server does.
export function visible(text, layout = "") {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (layout.includes(character)) return character;
    const code = character.codePointAt(0).toString(16);
    const [mark, digits] = code.length > 4 ? ["U", 8] : code.length > 2 ? ["u", 4] : ["x", 2];
    return NAMED[character] ?? `\\${mark}${code.padStart(digits, "0")}`;
  });
}

const NAMED = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

// "2024-08-04" as "4 August 2024"; anything else as it is.
export function day(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? "");
  if (!parts) return iso ?? "";
  const date = new Date(Date.UTC(parts[1], parts[2] - 1, parts[3]));
  const month = date.toLocaleString("en", { month: "long", timeZone: "UTC" });
  return `${Number(parts[3])} ${month} ${parts[1]}`;
}

// Says something to whoever cannot see the page, and briefly to everyone else.
export function announce(line) {
  let place = document.getElementById("announced");
  if (!place) {
    place = element("div", { id: "announced", role: "status" });
    document.body.append(place);
  }
  place.textContent = line;
  place.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}
