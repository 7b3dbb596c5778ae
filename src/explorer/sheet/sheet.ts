// A fact sheet as values: the explorer's answers about one place, pair or region, cut to what two printed pages hold. Its numbers are
// those of `viewOf`: nothing is added here that the explorer does not add.
import type {Measure} from "../../measures/selection.js";
import {findingParagraphs} from "../findings.js";
import type {Ledger} from "../ledger.js";
import type {Loss} from "../types.js";
import {firstSentence} from "../sentences.js";
import {viewOf} from "../view.js";
import {questionOf} from "./address.js";
import type {Subject} from "./address.js";
import {decisionsTable} from "./decisions.js";
import type {DecisionsTable} from "./decisions.js";
import {figuresOf} from "./figures.js";
import type {SheetFigure} from "./figures.js";
import {issuesOf} from "./issues.js";
import {titleOf} from "./names.js";
import {printOf} from "./print.js";
import type {Views} from "./views.js";

export interface Sheet {
  readonly subject: Subject;
  readonly edition: string;
  readonly title: string;
  /** The answer in sentences, or that there is no entry. */
  readonly lead: string;
  /** Whether no measure has an entry: such a sheet has neither numbers nor charts. */
  readonly isEmpty: boolean;
  readonly figures: readonly SheetFigure[];
  /** Null where no decision is published. */
  readonly decisions: DecisionsTable | null;
  /** The known issues that fit, the one most likely to cause a correction first. */
  readonly issues: readonly Loss[];
  /** How many more there are. */
  readonly moreIssues: number;
  /** The first figure in a sentence that can be printed; null where there is no figure. */
  readonly print: string | null;
  readonly views: Views;
}

/** More known issues than these do not fit; fewer where a second procedure has figures of its own. */
export const MOST_ISSUES = 5;
const MANY_FIGURES = 6;

/** Makes the sheet of a place, pair or region. @throws Error where the year-end figures were not fetched. */
export function sheetOf(ledger: Ledger, subject: Subject): Sheet {
  const view = (measure: Measure) => viewOf(ledger, questionOf(subject, measure, ledger.facts.years));
  const views: Views = {
    applications: view("applications"),
    decisions: view("decisions"),
    rate: view("rate"),
    asylum_seekers: view("asylum_seekers"),
    refugees: view("refugees")
  };
  const figures = figuresOf(ledger, views);
  const isEmpty = figures.length === 0 && views.decisions.empty;
  const issues = issuesOf(ledger, views);
  const most = MOST_ISSUES - Math.max(0, figures.length - MANY_FIGURES);
  return {
    subject,
    edition: ledger.facts.edition,
    title: titleOf(ledger, subject),
    lead: leadOf(ledger, views, {figures, isEmpty}),
    isEmpty,
    figures,
    decisions: decisionsTable(ledger, views.decisions),
    issues: issues.slice(0, most),
    moreIssues: Math.max(0, issues.length - most),
    print: printOf(ledger, subject, views, figures),
    views
  };
}

/** Applications in one sentence, since the peak and the year before are figures of the sheet, then how often protection was granted; the year-end figures where there is neither. */
function leadOf(ledger: Ledger, views: Views, {figures, isEmpty}: Pick<Sheet, "figures" | "isEmpty">): string {
  const said = (measure: Measure) => findingParagraphs(ledger, views[measure]).first;
  if (isEmpty)
    return `${said("applications")} It has no decisions and no year-end figures for them either. No entry does not mean zero: UNHCR’s rounding removes one or two people, and some countries do not report.`;
  const rates = figures.flatMap(({sentence}) => sentence ?? []);
  const applied = views.applications.empty ? [] : [firstSentence(said("applications"))];
  if (applied.length + rates.length) return [...applied, ...rates].join(" ");
  return (["refugees", "asylum_seekers"] as const)
    .filter((measure) => !views[measure].empty)
    .map(said)
    .concat(said("applications"))
    .join(" ");
}
