// Decisions on North Koreans in Russia: temporary asylum, and refugee status.
import {outcomes} from "../../charts/outcomes.js";
import {plate} from "../../charts/plate.js";
import type {Procedure} from "../../measures/procedure.js";
import {smallNumbers} from "../../charts/smallNumbers.js";
import type {Story} from "./context.js";

export const outcomesPart = (story: Story): Element[] => [temporaryAsylum(story), firstInstance(story)];

const yearsOf = (of: Procedure) => of.years.map(({year, outcomes: row}) => ({year, outcomes: row}));

function temporaryAsylum({document, source, procedure}: Story): Element {
  return plate(
    {
      id: "temporary-asylum",
      made: "/code/pages/story/outcomesPart#temporaryAsylum",
      number: "Figure 2",
      title: "Decisions on temporary asylum for North Koreans, as reported to UNHCR and by legal status",
      unit: "Counted in persons. Grants above the line, refusals and closures below",
      draw: (options) =>
        outcomes(
          {
            years: yearsOf(procedure("TA")).filter(({year}) => year >= 2010),
            filed: {
              title: "Temporary asylum is reported under",
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
          text: "Granted for up to a year and renewable. On this site only statuses that end on a date set by the country’s own law are hatched."
        },
        {
          sign: "undivided_closed",
          term: "Not separated.",
          text: "Refusals and applications closed for other reasons, in 2011 and from 2016 on: “rejected” is 0 throughout those years."
        }
      ],
      source,
      counted: [
        "We classify each published figure as one status. The rules that reclassify a column are rus-ta-recognized, rus-ta-other and rus-closed; the card of each figure gives their reasons and sources."
      ]
    },
    {document}
  );
}

function firstInstance({document, source, reported, procedure}: Story): Element {
  const first = procedure("FI");
  return plate(
    {
      id: "first-instance",
      made: "/code/pages/story/outcomesPart#firstInstance",
      number: "Figure 3",
      title: "Decisions on refugee status for North Koreans, first instance",
      unit: "Counted in persons. The upper chart is enlarged so that 0 [0–2] can be seen",
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
          outcomes({years: yearsOf(first), notes: []}, options)
        );
        return box;
      },
      notes: [
        {
          sign: "bracket",
          term: "0 [0–2].",
          text: "A published zero can mean 0, 1 or 2. It is drawn as a bracket without a bar."
        },
        {sign: "refused", term: "Refused.", text: "Reported under “rejected”."},
        {
          sign: "reported",
          term: "One, in 2011.",
          text: "The recognised refugee of the report’s title, as KBS World dates it."
        }
      ],
      source
    },
    {document}
  );
}
