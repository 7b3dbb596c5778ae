// “Save or copy” without a browser: the layout of a picture, the CSV of a chart, its README and metadata, and the numbers that drawings
// record.
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {multiples} from "../../src/charts/multiples.js";
import {outcomesData} from "../../src/charts/outcomesData.js";
import {plate} from "../../src/charts/plate.js";
import {rankedRates} from "../../src/charts/rankedRates.js";
import {textWidth} from "../../src/charts/text.js";
import {hasCharacter} from "../../src/charts/take/fonts.js";
import {FORMATS, layoutOf, wrapped} from "../../src/charts/take/layout.js";
import type {Contents, Font, Format, Layout, Measure} from "../../src/charts/take/layout.js";
import {fileName, metadataOf, readmeOf} from "../../src/charts/take/package.js";
import type {Told} from "../../src/charts/take/read.js";
import {colourOf} from "../../src/charts/take/styles.js";
import {chartData, columnOf, csvOf, dataOf, printedNumber, tableWords} from "../../src/charts/take/table.js";
import {STATUSES} from "../../src/measures/codes.js";

const widths = new Map<string, number>();
const measure: Measure = (text, {size, weight}) => {
  const key = `${size} ${weight} ${text}`;
  const width = widths.get(key) ?? textWidth(text, size, weight >= 600);
  widths.set(key, width);
  return width;
};
const FONT: Font = {face: "sans", size: 12, weight: 400, leading: 1.4};
const NOTE =
  "“No entry”: the country reported that year, but nothing for this group. “Not reported”: it reported nothing at this stage. Neither means zero.";
const CONTENTS: Contents = {
  title: "New asylum applications by people from Syria in Germany, 2000–2025",
  unit: "Highest in 2015 (158,657); 23,256 in 2025. Counted in persons; first instance, alone or combined with appeals.",
  notes: [
    {weight: "sign", term: "Gap", text: NOTE, sign: {width: 22, height: 15}},
    {weight: "sign", term: "a: 2021", text: NOTE, sign: {width: 22, height: 15}},
    {weight: "general", term: "Band", text: "The range that rounding allows.", sign: null}
  ],
  source: "Source: UNHCR, edition of 25 November 2026. Each year is a whole year; 2025 may still be revised.",
  address: "https://ledger.example/explorer?measure=applications&origin=SYR&asylum=DEU&edition=2026-11-25#over-time"
};
const LONG: Contents = {...CONTENTS, title: `${CONTENTS.title}. ${CONTENTS.title}`, notes: Array.from({length: 9}, () => ({weight: "caveat" as const, term: "Note", text: NOTE, sign: null}))}; // prettier-ignore
const SIGNS: Contents = {...CONTENTS, notes: Array.from({length: 6}, (_, i) => ({weight: "sign" as const, term: `Sign ${i + 1}`, text: NOTE, sign: {width: 22, height: 15}}))}; // prettier-ignore
const ARTS = [
  {width: 944, height: 463},
  {width: 656, height: 427},
  {width: 288, height: 369}
];

/** The boxes of lines of text, of the drawing and of signs. */
function boxesOf(layout: Layout, arts: readonly {width: number; height: number}[]) {
  const text = layout.lines.map(({x, y, text, font}) => ({
    what: text,
    left: x,
    top: y - font.size * 0.8,
    right: x + measure(text, font),
    bottom: y + font.size * 0.22
  }));
  const {of, x, y, scale} = layout.art;
  const art = arts[of] ?? {width: 0, height: 0};
  return [...text, {what: "drawing", left: x, top: y, right: x + art.width * scale, bottom: y + art.height * scale}];
}

describe("a picture’s layout", () => {
  test.each(
    (Object.keys(FORMATS) as Format[]).flatMap((format) =>
      [CONTENTS, LONG, SIGNS].flatMap((contents) =>
        [ARTS, [{width: 620, height: 1100}], [{width: 1136, height: 172}], [{width: 944, height: 830}]].map(
          (arts) =>
            [
              format,
              contents === LONG ? "long" : contents === SIGNS ? "many" : "usual",
              arts[0]?.height,
              contents,
              arts
            ] as const
        )
      )
    )
  )("of %s with %s words and a drawing %s px tall has nothing clipped and nothing overlapping", (format, ...rest) => {
    const [, , contents, arts] = rest;
    const layout = layoutOf(format, contents, arts, measure);
    const {width, height} = FORMATS[format];
    if (width !== null) expect([layout.width, layout.height]).toEqual([width, height]);
    const boxes = boxesOf(layout, arts);
    for (const {what, left, top, right, bottom} of boxes) {
      expect(left, what).toBeGreaterThanOrEqual(20);
      expect(right, what).toBeLessThanOrEqual(layout.width - 20 + 1);
      expect(top, what).toBeGreaterThanOrEqual(20);
      expect(bottom, what).toBeLessThanOrEqual(layout.height - 16);
    }
    const over = boxes.flatMap(
      (a, i) =>
      boxes.slice(i + 1).filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map((b) => `${a.what} / ${b.what}`) // prettier-ignore
    );
    expect(over).toEqual([]);
    const words = layout.lines.map(({text}) => text).join(" ");
    expect(words).toContain("edition of 25 November 2026");
    expect(words.replaceAll(" ", "")).toContain(contents.address);
  });

  test("prints every note in a report, and says where notes are that a slide has no room for", () => {
    const count = (layout: Layout) => layout.lines.filter(({role}) => role === "term").length;
    expect(count(layoutOf("report", LONG, ARTS, measure))).toBe(9);
    const slide = layoutOf("square", LONG, ARTS, measure);
    expect(count(slide)).toBeLessThan(9);
    expect(slide.lines.map(({text}) => text).join(" ")).toContain("More notes are at the address.");
  });

  test.each(Object.keys(FORMATS) as Format[])("of %s explains every sign of the drawing, and leaves general notes out first", (format) => {
    const arts = [...ARTS, {width: 944, height: 270}, {width: 656, height: 235}, {width: 288, height: 250}];
    const terms = (contents: Contents) => layoutOf(format, contents, arts, measure).lines.flatMap(({role, text}) => (role === "term" ? [text] : []));
    expect(terms(SIGNS)).toEqual(SIGNS.notes.map(({term}) => term));
    const mixed = [...SIGNS.notes.slice(0, 4), ...LONG.notes];
    expect(terms({...SIGNS, notes: mixed}).slice(0, 4)).toEqual(["Sign 1", "Sign 2", "Sign 3", "Sign 4"]);
    expect(terms({...CONTENTS, notes: [{...CONTENTS.notes[0], weight: "first", term: "Not counted here", text: NOTE, sign: null}, ...CONTENTS.notes]})[0]).toBe("Not counted here"); // prettier-ignore
    const {art} = layoutOf(format, SIGNS, arts, measure);
    expect(art.scale).toBeGreaterThan(0.49);
  }); // prettier-ignore

  test("chooses the narrow drawing for a story and the widest for a report", () => {
    expect(ARTS[layoutOf("report", CONTENTS, ARTS, measure).art.of]?.width).toBe(944);
    expect(ARTS[layoutOf("story", CONTENTS, ARTS, measure).art.of]?.width).toBe(288);
  });

  test("breaks lines at spaces and too long words after a sign, and loses no character", () => {
    const lines = wrapped(CONTENTS.address, 120, FONT, measure);
    expect(lines.join("")).toBe(CONTENTS.address);
    for (const line of lines) expect(measure(line, FONT)).toBeLessThanOrEqual(120);
    const text = wrapped(NOTE, 200, FONT, measure);
    expect(text.join(" ")).toBe(NOTE);
    expect(wrapped("", 200, FONT, measure)).toEqual([]);
  });
});

describe("a chart’s CSV", () => {
  test("has a printed number and the ends of its range as numbers", () => {
    expect(printedNumber("208 [204–208]")).toMatchObject({value: 208, lo: 204, hi: 208});
    expect(printedNumber("747,944 [747,074–757,104]")).toMatchObject({value: 747944, lo: 747074, hi: 757104});
    expect(printedNumber("47%")).toMatchObject({value: 47, percent: true});
    expect(printedNumber("−4,328")).toMatchObject({value: -4328});
    expect(printedNumber("at least 12 [10–14]")).toMatchObject({value: 12, lo: 10, note: "at least"});
    expect(printedNumber("<1%")).toMatchObject({value: null, lo: 0, hi: 1, note: "less than 1"});
    for (const words of ["no entry", "–", "5 of 44", "FI in persons", ""]) expect(printedNumber(words)).toBeNull();
  });

  test("has an empty cell for a missing number, with the reason beside it, and never a 0", () => {
    expect(columnOf("Persons", ["5 [3–7]", "no entry", "not reported", "0 [0–2]"])).toEqual({
      heads: ["Persons", "Persons, lowest", "Persons, highest", "Persons, note"],
      fields: [
        [5, 3, 7, null],
        [null, null, null, "no entry"],
        [null, null, null, "not reported"],
        [0, 0, 2, null]
      ]
    });
  });

  test("has columns of their own for persons and cases of one cell", () => {
    expect(columnOf("Applications", ["191,878 persons and 28 [26–28] cases", "90,425", "12 cases", "no entry"])).toEqual({
      heads: ["Applications, persons", "Applications, cases", "Applications, cases, lowest", "Applications, cases, highest", "Applications, note"],
      fields: [
        [191878, 28, 26, 28, null],
        [90425, null, null, null, null],
        [null, 12, 12, 12, null],
        [null, null, null, null, "no entry"]
      ]
    }); // prettier-ignore
  });

  test("is read from the tables behind a chart, with heads of two lines and cells that span", () => {
    const {document} = new JSDOM(
      `<figure><details class="behind"><table><caption>One</caption><thead><tr><th rowspan="2">Year</th><th colspan="2">Decisions</th></tr>
      <tr><th>refused</th><th>closed</th></tr></thead><tbody><tr><th>2006</th><td>7</td><td>0 [0–2]</td></tr>
      <tr><th>2007</th><td colspan="2">no entry</td></tr></tbody><tfoot><tr><th>All years</th><td>7</td><td>0 [0–2]</td></tr></tfoot></table></details></figure>`
    ).window;
    const data = chartData(document.querySelector("figure") as HTMLElement);
    expect(data?.columns).toEqual(["Year", "Decisions: refused", "Decisions: refused, note", "Decisions: closed", "Decisions: closed, lowest", "Decisions: closed, highest", "Decisions: closed, note"]); // prettier-ignore
    expect(data?.rows).toEqual([
      ["2006", 7, null, 0, 0, 2, null],
      ["2007", null, "no entry", null, null, null, "no entry"],
      ["All years", 7, null, 0, 0, 2, null]
    ]);
  });

  test("has a head of its own for each column, and a note beside each number that is missing", () => {
    const heads = [["Year", "Women", "Share", "Children", "Share"]];
    const data = dataOf(heads, [["2024", "10", "50%", "5", "25%"], ["2025", "12", "no entry", "5 of 9", "12–30"]]); // prettier-ignore
    expect(new Set(data.columns).size).toBe(data.columns.length);
    expect(data.columns).toContain("Children: Share (%)");
    expect(data.rows[1]).toEqual([2025, 12, null, "no entry", null, "5 of 9", null, 12, 30, "a range alone"]);
  });

  test("quotes fields and makes a formula harmless", () => {
    expect(csvOf({columns: ["Place", "Number"], rows: [["=1+1", 5], ["Korea, North", null]]})).toBe('Place,Number\r\n\'=1+1,5\r\n"Korea, North",\r\n'); // prettier-ignore
    expect(tableWords({columns: ["<Place>"], rows: [["a & b"]]}, {title: "T", source: "S"}).html).toContain("<th style=\"text-align:left\">&lt;Place&gt;</th>"); // prettier-ignore
  });
});

describe("a line’s labels", () => {
  const {document} = new JSDOM("").window;
  const drawn = (values: readonly number[], width: number) => {
    const points = values.map((value, i) => ({year: 2000 + i, value, lo: value, hi: value, words: value.toLocaleString("en-GB"), absence: null})); // prettier-ignore
    return multiples({panels: [{name: "Germany", under: "", group: "P", square: false, points}]}, {document, width});
  };

  test.each([288, 656, 944])("never cut the line at %i px, which is drawn over them", (width) => {
    const germany = [78564, 88287, 71127, 50563, 35607, 28914, 21029, 19164, 22085, 27649, 41332, 45741, 64539, 109580, 173072, 441899, 722370, 198317, 161931, 142509, 102581, 148233, 217774, 329120, 229751, 113216]; // prettier-ignore
    for (const values of [germany, [100, 9000, 100], [9000, 4000, 60], [189, 98, 110, 1542, 1711, 6271, 6992]]) {
      const svg = drawn(values, width);
      const parts = [...svg.children];
      const line = parts.findIndex((part) => part.classList.contains("series-line"));
      const path = /[\d.]+,[\d.]+/g;
      const spots = (parts[line]?.getAttribute("d")?.match(path) ?? []).map(
        (pair) => pair.split(",").map(Number) as [number, number]
      );
      expect(spots).toHaveLength(values.length);
      const labels = parts.filter((part) => part.matches("text.value"));
      expect(labels.length).toBeGreaterThan(0);
      for (const label of labels) {
        expect(parts.indexOf(label)).toBeLessThan(line);
        const [x, y, size] = ["x", "y", "font-size"].map((name) => Number(label.getAttribute(name))) as [
          number,
          number,
          number
        ];
        const wide = textWidth(label.textContent, size, true);
        const left = label.getAttribute("text-anchor") === "middle" ? x - wide / 2 : x;
        const crossed = spots.slice(1).some(([bx, by], i) => {
          const [ax, ay] = spots[i] ?? [0, 0];
          return Array.from(
            {length: 41},
            (_, n) => [ax + ((bx - ax) * n) / 40, ay + ((by - ay) * n) / 40] as const
          ).some(([px, py]) => px > left + 1 && px < left + wide - 1 && py > y - size * 0.7 && py < y);
        });
        if (label === labels.at(-1)) expect(crossed, `${label.textContent} of ${values.length}`).toBe(false);
      }
    }
  });
});

describe("a drawing’s numbers", () => {
  const {document} = new JSDOM("").window;
  const point = (year: number, value: number | null, absence: "no entry" | "not reported" | null = null) => ({
    year,
    value,
    lo: value === null ? null : value - 2,
    hi: value,
    words: value === null ? "" : String(value),
    absence
  });
  const frame = {id: "x", title: "T", unit: "U", source: "UNHCR", made: "/code"};
  const panel = {name: "Germany", under: "", group: "P", square: false, points: [point(2015, 25), point(2016, null, "no entry"), point(2017, null, "not reported")]}; // prettier-ignore

  test("are those of a chart without a table, once for all its sizes", () => {
    const figure = plate({...frame, draw: (options) => multiples({panels: [panel]}, options)}, {document});
    expect(chartData(figure)).toEqual({
      columns: ["Year", "Value", "Value, lowest", "Value, highest", "Note"],
      rows: [
        [2015, 25, 23, 25, null],
        [2016, null, null, null, "no entry"],
        [2017, null, null, null, "not reported"]
      ]
    });
  });

  test("are left to the table where there is one", () => {
    const table = document.createElement("table");
    const figure = plate({...frame, table, draw: (options) => multiples({panels: [panel]}, options)}, {document});
    expect(figure.dataset.table).toBeUndefined();
  });

  test("of a ranking keep persons and cases apart", () => {
    const row = {value: 12, lo: 12, hi: 12, chance: null, ground: "", chosen: false};
    const rows = [
      {...row, name: "A", cases: 5, words: "7 and 5 cases"},
      {...row, name: "B", cases: 12, words: "12 cases"}
    ];
    const figure = plate({...frame, draw: (options) => rankedRates(rows, {share: false}, options)}, {document});
    const data = chartData(figure);
    expect(data?.columns.slice(0, 3)).toEqual(["Place", "Persons", "Cases"]);
    expect(data?.rows.map((each) => each.slice(0, 3))).toEqual([
      ["A", 7, 5],
      ["B", null, 12]
    ]);
  });

  test("of outcomes have no 0 for refugee status that the data does not separate", () => {
    const count = (value: number) => ({value, lo: value, hi: value});
    const published = {recognized: count(9), other: count(0), rejected: count(4), closed: count(0)};
    const statuses = Object.fromEntries(STATUSES.map((status) => [status, count({undivided: 9, refused: 4}[status as string] ?? 0)])); // prettier-ignore
    const {columns, rows} = outcomesData([{year: 2020, outcomes: {published, statuses: statuses as never}}], true);
    expect(columns.join()).not.toMatch(/^refugee status,/i);
    expect(rows[0]?.at(-1)).toMatch(/refugee status: not separated/);
    expect(rows[0]).toContain(4);
  });
});

describe("what a ZIP says of its chart", () => {
  const told: Told = {
    ...CONTENTS,
    id: "over-time",
    notes: CONTENTS.notes.map(({weight, term, text}) => ({weight, term, text, sign: null})),
    edition: "2026-11-25",
    sentence: "",
    made: "https://ledger.example/code/explorer",
    data: {columns: ["Year", "Persons", "Persons, lowest"], rows: [[2015, 158657, 158657]]}
  };
  const citation =
    "UNHCR Refugee Population Statistics Database. New asylum applications. Via Asylum Ledger (CC BY 4.0)";
  const files = ["a.csv", "a.png", "a.svg", "metadata.json", "README.txt"];

  test("is, in README.txt, what it is, how to cite it, its licence and each file", () => {
    const text = readmeOf(told, citation, files);
    const flat = text.replace(/\s+/g, " ");
    for (const words of [
      told.title,
      told.unit,
      told.source,
      told.address,
      citation,
      "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
      "does not mean 0",
      "25 November 2026 (2026-11-25)",
      ...files
    ])
      // prettier-ignore
      expect(flat).toContain(words);
    for (const line of text.split("\r\n")) if (!/https?:|: /.test(line)) expect(line.length).toBeLessThanOrEqual(78);
  });

  test("is, in metadata.json, every part by its name", () => {
    expect(metadataOf(told, citation, files)).toMatchObject({
      title: told.title,
      edition: "2026-11-25",
      address: told.address,
      citation,
      licence: {name: "CC BY 4.0"},
      columns: told.data?.columns,
      rows: 1,
      files
    });
  });

  test("is in the names of its files, in characters that every file system accepts", () => {
    expect(fileName(told, "slide")).toBe("asylum-ledger_new-asylum-applications-by-people-from-syria-in-germany-2000-2025_slide_2026-11-25"); // prettier-ignore
    expect(fileName({title: "Côte d’Ivoire: “who” / what?".repeat(9), edition: "2026-11-25"})).toMatch(/^asylum-ledger_cote-divoire-who-what[a-z-]{0,62}_2026-11-25$/); // prettier-ignore
  });
});

test("Colours are written as every program reads them, and opacity apart", () => {
  expect(colourOf("rgb(29, 27, 24)")).toEqual({colour: "#1d1b18", opacity: 1});
  expect(colourOf("rgba(29, 27, 24, 0.09)")).toEqual({colour: "#1d1b18", opacity: 0.09});
  expect(colourOf("color(srgb 1 0.5 0 / 0.15)")).toEqual({colour: "#ff8000", opacity: 0.15});
  expect(colourOf("rgba(0, 0, 0, 0)").colour).toBe("none");
  expect(colourOf("url(#hatch)").colour).toBe("url(#hatch)");
});

test("A face is taken for the characters of its range", () => {
  expect(hasCharacter("U+0-FF, U+2013", 0x2013)).toBe(true);
  expect(hasCharacter("U+0-FF, U+4??", 0x42f)).toBe(true);
  expect(hasCharacter("U+0-FF", 0x42f)).toBe(false);
  expect(hasCharacter("", 0x42f)).toBe(true);
});
