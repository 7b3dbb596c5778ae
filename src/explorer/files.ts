// Shows the state of the explorer's files while they load or when they fail: the question, what is loading, what failed and why.
import {FileError, isVerifiable, NOT_VERIFIED} from "../edition/fetch.js";
import type {FileStep} from "../edition/fetch.js";
import {byteWords} from "../words/numbers.js";

/** Milliseconds before a message about loading appears. */
const PATIENCE = 400;

export interface Watch {
  readonly step: (step: FileStep) => void;
  readonly end: () => void;
}

const line = (words: string, name = "caution"): HTMLParagraphElement => {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = words;
  return made;
};

/** Cautions, a line each; the last says so where the browser cannot verify files. */
export const cautionLines = (words: readonly string[]): HTMLElement[] =>
  [...words, ...(isVerifiable() ? [] : [NOT_VERIFIED])].map((each) => line(each));

/** “decisions.1a2b3c4d.parquet” is the decisions. */
const wordOf = (file: string): string => (/^facts\./.test(file) ? "places and rules" : (file.split(".")[0] ?? file));

/** Shows in `tell` what is loading. Bytes are a progress bar: a screen reader would read changing words out without end. */
export function watch(tell: HTMLElement, asked: string): Watch {
  const steps = new Map<string, FileStep>();
  const words = line(`You asked for ${asked}.`);
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Data loaded");
  const size = line("", "bytes");
  size.setAttribute("aria-hidden", "true");
  let shown = false;
  let over = false;
  const draw = (): void => {
    if (over || !shown) return;
    const coming = [...steps.values()].filter(({state}) => state === "asked" || state === "coming");
    const names = coming.map(({name}) => wordOf(name)).join(", ");
    const text = `You asked for ${asked}. ${names === "" ? "Reading the data." : `Loading: ${names}.`}`;
    if (words.textContent !== text) words.textContent = text;
    const [here, of] = [...steps.values()].reduce<[number, number]>(
      ([a, b], {bytes, of: whole}) => [a + bytes, b + Math.max(bytes, whole)],
      [0, 0]
    );
    bar.max = Math.max(of, 1);
    bar.value = here;
    size.textContent = of > here ? `${byteWords(here)} of ${byteWords(of)}` : here > 0 ? byteWords(here) : "";
  };
  const clock = setTimeout(() => {
    shown = true;
    tell.replaceChildren(words, bar, size);
    draw();
  }, PATIENCE);
  return {
    step: (step) => {
      steps.set(step.name, step);
      draw();
    },
    end: () => {
      over = true;
      clearTimeout(clock);
      if (words.isConnected) tell.replaceChildren();
    }
  };
}

/** Why a question has no answer, for readers. */
export function whyNot(error: unknown): string {
  if (error instanceof FileError) return error.message;
  return `We could not read the data (${(error instanceof Error ? error.message : String(error)).replace(/\.$/, "")}).`;
}

/** Shown instead of an answer whose data did not load; `again` retries. */
export function unanswered(asked: string, why: string, again: () => void): HTMLElement[] {
  const box = line("");
  box.id = "unanswered";
  const first = document.createElement("b");
  first.textContent = "We could not load the data.";
  box.append(first, ` You asked for ${asked}. ${why}`);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = "Try again";
  button.addEventListener("click", again);
  return [box, button];
}
