// The sentence to print of a fact sheet: its first figure, right as it is copied.
import {toPrint} from "../../words/print.js";
import type {Printed} from "../../words/print.js";
import {findingParagraphs} from "../findings.js";
import type {Ledger} from "../ledger.js";
import {editionWords} from "../names.js";
import type {Subject} from "./address.js";
import type {SheetFigure} from "./figures.js";
import {printedAsylums, printedOrigins} from "./names.js";
import type {Views} from "./views.js";

const PUBLISHER = "UNHCR";
/** What the first figure counts; a rate is not the first. */
const WHAT: Readonly<Partial<Record<SheetFigure["id"], Printed>>> = {
  applications: "new_applications",
  asylum_seekers: "asylum_seekers",
  refugees: "refugees"
};

/** The first figure that counts people or applications, in persons and in cases where it has both; null where there is none. */
export function printOf(
  ledger: Ledger,
  subject: Subject,
  views: Views,
  figures: readonly SheetFigure[]
): string | null {
  const first = figures.find(({id}) => WHAT[id]);
  const what = first && WHAT[first.id];
  if (!first || !what) return null;
  const {edition} = ledger.facts;
  const origins = printedOrigins(ledger, subject);
  if (!origins.fits && (first.id === "applications" || first.id === "asylum_seekers" || first.id === "refugees"))
    return `${findingParagraphs(ledger, views[first.id]).first} (${PUBLISHER}, via Asylum Ledger, ${editionWords(edition)}.)`;
  const sentences = first.numbers.map(
    ({year, unit, count}) =>
      toPrint({
        what,
        count,
        origins: origins.names,
        asylums: printedAsylums(ledger, subject),
        years: [year, year],
        stage: null,
        unit,
        publisher: PUBLISHER,
        edition
      }).full
  );
  return [...sentences, ...(sentences.length > 1 ? ["Persons and cases cannot be added."] : [])].join(" ");
}
