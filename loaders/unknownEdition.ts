// The error for an edition that is not there: it names those that are, in whichever command somebody asks.
import {join} from "node:path";
import {editions} from "./edition.js";
import {InputError} from "./sources/shared.js";

/** `id` null: there is no current edition. `what` words what was wanted of it, where that is more than the edition. */
export function unknownEdition(target: string, id: string | null, what = ""): InputError {
  return new InputError({
    source: join(target, "editions"),
    expected: (id === null ? "a published edition" : `edition ${id}`) + what,
    found: editions(target).join(", ") || "none",
    advice: "Name one of these with --edition, or publish one with: npm run data -- refresh"
  });
}
