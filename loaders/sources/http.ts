// HTTP client for publishers, with rate limiting. Retries transient failures and fails fast on the rest.

import {readFileSync} from "node:fs";
import pRetry from "p-retry";
import PQueue from "p-queue";
import {causeOf, InputError, isRecord} from "./shared.js";
import type {HttpOptions, Reporter} from "./shared.js";

const HTTP_DEFAULTS: Required<HttpOptions> = {
  timeoutMs: 60_000,
  retries: 4,
  minDelayMs: 1_000,
  maxRetryAfterMs: 120_000,
  concurrency: 2,
  startsPerSecond: 4,
  mostBytes: 256 * 1024 * 1024
};

/** Publishers' answers are some six levels deep. What walks an answer, walks it by recursion. */
const MOST_LEVELS = 64;

/** The user agent, with the version of package.json. */
export const USER_AGENT = `asylum-ledger/${packageVersion()}`;

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return isRecord(manifest) && typeof manifest.version === "string" ? manifest.version : "0";
}

/** A transient failure: the same request is retried. Never leaves the sources. */
export class Transient extends Error {
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.name = "Transient";
    this.retryAfterMs = retryAfterMs;
  }
}

/** An answer beyond a limit: a retry would give the same. Never leaves the sources. */
export class Excess extends Error {
  readonly limit: string;
  constructor(limit: string, found: string) {
    super(found);
    this.name = "Excess";
    this.limit = limit;
  }
}

/** The wait of a Retry-After header (seconds or an HTTP date), in milliseconds; null if absent or invalid. */
export function retryAfterMs(header: string | null, now: number, longest: number): number | null {
  const value = header?.trim() ?? "";
  if (value === "") return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longest);
}

/** Rate-limiting queue: at most `concurrency` requests at once, and `startsPerSecond` starts in any rolling second. */
export function politeQueue(options: HttpOptions = {}): PQueue {
  const {concurrency, startsPerSecond} = {...HTTP_DEFAULTS, ...options};
  return new PQueue({concurrency, interval: 1000, intervalCap: startsPerSecond, strict: true});
}

interface Question {
  address: URL;
  /** The place in words, such as "asylum-applications page 3". */
  label: string;
  /** What to do after the last retry has failed; printed with the error. */
  advice: () => string;
  stop: AbortSignal;
  /** Statuses other than 200 whose body is an answer to be read: a publisher may say "too large" or "nothing" so. */
  answers?: readonly number[] | undefined;
  /** What the answer should be, in words; JSON where it is not said. */
  form?: {readonly mediatype: string; readonly words: string};
}

/** HTTP client with rate limiting. Retries transient failures; fails fast on the rest. */
export class HttpClient {
  readonly #options: Required<HttpOptions>;
  readonly #reporter: Reporter;
  readonly #queue: PQueue;
  #quiet: NodeJS.Timeout | undefined;
  #quietUntil = 0;

  constructor(options: HttpOptions, reporter: Reporter) {
    this.#options = {...HTTP_DEFAULTS, ...options};
    this.#reporter = reporter;
    this.#queue = politeQueue(options);
  }

  /** The options, which also set the waits between rounds of a repeated page. */
  get options(): Required<HttpOptions> {
    return this.#options;
  }

  /**
   * Requests one address until `accept` takes the response, parsed with `parse` (by default as JSON).
   * @throws InputError where the publisher rejects the request (a 4xx status), where `accept` throws one, or after the last try.
   */
  async ask<T>(
    question: Question,
    accept: (body: unknown) => T,
    parse: (bytes: Uint8Array) => unknown = parseJson
  ): Promise<{bytes: Uint8Array; value: T}> {
    const {retries, minDelayMs} = this.#options;
    const attempt = async (): Promise<{bytes: Uint8Array; value: T}> => {
      const {bytes, type} = await this.#queue.add(() => this.#once(question), {signal: question.stop});
      const body = parse(bytes);
      if (parse === parseJson && type !== null && !/json/i.test(type))
        throw new Transient(`the content type ${JSON.stringify(type)}`);
      return {bytes, value: accept(body)};
    };
    try {
      return await pRetry(attempt, {
        retries,
        minTimeout: minDelayMs,
        signal: question.stop,
        shouldRetry: ({error}) => error instanceof Transient,
        onFailedAttempt: ({error, attemptNumber, retriesLeft}) => {
          if (!(error instanceof Transient) || retriesLeft === 0) return;
          this.#reporter.note(`${question.label}: ${error.message}; asking again (${attemptNumber} of ${retries})`);
          if (error.retryAfterMs) this.#keepQuiet(error.retryAfterMs);
        }
      });
    } catch (error) {
      if (error instanceof Excess)
        throw new InputError({
          source: question.label,
          field: String(question.address),
          expected: error.limit,
          found: error.message,
          advice: "Check the base address: no publisher answers so. Nothing was published."
        });
      if (!(error instanceof Transient)) throw error;
      throw new InputError({
        source: question.label,
        field: String(question.address),
        expected: `a whole answer in ${question.form?.words ?? "JSON"}`,
        found: `${error.message} (the last of ${retries + 1} tries)`,
        advice: `${error.retryAfterMs ? `The publisher asks to wait ${Math.ceil(error.retryAfterMs / 1000)} s. ` : ""}${question.advice()}`
      });
    }
  }

  close(): void {
    clearTimeout(this.#quiet);
    this.#queue.clear();
  }

  /** A Retry-After concerns the publisher, not one page: no request is sent until then. */
  #keepQuiet(wait: number): void {
    const until = Date.now() + wait;
    if (until <= this.#quietUntil) return;
    this.#quietUntil = until;
    this.#queue.pause();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#queue.start(), wait);
  }

  async #once(question: Question): Promise<{bytes: Uint8Array; type: string | null}> {
    const {address, label, stop, answers} = question;
    const {timeoutMs, maxRetryAfterMs} = this.#options;
    const cut = new AbortController();
    const halt = () => cut.abort();
    // The timer is our own and not AbortSignal.timeout, which may be collected before it fires when it is combined.
    const timer = setTimeout(halt, timeoutMs);
    stop.addEventListener("abort", halt, {once: true});
    try {
      const response = await follow(question, cut.signal);
      const {status} = response;
      if (status !== 200 && !answers?.includes(status)) {
        const wait = retryAfterMs(response.headers.get("retry-after"), Date.now(), maxRetryAfterMs);
        await response.body?.cancel();
        if (status === 408 || status === 429 || status >= 500) throw new Transient(`status ${status}`, wait);
        throw new InputError({
          source: label,
          field: String(address),
          expected: "status 200",
          found: `status ${status}`,
          advice: response.ok
            ? "Only status 200 is a complete answer (206 is partial): check the base address, and any proxy in between."
            : "The publisher rejects this request and will reject it again: check the base address and the years."
        });
      }
      return {
        bytes: await bodyOf(response, this.#options.mostBytes),
        type: response.headers.get("content-type")
      };
    } catch (error) {
      if (error instanceof Transient || error instanceof Excess || error instanceof InputError) throw error;
      if (stop.aborted) throw stop.reason;
      if (cut.signal.aborted) throw new Transient(`no whole answer within ${timeoutMs / 1000} s`);
      throw new Transient(`the connection failed or was cut (${causeOf(error)})`);
    } finally {
      clearTimeout(timer);
      stop.removeEventListener("abort", halt);
    }
  }
}

/** The whole body, unpacked. @throws Excess where it has more bytes than `most`; the rest is not read. */
async function bodyOf(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the body.
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) throw new Excess(`an answer of at most ${most.toLocaleString("en")} bytes`, "one with more");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const MAX_REDIRECTS = 5;

/**
 * Requests an address and follows redirects on the same host. A response from another host is not the publisher's.
 * @throws InputError where a redirect leads to another host, Transient where redirects do not end.
 */
async function follow({address, label, form}: Question, signal: AbortSignal): Promise<Response> {
  let at = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await fetch(at, {
      headers: {"user-agent": USER_AGENT, accept: form?.mediatype ?? "application/json"},
      signal,
      redirect: "manual"
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, at) ? new URL(location, at) : null;
    if (!next || !isSameHost(at, next) || next.username || next.password)
      throw new InputError({
        source: label,
        field: String(address),
        expected: `an answer of ${at.host}`,
        found: `a redirect to ${next?.origin ?? JSON.stringify(location)}${next && isSameHost(at, next) ? " with a name or password" : ""}`,
        advice:
          "Redirects to another server are not followed: if the publisher has moved, find its new address and give it as the base address."
      });
    at = next;
  }
  throw new Transient(`more than ${MAX_REDIRECTS} redirects in a row`);
}

/** The same host, or the same name reached by https instead of http. */
function isSameHost(from: URL, to: URL): boolean {
  if (from.protocol === to.protocol) return from.host === to.host;
  return from.hostname === to.hostname && from.port === "" && to.port === "" && to.protocol === "https:";
}

/** Whether brackets of JSON, outside its texts, open more often than may be. In UTF-8 no other character has their bytes. */
function isDeep(bytes: Uint8Array): boolean {
  let level = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) {
      for (at++; at < bytes.length && bytes[at] !== 0x22; at++) if (bytes[at] === 0x5c) at++;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++level > MOST_LEVELS) return true;
    } else if (byte === 0x7d || byte === 0x5d) level--;
  }
  return false;
}

/** @throws Excess where it is nested too deep; Transient where the bytes are not JSON: a fault may answer 200 with HTML, and a cut answer looks whole. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new Transient("an empty body");
  let text: string;
  try {
    text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    throw new Transient(`${bytes.length} bytes that are not UTF-8`);
  }
  if (text.trimStart().startsWith("<")) throw new Transient("a page of HTML with status 200");
  if (isDeep(bytes)) throw new Excess(`JSON of at most ${MOST_LEVELS} levels`, "lists or objects that lie deeper");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Transient(`${bytes.length} bytes of JSON that is cut short or broken`);
  }
}
