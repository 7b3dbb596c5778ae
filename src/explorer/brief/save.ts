// Gives a reader a file that the page has made.
import {nameOf} from "./address.js";
import type {Brief} from "./address.js";

export function saveFile(name: string, type: string, contents: string): void {
  const url = URL.createObjectURL(new Blob([contents], {type: `${type};charset=utf-8`}));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name of the title's letters and digits. */
export function fileNameOf(brief: Pick<Brief, "title">): string {
  const name = nameOf(brief)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return name.slice(0, 60).toLowerCase() || "brief";
}
