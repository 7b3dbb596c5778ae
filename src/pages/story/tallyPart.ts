// The opening drawing: a stroke for each application, and what became of them.
import {formatNumber} from "../../words/numbers.js";
import {opening} from "../../charts/plate.js";
import {tally} from "../../charts/tally.js";
import {NINE} from "./context.js";
import type {Story} from "./context.js";

export function tallyPart({document, source, reported, decided, applied}: Story): Element[] {
  const applications = applied("FI", NINE);
  const granted = decided("FI", NINE).statuses.refugee_status;
  return [
    opening(
      {
        id: "tally",
        made: "/code/pages/story/tallyPart#tallyPart",
        draw: (options) =>
          tally(
            {
              total: applications,
              outcome: granted,
              reported: {
                value: reported("cac-recognised-2011-2019").value,
                long: "recognised, according to other sources",
                short: "recognised (other sources)"
              },
              words: {
                total: `applications, ${formatNumber(applications.lo)} at the fewest`,
                outcome: {
                  long: "recognised: what nine published zeros can mean",
                  short: "recognised, after rounding"
                }
              }
            },
            options
          ),
        caption: `Each stroke is one application for refugee status by a North Korean in Russia, ${NINE.join("–")}, counted in persons. Source: ${source}`
      },
      {document}
    )
  ];
}
