// Names the static pages that show a question's answer where its link is shared: a static host sees nothing of an address after `?`,
// so that only a page of its own has a title, a sentence and a picture. The build writes the pages; the explorer copies their links.
import type {State} from "./address.js";
import {DEFAULT_SELECTION, formatSelection} from "../measures/selection.js";
import type {Selection} from "../measures/selection.js";
import {publishedAddress} from "../html/published.js";
import {single} from "./axis.js";

/** The folder of the pages, below the site's root. */
export const PREVIEWS = "q";

/** `SYR-DEU`, `DEU` for every origin in a country of asylum, `from-SYR` for an origin in every country of asylum. */
export function previewName(origin: string | null, asylum: string | null): string | null {
  if (asylum === null) return origin === null ? null : `from-${origin}`;
  return origin === null ? asylum : `${origin}-${asylum}`;
}

/** The origin and country of asylum of a name. */
export function previewPlaces(name: string): {origin: string | null; asylum: string | null} {
  const [, from, origin, asylum] = /^(?:from-(\w+)|(?:(\w+)-)?(\w+))$/.exec(name) ?? [];
  return {origin: from ?? origin ?? null, asylum: asylum ?? null};
}

const placesOf = (code: string | null): Selection["origins"] =>
  code === null ? {kind: "all"} : {kind: "places", codes: [code]};

/** The question that a page answers: every year's new applications. */
export function previewSelection(name: string, years: Selection["years"]): Selection {
  const {origin, asylum} = previewPlaces(name);
  return {...DEFAULT_SELECTION, origins: placesOf(origin), asylums: placesOf(asylum), years};
}

/** The name of the page that answers a question; null where no page could. */
export function previewOf({selection, by, shown, lines}: State, years: Selection["years"]): string | null {
  const name = previewName(single(selection.origins), single(selection.asylums));
  return name !== null &&
    !by &&
    !lines &&
    shown === "count" &&
    formatSelection(selection) === formatSelection(previewSelection(name, years))
    ? name
    : null;
}

/** The button that copies a link with a preview, hidden for a question without one. */
export function previewButton(
  {list, copy, failed}: {list: string; copy: (text: string) => Promise<void>; failed: (link: string) => void} // prettier-ignore
): {readonly button: HTMLButtonElement; readonly show: (name: string | null) => Promise<void>} {
  const words = "Copy link with preview";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.hidden = true;
  let names: Promise<ReadonlySet<string>> | null = null;
  let shown: string | null = null;
  button.addEventListener("click", () => {
    if (shown === null) return;
    const link = publishedAddress(`./${PREVIEWS}/${shown}`);
    void copy(link).then(
      () => (button.textContent = "Link with preview copied"),
      () => failed(link)
    );
  });
  return {
    button,
    show: async (name) => {
      shown = name;
      button.textContent = words;
      button.hidden = true;
      if (name === null) return;
      // One file for every question: what is fetched does not say what was asked. Without it there is no button.
      names ??= fetch(list)
        .then((answer) => (answer.ok ? (answer.json() as Promise<readonly string[]>) : []))
        .then((all) => new Set(all))
        .catch(() => new Set<string>());
      const has = (await names).has(name);
      if (shown === name) button.hidden = !has;
    }
  };
}
