// Builds "More options" of a question: type, stage, authority, unit and how numbers are shown. They fold under a button that the
// browser itself opens; a sentence below it always shows the choices.
import {STAGE_WORDS} from "../words/stages.js";
import {capital, list} from "../words/text.js";
import {typesWords} from "../words/types.js";
import {APPLICATION_TYPES, STAGES} from "../measures/codes.js";
import type {Stage} from "../measures/codes.js";
import type {Selection} from "../measures/selection.js";
import {LINES, SCALES, SHOWN} from "./address.js";
import type {Shown, State} from "./address.js";

type Content = string | Node | null;
/** What makes the controls of the form, which the sentence uses too. */
export interface Controls {
  readonly make: (name: string, attributes: Record<string, string>, ...contents: Content[]) => HTMLElement;
  readonly select: (
    name: string,
    label: string,
    options: readonly (readonly [value: string, words: string])[],
    value: string
  ) => HTMLElement;
  readonly part: (name: string, ...contents: Content[]) => HTMLElement;
  readonly opener: (name: string, legend: string, words: string) => HTMLElement;
}

const SHOWN_WORDS: Readonly<Record<Shown, string>> = {
  count: "numbers",
  per_100000: "numbers per 100,000 inhabitants of the country of asylum",
  per_100000_origin: "numbers per 100,000 inhabitants of the country of origin",
  index: "an index (first year above 0 = 100)"
};

const LINES_WORDS: Readonly<Record<(typeof LINES)[number], string>> = {
  apart: "side by side",
  together: "together in one chart"
};
const SCALE_WORDS: Readonly<Record<(typeof SCALES)[number], string>> = {linear: "linear", log: "logarithmic"};

export const UNIT_NAMES = {both: "both", P: "persons", C: "cases"} as const;
export const typesName = (types: Selection["types"]) => (typeof types === "string" ? types : types.join(","));

/** The stages of a procedure, each to be ticked. */
const stagePicker = ({make, opener}: Pick<Controls, "make" | "opener">, selection: Selection): HTMLElement =>
  make(
    "span",
    {class: "pick", "data-pick": "stage"},
    opener("stage", "Stages", stageWords(selection)),
    make(
      "div",
      {class: "list", popover: "", id: "pick-stage"},
      make(
        "fieldset",
        {},
        make("legend", {}, "Stages, shown separately"),
        ...(Object.keys(STAGES) as Stage[]).map((stage) =>
          make(
            "label",
            {},
            make("input", {
              type: "checkbox",
              name: "stage",
              value: stage,
              ...(selection.stages.includes(stage) && selection.stages.length < 6 ? {checked: ""} : {})
            }),
            ` ${STAGE_WORDS[stage]}`
          )
        )
      ),
      make(
        "button",
        {type: "button", class: "btn done", popovertarget: "pick-stage", popovertargetaction: "hide"},
        "Done"
      )
    )
  );

/** The parts of the question that fold, for the question `state`. Long because it is one form, field after field. */
export function moreOptions({make, select, part, opener}: Controls, state: State): HTMLElement {
  const {selection} = state;
  const field = (name: string, words: string, control: HTMLElement) =>
    part(name, make("span", {class: "what", "aria-hidden": "true"}, `${words} `), control);
  return make(
    "div",
    {class: "more"},
    make(
      "details",
      {id: "options"},
      make("summary", {}, "More options"),
      make(
        "div",
        {class: "fields"},
        field(
          "type",
          "Type",
          select(
            "type",
            "Type of application",
            [["new", "new"], ["all", "of every type"], ...Object.entries(APPLICATION_TYPES)],
            typesName(selection.types)
          )
        ),
        field(
          "reading",
          "Shown",
          select(
            "definition",
            "How decisions are shown",
            [
              ["status", "by legal status"],
              ["published", "as reported to UNHCR"]
            ],
            selection.definition ?? "status"
          )
        ),
        field("stage", "Stage", stagePicker({make, opener}, selection)),
        field(
          "authority",
          "Decided by",
          select(
            "authority",
            "Who decides",
            [
              ["all", "governments or UNHCR"],
              ["G", "governments"],
              ["J", "governments and UNHCR jointly"],
              ["U", "UNHCR"]
            ],
            selection.authority
          )
        ),
        field(
          "unit",
          "Counted in",
          select(
            "unit",
            "Persons or cases",
            [
              ["both", "persons and cases"],
              ["persons", "persons"],
              ["cases", "cases"]
            ],
            UNIT_NAMES[selection.unit]
          )
        ),
        field(
          "shown",
          "Shown as",
          select(
            "shown",
            "How numbers are shown",
            SHOWN.map((one) => [one, SHOWN_WORDS[one]]),
            state.shown
          )
        ),
        field(
          "lines",
          "Lines",
          select(
            "lines",
            "How lines over the years are drawn",
            LINES.map((one) => [one, LINES_WORDS[one]]),
            state.lines ?? "apart"
          )
        ),
        field(
          "scale",
          "Scale",
          select(
            "scale",
            "Scale of lines drawn together",
            SCALES.map((one) => [one, SCALE_WORDS[one]]),
            state.scale ?? "linear"
          )
        )
      )
    ),
    make("p", {class: "counting", id: "counting"}, optionsWords(state))
  );
}

/** The choices under "More options" as a sentence: "Counted in persons; first instance; decided by governments." */
export function optionsWords({selection, by, shown}: State): string {
  if (by) return `Counted in persons by Eurostat; ${selection.types === "all" ? "all" : "first-time"} applicants.`;
  const {measure, types, definition, unit, levels, authority} = selection;
  const isStock = measure === "refugees" || measure === "asylum_seekers";
  const parts = [
    ...(measure === "applications"
      ? [
          types === "new"
            ? "new applications"
            : types === "all"
              ? "applications of every type"
              : `applications (${typesWords(types)})`
        ]
      : []),
    ...(measure === "decisions" ? [definition === "published" ? "as reported to UNHCR" : "by legal status"] : []),
    ...(isStock
      ? ["people at the end of the year"]
      : [
          `counted in ${{both: "persons and cases", P: "persons", C: "cases"}[unit]}`,
          ...(levels ? [`UNHCR’s ${levels.length === 1 ? "code" : "codes"} ${list(levels)}`] : [stageWords(selection)])
        ]),
    ...(authority === "all" || isStock
      ? []
      : [
          {G: "decided by governments", J: "decided by governments and UNHCR jointly", U: "decided by UNHCR"}[authority]
        ]),
    ...(shown === "count" ? [] : [`shown as ${SHOWN_WORDS[shown]}`])
  ];
  return `${capital(parts.join("; "))}.`;
}

export function stageWords({stages}: Pick<Selection, "stages">): string {
  return stages.length === 6 ? "all stages" : list(stages.map((stage) => STAGE_WORDS[stage]));
}
