// Runs in a reader's browser: each chart gets its menu “Save or copy”, which knows the chart's address and how the page cites it.
import {addButtons} from "../charts/take/button.js";

addButtons(() =>
  Promise.all([import("../charts/take/menu.js"), import("./takeCiting.js")]).then(([{menus}, {citing}]) =>
    menus(citing)
  )
);
