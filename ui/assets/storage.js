// What this browser keeps: `lasting` for good, `tab` until the tab is closed. A browser may refuse to keep
// anything (in a private window, or without cookies): then it is there until the page is left.

export const lasting = keeper("localStorage");
export const tab = keeper("sessionStorage");

function keeper(name) {
  const storage = allowed(name) ?? passing();
  return {
    get: (key) => storage.getItem(key),
    keys: () => Array.from({ length: storage.length }, (_, n) => storage.key(n)),
    remove: (key) => storage.removeItem(key),
    // Whether there was room for it.
    set(key, value) {
      try {
        storage.setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
  };
}

// The browser's own storage, or null where even looking at it is refused.
function allowed(name) {
  try {
    const storage = window[name];
    storage.getItem("");
    return storage;
  } catch {
    return null;
  }
}

// The same in memory.
function passing() {
  const held = new Map();
  return {
    get length() {
      return held.size;
    },
    key: (n) => [...held.keys()][n] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => held.delete(key),
    setItem: (key, value) => held.set(key, value),
  };
}
