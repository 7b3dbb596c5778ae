// Codes of origins that are not countries: they are in no list of countries and on no map.

/** Unknown origin, stateless people, and Tibetans. */
export const NO_COUNTRY: ReadonlySet<string> = new Set(["UNK", "XXA", "TIB"]);
