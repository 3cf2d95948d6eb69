// The turns of the conversation on the page. Each answer carries its own as data: {question, outcome}.
import { visible } from "./dom.js";

const ROW = "#conversation .bot-row";

// All turns, in order. Those still being answered, and those without a question, are left out.
export function turns() {
  return rows().map(turnOf).filter((turn) => turn?.question.trim());
}

// The turn that a row of the conversation shows, or null while it is being answered.
export function turnOf(row) {
  const data = row?.querySelector(".data")?.textContent;
  if (!data) return null;
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0))));
  } catch {
    return null;
  }
}

// The number, from 1, of the turn that a row is of; a question's row is of the turn whose answer follows.
export function numberOf(row) {
  const all = [...document.querySelectorAll("#conversation .message-row")];
  const before = all.slice(0, all.indexOf(row)).filter((other) => other.matches(".bot-row"));
  return before.length + 1;
}

// The row of the answer that follows a row, or that row itself.
export function answerRow(row) {
  return rows()[numberOf(row) - 1];
}

// An answer, or the line that stands for one, as Markdown; its footnotes are numbered from `first`.
export function markdown(turn, first = 1) {
  const outcome = turn.outcome;
  if (!outcome || typeof outcome === "string") return { text: outcome ?? "", notes: [] };
  const text = outcome.text.replace(/\[(\d+)\]/g, (marker, n) =>
    outcome.citations.some((citation) => citation.n === Number(n)) ? `[^${Number(n) + first - 1}]` : marker,
  );
  const notes = outcome.citations.map((citation) => {
    const where = visible([citation.title, citation.date, citation.path].filter(Boolean).join(", "));
    const quote = citation.quote.split(/\s+/).join(" ");
    const place = `characters ${citation.start}–${citation.end}`;
    return `[^${citation.n + first - 1}]: ${where}, ${place}: “${quote}”`;
  });
  return { text, notes };
}

function rows() {
  return [...document.querySelectorAll(ROW)];
}
