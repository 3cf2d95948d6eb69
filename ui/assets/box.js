// The box is emptied when its question is being answered; what has been typed since stays in it.
import { type } from "./dom.js";

let sent = null; // the words sent that are not being answered yet
let asked = 0; // questions that stood in the conversation then

document.addEventListener("keydown", ({ key, shiftKey, target }) => key === "Enter" && !shiftKey && target === box() && send(), true);
document.addEventListener("click", ({ target }) => target.closest("#question button") && send(), true);

function send() {
  if (sent !== null || answering()) return;
  sent = box().value;
  asked = questions();
}

new MutationObserver(() => {
  if (sent === null || !(answering() || questions() !== asked)) return;
  if (box()?.value === sent) type("question", "");
  sent = null;
}).observe(document.body, { childList: true, subtree: true });

function box() {
  return document.querySelector("#question textarea");
}

function answering() {
  return document.querySelector("#question .stop-button") !== null;
}

function questions() {
  return document.querySelectorAll("#conversation .user-row").length;
}
