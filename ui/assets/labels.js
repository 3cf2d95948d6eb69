// What a screen reader hears of a message is its text; the chat labels it with its source.
new MutationObserver(() => {
  for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
    message.removeAttribute("aria-label");
  }
}).observe(document.body, { attributes: true, attributeFilter: ["aria-label"], childList: true, subtree: true });
