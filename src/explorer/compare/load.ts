// Loads the charts that compare when the page first needs them, and leads to what a link of an answer names once that is drawn.
import type {Compare} from "../plates/options.js";

let loaded: Compare | null = null;

/** The charts that compare; null until they have loaded. */
export const comparison = (): Compare | null => loaded;

/** Loads them once; null where they do not come, and the answer has its other charts. */
export async function loadComparison(): Promise<Compare | null> {
  try {
    loaded ??= await import("./more.js");
  } catch {
    // A later question tries again.
  }
  return loaded;
}

/** Shows and focuses an element of the answer, for readers who followed a link to another view of it. */
export function leadTo(id: string | undefined): void {
  const there = id === undefined ? null : document.getElementById(id);
  if (!there) return;
  const isLink = there.matches("a");
  if (!isLink) there.tabIndex = -1;
  there.scrollIntoView({block: isLink ? "nearest" : "start"});
  there.focus({preventScroll: true});
}
