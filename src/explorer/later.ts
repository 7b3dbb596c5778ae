// What the explorer loads when a reader asks for it: the map's controls, and answers by sex and age.
export {liveMap} from "./map/live.js";
export {withSexAge} from "./sexAge/open.js";

// Exported for the bundler alone: it cuts the page's own script into a file for each set of modules that a later one shares. With these
// shared too there are few sets, and the page loads 3 kB less at first.
export {renderView} from "./render.js";
export {sheetQuery} from "./sheet/address.js";
export {watch} from "./files.js";
export {quietLink} from "./quiet.js";
export {copyText} from "../html/clipboard.js";
