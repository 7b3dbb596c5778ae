// The question as a sentence whose parts are native controls, in the HTML without scripts; and how a page reads it and fills it.
import {RATE_WORDS} from "../words/rates.js";
import {STAGE_WORDS} from "../words/stages.js";
import {element} from "../html/table.js";
import {APPLICATION_TYPES, STAGES} from "../measures/codes.js";
import type {ApplicationType, Stage} from "../measures/codes.js";
import type {Places, RegionScheme, Selection} from "../measures/selection.js";
import {SHOWN} from "./address.js";
import type {Shown, State} from "./address.js";
import type {ExplorerFacts} from "./facts.js";
import type {Ledger} from "./ledger.js";
import {hostWords} from "./names.js";
import type {Named} from "./names.js";

/** The most places a reader may choose on one side; a region has as many as it has. */
export const MOST_CHOSEN = 8;

const SHOWN_WORDS: Readonly<Record<Shown, string>> = {
  count: "numbers",
  per_100000: "numbers per 100,000 inhabitants of the country of asylum",
  per_100000_origin: "numbers per 100,000 inhabitants of the country of origin",
  index: "an index"
};

type Content = string | Node | null;

/** The form, for the question `state`. */
export function questionForm(ledger: Ledger, state: State, document: Document): HTMLElement {
  const {facts} = ledger;
  const make = (name: string, attributes: Record<string, string>, ...contents: Content[]) =>
    element(document, name, attributes, ...contents);
  const select = (
    name: string,
    label: string,
    options: readonly (readonly [value: string, words: string])[],
    value: string
  ) =>
    make(
      "select",
      {name, "aria-label": label},
      ...options.map(([one, words]) => make("option", {value: one, ...(one === value ? {selected: ""} : {})}, words))
    );
  const years = Array.from({length: facts.years[1] - facts.years[0] + 1}, (_, i) => String(facts.years[0] + i));
  const {selection} = state;
  const part = (name: string, ...contents: Content[]) =>
    make("span", {"data-part": name, ...(partsOf(selection).includes(name) ? {} : {hidden: ""})}, ...contents);
  // A native popover: it opens, closes and gives back the focus without a script.
  const opener = (name: string, legend: string, words: string) =>
    make(
      "button",
      {type: "button", popovertarget: `pick-${name}`},
      make("span", {class: "unseen"}, `${legend}: `),
      make("span", {class: "chosen"}, words)
    );
  const picker = (name: "origin" | "asylum", legend: string, everywhere: string) => {
    const places = name === "origin" ? selection.origins : selection.asylums;
    return make(
      "span",
      {class: "pick", "data-pick": name},
      opener(name, legend, choiceWords(ledger, name, places)),
      make(
        "div",
        {class: "list", popover: "", id: `pick-${name}`},
        make(
          "label",
          {},
          "Region ",
          make(
            "select",
            {name},
            make("option", {value: ""}, everywhere),
            ...facts.regions.map(({scheme, code, name: words}) =>
              make(
                "option",
                {
                  value: `${scheme}:${code}`,
                  ...(places.kind === "region" && places.scheme === scheme && places.code === code
                    ? {selected: ""}
                    : {})
                },
                scheme === "bureau" ? `${words} (UNHCR)` : words
              )
            )
          )
        ),
        make(
          "label",
          {class: "find"},
          "Find ",
          // The browser itself focuses it as the list opens, so that no letter typed at once is lost.
          make("input", {type: "text", "data-find": name, autocomplete: "off", enterkeyhint: "done", autofocus: ""})
        ),
        make("p", {class: "most"}, `Up to ${MOST_CHOSEN} places, or a region.`),
        make(
          "fieldset",
          {},
          make("legend", {}, legend),
          ...facts.places.map(({code, name: words}) =>
            make(
              "label",
              {},
              make("input", {
                type: "checkbox",
                name,
                value: code,
                ...(places.kind === "places" && places.codes.includes(code) ? {checked: ""} : {})
              }),
              ` ${words}`
            )
          )
        )
      )
    );
  };
  return make(
    "form",
    {class: "question", id: "question", method: "get", action: "./explorer"},
    make(
      "div",
      {class: "sentence"},
      select(
        "measure",
        "What is counted",
        [
          ["applications", "Applications"],
          ["decisions", "Decisions"],
          ["rate", "The rate"],
          ["refugees", "Refugees at year-end"],
          ["asylum_seekers", "Asylum-seekers at year-end"]
        ],
        selection.measure
      ),
      part(
        "type",
        ", ",
        select(
          "type",
          "Type of application",
          [["new", "new"], ["all", "of every type"], ...Object.entries(APPLICATION_TYPES)],
          typeof selection.types === "string" ? selection.types : selection.types.join(",")
        ),
        ", "
      ),
      part(
        "reading",
        " shown ",
        select(
          "definition",
          "How decisions are shown",
          [
            ["status", "by legal status"],
            ["published", "as reported to UNHCR"]
          ],
          selection.definition ?? "status"
        ),
        ", "
      ),
      part(
        "rate",
        ", ",
        select("definition", "Which rate", Object.entries(RATE_WORDS), selection.definition ?? "positive"),
        ", "
      ),
      " of people from ",
      picker("origin", "Countries of origin", "anywhere"),
      " in ",
      picker("asylum", "Countries of asylum", "all countries"),
      ", ",
      select(
        "from",
        "First year",
        years.map((year) => [year, year]),
        String(selection.years[0])
      ),
      " to ",
      select(
        "to",
        "Last year",
        years.map((year) => [year, year]),
        String(selection.years[1])
      ),
      part(
        "stage",
        ", at ",
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
            )
          )
        )
      ),
      part(
        "authority",
        ", by ",
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
      part(
        "unit",
        ", in ",
        select(
          "unit",
          "Persons or cases",
          [
            ["both", "persons and cases"],
            ["persons", "persons"],
            ["cases", "cases"]
          ],
          selection.unit === "both" ? "both" : selection.unit === "P" ? "persons" : "cases"
        )
      ),
      part(
        "shown",
        ", as ",
        select(
          "shown",
          "How numbers are shown",
          SHOWN.map((one) => [one, SHOWN_WORDS[one]]),
          state.shown
        )
      ),
      "."
    ),
    make("button", {class: "btn ask", type: "submit"}, "Show")
  );
}

/** The parts of the sentence that a measure has. */
export function partsOf({measure}: Pick<Selection, "measure">): string[] {
  switch (measure) {
    case "applications":
      return ["type", "stage", "authority", "unit", "shown"];
    case "decisions":
      return ["reading", "stage", "authority", "unit", "shown"];
    case "rate":
      return ["rate", "stage", "authority", "unit"];
    default:
      return ["shown"];
  }
}

export function choiceWords(ledger: Named, name: "origin" | "asylum", places: Places): string {
  if (places.kind === "all") return name === "origin" ? "anywhere" : "all countries";
  if (places.kind === "places" && places.codes.length === 1)
    return ledger.place(places.codes[0] ?? "")?.name ?? places.codes[0] ?? "";
  return hostWords(ledger, {asylums: places});
}

export function stageWords({stages}: Pick<Selection, "stages">): string {
  return stages.length === 6 ? "every stage" : stages.map((stage) => STAGE_WORDS[stage]).join(", ");
}

/** What the form asks, as a query; a part that the measure does not have is not asked. */
export function readQuestion(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams();
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")) {
    if (control.closest("[data-part][hidden]")) continue;
    if (control.type === "checkbox" && !control.checked) continue;
    if (control.value !== "") query.append(control.name, control.value);
  }
  return query;
}

/** Fills the form for a state: what an address asked stands in the sentence. */
export function fillQuestion(form: HTMLFormElement, ledger: Named, state: State): void {
  const {selection} = state;
  for (const part of form.querySelectorAll<HTMLElement>("[data-part]"))
    part.hidden = !partsOf(selection).includes(part.dataset.part ?? "");
  const set = (name: string, value: string) => {
    for (const control of form.querySelectorAll<HTMLSelectElement>(`select[name="${name}"]`)) {
      if (name === "type" && ![...control.options].some((option) => option.value === value)) {
        const more = form.ownerDocument.createElement("option");
        more.value = value;
        more.textContent = value
          .split(",")
          .map((type) => APPLICATION_TYPES[type as ApplicationType])
          .join(", ");
        control.append(more);
      }
      if ([...control.options].some((option) => option.value === value)) control.value = value;
    }
  };
  set("measure", selection.measure);
  set("type", typeof selection.types === "string" ? selection.types : selection.types.join(","));
  if (selection.definition) set("definition", selection.definition);
  set("from", String(selection.years[0]));
  set("to", String(selection.years[1]));
  set("authority", selection.authority);
  set("unit", selection.unit === "both" ? "both" : selection.unit === "P" ? "persons" : "cases");
  set("shown", state.shown);
  for (const [name, places] of [
    ["origin", selection.origins],
    ["asylum", selection.asylums]
  ] as const) {
    set(name, places.kind === "region" ? `${places.scheme}:${places.code}` : "");
    const codes = new Set(places.kind === "places" ? places.codes : []);
    for (const box of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
      box.checked = codes.has(box.value);
    const chosen = form.querySelector(`[data-pick="${name}"] .chosen`);
    if (chosen) chosen.textContent = choiceWords(ledger, name, places);
  }
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name="stage"]'))
    box.checked = selection.stages.length < 6 && selection.stages.includes(box.value as Stage);
  const stages = form.querySelector('[data-pick="stage"] .chosen');
  if (stages) stages.textContent = stageWords(selection);
}

/** Names from the form that the build wrote, for who asks before the figures are there. */
export function namesIn(form: HTMLFormElement): Named & {readonly years: readonly [number, number]} {
  const years = [...form.querySelectorAll<HTMLOptionElement>('select[name="from"] option')].map(({value}) =>
    Number(value)
  );
  return {
    place: (code) => {
      const box = [...form.querySelectorAll<HTMLInputElement>('input[name="origin"]')].find(
        ({value}) => value === code
      );
      const name = box?.closest("label")?.textContent.trim();
      return name === undefined ? undefined : {name};
    },
    facts: {
      regions: [...form.querySelectorAll<HTMLOptionElement>('select[name="origin"] option')].flatMap(
        ({value, text}) => {
          const [scheme = "", code = ""] = value.split(":");
          return code === "" ? [] : [{scheme: scheme as RegionScheme, code, name: text.replace(/ \(UNHCR\)$/, "")}];
        }
      )
    },
    years: [Math.min(...years), Math.max(...years)]
  };
}

/** What a reader types finds a place by its name in three languages, another name or its code. */
export function finds({places}: ExplorerFacts): (typed: string) => ReadonlySet<string> | null {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  const words = places.map(({code, name, also}) => ({code, text: plain([name, code, ...also].join("\n"))}));
  return (typed) => {
    const wanted = plain(typed.trim());
    return wanted ? new Set(words.filter(({text}) => text.includes(wanted)).map(({code}) => code)) : null;
  };
}
