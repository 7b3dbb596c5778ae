// A page's links into the explorer.
import {existsSync} from "fs";
import {join} from "path/posix";
import {DEFAULT_SELECTION, formatSelection} from "../../measures/selection.js";
import type {Selection} from "../../measures/selection.js";

/** A link into the explorer, or null where the site has none. */
export function explorerLink(folder: string, selection: Partial<Selection>): string | null {
  if (!existsSync(join(folder, "explorer.html"))) return null;
  return `../explorer?${formatSelection({...DEFAULT_SELECTION, ...selection})}`;
}
