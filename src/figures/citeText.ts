// The plain text of a citation as the build puts it into pages, with the address in an element of its own.
import {element} from "../html/table.js";
import {ADDRESS_PLACE, citation} from "./citation.js";
import type {CitationTemplates} from "./citation.js";

/**
 * The parts of the text; `shown` is the address as it is printed, which the page's script completes where the build knows its path
 * alone. The templates have no day of access: the edition dates the text.
 */
export function plainParts(
  document: Document,
  templates: CitationTemplates,
  {title, shown}: {readonly title: string; readonly shown: string}
): (string | Node)[] {
  // The place of the address stays in, to be found.
  const [before = "", after = ""] = citation(templates, "plain", {
    title,
    address: ADDRESS_PLACE,
    accessed: null
  }).split(ADDRESS_PLACE);
  return [before, element(document, "span", {class: "to"}, shown), after];
}
