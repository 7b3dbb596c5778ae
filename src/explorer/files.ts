// What the explorer says while its files come, and where they do not: what was asked for, what is on its way, what failed and why.
// No answer stands under an address that asks another question.
import {FileError} from "../edition/fetch.js";
import type {FileStep} from "../edition/fetch.js";
import {byteWords} from "../words/numbers.js";

/** A reader who waits less is told nothing. */
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

/** “decisions.1a2b3c4d.parquet” is the decisions. */
const wordOf = (file: string): string => (/^facts\./.test(file) ? "places and rules" : (file.split(".")[0] ?? file));

/** Tells in `tell` what comes; bytes are a bar, as words that change with each of them would be read out without end. */
export function watch(tell: HTMLElement, asked: string): Watch {
  const steps = new Map<string, FileStep>();
  const words = line(`You asked for ${asked}.`);
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "Figures that have come");
  const size = line("", "bytes");
  size.setAttribute("aria-hidden", "true");
  let shown = false;
  let over = false;
  const draw = (): void => {
    if (over || !shown) return;
    const coming = [...steps.values()].filter(({state}) => state === "asked" || state === "coming");
    const names = coming.map(({name}) => wordOf(name)).join(", ");
    const text = `You asked for ${asked}. ${names === "" ? "The figures are here, and being read." : `Being fetched: ${names}.`}`;
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
  return `The figures could not be read (${error instanceof Error ? error.message : String(error)}).`;
}

/** What stands in the place of an answer that could not be had; `again` asks once more. */
export function unanswered(asked: string, why: string, again: () => void): HTMLElement[] {
  const box = line("");
  box.id = "unanswered";
  const first = document.createElement("b");
  first.textContent = "There is no answer.";
  box.append(first, ` You asked for ${asked}. ${why}`);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = "Ask again";
  button.addEventListener("click", again);
  return [box, button];
}
