// Light, dark, or as the system has it; the choice is kept in the browser.
import { present } from "./dom.js";
import { lasting } from "./storage.js";

const KEY = "footnote-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function apply() {
  const asked = new URLSearchParams(location.search).get("__theme");
  const chosen = lasting.get(KEY) ?? { dark: "Dark", light: "Light" }[asked] ?? "System";
  document.body.classList.toggle("dark", chosen === "Dark" || (chosen === "System" && system.matches));
  return chosen;
}

system.addEventListener("change", apply);
present("#theme input").then(() => {
  const chosen = apply();
  const inputs = [...document.querySelectorAll("#theme input")];
  inputs.find((input) => input.value === chosen)?.click();
  document.querySelector("#theme").addEventListener("change", (event) => {
    lasting.set(KEY, event.target.value);
    apply();
  });
});
apply();
