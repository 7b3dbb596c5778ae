// What an edition has, for the parsers of addresses: its years, places and regions.
import type {Known} from "../measures/selection.js";
import type {Ledger} from "./ledger.js";

export const knownOf = ({facts, place}: Ledger): Required<Known> => ({
  years: facts.years,
  place: (code) => place(code) !== undefined,
  region: (scheme, code) => facts.regions.some((region) => region.scheme === scheme && region.code === code)
});
