// Makes the map move: zoom by buttons, keys, wheel and touch, a year to choose or to play, and arrow keys from place to place. The
// question stays as it is: a link asks for the year that the map shows.
import {max} from "d3";
import type {DrawSize} from "../../charts/plate.js";
import {maker} from "../../charts/drawing.js";
import {element} from "../../html/table.js";
import {formatState} from "../address.js";
import {permanentQuery} from "../cite.js";
import type {State} from "../address.js";
import type {Ledger} from "../ledger.js";
import {rankedWords} from "../measureWords.js";
import {placeName} from "../names.js";
import {mapOf, mapPlate} from "../plates/map.js";
import type {MakeElement} from "../plates/options.js";
import type {RankedPlace, Ranking, View} from "../types.js";
import {mapYears} from "./years.js";
import {otherMaps} from "./ways.js";
import {zoomable} from "./zoom.js";

/** How long a year stays while the years play, in milliseconds. */
const ONE_YEAR = 900;
const SIZES = ["wide", "middle", "phone"] as const;

/** Long because it holds the state of one map and every event that changes it. */
export function liveMap(figure: HTMLElement, ledger: Ledger, view: View): void {
  const arts = figure.querySelector<HTMLElement>(".arts");
  if (!arts || !view.ranking) return;
  const asked: Ranking = view.ranking;
  const make: MakeElement = (name, attributes, ...contents) => element(document, name, attributes, ...contents);
  const years = mapYears(ledger, view.state, asked);
  let shown: Pick<View, "state" | "ranking"> = view;
  // The colours of the question, for every year: what is larger than its largest number is in the last step, which is open.
  const top = max(mapOf(ledger, view).places, ({value}) => value) ?? null;
  /** Which place the arrow keys are at. */
  let at = -1;

  const told = make("p", {class: "told", "aria-live": "polite"});
  arts.append(told);
  arts.tabIndex = 0;
  arts.setAttribute("role", "group");
  arts.setAttribute("aria-label", "World map: arrow keys go from country to country, the highest first; + and − zoom, with Shift arrow keys move the zoomed map, 0 shows the whole map"); // prettier-ignore
  const pans: HTMLButtonElement[] = [];
  const zoom = zoomable(arts, {
    draw: () => mapOf(ledger, shown, top),
    positions: ledger.facts.world,
    make: maker(document),
    zoomed: (k) => {
      for (const one of pans) one.disabled = k <= 1;
    }
  });

  let renewed: HTMLElement | null = null;
  figure.addEventListener("drawsize", (event) => {
    const {detail} = event as CustomEvent<DrawSize>;
    renewed?.dispatchEvent(new CustomEvent("drawsize", {detail}));
  });

  /** Draws the map of a year, or of the question; `say` announces it. */
  const show = (year: number | null, say: boolean): void => {
    shown = year === null ? view : {state: years.stateOf(year), ranking: years.rankingOf(year)};
    const sizes = SIZES.filter((size) => arts.querySelector(`.art.${size}`));
    const [fresh] = mapPlate(ledger, shown, {document, live: true, sizes}, {top: year === null ? null : top, least: 0});
    if (!fresh) return;
    renewed = fresh;
    // The numbers that “Save or copy” writes are those of the years on the map.
    figure.dataset.table = fresh.dataset.table ?? "";
    const cite = figure.querySelector<HTMLElement>(".cite[data-address]");
    if (cite)
      cite.dataset.address = `${year === null ? "" : permanentQuery(shown.state, ledger.facts.edition)}#${figure.id}`;
    for (const part of [".hd", "dl.mg"])
      figure.querySelector(part)?.replaceChildren(...(fresh.querySelector(part)?.childNodes ?? []));
    for (const size of sizes)
      arts.querySelector(`.art.${size}`)?.replaceChildren(...(fresh.querySelector(`.art.${size}`)?.childNodes ?? []));
    zoom.renew();
    at = -1;
    if (year === null) told.textContent = "";
    else {
      told.setAttribute("aria-live", say ? "polite" : "off");
      told.replaceChildren(make("b", {}, String(year)), ` ${topWords(ledger, shown)}`);
    }
  };

  const places = () => shown.ranking?.places.filter(({value}) => (value ?? 0) > 0) ?? [];
  const step = (by: number): void => {
    const all = places();
    at = Math.min(all.length - 1, Math.max(0, at + by));
    const place = all[at];
    if (!place) return;
    told.setAttribute("aria-live", "polite");
    told.replaceChildren(
      make("b", {}, ledger.place(place.code)?.name ?? place.code),
      ` ${rankedWords(shown.state, place)}, ${at + 1} of ${all.length}`
    );
    for (const use of arts.querySelectorAll("use"))
      use.classList.toggle("told-now", use.getAttribute("href") === `#world-${place.code}`);
    zoom.bringInto(place.code);
  };
  arts.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const panned: Readonly<Record<string, readonly [number, number]>> = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}; // prettier-ignore
    const [right, down] = panned[event.key] ?? [0, 0];
    if (event.shiftKey && (right || down)) {
      event.preventDefault();
      zoom.move(right, down);
      return;
    }
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => step(1),
      ArrowDown: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowUp: () => step(-1),
      "+": zoom.closer,
      "=": zoom.closer,
      "-": zoom.further,
      "0": zoom.whole
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });

  const button = (words: string, label: string | null, act: () => void) => {
    const made = make(
      "button",
      {type: "button", class: "btn", ...(label === null ? {} : {"aria-label": label})},
      words
    );
    made.addEventListener("click", act);
    return made;
  };
  const pan = (arrow: string, way: string, right: number, down: number) => {
    const made = button(arrow, `Move the map ${way}`, () => zoom.move(right, down)) as HTMLButtonElement;
    made.disabled = true;
    pans.push(made);
    return made;
  };
  const tools = make(
    "div",
    {class: "map-tools"},
    make(
      "span",
      {class: "zooms", role: "group", "aria-label": "Zoom"},
      button("+", "Zoom in", zoom.closer),
      button("−", "Zoom out", zoom.further),
      button("Whole map", null, zoom.whole)
    ),
    make(
      "span",
      {class: "zooms", role: "group", "aria-label": "Move the zoomed map"},
      pan("←", "left", -1, 0),
      pan("↑", "up", 0, -1),
      pan("↓", "down", 0, 1),
      pan("→", "right", 1, 0)
    ),
    years.range ? yearTools() : null,
    otherMaps(view.state, asked.axis, make)
  );
  arts.before(tools);

  /** The slider, its year, play, and the links that ask for the year or go back to the question. */
  function yearTools(): HTMLElement {
    const [from, to] = years.range ?? [0, 0];
    const start = shown.ranking?.years[1] ?? to;
    const slider = make("input", {type: "range", min: String(from), max: String(to), step: "1", value: String(start), "aria-label": "Year of the map"}) as HTMLInputElement; // prettier-ignore
    const name = make("output", {}, whole(asked.years));
    const ask = make("a", {}, `Show ${to} everywhere`);
    const back = button(`Back to ${whole(asked.years)}`, null, () => {
      stop();
      name.textContent = whole(asked.years);
      see(false);
      show(null, false);
    });
    // Their room is kept, so that nothing moves when the slider does.
    const see = (isSeen: boolean) => {
      for (const one of [ask, back]) one.style.visibility = isSeen ? "" : "hidden";
    };
    see(false);
    let wanted = start;
    const turn = (year: number, say: boolean): void => {
      wanted = year;
      slider.value = String(year);
      slider.setAttribute("aria-valuetext", String(year));
      if (!figure.isConnected) return;
      name.textContent = String(year);
      ask.textContent = `Show ${year} everywhere`;
      ask.setAttribute("href", `?${formatState(years.stateOf(year))}`);
      ask.dataset.state = formatState(years.stateOf(year));
      see(true);
      show(year, say);
    };
    let timer: ReturnType<typeof setTimeout> | null = null;
    const isPlaying = () => timer !== null;
    const play = button("Play", "Play the years", () => {
      if (!isPlaying()) run(wanted >= to ? from : wanted);
      else stop();
    });
    const stop = () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      play.textContent = "Play";
      play.setAttribute("aria-label", "Play the years");
    };
    const run = (year: number): void => {
      play.textContent = "Pause";
      play.setAttribute("aria-label", "Pause");
      timer = setTimeout(() => undefined);
      turn(year, year === to);
      // Paused, turned by hand, or another answer has come.
      if (!isPlaying() || wanted !== year || !figure.isConnected || year === to) {
        if (wanted === year) stop();
        return;
      }
      timer = setTimeout(() => run(year + 1), ONE_YEAR);
    };
    slider.addEventListener("input", () => {
      stop();
      turn(Number(slider.value), true);
    });
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return make(
      "span",
      {class: "years", role: "group", "aria-label": "Year"},
      make("label", {}, make("span", {}, "Year "), slider, " ", name),
      isStill ? null : play,
      back,
      ask
    );
  }
}

const whole = ([from, to]: readonly [number, number]) => (from === to ? String(from) : `${from}–${to}`);

/** The three largest of a map, for readers who hear it. */
function topWords(ledger: Ledger, {state, ranking}: {state: State; ranking: View["ranking"]}): string {
  const first = (ranking?.places ?? []).filter(({value}) => (value ?? 0) > 0).slice(0, 3);
  const words = (place: RankedPlace) => `${placeName(ledger, place.code)} ${rankedWords(state, place)}`;
  return first.length
    ? `Highest: ${first.map(words).join("; ")}.`
    : "No country has an entry. That does not mean zero.";
}
