// The Atom feed of editions: a new entry is a new edition, with how many figures publishers revised since the one before it.
import {Feed} from "feed";

export interface FeedEdition {
  readonly id: string;
  /** Figures of UNHCR that differ from the edition before; null for the first edition that is kept. */
  readonly revised: number | null;
  readonly before: string | null;
}
export interface FeedCorrection {
  readonly date: string;
  readonly page: string;
  readonly was: string;
  readonly is: string;
}

/**
 * Atom as text. `site` is the address of the site, ending in a slash: readers of feeds need whole addresses, so a site that does not
 * know its own has no feed.
 */
export function atomFeed(
  editions: readonly FeedEdition[],
  corrections: readonly FeedCorrection[],
  site: string
): string {
  const at = (date: string) => new Date(`${date.slice(0, 10)}T00:00:00Z`);
  const dates = [...editions.map(({id}) => at(id)), ...corrections.map(({date}) => at(date))];
  const feed = new Feed({
    id: site,
    link: site,
    title: "Asylum Ledger: editions, revisions and corrections",
    description: "New editions of the data, how many figures publishers revised, and errors corrected on this site",
    language: "en-GB",
    copyright: "CC BY 4.0",
    updated: new Date(Math.max(...dates.map(Number))),
    feedLinks: {atom: new URL("feed.xml", site).href},
    author: {name: "Asylum Ledger", link: site}
  });
  const items = [
    ...editions.map(({id, revised, before}) => ({
      id: new URL(`editions/${id}/`, site).href,
      link: new URL(`editions/${id}/`, site).href,
      title: `Edition ${id}`,
      date: at(id),
      description:
        revised === null || before === null
          ? "The first edition that we keep."
          : `${revised === 0 ? "No figure was" : revised === 1 ? "1 figure was" : `${revised.toLocaleString("en-GB")} figures were`} revised by publishers since edition ${before}.`
    })),
    ...corrections.map(({date, page, was, is}, i) => ({
      id: new URL(`about#${date}-${i + 1}`, site).href,
      link: new URL("about#corrections", site).href,
      title: `Correction: ${page}`,
      date: at(date),
      description: `What was wrong: ${was} What is right: ${is}`
    }))
  ].sort((a, b) => Number(b.date) - Number(a.date));
  for (const item of items) feed.addItem(item);
  return feed.atom1();
}
