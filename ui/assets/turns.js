// The turns of the conversation on the page. Each answer carries its own as data: {question, outcome, only}.

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

function rows() {
  return [...document.querySelectorAll(ROW)];
}
