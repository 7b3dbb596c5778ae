// Names the files that a reader saves of a brief.
import {nameOf} from "./address.js";
import type {Brief} from "./address.js";

/** A file name of the title's letters and digits. */
export function fileNameOf(brief: Pick<Brief, "title">): string {
  const name = nameOf(brief)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return name.slice(0, 60).toLowerCase() || "brief";
}
