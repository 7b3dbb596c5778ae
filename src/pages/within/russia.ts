// Russia: figures that publications report for one region, each with its source.
import {ascending} from "d3";
import {list} from "../../words/text.js";
import {paragraph, row, section, textCell} from "../../html/strings.js";
import {escape} from "../../words/country.js";
import {formatNumber, formatYears} from "../../words/numbers.js";
import {NOTHING} from "./figure.js";
import type {Page, Part} from "./figure.js";

export function russiaPart({edition}: Page): Part {
  const figures = edition.reported.filter((figure) => figure.asylum === "RUS" && figure.region !== null);
  if (!figures.length) return NOTHING;
  const names = [...new Set(figures.map((figure) => figure.region ?? ""))].map((code) => SUBJECTS[code] ?? code);
  return {
    lead: `Neither Russia’s Interior Ministry nor UNHCR publishes asylum applications or decisions by region. We list ${figures.length} figures that others report for ${names.length} regions.`,
    cautions: [
      "<b>Do not add or compare these figures.</b> Each has its own date and counts something else; they do not cover the country."
    ],
    years: "",
    facts: [],
    html: [
      section("subjects", "Reported", "Figures reported for one region"),
      paragraph(`The regions are ${escape(list(names.sort()))}. Each figure has its source and the words it rests on.`),
      `<div class="scroll" id="reported-subjects" role="region" tabindex="0" aria-labelledby="reported-subjects-caption"><table class="words"><caption id="reported-subjects-caption">Figures reported for one region of Russia</caption><thead><tr>${["Region", "Figure", "What is counted", "Country of origin", "When", "Source, and its words"].map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${[
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
            textCell(`${sign}${formatNumber(figure.value)}`),
            textCell(escape(figure.measure.replaceAll("_", " "))),
            textCell(
              figure.origin === "ALL" ? "all origins" : escape(edition.places.get(figure.origin) ?? figure.origin)
            ),
            textCell(escape(when)),
            textCell(
              `<a href="${escape(figure.source_url)}" rel="noreferrer">${escape(figure.publisher)}</a>${figure.published === null ? "" : `, ${escape(figure.published)}`}: <q${/[а-яё]/i.test(figure.quoted_text) ? ' lang="ru"' : ""}>${escape(figure.quoted_text)}</q>`
            )
          );
        })
        .join("")}</tbody></table></div>`
    ].join("\n")
  };
}

/** Regions of Russia (federal subjects) that a reported figure names, by ISO 3166-2. */
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
