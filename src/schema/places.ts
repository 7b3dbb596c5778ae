// Schema of the hand-kept tables of places, regions of the world, and unions with their members by year.
import {place, region, table, text, whole, word} from "./column.js";

export const places = table({
  name: "places",
  title: "Places",
  description:
    "Countries, territories and the three codes that are not countries, with names in English, Russian and Korean.",
  from: "hand",
  columns: [
    text("place", "ISO 3166-1 alpha-3; XXA stateless, UNK unknown, TIB Tibetan. Its names are in this row.", true),
    text("iso2", "ISO 3166-1 alpha-2."),
    text("m49", "UN M49 code, three digits."),
    text("unhcr_code", "UNHCR's own code, which may be another country's ISO code."),
    word(
      "kind",
      "country, territory, stateless, unknown or people.",
      ["country", "territory", "stateless", "unknown", "people"],
      true
    ),
    text("name_en", "Name in English.", true),
    text("name_ru", "Name in Russian.", true),
    text("name_ko", "Name in Korean.", true),
    {name: "aliases", type: "VARCHAR[]", description: "Other names that readers use, in any script.", required: true},
    region("region", "M49 region code."),
    region("subregion", "Finest M49 sub-region code."),
    region("bureau", "UNHCR regional bureau."),
    text("names_source", "Where the names come from.", true)
  ],
  key: ["place"],
  order: ["place"]
});

export const regions = table({
  name: "regions",
  title: "Regions, bureaus and unions",
  description:
    "M49 regions, UNHCR bureaus, and the European Union, EU+ and the EU and EFTA, with names in English, Russian and Korean.",
  from: "hand",
  columns: [
    text("code", "M49 code, bureau key, or scheme of the memberships.", true),
    word("kind", "m49, bureau or members.", ["m49", "bureau", "members"], true),
    text("name_en", "Name in English.", true),
    text("name_ru", "Name in Russian.", true),
    text("name_ko", "Name in Korean.", true),
    region("parent", "The M49 region this one lies in."),
    text("names_source", "Where the names come from.", true)
  ],
  key: ["code"],
  order: ["kind", "code"]
});

export const memberships = table({
  name: "memberships",
  title: "Members of the European Union, of EU+ and of the EU and EFTA, by year",
  description:
    "A place counts in each year on whose 31 December it was a member. EU+ is the members of the year with Norway and Switzerland, in every year, as the European Union Agency for Asylum counts it; the EU and EFTA is EU+ with Iceland and Liechtenstein, in every year.",
  from: "hand",
  columns: [
    region("scheme", "eu, eu_plus or eu_efta.", true),
    place("place", "ISO 3166-1 alpha-3.", true),
    text("joined", "Day of accession; null for the four that are not members of the EU and count in every year."),
    text("left", "First day after membership; null where it goes on."),
    whole("year_from", "First year that counts; null where every year does."),
    whole("year_to", "Last year that counts; null means and on."),
    text("treaty", "The treaty or agreement, with its dates.", true),
    text("source_url", "Addresses, with | between them.", true)
  ],
  key: ["scheme", "place"],
  order: ["scheme", "place"]
});
