// Decisions on North Koreans in Russia: temporary asylum, and refugee status.
import {outcomes} from "../../charts/outcomes.js";
import {plate} from "../../charts/plate.js";
import type {Procedure} from "../../measures/procedure.js";
import {smallNumbers} from "../../charts/smallNumbers.js";
import type {Story} from "./context.js";

export function outcomesPart({document, source, reported, procedure}: Story): Element[] {
  const [first, temporary] = [procedure("FI"), procedure("TA")];
  const years = (of: Procedure) => of.years.map(({year, outcomes: row}) => ({year, outcomes: row}));
  return [
    plate(
      {
        id: "temporary-asylum",
        made: "/code/pages/story/outcomesPart#outcomesPart",
        number: "Figure 2",
        title: "Temporary asylum: decisions on North Koreans, as published and as read",
        unit: "Persons; level TA; granted above the line, not granted below it",
        draw: (options) =>
          outcomes(
            {
              years: years(temporary).filter(({year}) => year >= 2010),
              filed: {
                title: "Temporary asylum is filed under",
                status: "temporary",
                spans: [
                  {from: 2010, to: 2010, column: "other"},
                  {from: 2011, to: 2012, column: "recognized"},
                  {from: 2013, to: 2018, column: "other"},
                  {from: 2019, to: 2023, column: "recognized"}
                ]
              }
            },
            options
          ),
        notes: [
          {
            sign: "temporary",
            term: "Temporary asylum.",
            text: "Granted for up to a year and renewable. Hatched on this site wherever a status has an end date in the host’s own law, and nothing else is."
          },
          {
            sign: "undivided_closed",
            term: "Not told apart.",
            text: "Refusals and files closed for other reasons, in 2011 and from 2016 on: “rejected” is 0 in every row of those years."
          }
        ],
        source,
        counted: [
          "Each cell of the published columns is read as one status. The rules that move a column are rus-ta-recognized, rus-ta-other and rus-closed; their reasons and sources stand on the card of each figure."
        ]
      },
      {document}
    ),
    plate(
      {
        id: "first-instance",
        made: "/code/pages/story/outcomesPart#outcomesPart",
        number: "Figure 3",
        title: "Refugee status: decisions on North Koreans at first instance",
        unit: "Persons; level FI; above, refugee status at a scale at which 0 [0–2] can be seen",
        draw: (options) => {
          const box = document.createElement("div");
          box.append(
            smallNumbers(
              {
                name: "Refugee status granted",
                status: "refugee_status",
                years: first.years.map(({year, outcomes: row}) => ({
                  year,
                  count: typeof row === "string" ? row : row.statuses.refugee_status
                })),
                total: first.outcomes?.statuses.refugee_status ?? null,
                reported: [{year: 2011, value: reported("kbs-recognised-2011").value}]
              },
              {...options, idPrefix: `${options.idPrefix}-small`}
            ),
            outcomes({years: years(first), notes: []}, options)
          );
          return box;
        },
        notes: [
          {
            sign: "bracket",
            term: "0 [0–2].",
            text: "What a published zero stands for. It is drawn as a bracket without a bar."
          },
          {sign: "refused", term: "Refused.", text: "Filed under “rejected”. A refusal is ink, not red."},
          {
            sign: "reported",
            term: "One, in 2011.",
            text: "The recognised refugee of the report’s title, as KBS World dates it."
          }
        ],
        source
      },
      {document}
    )
  ];
}
