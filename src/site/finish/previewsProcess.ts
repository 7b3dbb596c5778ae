// The process that previewsApart.ts starts: makes the pages of shared questions and hands them over.
import {openLedger} from "../../explorer/ledger.js";
import {previewPages} from "./previews.js";
import type {AskedPreviews} from "./previewsApart.js";

process.once("message", (asked) => {
  const {frame, opened, names} = asked as AskedPreviews;
  process.send?.(previewPages(frame, openLedger(...opened), names), () => process.disconnect());
});
