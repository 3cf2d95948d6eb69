// What can be done with a question or an answer: edit, copy, retry, say whether it was good.
import { announce, element, request, tell, type } from "./dom.js";
import { answer } from "./markdown.js";
import { answerRow, numberOf, turnOf } from "./turns.js";

const ACTS = { "#edit": edit, "#copy": copy, "#retry": retry, "#good": judge, "#bad": judge };
let edited = null; // the number of the turn whose question is being changed

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.act");
  if (!link) return;
  event.preventDefault();
  ACTS[link.getAttribute("href")]?.(link.closest(".message-row"), link);
});

// While a question is being changed, asking replaces it and what came after it. Esc gives up.
document.addEventListener(
  "keydown",
  (event) => {
    if (edited === null || !event.target.matches("#question textarea")) return;
    if (event.key === "Escape") stopEditing("");
    if (event.key === "Enter" && !event.shiftKey) askEdited(event);
  },
  true,
);
document.addEventListener(
  "click",
  (event) => {
    if (edited !== null && event.target.closest("#question button")) askEdited(event);
  },
  true,
);

async function edit(row) {
  const turn = turnOf(answerRow(row));
  if (!turn) return;
  edited = numberOf(row);
  document.querySelector("#question").classList.add("editing");
  const box = await type("question", turn.question);
  box.focus();
  announce("Change the question and press Enter; Esc gives up.");
}

function askEdited(event) {
  const question = document.querySelector("#question textarea").value;
  if (!question.trim()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(edited, question);
  stopEditing("");
}

function stopEditing(text) {
  edited = null;
  document.querySelector("#question").classList.remove("editing");
  type("question", text);
}

function retry(row) {
  const turn = turnOf(row);
  if (turn) ask(numberOf(row), turn.question);
}

// Asks in place of the turn with this number; the time makes it news to the server, every time.
function ask(number, question) {
  tell("repeated", JSON.stringify({ turn: number, question, at: Date.now() }));
}

async function copy(row) {
  const turn = turnOf(row);
  if (!turn || typeof turn.outcome === "string") return;
  const whole = answer(turn.outcome);
  try {
    await navigator.clipboard.writeText(whole);
  } catch {
    const area = element("textarea", { class: "copied" });
    area.value = whole;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  announce("Copied, with its footnotes.");
}

// Good or bad, with a word if there is one: sent once, when the word is entered or left, or the page is.
function judge(row, link) {
  const turn = turnOf(row);
  if (!turn || typeof turn.outcome === "string") return;
  const good = link.getAttribute("href") === "#good";
  const bar = link.closest(".actions");
  bar.parentElement.querySelector(".word")?.remove();
  bar.querySelectorAll("a.act").forEach((other) => other.classList.toggle("pressed", other === link));
  const input = element("input", {
    type: "text",
    maxlength: "1000",
    "aria-label": "A word about it (optional)",
    placeholder: good ? "What was good? (optional)" : "What was wrong? (optional)",
  });
  const form = element("form", { class: "word" }, input, element("button", { type: "submit" }, "Send"));
  let sent = false;
  const send = async () => {
    if (sent) return;
    sent = true;
    removeEventListener("pagehide", send);
    const said = verdict(turn, good, input.value.trim());
    form.remove();
    try {
      await request("api/feedback", said);
      announce("Thank you.");
    } catch (error) {
      announce(error.message);
    }
  };
  addEventListener("pagehide", send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener("focusout", ({ relatedTarget: next }) => form.contains(next) || bar.contains(next) || send());
  bar.after(form);
  input.focus();
}

function verdict(turn, good, word) {
  const { text, generation, citations } = turn.outcome;
  const cited = citations.map(({ path, start, end }) => ({ path, start, end }));
  const said = { good, word, question: turn.question, answer: text, citations: cited, generation };
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
    keepalive: true,
  };
}
