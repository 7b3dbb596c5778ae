// What a frame says that was made for one edition and shows the numbers of another: charts of pages are kept for the latest alone.
import {editionDate} from "../../words/editionDate.js";
import {escaped, outLink} from "./framedFigure.js";

/** The line over the chart, as HTML; empty where the numbers are of the edition that is asked for, or of none. */
export function otherEdition({
  asked,
  shown,
  up,
  page
}: {
  readonly asked: string | null;
  readonly shown: string;
  /** The site's root. */
  readonly up: string;
  /** The address of the chart on its page. */
  readonly page: string;
}): string {
  if (asked === null || asked === shown || shown === "") return "";
  const isEdition = /^\d{4}-\d{2}-\d{2}(?:-\d+)?$/.test(asked);
  const edition = (id: string) => `edition of ${escaped(editionDate(id.slice(0, 40)))}`;
  const links = [
    outLink(page, "See the page"),
    ...(isEdition ? [outLink(`${up}editions/${asked}/`, `See the ${edition(asked)}`)] : [])
  ];
  return `<p class="caution"><b>Not the ${edition(asked)}.</b> This frame was made for that edition, and shows the ${edition(shown)}: its numbers may differ. ${links.join(" · ")}.</p>`;
}
