// Makes the pages of shared questions in a process of its own: they are a sixth of a build's work, and need nothing of its other pages.
import {startApart} from "../apart.js";
import type {openLedger} from "../../explorer/ledger.js";
import type {PreviewPage} from "./previews.js";

export interface AskedPreviews {
  /** The HTML of the page `q/page`. */
  readonly frame: string;
  /** What the explorer's ledger is opened from. */
  readonly opened: Parameters<typeof openLedger>;
  readonly names: readonly string[];
}

/** The pages of the names by their files, as `previewPages` makes them. */
export function previewPagesApart(asked: AskedPreviews): Promise<ReadonlyMap<string, PreviewPage>> {
  return startApart<ReadonlyMap<string, PreviewPage>>(new URL("previewsProcess.ts", import.meta.url), asked).made;
}
