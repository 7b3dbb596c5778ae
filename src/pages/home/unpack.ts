// The home page's facts as a reader's browser reads them: see packFacts.
import type {Count} from "../../measures/bounds.js";
import type {HomeFacts} from "./facts.js";

/** Reads what packFacts wrote; the bytes were compared with their checksum before. */
export function unpackFacts(text: string): HomeFacts {
  return JSON.parse(text, (_, value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [first, ...rest] = value as unknown[];
    if (first === "") {
      const [code, P, C, people, unlike] = rest;
      return {code, P, C, people, ...(unlike === undefined ? {} : {unlike})};
    }
    if (value.length !== 1 && value.length !== 3) return value;
    const [n, below = 0, above = 0] = value as unknown[];
    if (typeof n !== "number" || typeof below !== "number" || typeof above !== "number") return value;
    return {value: n, lo: n - below, hi: n + above} satisfies Count;
  }) as HomeFacts;
}
