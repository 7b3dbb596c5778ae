// What a rounded count of decisions can mean.
import {plate} from "../../charts/plate.js";
import {rounding} from "../../charts/rounding.js";
import {bounded} from "../../measures/bounds.js";
import type {Story} from "./context.js";

export function roundingPart({document}: Story): Element[] {
  return [
    plate(
      {
        id: "what-a-number-stands-for",
        made: "/code/pages/story/roundingPart#roundingPart",
        title: "What a published number of decisions can mean",
        unit: "Counted in persons. UNHCR rounds decision counts below ten",
        breadth: "text",
        draw: (options) =>
          rounding(
            [0, 5, 10].map((value) => bounded(value, "decisions")),
            options
          ),
        source: "UNHCR, Refugee Data Finder, methodology."
      },
      {document}
    )
  ];
}
