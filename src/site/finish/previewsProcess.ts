// The process that previewsApart.ts starts: makes the pages of shared questions and hands them over.
import {openLedger} from "../../explorer/ledger.js";
import {answering} from "../apart.js";
import {previewPages} from "./previews.js";
import type {AskedPreviews} from "./previewsApart.js";

answering((asked) => {
  const {frame, opened, names} = asked as AskedPreviews;
  return previewPages(frame, openLedger(...opened), names);
});
