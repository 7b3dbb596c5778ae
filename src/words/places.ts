// Names of places and regions as they are in a sentence.
import {list} from "./text.js";

/** Names that take the article. */
const THE =
  /^(?:United |Netherlands|Philippines|Bahamas|Gambia|Comoros|Maldives|Seychelles|Central African|Dominican Rep|Marshall|Solomon|Democratic|Republic|Czech Republic|Russian|Americas|Caribbean|Micronesian Region|European Union|EU and EFTA|world)|Islands$/;

/** A name in a sentence: "the Netherlands". */
export function articled(name: string): string {
  return THE.test(name) ? `the ${name}` : name;
}

const PRINTED: Readonly<Record<string, string>> = {
  "Congo - Kinshasa": "the Democratic Republic of the Congo",
  "Congo - Brazzaville": "the Republic of the Congo",
  "Myanmar (Burma)": "Myanmar",
  "Isle of Man": "the Isle of Man",
  "French Southern Territories": "the French Southern Territories",
  "British Indian Ocean Territory": "the British Indian Ocean Territory"
};
/** A name with its article as a newspaper prints it: "the Republic of the Congo" for "Congo - Brazzaville", "and" for "&". */
export const printedName = (name: string): string => PRINTED[name] ?? name.replaceAll(" & ", " and ");

/** Groups of people among the origins of UNHCR's data. */
export const NOT_COUNTRIES: readonly string[] = ["Unknown", "Stateless", "Tibetan"];

/** Whose applications these are: "people from Syria and Sudan, people of unknown origin and stateless people". */
export function peopleFrom(names: readonly string[]): string {
  const countries = names.filter((name) => !NOT_COUNTRIES.includes(name));
  return list([
    ...(countries.length ? [`people from ${list(countries)}`] : []),
    ...(names.includes("Tibetan") ? ["Tibetans"] : []),
    ...(names.includes("Unknown") ? ["people of unknown origin"] : []),
    ...(names.includes("Stateless") ? ["stateless people"] : [])
  ]);
}

/** A region's name in a sentence; UNHCR's regions have names that M49's have too. */
export function regionWords({name, scheme}: {readonly name: string; readonly scheme: string}): string {
  return scheme === "bureau" ? `${name.replace(/^The /, "the ")} (UNHCR’s region)` : articled(name);
}
