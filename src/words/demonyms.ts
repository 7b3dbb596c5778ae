// Words for peoples that do not begin like their country's name, so that "Dutch" or "Poles" names a country. Other peoples are found by
// the beginning of a name: see src/pages/check/places.ts.

/** Lower case, without accents, in the singular where the plural only adds an s, by the country's code. */
const BY_COUNTRY: Readonly<Record<string, string>> = {
  ARE: "emirati",
  AZE: "azeri",
  BEL: "belgian",
  BFA: "burkinabe",
  BHS: "bahamian",
  BIH: "bosniak",
  BRB: "barbadian",
  BWA: "batswana motswana",
  CHE: "swiss",
  CIV: "ivorian",
  COM: "comorian",
  CYP: "cypriot",
  DNK: "dane danish",
  ECU: "ecuadorean",
  ESP: "spaniard spanish",
  FIN: "finn finnish",
  FRA: "french frenchman frenchmen frenchwoman frenchwomen",
  GBR: "briton british brit scot scottish",
  GRC: "greek",
  HKG: "hongkonger",
  IRL: "irish irishman irishmen irishwoman irishwomen",
  IRN: "persian",
  ISL: "icelandic",
  LAO: "laotian lao",
  LSO: "basotho mosotho",
  MCO: "monegasque",
  MDG: "malagasy madagascan",
  MDV: "maldivian",
  MNE: "montenegrin",
  MOZ: "mozambican",
  MUS: "mauritian",
  NLD: "dutch dutchman dutchmen dutchwoman dutchwomen",
  NOR: "norwegian",
  PAN: "panamanian",
  PHL: "filipino filipina",
  POL: "pole polish",
  PRT: "portuguese",
  SLV: "salvadorean",
  SMR: "sammarinese",
  SVN: "slovene",
  SWE: "swede",
  SYC: "seychellois",
  USA: "american"
};

/** The country of a word for its people, in lower case; undefined where it is not in the table. */
export function countryOfPeople(word: string): string | undefined {
  return CODES.get(word) ?? CODES.get(word.replace(/s$/, ""));
}

const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_COUNTRY).flatMap(([code, words]) => words.split(" ").map((word) => [word, code] as const))
);
