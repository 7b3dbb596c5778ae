// Writes the content security policy of each page: what its scripts may do and which servers it may contact.
import {createHash} from "node:crypto";
import {replaceOnce} from "./html.js";

const JAVASCRIPT = /^(?:|module|text\/javascript|application\/javascript)$/;

/** Matches a page with the addresses of DuckDB's files. */
const HAS_DUCKDB = / data-duckdb="/;

/**
 * The policy of a page: nothing but the site itself, and of inline scripts those the build wrote, by their hashes. Pages with
 * DuckDB alone may compile WebAssembly and start a worker from a blob, which has this policy too; they connect to nothing else. A page of
 * the preview (`live`) may evaluate code, which edited cells need; no page of a built site may.
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
    // The preview of a chart's embed code.
    "frame-src 'self'",
    duckdb ? "worker-src 'self' blob:" : "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'self'"
  ].join("; ");
}

/** Inserts the policy first in the head: it does not apply to anything before it. */
export function addPolicy(html: string, live = false): string {
  return replaceOnce(
    html,
    /<head>/,
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policyOf(html, live)}">`,
    "head"
  );
}
