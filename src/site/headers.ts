// Defines the headers that every server of the site should send, and that `npm start` sends: who may frame a page, and that a type is what
// it says. docs/deploy has them in the words of common static hosts; a test compares those files with this one.

/** Below this path of the site lie the pages that other sites may frame. */
export const EMBEDS = "embed/";

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  // A browser takes it over HTTPS alone.
  "Strict-Transport-Security": "max-age=31536000"
} as const;

/** Headers of a path below the site's root, without a leading `/`. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  return path.startsWith(EMBEDS)
    ? {...COMMON, "Content-Security-Policy": "frame-ancestors *"}
    : {...COMMON, "Content-Security-Policy": "frame-ancestors 'none'", "X-Frame-Options": "DENY"};
}
