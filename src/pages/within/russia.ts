// Russia: figures that publications state for one federal subject, each single and sourced.
import {ascending} from "d3";
import {list} from "../../words/text.js";
import {paragraph, row, section, textCell} from "../../html/strings.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import type {Page, Part} from "./figure.js";

export function russiaPart({edition}: Page): Part {
  const figures = edition.reported.filter((figure) => figure.asylum === "RUS" && figure.region !== null);
  if (!figures.length) return {facts: [], html: ""};
  const names = [...new Set(figures.map((figure) => figure.region ?? ""))].map((code) => SUBJECTS[code] ?? code);
  return {
    facts: [],
    html: [
      section("subjects", "Subjects", "Reported for one federal subject"),
      paragraph(
        `${figures.length} figures that publications state for a federal subject: ${escape(list(names.sort()))}. Each is single and sourced, of its own date and measure; they make no series, do not cover the country, and are added to nothing. Neither the ministry nor UNHCR publishes applications or decisions by federal subject.`
      ),
      `<div class="scroll" id="reported-subjects" role="region" tabindex="0" aria-labelledby="reported-subjects-caption"><table class="words"><caption id="reported-subjects-caption">Reported figures with a federal subject</caption><thead><tr>${["Federal subject", "From", "When", "What is counted", "Figure", "Who says so, and the words"].map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${[
        ...figures
      ]
        .sort(
          (a, b) =>
            ascending(a.region ?? "", b.region ?? "") ||
            ascending(a.as_of ?? String(a.year_from), b.as_of ?? String(b.year_from)) ||
            ascending(a.id, b.id)
        )
        .map((figure) => {
          const code = figure.region ?? "";
          const when =
            figure.as_of?.replace("/", " to ") ??
            (figure.year_from === null ? "" : formatYears(figure.year_from, figure.year_to ?? figure.year_from));
          const sign = {"=": "", ">": "more than ", "<": "a little under "}[figure.comparator];
          return row(
            escape(SUBJECTS[code] ?? code),
            textCell(
              figure.origin === "ALL" ? "all origins" : escape(edition.places.get(figure.origin) ?? figure.origin)
            ),
            textCell(escape(when)),
            textCell(escape(figure.measure.replaceAll("_", " "))),
            `<td>${sign}${formatNumber(figure.value)}</td>`,
            textCell(
              `<a href="${escape(figure.source_url)}" rel="noreferrer">${escape(figure.publisher)}</a>${figure.published === null ? "" : `, ${escape(figure.published)}`}: <q${/[а-яё]/i.test(figure.quoted_text) ? ' lang="ru"' : ""}>${escape(figure.quoted_text)}</q>`
            )
          );
        })
        .join("")}</tbody></table></div>`
    ].join("\n")
  };
}

/** Federal subjects that a reported figure names, by ISO 3166-2. */
const SUBJECTS: Readonly<Record<string, string>> = {
  "RU-AMU": "Amur Region",
  "RU-KYA": "Krasnoyarsk Territory",
  "RU-PER": "Perm Territory",
  "RU-PRI": "Primorsky Territory",
  "RU-SAM": "Samara Region",
  "RU-SAR": "Saratov Region",
  "RU-SVE": "Sverdlovsk Region",
  "RU-YAR": "Yaroslavl Region"
};
