// The policy of each page: what its scripts may do and whom it may ask.
import {createHash} from "node:crypto";
import {replaceOnce} from "./html.js";

const JAVASCRIPT = /^(?:|module|text\/javascript|application\/javascript)$/;

/** A page that tells its script where DuckDB lies. */
const HAS_DUCKDB = / data-duckdb="/;

/**
 * The policy of a page: nothing but the site itself, and of inline scripts those the build wrote, by their hashes. Pages with
 * DuckDB alone may compile WebAssembly and start a worker from a blob, which has this policy too; they connect no further. A page of
 * the preview may evaluate code, as a cell that was edited is; no page of a built site is `live`.
 */
export function policyOf(html: string, live = false): string {
  const hashes: string[] = [];
  for (const [, attributes = "", script = ""] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (!/\bsrc=/.test(attributes) && JAVASCRIPT.test(type))
      hashes.push(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  const duckdb = HAS_DUCKDB.test(html);
  return [
    "default-src 'none'",
    [
      "script-src 'self'",
      ...(duckdb ? ["'wasm-unsafe-eval'"] : []),
      ...(live ? ["'unsafe-eval'"] : []),
      ...new Set(hashes)
    ].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    duckdb ? "worker-src 'self' blob:" : "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'self'"
  ].join("; ");
}

/** The policy stands first in the head: what comes before it would not be bound by it. */
export function addPolicy(html: string, live = false): string {
  return replaceOnce(
    html,
    /<head>/,
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policyOf(html, live)}">`,
    "head"
  );
}
