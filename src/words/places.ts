// Names of places and regions as they are in a sentence.

/** Names that take the article. */
const THE =
  /^(?:United |Netherlands|Philippines|Bahamas|Gambia|Comoros|Maldives|Seychelles|Central African|Dominican Rep|Marshall|Solomon|Democratic|Republic|Czech Republic|Russian|Americas|Caribbean|Micronesian Region|European Union|EU and EFTA|world)|Islands$/;

/** A name in a sentence: "the Netherlands". */
export function articled(name: string): string {
  return THE.test(name) ? `the ${name}` : name;
}

/** A region's name in a sentence; UNHCR's regions have names that M49's have too. */
export function regionWords({name, scheme}: {readonly name: string; readonly scheme: string}): string {
  return scheme === "bureau" ? `${name.replace(/^The /, "the ")} (UNHCR’s region)` : articled(name);
}
