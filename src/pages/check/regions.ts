// World regions as a claim names them, for the box's list.
import {worldRegions} from "../../edition/worldRegions.js";
import type {Edition} from "../../edition/edition.js";
import {regionWords} from "../../words/places.js";

/** Names that newspapers use besides the list's. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  "members:eu": ["EU", "E.U.", "EU27", "EU-27", "EU member states", "EU countries"],
  "members:eu_efta": ["EU/EFTA", "EU-EFTA", "EU plus EFTA"],
  "members:eu_plus": ["EU plus"],
  "m49:015": ["North Africa"],
  "m49:011": ["West Africa"],
  "m49:014": ["East Africa"],
  "m49:034": ["South Asia"],
  "m49:030": ["East Asia"],
  "m49:035": ["South-eastern Asia", "South-East Asia"],
  "m49:145": ["West Asia"],
  "m49:021": ["North America"],
  "m49:057": ["Micronesian Region"]
};

/** Lines of the box's list: code, name, other names. UNHCR's regions are found by their full names. */
export function regionLines(edition: Edition): string[][] {
  const regions = worldRegions(edition);
  return regions.map(({scheme, code, name}) => {
    const id = `${scheme}:${code}`;
    const own = name.replace(/^The /, "");
    const isTaken = scheme === "bureau" && regions.some((one) => one.scheme !== "bureau" && one.name === own);
    const names = [regionWords({scheme, name}).replace(/^the /, ""), ...(isTaken ? [] : [own])];
    return [id, ...new Set([...names, ...(OTHER_NAMES[id] ?? [])])];
  });
}
