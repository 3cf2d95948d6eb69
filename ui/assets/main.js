// The page's own behaviour, one file for each; what they share is in dom.js, storage.js and turns.js.
import "./actions.js";
import "./box.js";
import "./conversations.js";
import "./keys.js";
import "./labels.js";
import "./library.js";
import "./scroll.js";
import "./sources.js";
import "./theme.js";
