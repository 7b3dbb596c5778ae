// Runs in a reader's browser: a figure's card next to the text, the numbers of a chart's year under it, the search, the
// sorting of tables, the keys of the menu, “Cite”, “Save or copy”, “Embed…” and “Add to brief” of each chart, and “Leave this site”.
import "../explorer/embed/menu.js";
import "../figures/browser.js";
import "../figures/cite.js";
import "../figures/take.js";
import "../charts/browser.js";
import "../search/browser.js";
import "../explorer/brief/menu.js";
import "../html/browser.js";
import "../html/countryFilter.js";
import "./menuKeys.js";
import "./watched.js";
