// Columns that several of UNHCR's tables share.
import {APPLICATION_TYPES, AUTHORITIES, LEVELS, UNITS} from "./codes.js";
import {code, place, whole} from "./column.js";

export const year = whole("year", "Calendar year.", true);
export const origin = place(
  "origin",
  "Country of origin: ISO 3166-1 alpha-3; XXA stateless, UNK unknown, TIB Tibetan.",
  true
);
export const asylum = place("asylum", "Country of asylum: ISO 3166-1 alpha-3.", true);
export const authority = code(
  "authority",
  "Who decides: G government, J government and UNHCR jointly, U UNHCR.",
  AUTHORITIES,
  true
);
export const level = code("level", "Level of decision (dec_level). NA is a value: new applications.", LEVELS, true);
export const type = code(
  "type",
  "Type of application (app_type). NA is a value: new applications and appeals together.",
  APPLICATION_TYPES,
  true
);
export const unit = code("unit", "What is counted: P persons, C cases. Never added.", UNITS, true);
