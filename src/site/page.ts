// What runs in a reader's browser: a figure's card beside the text, the numbers of a chart's year under it, the search, the
// order of tables, and leaving at once.
import "../figures/browser.js";
import "../charts/browser.js";
import "../search/browser.js";
import "../html/browser.js";
import "../html/countryFilter.js";
import "./watched.js";
