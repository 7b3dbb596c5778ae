// Where an edition's figures come from: publisher, address, licence, day of retrieval.
import type {PackageSource} from "../build/edition.js";
import type {Drawing} from "./procedure.js";
import {element} from "./table.js";

export function sourcesList(sources: readonly PackageSource[], {document}: Drawing): HTMLElement {
  return element(
    document,
    "ul",
    {class: "sources"},
    ...sources.map(({title, path, licence, license, retrieved}) => {
      const facts = [licence ?? license, retrieved ? `retrieved ${retrieved.slice(0, 10)}` : null].filter((fact) => fact != null);
      const name = path !== undefined && /^https?:/.test(path) ? element(document, "a", {href: path}, title) : title;
      return element(document, "li", {}, name, facts.length ? `, ${facts.join(", ")}` : null);
    })
  );
}
