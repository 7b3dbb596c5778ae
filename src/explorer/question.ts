// Builds the question as a sentence of native controls, which works without scripts; reads the form and fills it in.
import {capital} from "../words/text.js";
import {PENDING} from "../words/status.js";
import {RATE_WORDS} from "../words/rates.js";
import {element} from "../html/table.js";
import {APPLICATION_TYPES} from "../measures/codes.js";
import type {ApplicationType, Stage} from "../measures/codes.js";
import type {Places, RegionScheme, Selection} from "../measures/selection.js";
import {SEX_AGE} from "./address.js";
import type {State} from "./address.js";
import type {ExplorerFacts} from "./facts.js";
import type {Ledger} from "./ledger.js";
import {hostWords} from "./names.js";
import {moreOptions, optionsWords, stageWords, typesName, UNIT_NAMES} from "./moreOptions.js";
import type {Controls} from "./moreOptions.js";
import type {Named} from "./names.js";

/** The most places a reader may choose on one side; a region has as many as it has. */
export const MOST_CHOSEN = 8;

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
  const asked = {measure: state.by ?? selection.measure};
  const part = (name: string, ...contents: Content[]) =>
    make("span", {"data-part": name, ...(partsOf(asked).includes(name) ? {} : {hidden: ""})}, ...contents);
  // A native popover: the browser opens and closes it and returns the focus, without a script.
  const opener = (name: string, legend: string, words: string) =>
    make(
      "button",
      {type: "button", popovertarget: `pick-${name}`},
      make("span", {class: "unseen"}, `${legend}: `),
      make("span", {class: "chosen"}, words)
    );
  const picker = (name: "origin" | "asylum", legend: string, everywhere: string) =>
    placePicker({make, opener}, ledger, selection, {name, legend, everywhere});
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
          [SEX_AGE, "Applications by sex and age"],
          ["decisions", "Decisions"],
          ["rate", "Rates"],
          ["refugees", "Refugees, end of year"],
          ["asylum_seekers", `${capital(PENDING)}, end of year`]
        ],
        state.by ?? selection.measure
      ),
      part(
        "rate",
        " (",
        select("definition", "Which rate", Object.entries(RATE_WORDS), selection.definition ?? "positive"),
        ")"
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
      "."
    ),
    moreOptions({make, select, part, opener}, state),
    make("button", {class: "btn ask", type: "submit"}, "Show")
  );
}

/** The list of one side of the question: a region, or up to eight places. */
function placePicker(
  {make, opener}: Pick<Controls, "make" | "opener">,
  ledger: Ledger,
  selection: Selection,
  {name, legend, everywhere}: {name: "origin" | "asylum"; legend: string; everywhere: string}
): HTMLElement {
  const {facts} = ledger;
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
                ...(places.kind === "region" && places.scheme === scheme && places.code === code ? {selected: ""} : {})
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
        // The browser focuses the field as the list opens, so that no letter is lost.
        make("input", {type: "text", "data-find": name, autocomplete: "off", enterkeyhint: "done", autofocus: ""})
      ),
      make("p", {class: "none", role: "status"}),
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
      ),
      make(
        "button",
        {type: "button", class: "btn done", popovertarget: `pick-${name}`, popovertargetaction: "hide"},
        "Done"
      )
    )
  );
}

/** The parts of the question that a measure has. */
export function partsOf({measure}: {readonly measure: Selection["measure"] | typeof SEX_AGE}): string[] {
  switch (measure) {
    case SEX_AGE:
      return ["type"];
    case "applications":
      return ["type", "stage", "authority", "unit", "shown", "lines", "scale"];
    case "decisions":
      return ["reading", "stage", "authority", "unit", "shown", "lines", "scale"];
    case "rate":
      return ["rate", "stage", "authority", "unit", "lines"];
    default:
      return ["shown", "lines", "scale"];
  }
}

export function choiceWords(ledger: Named, name: "origin" | "asylum", places: Places): string {
  if (places.kind === "all") return name === "origin" ? "anywhere" : "all countries";
  if (places.kind === "places" && places.codes.length === 1)
    return ledger.place(places.codes[0] ?? "")?.name ?? places.codes[0] ?? "";
  return hostWords(ledger, {asylums: places});
}

/** The question of the form as a query, without the parts that the measure does not have. */
export function readQuestion(form: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams();
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")) {
    if (control.closest("[data-part][hidden]")) continue;
    if (control.type === "checkbox" && !control.checked) continue;
    if (control.value !== "") query.append(control.name, control.value);
  }
  return query;
}

/** Fills the form with the question of a state. */
export function fillQuestion(form: HTMLFormElement, ledger: Named, state: State): void {
  const {selection} = state;
  for (const part of form.querySelectorAll<HTMLElement>("[data-part]"))
    part.hidden = !partsOf({measure: state.by ?? selection.measure}).includes(part.dataset.part ?? "");
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
  set("measure", state.by ?? selection.measure);
  set("type", typesName(selection.types));
  if (selection.definition) set("definition", selection.definition);
  set("from", String(selection.years[0]));
  set("to", String(selection.years[1]));
  set("authority", selection.authority);
  set("unit", UNIT_NAMES[selection.unit]);
  set("shown", state.shown);
  set("lines", state.lines ?? "apart");
  set("scale", state.scale ?? "linear");
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
  const counting = form.querySelector("#counting");
  if (counting) counting.textContent = optionsWords(state);
}

/** Names from the form itself, for questions before the data has loaded. */
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

/** Finds places by what a reader types: a name in three languages, another name or a code. */
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
