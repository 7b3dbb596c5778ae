// What pages of places share: how many places a list names, and a place's name in a sentence.
import {articled} from "../../words/places.js";

export const MOST = 10;
export function inWords(name: string): string {
  return `in ${articled(name)}`;
}

/** A note under a chart, as text. */
export interface Note {
  readonly term: string;
  readonly text: string;
}
