// Names of types of application: what a list has, or what it leaves out where that is shorter.
import {APPLICATION_TYPES} from "../measures/codes.js";
import type {ApplicationType} from "../measures/codes.js";
import {list} from "./text.js";

const ALL = Object.keys(APPLICATION_TYPES) as ApplicationType[];

/** "repeat applications and appeals"; "every type but appeals, judicial review and backlog". */
export function typesWords(types: readonly ApplicationType[]): string {
  const rest = ALL.filter((type) => !types.includes(type));
  const names = (some: readonly ApplicationType[]) => list(some.map((type) => APPLICATION_TYPES[type]));
  return rest.length > 0 && rest.length < types.length ? `every type but ${names(rest)}` : names(types);
}
