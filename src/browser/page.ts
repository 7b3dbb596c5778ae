// What runs in a reader's browser: a figure's card beside the text, the numbers of a chart's year under it, the search, the
// order of tables, and leaving at once.
import "./card.js";
import "./reader.js";
import "./search.js";
import "./tables.js";
import "./watched.js";
