// The frame of a chart, the account and the time-line: their HTML before any script runs.
import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {account} from "../../src/pages/story/account.js";
import {opening, plate} from "../../src/charts/plate.js";
import {rounding} from "../../src/charts/rounding.js";
import {sign} from "../../src/charts/sign.js";
import {eventDate, inOrder, timeline} from "../../src/charts/timeline.js";
import {bounded, exact} from "../../src/measures/bounds.js";

const {document} = new JSDOM("").window;

const framed = () =>
  plate(
    {
      id: "rounding",
      number: "Figure 1",
      title: "What a published number stands for",
      unit: "Decisions, in persons",
      breadth: "text",
      draw: (options) => rounding([bounded(0, "decisions"), bounded(5, "decisions")], options),
      notes: [
        {sign: "temporary", term: "Temporary asylum", text: "Hatched."},
        {sign: "undivided_closed", term: "Not told apart", text: "Striped."}
      ],
      source: "Source: UNHCR",
      made: "/code/components/rounding",
      links: [{words: "CSV", href: "/data/latest/decisions.csv"}],
      counted: ["Each row is one year."],
      table: document.createElement("table")
    },
    {document}
  );

describe("the chart frame", () => {
  it("holds the drawing in three sizes, each drawn anew", () => {
    const widths = [...framed().querySelectorAll(".art > svg")].map((svg) => svg.getAttribute("width"));
    expect(widths).toEqual(["620", "656", "288"]);
  });

  it("is named by its title, and has unique ids", () => {
    const figure = framed();
    expect(figure.querySelector(`#${figure.getAttribute("aria-labelledby") ?? ""}`)?.textContent).toBe(
      "What a published number stands for"
    );
    const ids = [figure, ...figure.querySelectorAll("[id]")].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leads from its source line to the table behind it", () => {
    const figure = framed();
    const links = [...figure.querySelectorAll<HTMLAnchorElement>(".take a")];
    expect(links.map(({textContent}) => textContent)).toEqual(["Table", "CSV", "How was this made?"]);
    expect(figure.querySelector(links[0]?.getAttribute("href") ?? "")?.querySelector("table")).not.toBeNull();
  });

  it("hides the signs of its notes from those who hear the page", () => {
    expect(framed().querySelectorAll("dt svg:not([aria-hidden=true])")).toHaveLength(0);
    expect(sign("reported", {document}).querySelector(".diamond")).not.toBeNull();
  });

  it("An opening drawing has three sizes and no frame", () => {
    const figure = opening(
      {
        id: "tally",
        draw: (options) => rounding([bounded(5, "decisions")], options),
        caption: "A five.",
        made: "/code/components/rounding"
      },
      {document}
    );
    expect([...figure.querySelectorAll("svg")].map((svg) => svg.getAttribute("width"))).toEqual(["1136", "656", "288"]);
  });
});

describe("the account", () => {
  const table = account(
    {
      caption: "The Russian Federation in 2022",
      lines: [
        {name: "Published under “recognized”", count: {value: 98654, lo: 98638, hi: 98724}},
        {name: "Temporary asylum", count: {value: 98644, lo: 98632, hi: 98690}, status: "temporary", part: true},
        {name: "Refugee status", count: exact(10), status: "refugee_status", part: true, href: "/figure"}
      ]
    },
    {document}
  );

  it("prints its lines, with a rule over the first part and two under the last line", () => {
    expect([...table.querySelectorAll("td")].map(({textContent}) => textContent)).toEqual(["98,654", "98,644", "10"]);
    expect([...table.querySelectorAll("tr")].map(({className}) => className)).toEqual(["", "of", "last"]);
  });

  it("sets a number with bounds on a bracket and an exact one on a line", () => {
    expect([...table.querySelectorAll(".fig")].map(({className}) => className)).toEqual(["fig b", "fig b", "fig"]);
  });
});

describe("the time-line", () => {
  const events = [
    {date: "2024-03-19", place: "Strasbourg", text: "Judgment."},
    {date: "2020-09", place: "Khabarovsk", text: "Captured."},
    {date: "2020-09-10", place: "Artyom", text: "Taken.", source: "A report", href: "https://example.org/"}
  ];

  it("orders events by date, a month after its days", () => {
    expect(inOrder(events).map(({date}) => date)).toEqual(["2020-09-10", "2020-09", "2024-03-19"]);
  });

  it("writes no more of a date than is known", () => {
    expect(["2020-09-10", "2020-09", "2020"].map((date) => eventDate(date))).toEqual([
      "10 September 2020",
      "September 2020",
      "2020"
    ]);
  });

  it("numbers its events, and its line breaks where years are left out", () => {
    const list = timeline(events, {document});
    expect([...list.querySelectorAll(".no")].map(({textContent}) => textContent)).toEqual(["1", "2", "3"]);
    expect([...list.querySelectorAll("li")].map(({className}) => className)).toEqual(["", "gap", ""]);
    expect(list.querySelector("a")?.getAttribute("href")).toBe("https://example.org/");
  });
});
