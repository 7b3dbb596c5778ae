// The box on the page "Check a figure": a claim gets a ruling, an address gets whether its figure was revised. What the claim was
// understood as is shown as fields that a reader can correct; the address of the page keeps both. The reader's text is shown as text.
import {byteWords} from "../../words/numbers.js";
import type {FileStep} from "../../edition/fetch.js";
import type * as Asking from "./asking.js";
import type {Answer, ClaimList, Line} from "./checkList.js";
import {LONGEST} from "./longest.js";
import type {Asked, Parts} from "./parts.js";
import type {Told} from "./rulingWords.js";
import type {Files, Question, Reply} from "./worker.js";

const form = document.getElementById("check-form") as HTMLFormElement | null;
const fields = document.getElementById("check-parts") as HTMLFormElement | null;
const answer = document.getElementById("check-answer");
const data: DOMStringMap = form?.dataset ?? {};
let list: Promise<ClaimList> | null = null;
/** How sentences are understood and answered; there from the first question on. */
let asking: typeof Asking;
let thread: Worker | null = null;
let asked: Asked | null = null;
/** Counts the questions, so that an answer to an earlier one is dropped. */
let turn = 0;

async function fetched(address: string): Promise<ClaimList> {
  const response = await fetch(address, {credentials: "same-origin"});
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as ClaimList;
}

function make(name: string, className: string, ...contents: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...contents);
  return made;
}

function lineOf(name: string, {words, href}: Line): HTMLElement {
  if (href === undefined) return make(name, "", words);
  const link = document.createElement("a");
  link.href = `./${href}`;
  link.textContent = words;
  return make(name, "", link);
}
const listOf = (lines: readonly Line[]) => make("ul", "", ...lines.map((line) => lineOf("li", line)));

const isAddress = (text: string) => /^\S+$/.test(text) && /figures?[/?.]|explorer(?:\.html)?[?#]|^https?:/i.test(text);

// ---------------------------------------------------------------------------------------------- the fields

function options(name: keyof Parts, claims: ClaimList): readonly (readonly [string, string])[] {
  if (name === "what") return asking.WHAT_CHOICES;
  const [first, last] = claims.years;
  if (name === "from" || name === "to")
    return [["", "choose a year"], ...Array.from({length: last - first + 1}, (_, i) => [String(last - i), String(last - i)] as const)]; // prettier-ignore
  const places = claims.places
    .map(([code = "", , , , words = ""]) => [code, words] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, "en"));
  return name === "origin"
    ? [[asking.EVERYWHERE, "everywhere"], ...places]
    : [["", "choose a country"], [asking.EVERYWHERE, "all countries"], ...places];
}

/** The regions, in a group of their own after the countries. */
function regionsIn(name: keyof Parts, {regions}: ClaimList): HTMLElement[] {
  if (name !== "origin" && name !== "asylum") return [];
  const group = document.createElement("optgroup");
  group.label = "Regions";
  group.append(...regions.map(([code = "", words = ""]) => new Option(words, code)));
  return [group];
}

function showFields(claims: ClaimList, {parts}: Asked): void {
  if (!fields) return;
  for (const name of asking.PART_NAMES) {
    const field = fields.elements.namedItem(name) as HTMLSelectElement | HTMLInputElement;
    if (field instanceof HTMLSelectElement && field.options.length === 0)
      field.append(
        ...options(name, claims).map(([value, words]) => new Option(words, value)),
        ...regionsIn(name, claims)
      );
    field.value = parts[name];
    // A year outside the data is no choice.
    if (field instanceof HTMLSelectElement && field.value !== parts[name]) {
      field.append(new Option(parts[name], parts[name]));
      field.value = parts[name];
    }
  }
  fields.hidden = false;
}

const corrected = (): Partial<Parts> =>
  Object.fromEntries(
    asking.PART_NAMES.map((name) => [name, (fields?.elements.namedItem(name) as HTMLInputElement).value])
  );

// ---------------------------------------------------------------------------------------------- the answer

function show(state: string, ...contents: (string | Node)[]): void {
  answer?.replaceChildren(...contents);
  document.documentElement.dataset.check = state;
}

function showAnswer({verdict, finding, lines}: Answer): void {
  if (fields) fields.hidden = true;
  show("done", make("p", `finding ${verdict}`, finding), ...(lines.length ? [listOf(lines)] : []));
}

function folded(summary: string, ...contents: Node[]): HTMLElement {
  return make("details", "fold", make("summary", "", summary), ...contents);
}

/** Names of countries and regions by their codes. */
const nameIn =
  ({places, regions}: ClaimList) =>
  (code: string): string =>
    places.find(([each]) => each === code)?.[4] ?? regions.find(([each]) => each === code)?.[1] ?? code;

function showRuling(claims: ClaimList, current: Asked, told: Told): void {
  // Without a number nothing was compared, and revisions of the same countries say nothing of the sentence.
  const isCompared = "number" in asking.claimOf(current);
  const revised = isCompared ? asking.wordsAnswer(claims, current.text) : null;
  const {doubts} = current.understood;
  const share = document.createElement("a");
  share.href = `?${asking.queryOf(current)}`;
  share.id = "check-link";
  share.textContent = "Permanent link to this ruling";
  show(
    "done",
    make("p", `finding ${told.verdict}`, make("b", "verdict", told.label), make("span", "", ` ${told.finding}`)),
    ...(doubts.length ? [listOf(doubts.map((words) => ({words})))] : []),
    ...(told.reasons.length ? [listOf(told.reasons)] : []),
    ...(told.prints.length ? [make("h3", "", told.verdict === "agrees" ? "To print" : "To print instead"), ...told.prints.map((words) => make("blockquote", "", words))] : []),
    ...(told.others.length ? [folded("Figures near this one", listOf(told.others))] : []),
    ...(revised?.verdict === "changed" ? [folded("Revised figures", make("p", "", revised.finding), listOf(revised.lines))] : []),
    make("p", "", share)
  );
} // prettier-ignore

function failed(why: string, again: () => void): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = "Try again";
  button.addEventListener("click", again);
  show("failed", make("p", "caution", `We could not load the figures. ${why}`), button);
}

// ---------------------------------------------------------------------------------------------- asking

function filesOf(): Files {
  const whole = (address: string) => new URL(address, location.href).href;
  const addresses = JSON.parse(data.tables ?? "{}") as Files["addresses"];
  return {
    addresses: Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, whole(address)])),
    sums: data.sums ?? ""
  };
}

/** The ruling on a claim, from the worker; `step` is called while files are loading. */
function ruled(question: Question, step: (step: FileStep) => void): Promise<Told> {
  return new Promise((resolve, reject) => {
    thread ??= new Worker(data.thread ?? "");
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data: reply}: MessageEvent<Reply>) => {
      if ("step" in reply) step(reply.step);
      else if ("told" in reply) resolve(reply.told);
      else reject(new Error(reply.fault));
    };
    thread.addEventListener("error", ({message}) => {
      thread = null;
      reject(new Error(message || "the script did not load"));
    }, {once: true}); // prettier-ignore
    thread.postMessage(question, [port2]);
  });
}

/** Says what is loading, with its size. */
function loading(): (step: FileStep) => void {
  const steps = new Map<string, FileStep>();
  const words = make("p", "", "Loading the figures.");
  const size = make("p", "bytes", "");
  size.setAttribute("aria-hidden", "true");
  show("asking", words, size);
  return (step) => {
    steps.set(step.name, step);
    const here = [...steps.values()].reduce((n, {bytes}) => n + bytes, 0);
    if (here > 0) size.textContent = `${byteWords(here)} loaded`;
  };
}

/** Shows the ruling on a claim; one that a reader sent is brought into view. */
async function rule(claims: ClaimList, current: Asked, isSent = false): Promise<void> {
  asked = current;
  const mine = ++turn;
  showFields(claims, current);
  const claim = asking.claimOf(current);
  if ("outside" in claim) {
    showRuling(
      claims,
      current,
      asking.outsideTold(current, claim.outside, {years: claims.years, name: nameIn(claims)})
    );
    return;
  }
  if ("lacks" in claim) {
    showRuling(claims, current, {
      verdict: "unknown",
      label: "Cannot be checked yet",
      finding: `Enter ${claim.lacks}.`,
      ...{reasons: [], prints: [], others: []}
    });
    return;
  }
  const step = loading();
  try {
    const told = await ruled({claim, list: claims, files: filesOf()}, (one) => {
      if (mine === turn) step(one);
    });
    if (mine !== turn) return;
    showRuling(claims, current, told);
    if (isSent) answer?.querySelector(".finding")?.scrollIntoView({block: "nearest"});
  } catch (error) {
    if (mine === turn) failed(error instanceof Error ? error.message : "", () => void rule(claims, current));
  }
}

/** Answers a text; `own` is what its address corrected. */
async function ask(text: string, search?: string): Promise<void> {
  const mine = ++turn;
  show("asking", make("p", "", "Loading the list of places."));
  let claims: ClaimList;
  try {
    list ??= fetched(data.list ?? "");
    [claims, asking] = await Promise.all([list, import("./asking.js")]);
  } catch (error) {
    list = null;
    if (mine === turn) failed(error instanceof Error ? error.message : "", () => void ask(text, search));
    return;
  }
  if (mine !== turn) return;
  if (text.trim() === "" || isAddress(text.trim())) showAnswer(asking.answerTo(claims, text));
  else
    await rule(
      claims,
      (search === undefined ? null : asking.askedBy(claims, search)) ?? asking.askedOf(claims, text),
      search === undefined
    );
}

const pasted = () => (form?.elements.namedItem("pasted") as HTMLTextAreaElement).value;

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = pasted().slice(0, LONGEST);
  history.pushState(null, "", text.trim() === "" ? location.pathname : `?${new URLSearchParams({claim: text}).toString()}`);
  void ask(text);
}); // prettier-ignore
form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  form.requestSubmit();
});
fields?.addEventListener("submit", (event) => event.preventDefault());
fields?.addEventListener("change", () => {
  if (!asked || !list) return;
  const {text} = asked;
  void list.then((claims) => {
    const now = asking.askedOf(claims, text, corrected());
    history.replaceState(null, "", `?${asking.queryOf(now)}`);
    void rule(claims, now);
  });
});

/** Shows the question of the address. */
function fromAddress(): void {
  const text = new URLSearchParams(location.search).get("claim");
  if (text === null || !form) return;
  (form.elements.namedItem("pasted") as HTMLTextAreaElement).value = text.slice(0, LONGEST);
  void ask(text.slice(0, LONGEST), location.search);
}
addEventListener("popstate", fromAddress);
document.documentElement.dataset.check = "ready";
if (form) {
  form.hidden = false;
  fromAddress();
}
