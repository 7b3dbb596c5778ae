// The country as a country of asylum: its first sentences and figures, and the parts of its page.
import {max} from "d3";
import {articled} from "../../words/places.js";
import {paragraph, section} from "../../html/strings.js";
import type {Unit} from "../../measures/codes.js";
import type {PublishedDecision} from "../../measures/status.js";
import {stageOf} from "../../measures/sums.js";
import {escape} from "../../words/country.js";
import {joinedYears} from "../_shared/decisions.js";
import type {JoinedYear} from "../_shared/decisions.js";
import {explorerLink} from "../_shared/explorerLink.js";
import type {Fact} from "../_shared/facts.js";
import {inWords} from "../_shared/names.js";
import {breaksOf, hostRows, newYears} from "../_shared/newApplications.js";
import type {NewYear} from "../_shared/newApplications.js";
import {seriesOf, weight} from "../_shared/series.js";
import type {Series} from "../_shared/series.js";
import {hostApplications} from "./hostApplications.js";
import {decisionsIn, hostDecisions} from "./hostDecisions.js";
import {
  courtsSentence,
  decisionFacts,
  grantsFact,
  latestGrants,
  newFacts,
  pendingFact,
  UNIT_ORDER
} from "./hostFacts.js";
import {knownIssues} from "./knownIssues.js";
import {appliedSentence, grantSentence} from "./lead.js";
import {levelsTable} from "./levels.js";
import type {Page} from "./page.js";
import {partnersPart} from "./partners.js";
import {ratesPart} from "./rates.js";
import {reportedPart} from "./reported.js";
import {stocksPart} from "./stocks.js";

/** What a page says of a country of asylum. */
export interface HostPart {
  /** The first sentences; HTML. */
  readonly lead: string;
  readonly facts: readonly Fact[];
  readonly html: string;
  readonly years: readonly NewYear[];
  /** Decisions in the unit of most of them, where there are any. */
  readonly decided: readonly JoinedYear[];
  readonly isReported: boolean;
}

export function hostPart(page: Page): HostPart {
  const {ledger, code, name, folder} = page;
  const {span} = ledger;
  const who = escape(articled(name));
  const applications = ledger.applications.asylum.get(code) ?? [];
  const decisions = ledger.decisions.asylum.get(code) ?? [];
  const [applied, judged] = [seriesOf(applications), seriesOf(decisions)];
  const none = `No asylum applications or decisions are reported ${inWords(escape(name))} from ${span[0]} to ${span[1]}.`;
  if (!applied.length && !judged.length)
    return {lead: none, facts: [], html: stocksPart(page, "asylum").html, years: [], decided: [], isReported: false};
  const years = newYears(ledger, applications, {as: "host", everyOrigin: true});
  const joined = joinedYears(ledger, decisions);
  const procedures = otherProcedures(judged);
  const unit = mainUnit(joined);
  const rate = latestGrants(page, joined[unit], unit);
  const latest = years.findLast(({P, C}) => P ?? C);
  const pending = pendingFact(page);
  const link = explorerLink(folder, {asylums: {kind: "places", codes: [code]}, years: [...span]});
  const applicationsSentence = appliedSentence(
    {
      subject: `${who} received`,
      none: `No new asylum applications are reported ${inWords(escape(name))}, ${span[0]}–${span[1]}.`,
      temporaryRows: (year) => `applications * ${code} ${year} level=TA unit=P unseen`
    },
    {
      years,
      span,
      breaks: breaksOf(years).some(({after}) => after + 1 === latest?.year),
      rows: (year, of) => hostRows(code, year, of)
    }
  );
  return {
    lead: `${applicationsSentence} ${grantSentence(rate?.grants ?? null, latest?.year, `No decisions on them are reported.`)}${rate ? courtsSentence(joined, rate.grants.year) : ""}`,
    facts: [
      ...newFacts(page, years),
      ...(rate ? [grantsFact(page, rate.grants, rate.of)] : []),
      ...decisionFacts(page, joined, procedures),
      ...pending
    ],
    years,
    decided: joined[unit],
    isReported: true,
    html: [
      section("applications", "Applications", `Who applied for asylum ${inWords(name)}`),
      hostApplications(page, years),
      knownIssues(page),
      section("outcomes", "Decisions", "How cases ended"),
      hostDecisions(page, joined, procedures),
      ...(joined[unit].length ? [ratesPart(page, joined[unit], joined)] : []),
      partnersPart(page),
      section("pending", "Waiting", "Waiting for a decision"),
      stocksPart(page, "asylum").html,
      reportedPart(page),
      levelsTable(applied, judged),
      ...(link ? [paragraph(`<a href="${escape(link)}">Asylum in ${who} in the explorer</a>`)] : [])
    ].join("\n")
  };
}

/** The unit with the latest decisions, and of two the one with more. */
function mainUnit(joined: Record<Unit, JoinedYear[]>): Unit {
  const lastWith = (unit: Unit) => joined[unit].findLast(({all}) => all)?.year ?? 0;
  const latest = max(UNIT_ORDER, lastWith);
  const units = UNIT_ORDER.filter((unit) => lastWith(unit) === latest);
  return units.reduce((a, b) => (decisionsIn(joined[b]) > decisionsIn(joined[a]) ? b : a), units[0] ?? "P");
}

/** Procedures for another status than refugee status, as temporary asylum in the Russian Federation, each level alone. */
function otherProcedures(judged: readonly Series<PublishedDecision>[]): Series<PublishedDecision>[] {
  const most = max(judged, (series) => weight(series, 0)) ?? 0;
  return judged.filter((series) => stageOf(series.level) === "other" && weight(series, 0) >= Math.max(100, most / 20));
}
