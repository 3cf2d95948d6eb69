// A new question moves to the top and stays there while its answer grows; a line about what went wrong
// comes into view. Whoever scrolls or types takes over.
let rows = 0;
let follow = null;
for (const gesture of ["wheel", "touchmove", "mousedown", "keydown"]) {
  document.addEventListener(gesture, () => (follow = null), { capture: true, passive: true });
}
new MutationObserver((changes) => {
  if (!changes.some((change) => change.target.nodeType === 3 || change.target.closest?.("#conversation"))) return;
  const shown = [...document.querySelectorAll("#conversation .message-row")];
  const added = shown.slice(rows);
  rows = shown.length;
  if (added.length) {
    const asked = added.findLast((row) => row.classList.contains("user-row"));
    follow ??= asked ? { row: asked, block: "start" } : { row: added[0], block: "nearest" };
  }
  if (follow) follow.row.scrollIntoView({ block: follow.block });
}).observe(document.body, { childList: true, characterData: true, subtree: true });
