// Fetches a page of this site for one of its charts. Parsed, not shown: its scripts do not run, and nothing that it names is loaded.

/** A page that was not fetched; its words are for readers. */
export class PageError extends Error {
  override name = "PageError";
  constructor(page: string, status: number) {
    super(status === 404 ? `This site has no page “${page}”.` : `The page “${page}” could not be fetched (${status}).`);
  }
}

const pages = new Map<string, Promise<Document>>();

/** A page by its path below the site's root. @throws Error where there is none. */
export function pageOf(page: string, root: string): Promise<Document> {
  const address = new URL(page === "index" ? "./" : page, root).href;
  let asked = pages.get(address);
  if (!asked) {
    asked = (async () => {
      let answer = await fetch(address);
      // A server that knows files alone.
      if (answer.status === 404 && page !== "index") answer = await fetch(`${address}.html`);
      if (!answer.ok) throw new PageError(page, answer.status);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    })();
    asked.catch(() => pages.delete(address));
    pages.set(address, asked);
  }
  return asked;
}

/** The chart of a page with an id; null where the page has none. */
export const chartIn = (page: Document, id: string): HTMLElement | null =>
  [...page.querySelectorAll<HTMLElement>("figure.plate, figure.opening")].find((one) => one.id === id) ?? null;

/** Whether two charts say the same: title, unit and table. Scripts change neither on a chart that they did not draw. */
export function isSameChart(one: Element, other: Element): boolean {
  const words = (chart: Element) =>
    [...chart.querySelectorAll(".hd, .behind td")]
      .map((part) => part.textContent.replace(/\s+/g, " ").trim())
      .join("|");
  return words(one) === words(other);
}
