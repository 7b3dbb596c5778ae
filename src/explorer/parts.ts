// The parts of an answer for pages that show one of them, frames and briefs: with those whose code and files load when they are asked for.
import type {FileStep} from "../edition/fetch.js";
import type {State} from "./address.js";
import {loadComparison} from "./compare/load.js";
import type {Ledger} from "./ledger.js";
import {filesOf} from "./load.js";
import {editionWords} from "./names.js";
import type {RenderOptions} from "./plates/options.js";
import {renderView} from "./render.js";
import type {View} from "./types.js";

interface Loading {
  /** The edition of the ledger. */
  readonly edition: string;
  readonly tell?: ((step: FileStep) => void) | undefined;
}

/**
 * A function that renders an answer in page order; a string says why it cannot be shown.
 * @throws Error where a file or code that it needs does not arrive.
 */
export async function partsOf(
  ledger: Ledger,
  view: View,
  loading: Loading
): Promise<((options: RenderOptions) => Iterable<HTMLElement>) | string> {
  const whole = await answering(ledger, view.state, loading);
  if (typeof whole === "string") return whole;
  const compare = await loadComparison();
  return (options) => renderView(whole, view, {...options, compare: () => compare});
}

/** The ledger with what a question about sex and age needs. */
async function answering(
  ledger: Ledger,
  state: State,
  {edition, tell = () => undefined}: Loading
): Promise<Ledger | string> {
  if (!state.by) return ledger;
  const files = await filesOf(edition);
  if (typeof files === "string") return files;
  const {withSexAge} = await import("./later.js");
  const whole = await withSexAge(ledger, state, {files, tell});
  return whole ?? `The ${editionWords(edition)} has no figures by sex and age.`;
}
