// Runs on every framed page, before it is drawn: shows the scheme that the address asks for, and posts the page's height to the host
// page. A classic script: it exports and imports nothing that is left once it is bundled.
import type {HeightMessage} from "./address.js";

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

const theme = new URLSearchParams(location.search).get("theme");
if (theme === "light" || theme === "dark") choose(theme);
if (parent !== window) {
  document.addEventListener("DOMContentLoaded", () => {
    postHeight();
    new ResizeObserver(postHeight).observe(document.body);
    // Browsers do not tell a frame that is not in sight of its size: it would jump when the reader gets there.
    new MutationObserver(postHeight).observe(document.body, {childList: true, subtree: true});
  });
  addEventListener("load", postHeight);
}
