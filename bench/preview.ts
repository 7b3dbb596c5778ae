// Measures the preview for authors: the time to a first page, and then to a page of each type, made for the
// first time and requested again.
import {startPreview} from "../src/site/preview/server.js";
import type {Line} from "./line.js";
import {PAGE_TYPES} from "./site.js";

/** Pages of the preview, in addition to the types of the site. */
const OTHERS = [
  ["the page to copy", "notebooks/start"],
  ["a figure's card, with which all cards are made", "figures/applications-prk-rus-2011-2019-level-fi"],
  ["a page of code", "code/measures/bounds"]
] as const;

export async function preview(root: string): Promise<Line[]> {
  const begun = performance.now();
  const {address, close} = await startPreview({root, port: 0});
  const line = (name: string, value: number): Line => ({section: "preview", name, value, unit: "ms"});
  const take = async (path: string) => {
    const asked = performance.now();
    const response = await fetch(address + path);
    if (!response.ok) throw new Error(`the preview has no ${path}: ${await response.text()}`);
    await response.text();
    return performance.now() - asked;
  };
  try {
    const lines: Line[] = [];
    await take("");
    lines.push(line("from the start to the home page", performance.now() - begun));
    for (const [name, path] of [...PAGE_TYPES, ...OTHERS])
      lines.push(line(`${name}, for the first time`, await take(path)), line(`${name}, again`, await take(path)));
    return lines;
  } finally {
    close();
  }
}
