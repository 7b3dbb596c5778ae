// Zooms the drawings of a map: by buttons and keys, by the wheel with Ctrl or once the map has the focus, by two fingers, and by
// dragging what is zoomed. Outlines are scaled; names and dots are placed anew, as large as before.
import {select} from "d3-selection";
import {zoom as d3Zoom, zoomIdentity, zoomTransform} from "d3-zoom";
import type {ZoomBehavior} from "d3-zoom";
import type {Make} from "../../charts/drawing.js";
import {sizeOf} from "../../charts/sizes.js";
import {mapSize} from "../../charts/world.js";
import type {WorldMap, WorldPositions, Zoom} from "../../charts/world.js";
import {worldNames} from "../../charts/worldMap.js";

const FURTHEST = 12;
const STEP = 1.6;

export interface Zoomable {
  readonly closer: () => void;
  readonly further: () => void;
  readonly whole: () => void;
  /** Moves a zoomed map so that a place is in the middle. */
  readonly bringInto: (code: string) => void;
  /** Takes up drawings that have replaced the ones before, at the same zoom. */
  readonly renew: () => void;
}

interface Drawn {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
}

/** Long because it holds the zoom of one map and every way to change it. */
export function zoomable(
  arts: HTMLElement,
  {draw, positions, make}: {draw: () => WorldMap; positions: WorldPositions; make: Make}
): Zoomable {
  let drawings: Drawn[] = [];
  /** In widths of the map, so that it is the same in each size of the drawing. */
  let now: Zoom = {k: 1, x: 0, y: 0};

  const zoomAt = (width: number): Zoom => ({k: now.k, x: now.x * width, y: now.y * width});
  const nameIn = ({svg, width}: Drawn): void =>
    svg
      .querySelector(".world-names")
      ?.replaceWith(worldNames(draw(), positions, {make, width, size: sizeOf(width), zoom: zoomAt(width)}));
  const applyTo = ({svg, width}: Drawn): void => {
    const {scale} = mapSize(positions, width);
    const at = zoomAt(width);
    const shapes = svg.querySelector<SVGGElement>(".world");
    shapes?.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${scale * at.k})`);
    shapes?.style.setProperty("--zoom", String(at.k));
    shapes?.classList.toggle("is-zoomed", at.k > 1);
    svg.style.touchAction = at.k > 1 ? "none" : "pan-x pan-y";
    svg.style.cursor = at.k > 1 ? "grab" : "";
  };

  // Finding room for names takes longer than a frame: while a gesture goes on, only the map that is seen is named, once a frame.
  let due = 0;
  const nameSoon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      const drawn = seen();
      if (drawn) nameIn(drawn);
    });
  };

  const take = (svg: SVGSVGElement): Drawn => {
    const width = Number(svg.getAttribute("width"));
    const {height} = mapSize(positions, width);
    const extent: [[number, number], [number, number]] = [
      [0, 0],
      [width, height]
    ];
    clip(svg, make, width, height);
    const behaviour = d3Zoom<SVGSVGElement, unknown>()
      .extent(extent)
      .translateExtent(extent)
      .scaleExtent([1, FURTHEST])
      .filter((event: MouseEvent | TouchEvent | WheelEvent) => {
        if (event.type === "wheel") return event.ctrlKey || arts.contains(document.activeElement);
        if ("touches" in event) return event.touches.length > 1 || now.k > 1;
        return !event.ctrlKey && event.button === 0;
      })
      .on("zoom", ({transform: {k, x, y}}: {transform: Zoom}) => {
        now = {k, x: x / width, y: y / width};
        for (const each of drawings) {
          if (each.svg !== svg) setZoom(each, now);
          applyTo(each);
        }
        nameSoon();
      })
      .on("end", () => {
        cancelAnimationFrame(due);
        due = 0;
        drawings.forEach(nameIn);
      });
    const drawn = {svg, width, behaviour};
    setZoom(drawn, now);
    select(svg).call(behaviour);
    return drawn;
  };
  const renew = () => {
    drawings = [...arts.querySelectorAll<SVGSVGElement>(".art svg")].map(take);
    if (now.k > 1)
      for (const drawn of drawings) {
        applyTo(drawn);
        nameIn(drawn);
      }
    else for (const {svg} of drawings) svg.style.touchAction = "pan-x pan-y";
  };
  renew();
  const seen = () => drawings.find(({svg}) => svg.getClientRects().length > 0) ?? drawings[0];
  const act = (change: (drawn: Drawn) => void) => () => {
    const drawn = seen();
    if (drawn) change(drawn);
  };
  return {
    closer: act(({svg, behaviour}) => behaviour.scaleBy(select(svg), STEP)),
    further: act(({svg, behaviour}) => behaviour.scaleBy(select(svg), 1 / STEP)),
    whole: act(({svg, behaviour}) => behaviour.transform(select(svg), zoomIdentity)),
    bringInto: (code) => {
      const point = positions.at[code] ?? positions.dots[code];
      const drawn = seen();
      if (!point || !drawn || zoomTransform(drawn.svg).k === 1) return;
      const {scale} = mapSize(positions, drawn.width);
      drawn.behaviour.translateTo(select(drawn.svg), point[0] * scale, point[1] * scale);
    },
    renew
  };
}

/** Sets the zoom that a gesture goes on from. */
function setZoom({svg, width}: Drawn, {k, x, y}: Zoom): void {
  select(svg).property("__zoom", zoomIdentity.translate(x * width, y * width).scale(k));
}

/** Keeps a zoomed map off the key below it. */
function clip(svg: SVGSVGElement, make: Make, width: number, height: number): void {
  const id = `map-window-${width}`;
  if (!svg.querySelector("clipPath")) svg.prepend(make("clipPath", {id}, make("rect", {x: 0, y: 0, width, height})));
  svg.querySelector(".world-window")?.setAttribute("clip-path", `url(#${id})`);
}
