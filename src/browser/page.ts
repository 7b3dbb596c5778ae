// What runs in a reader's browser: a figure's card beside the text, and the numbers of a chart's year under it.
import "./card.js";
import "./reader.js";
