// The dialog with the code of a chart for other sites: its choices, a preview of the frame, and the code to copy.
import {copyText} from "../../html/clipboard.js";
import {element} from "../../html/table.js";
import {editionWords} from "../names.js";
import {embedCode, heightIn, THEMES, withTheme} from "./address.js";
import type {Theme} from "./address.js";
import {answerSubject, pageOf, pageSubject, questionAt} from "./subject.js";
import type {Subject} from "./subject.js";

/** The height of a frame before its page has posted its own. */
const FIRST_HEIGHT = 520;
const THEME_WORDS: Readonly<Record<Theme, string>> = {reader: "The reader’s choice", light: "Light", dark: "Dark"};

const make = (name: string, attributes: Record<string, string> = {}, ...contents: (string | Node | null)[]) =>
  element(document, name, attributes, ...contents);

const sourceOf = (chart: string): string =>
  document.getElementById(chart)?.querySelector(".source > span")?.textContent.trim() ?? "";
const titleOf = (figure: Element): string => figure.querySelector(".hd h3")?.textContent.trim() ?? "";

/** What the page's script knows of the explorer's answer. */
interface Held {
  readonly edition: string;
  /** Whether the charts are of the explorer's answer, which every edition that is kept has. */
  readonly isAnswer: boolean;
  /** The edition that the answer is of, where it is an earlier one. */
  readonly earlier: string | null;
  readonly subjects: readonly Subject[];
}

/** The charts of the explorer's answer. */
async function ofAnswer(figures: readonly HTMLElement[]): Promise<Held> {
  const data = document.getElementById("acts")?.dataset ?? {};
  const current = data.edition ?? "";
  const {query, edition} = questionAt(location);
  const years = [...document.querySelectorAll<HTMLOptionElement>('#question select[name="from"] option')].map(
    ({value}) => Number(value)
  );
  // One file for every question: what is fetched does not say what was asked.
  const names = await fetch(data.previews ?? "")
    .then((answer) => (answer.ok ? (answer.json() as Promise<readonly string[]>) : []))
    .catch(() => []);
  const known = {edition: edition ?? current, years: [Math.min(...years), Math.max(...years)] as const, previews: new Set(names)}; // prettier-ignore
  return {
    edition: known.edition,
    isAnswer: true,
    earlier: edition === null || edition === current ? null : edition,
    subjects: figures.map((figure) => answerSubject({query, chart: figure.id, title: titleOf(figure)}, known))
  };
}

async function heldOf(figure: HTMLElement | null, root: string): Promise<Held> {
  const answer = document.getElementById("answer");
  if (answer && (figure === null || answer.contains(figure)))
    return ofAnswer(figure ? [figure] : [...answer.querySelectorAll<HTMLElement>("figure.plate[id]")]);
  if (!figure) return {edition: "", isAnswer: false, earlier: null, subjects: []};
  const edition = document.querySelector<HTMLElement>("[data-page]")?.dataset.page ?? "";
  return {
    edition,
    isAnswer: false,
    earlier: null,
    subjects: [pageSubject(pageOf(location.pathname, root), edition, {chart: figure.id, title: titleOf(figure)})]
  };
}

/** A group of radio buttons; the first is chosen unless `chosen` names another. */
function radios(
  name: string,
  legend: string,
  options: readonly (readonly [value: string, words: string])[],
  chosen = options[0]?.[0]
): HTMLElement {
  // prettier-ignore
  return make(
    "fieldset",
    {},
    make("legend", {}, legend),
    ...options.map(([value, words]) =>
      make(
        "label",
        {},
        make("input", {type: "radio", name, value, ...(value === chosen ? {checked: ""} : {})}),
        ` ${words}`
      )
    )
  );
}

/** The form of the choices. */
function choicesOf({edition, isAnswer, earlier, subjects}: Held): HTMLFormElement {
  const several = subjects.length > 1;
  const pinnedWords = isAnswer
    ? `Always of the ${editionWords(edition)}`
    : `Of the ${editionWords(edition)}: once there is a newer one, the frame says that its numbers are newer`;
  return make(
    "form",
    {class: "embed-choices"},
    several
      ? make(
          "label",
          {class: "embed-chart"},
          "Chart ",
          make(
            "select",
            {name: "chart"},
            ...subjects.map(({chart, title}) => make("option", {value: chart}, title || chart))
          )
        )
      : null,
    radios(
      "theme",
      "Colours",
      THEMES.map((theme) => [theme, THEME_WORDS[theme]])
    ),
    edition !== ""
      ? radios(
          "edition",
          "Figures",
          [
            ["latest", "Always of the latest edition"],
            ["pinned", pinnedWords]
          ],
          earlier === null ? "latest" : "pinned"
        )
      : make("p", {class: "small"}, "The chart always shows the latest edition, and names it."),
    make(
      "fieldset",
      {},
      make("legend", {}, "Height"),
      make(
        "label",
        {},
        make("input", {type: "checkbox", name: "follows", checked: ""}),
        " Add a script of a few lines that fits the height to the chart"
      )
    )
  ) as HTMLFormElement;
}

/** Copies the code; where the browser forbids it, selects it. */
function copyCode(code: HTMLTextAreaElement, told: HTMLElement): void {
  void copyText(code.value).then(
    () => (told.textContent = "Code copied."),
    () => {
      code.select();
      told.textContent = "Your browser does not let us copy: the code is selected, copy it with Ctrl+C or ⌘C.";
    }
  );
}

/** Opens the dialog. `root` is the site's whole address. */
export async function showEmbed(figure: HTMLElement | null, root: string): Promise<void> {
  const opener = document.activeElement;
  const held = await heldOf(figure, root);
  const [first] = held.subjects;
  if (!first) return;
  const form = choicesOf(held);
  const code = make("textarea", {id: "embed-code", readonly: "", rows: "7", spellcheck: "false"}) as HTMLTextAreaElement; // prettier-ignore
  const copy = make("button", {type: "button", class: "btn p"}, "Copy code");
  const told = make("p", {class: "small", role: "status"});
  const frame = make("iframe", {title: "Preview of the frame", width: "100%", height: String(FIRST_HEIGHT)}) as HTMLIFrameElement; // prettier-ignore
  const scriptless = make("p", {class: "small"});
  const dialog = make(
    "dialog",
    {class: "card embed-dialog", "aria-labelledby": "embed-title"},
    make(
      "div",
      {class: "top"},
      make("span", {}, "Embed"),
      make("form", {method: "dialog"}, make("button", {}, "Close"))
    ),
    make("h2", {id: "embed-title"}, held.subjects.length > 1 ? "Embed a chart" : `Embed: ${first.title}`),
    make("p", {class: "small"}, "The frame holds the chart with its title, source and table. It sets no cookies. Our web server sees its address, as for any page."), // prettier-ignore
    form,
    make("label", {class: "embed-label", for: "embed-code"}, "Code for your page"),
    code,
    make("div", {class: "embed-acts"}, copy, told),
    scriptless,
    make("h3", {}, "Preview"),
    frame
  ) as HTMLDialogElement;
  let height = FIRST_HEIGHT;
  const write = (): void => {
    const chosen = new FormData(form);
    const subject = held.subjects.find(({chart}) => chart === chosen.get("chart")) ?? first;
    const theme = THEMES.find((each) => each === chosen.get("theme")) ?? "reader";
    const isPinned = chosen.get("edition") === "pinned";
    const address = isPinned ? subject.pinned : subject.latest;
    const isDrawn = subject.latest.includes("?");
    code.value = embedCode({
      ...{address, root, title: subject.title, theme, height, follows: chosen.has("follows")},
      instead: isDrawn ? {of: subject.of, source: sourceOf(subject.chart)} : null
    });
    told.textContent = "";
    copy.textContent = "Copy code";
    scriptless.textContent = isDrawn
      ? "Readers without scripts see the chart’s title and source, and a link to it, in its place."
      : `Readers without scripts see the chart and its table too${isPinned ? ", always of the latest edition, which they name" : ""}.`;
    const src = new URL(withTheme(address, theme), root).href;
    if (frame.src === src) return;
    frame.style.colorScheme = theme === "reader" ? "" : theme;
    frame.src = src;
  };
  const onMessage = ({source, data}: MessageEvent): void => {
    const posted = source === frame.contentWindow ? heightIn(data) : null;
    if (posted === null) return;
    frame.height = String(posted);
    // Rounded up: the frame of a host page is hardly ever as wide as this one.
    height = Math.ceil(posted / 20) * 20;
    write();
  };
  addEventListener("message", onMessage);
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  copy.addEventListener("click", () => copyCode(code, told));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    removeEventListener("message", onMessage);
    dialog.remove();
    if (opener instanceof HTMLElement) opener.focus();
  });
  write();
  document.body.append(dialog);
  dialog.showModal();
}
