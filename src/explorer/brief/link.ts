// The item that an address of this site names: of the explorer's answer, of a source card, or of a page's chart.
import {DEFAULT_QUESTION} from "../address.js";
import {questionIn} from "../quiet.js";
import {parseBrief} from "./address.js";
import type {BriefItem} from "./address.js";

/** The part of an answer that an address without one means. */
const FIRST_PART = "over-time";

/** The item, and the edition that its address names; null where the address is of another site, or of no chart or figure. */
export function itemAt(address: string, root: string): {item: BriefItem; edition: string | null} | null {
  const base = new URL("./", root);
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return null;
  const page = url.pathname.slice(base.pathname.length).replace(/\.html$/, "").replace(/\/$/, "/index"); // prettier-ignore
  const {query, quiet} = questionIn(url);
  const part = quiet ? "" : decodeHash(url.hash);
  const edition = new URLSearchParams(query).get("edition");
  const asked = (kind: string, value: string) => parseBrief(`${kind}=${encodeURIComponent(value)}`).brief.items[0];
  const item =
    page === "explorer"
      ? asked("chart", `${readable(query) || DEFAULT_QUESTION}#${part || FIRST_PART}`)
      : page === "figure"
        ? asked("figure", readable(query))
        : asked("page", `${page || "index"}#${part}`);
  return item ? {item, edition: page === "explorer" || page === "figure" ? edition : null} : null;
}

/** A browser writes commas and colons of a query as codes. */
function readable(query: string): string {
  return query.replace(/%2C/gi, ",").replace(/%3A/gi, ":");
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
