// The panel of sources: a marker, or a source in a list, opens its article whole, at the words cited.
import { day, element, present, request, type, visible } from "./dom.js";
import { turnOf } from "./turns.js";

const LAYOUT = "\t\n\u200c\u200d\u00ad";
const narrow = matchMedia("(max-width: 900px)"); // as in sources.css
let reader = null;
let opener = null; // what had the focus
let latest = 0; // so that of two clicks the second one counts

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#cite-"], a[href^="#near-"]');
  if (!link) return;
  event.preventDefault();
  const outcome = turnOf(link.closest(".message-row"))?.outcome;
  const [kind, , n] = link.getAttribute("href").slice(1).split("-");
  if (!outcome) return;
  if (kind === "cite") openCitation(outcome, Number(n), link);
  else openPassage(outcome.closest[Number(n) - 1], link);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && reader && !document.querySelector("dialog[open]")) close();
});

// Opens the article of citation `n` of an answer, with all that the answer cites of it marked.
export function openCitation(outcome, n, from) {
  const citation = outcome.citations.find((one) => one.n === n);
  if (citation) show(citation, outcome.citations, from);
}

// Opens the article of a passage that came near.
export function openPassage(passage, from) {
  if (passage) show({ ...passage, quote: null }, [], from);
}

// Opens an article of which nothing is cited.
export function openArticle(article, from) {
  show({ article_id: article.id, ...article, start: 0, end: 0, quote: null }, [], from);
}

async function show(place, citations, from) {
  const turn = ++latest;
  opener = from ?? document.activeElement;
  let article = null;
  let trouble = null;
  try {
    article = await request(`api/articles/${encodeURIComponent(place.article_id)}`);
  } catch (error) {
    trouble = error.status === 404 ? "This article is no longer in the index." : error.message;
  }
  if (turn !== latest) return;
  const panel = await present("#sources");
  reader?.remove();
  reader = element(
    "section",
    { class: "reader", "aria-label": "Source" },
    heading(place, article),
    tabs(place, citations, from),
    ...body(place, citations, article, trouble),
  );
  panel.append(reader);
  panel.classList.add("open");
  const mark = reader.querySelector("mark.here, mark.near") ?? reader.querySelector("h2");
  mark.focus({ preventScroll: true });
  const text = reader.querySelector(".text");
  if (text && mark.matches("mark")) {
    text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
}

function heading(place, article) {
  const shown = article ?? place;
  const parts = [day(shown.date), visible(shown.path ?? "")].filter(Boolean).join(" · ");
  return element(
    "header",
    {},
    element("h2", { tabindex: "-1" }, visible(shown.title || shown.path || "")),
    element("button", { type: "button", class: "close", "aria-label": "Close the source", click: close }, "✕"),
    element("p", { class: "place" }, parts),
    article &&
      element(
        "button",
        { type: "button", class: "link", click: () => askOnly(article.path) },
        "Ask only this article",
      ),
  );
}

function tabs(place, citations, from) {
  if (citations.length < 2) return null;
  return element(
    "nav",
    { "aria-label": "Sources of this answer" },
    ...citations.map((citation) =>
      element(
        "button",
        {
          type: "button",
          "aria-current": citation.n === place.n ? "true" : false,
          "aria-label": `Source ${citation.n}: ${visible(citation.title || citation.path)}`,
          click: () => show(citation, citations, from),
        },
        String(citation.n),
      ),
    ),
  );
}

// The whole text with the words marked where they stand; or a line that says why that cannot be.
function body(place, citations, article, trouble) {
  const quoted = place.quote && element("blockquote", {}, visible(place.quote, LAYOUT));
  if (!article) {
    const then = quoted ? " The answer rested on these words:" : "";
    return [element("p", { class: "changed", role: "status" }, trouble + then), quoted];
  }
  const characters = [...article.text]; // as offsets count them
  const found = where(place, characters, article.text);
  const notes = [];
  if (place.quote && found.moved) {
    const line = found.place ? "the words stand elsewhere now." : "it no longer holds these words:";
    notes.push(element("p", { class: "changed", role: "status" }, `This article has changed since the answer; ${line}`));
    if (!found.place) notes.push(quoted);
  }
  const others = citations
    .filter((one) => one.article_id === place.article_id && one.n !== place.n)
    .map((one) => where(one, characters, article.text).place)
    .filter(Boolean);
  const text = element("div", { class: "text", tabindex: "0", role: "region", "aria-label": "The article" });
  text.append(...pieces(characters, found.place, others, place.quote ? "here" : "near"));
  return [...notes, text];
}

// Where the words of a citation stand: at its offsets, or, when the article has changed, where they are found.
function where(place, characters, text) {
  if (place.end <= place.start) return { place: null, moved: false };
  const now = characters.slice(place.start, place.end).join("");
  if (!place.quote || now === place.quote) return { place: [place.start, place.end], moved: false };
  const at = text.indexOf(place.quote);
  if (at < 0) return { place: null, moved: true };
  const start = [...text.slice(0, at)].length;
  return { place: [start, start + [...place.quote].length], moved: true };
}

// The text as nodes: `here` in a mark that can have the focus, each of `others` in a paler one.
function pieces(characters, here, others, name) {
  const marks = [...others.map((place) => [...place, "other"]), ...(here ? [[...here, name]] : [])];
  const borders = [...new Set([0, characters.length, ...marks.flatMap(([start, end]) => [start, end])])];
  borders.sort((a, b) => a - b);
  return borders.slice(1).map((end, i) => {
    const start = borders[i];
    const text = visible(characters.slice(start, end).join(""), LAYOUT);
    const kind = marks.findLast(([first, last]) => first <= start && end <= last)?.[2];
    return kind ? element("mark", { class: kind, tabindex: kind === "other" ? false : "-1" }, text) : text;
  });
}

async function askOnly(path) {
  const accordion = await present("#only button");
  if (!document.querySelector("#only-articles textarea, #only-articles input")?.offsetParent) accordion.click();
  await type("only-articles", path);
  if (narrow.matches) close(); // there it lies over the question
  document.querySelector("#question textarea")?.focus();
}

export function close() {
  reader?.remove();
  reader = null;
  document.querySelector("#sources")?.classList.remove("open");
  if (opener?.isConnected) opener.focus();
}
