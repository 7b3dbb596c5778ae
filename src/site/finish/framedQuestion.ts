// What the framed page of a likely question holds: its chart over time and the table behind it, without scripts.
import {formatState} from "../../explorer/address.js";
import {previewEmbed} from "../../explorer/embed/address.js";
import {framedFigure, framedMain} from "../../explorer/embed/framedFigure.js";
import {withTable} from "../../explorer/embed/table.js";
import type {Ledger} from "../../explorer/ledger.js";
import type {View} from "../../explorer/types.js";
import {notCountedOf} from "../../explorer/uncounted.js";
import {uncountedWords} from "../../words/uncounted.js";
import {escapeText, PAPER} from "../../html/paper.js";
import {compact, withoutIdleNotes} from "./embedCompact.js";

/** What the preview page of a question drew. */
export interface DrawnQuestion {
  readonly ledger: Ledger;
  readonly view: View;
  readonly title: string;
  /** The chart over time as HTML; null where the question has no number. */
  readonly plate: string | null;
}

/** A framed page without its head. */
export interface FramedQuestion {
  /** The page's path below the site's root, without an ending. */
  readonly address: string;
  readonly title: string;
  /** The address below the site's root that has the whole. */
  readonly of: string;
  readonly main: string;
}

/** From a page at this path to the site's root. */
export const upFrom = (address: string) => "../".repeat(address.split("/").length - 1);

/** The framed page of a likely question: picture and table without scripts. */
export function framedQuestion(name: string, {ledger, view, title, plate}: DrawnQuestion): FramedQuestion {
  const of = `explorer?${formatState(view.state)}`;
  const address = previewEmbed(name);
  const notCounted = notCountedOf(ledger, view.state.selection)
    .map(
      (each) =>
        `<p><b>Not counted here. </b>${escapeText(uncountedWords(each))} Source: ${escapeText(each.source)}.</p>`
    )
    .join("");
  const figure =
    plate === null
      ? `<figure class="plate" id="over-time"><h1>${escapeText(title)}</h1><p class="unit">No entry. That does not mean zero.</p><div class="source"><span>UNHCR</span></div></figure>`
      : withTable(plate, {ledger, view, chart: "over-time"}, {document: PAPER, edition: null, links: false});
  const main = framedMain(compact(framedFigure(withoutIdleNotes(figure), {up: upFrom(address), of})), {notCounted});
  return {address, title, of, main};
}
