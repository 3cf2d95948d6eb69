// A marker leads to its source without leaving the page.
document.addEventListener("click", (event) => {
  const marker = event.target.closest("a.marker");
  if (!marker) return;
  event.preventDefault();
  const source = document.getElementById(marker.getAttribute("href").slice(1));
  if (!source) return;
  document.querySelectorAll(".source.pointed").forEach((other) => other.classList.remove("pointed"));
  source.classList.add("pointed");
  source.scrollIntoView({ block: "nearest", behavior: "smooth" });
  source.focus({ preventScroll: true });
});

// A new question moves to the top and stays there while its answer grows; a line about what went wrong
// comes into view. Whoever scrolls or types takes over.
let rows = 0;
let follow = null;
for (const gesture of ["wheel", "touchmove", "mousedown", "keydown"]) {
  document.addEventListener(gesture, () => (follow = null), { capture: true, passive: true });
}
new MutationObserver(() => {
  const shown = [...document.querySelectorAll("#conversation .message-row")];
  const added = shown.slice(rows);
  rows = shown.length;
  if (added.length) {
    const asked = added.find((row) => row.classList.contains("user-row"));
    follow ??= asked ? { row: asked, block: "start" } : { row: added[0], block: "nearest" };
  }
  if (follow) follow.row.scrollIntoView({ block: follow.block });
}).observe(document.body, { childList: true, characterData: true, subtree: true });
