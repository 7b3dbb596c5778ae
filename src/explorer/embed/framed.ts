// Runs on every framed page, before it is drawn: shows the scheme that the address asks for, and posts the page's height to the host
// page. A classic script: it exports and imports nothing that is left once it is bundled.
import {CHART_PAGE} from "./address.js";
import type {HeightMessage} from "./address.js";
import {otherEdition} from "./pinned.js";

/** Rules for one scheme apply if it is the chosen one. Paper is light, whatever the screen shows. */
function choose(theme: "light" | "dark"): void {
  document.documentElement.style.colorScheme = theme;
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const [, scheme] = /prefers-color-scheme: (light|dark)/.exec(rule.media.mediaText) ?? [];
      if (scheme !== undefined) rule.media.mediaText = scheme === theme ? "screen" : "not all";
    }
}

function postHeight(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({asylumLedger: "height", height} satisfies HeightMessage, "*");
}

/** A written page has the latest edition: for another one, a question's chart is drawn anew, and a chart of a page says what it shows. */
function showEdition(asked: string | null): void {
  const shown = document.documentElement.dataset.edition ?? "";
  const whole = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  if (asked === null || shown === "" || asked === shown || whole === undefined) return;
  const root = new URL("..", (document.currentScript as HTMLScriptElement).src);
  const {search} = new URL(whole);
  if (search !== "") {
    const rest = new URLSearchParams(location.search);
    rest.set("chart", "over-time");
    location.replace(new URL(`${CHART_PAGE}${search}&${rest.toString()}`, root));
    return;
  }
  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector<HTMLAnchorElement>(".credit a")?.href ?? root.href;
    const line = otherEdition({asked, shown, up: root.href, page});
    document.querySelector("main")?.insertAdjacentHTML("afterbegin", line);
  });
}

const given = new URLSearchParams(location.search);
const theme = given.get("theme");
showEdition(given.get("edition"));
if (theme === "light" || theme === "dark") choose(theme);
if (parent !== window) {
  document.addEventListener("DOMContentLoaded", () => {
    postHeight();
    new ResizeObserver(postHeight).observe(document.body);
    // Browsers do not tell a frame that is not in sight of its size: it would jump when the reader gets there.
    new MutationObserver(postHeight).observe(document.body, {childList: true, subtree: true});
  });
  addEventListener("load", postHeight);
  // Lines break anew where a font comes after them.
  document.fonts.addEventListener("loadingdone", postHeight);
}
