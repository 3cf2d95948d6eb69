// Answers as Markdown with footnotes, to copy and to export. All text is escaped as rag/markdown.py does it.
import { visible } from "./dom.js";

const LIVE =
  /^[#>+=|:-]|^[0-9]{1,9}[.)](?=\s|$)|(?<=\s)#|[`*[<~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?[0-9A-Za-z]+;)|\\(?=[!-/:-@[-`{-~]|$)/gmu;

// Text as Markdown that shows it as it is: no HTML, link, heading or emphasis comes of it.
export function escaped(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/^[ \t]+/gm, "");
  return lines.replace(LIVE, (live) => `${live.slice(0, -1)}\\${live.slice(-1)}`);
}

// An answer alone.
export function answer(outcome) {
  return joined([withFootnotes(outcome, 1)], footnotes(outcome, 1));
}

// The questions that were answered, each with what was searched for and where; footnotes numbered through.
export function conversation(turns) {
  const parts = [];
  const notes = [];
  for (const { question, outcome, only } of turns) {
    if (!outcome || typeof outcome === "string") continue; // the line that says why there is no answer
    const searched = folded(outcome.searched ?? "");
    parts.push(`## ${escaped(folded(question))}`);
    if (searched && searched !== folded(question)) parts.push(aside(`Searched for: ${searched}`));
    if (only) parts.push(aside(`Asked only: ${only}`));
    parts.push(withFootnotes(outcome, notes.length + 1));
    if (outcome.note) parts.push(aside(outcome.note));
    notes.push(...footnotes(outcome, notes.length + 1));
  }
  return joined(parts, notes);
}

function withFootnotes({ text, citations }, first) {
  const known = new Set(citations.map((citation) => citation.n));
  return escaped(text).replace(/\\\[([0-9]+)\]([(:]?)/g, (marker, n, after) =>
    known.has(Number(n)) ? `[^${Number(n) + first - 1}]${after && `\\${after}`}` : marker,
  );
}

function footnotes({ citations }, first) {
  return citations.map(({ n, title, date, path, start, end, quote }) => {
    const where = visible([title, date, path].filter(Boolean).join(", "));
    return `[^${n + first - 1}]: ${escaped(where)}, characters ${start}–${end}: “${escaped(folded(quote))}”`;
  });
}

function aside(line) {
  return `*${escaped(visible(folded(line)))}*`;
}

function folded(text) {
  return text.trim().replace(/\s+/g, " ");
}

function joined(parts, notes) {
  return [...parts, notes.join("\n")].filter(Boolean).join("\n\n") + "\n";
}
