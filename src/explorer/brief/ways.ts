// The ways from an answer and a source card to a brief, and from an answer to a dashboard. What they do is loaded when a reader asks.
import {single} from "../axis.js";
import type {Selection} from "../../measures/selection.js";

function button(words: string, act: () => Promise<void>): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", () => void act());
  return made;
}

/** “Add chart to brief”: the first chart of the answer. */
export function briefButton(answer: HTMLElement): HTMLButtonElement {
  return button("Add chart to brief", async () => {
    const chart = answer.querySelector<HTMLElement>("figure.plate") ?? answer.querySelector<HTMLElement>("#finding");
    if (chart) await (await import("./add.js")).addChart(chart);
  });
}

/** “Add table to brief”, beside the table's file. */
export function tableButton(): HTMLButtonElement {
  const made = button("Add table to brief", async () => (await import("./add.js")).addTable());
  made.className = "btn";
  return made;
}

/** “Add figure to brief” on a source card. */
export function figureButton(query: string, edition: string): HTMLElement {
  const made = button("Add figure to brief", async () =>
    (await import("./add.js")).addItem(
      {kind: "figure", query: query.replace(/&edition=[^&]*/, ""), caption: ""},
      edition
    )
  );
  made.className = "btn";
  const line = document.createElement("p");
  line.className = "card-ways";
  line.append(made);
  return line;
}

/** The link to a dashboard with the country or pair of the answer; it has no address until `showWatch`. */
export function watchLink(): HTMLAnchorElement {
  const made = document.createElement("a");
  made.textContent = "Follow on a dashboard";
  made.hidden = true;
  return made;
}

/** Leads to the dashboard of a question about one country, one origin or one pair. */
export function showWatch(link: HTMLAnchorElement, {origins, asylums}: Pick<Selection, "origins" | "asylums">): void {
  const [origin, asylum] = [single(origins), single(asylums)];
  const fits = (origin !== null || origins.kind === "all") && (asylum !== null || asylums.kind === "all");
  link.hidden = !fits || (origin === null && asylum === null);
  link.href = `./watch#${origin === null ? `asylum=${asylum ?? ""}` : asylum === null ? `origin=${origin}` : `pair=${origin}-${asylum}`}`;
}
