// The imports of a file of the site's own code, for its page and for the steps behind a chart.
import {posix} from "node:path";

/** Modules of the site's code that a file imports, by their path below `src`, with the text that names them. */
export function importsOf(module: string, source: string): {readonly module: string; readonly written: string}[] {
  return Array.from(source.matchAll(/(?:from|import)\s+"(\.[^"]+)\.js"/g), ([, written = ""]) => ({
    module: posix.normalize(posix.join(posix.dirname(module), written)),
    written: `${written}.js`
  })).filter((each) => /^[a-zA-Z]+(?:\/[\w-]+)+$/.test(each.module));
}
