// The home page with scripts: a reader chooses a year, and everything that is of one year follows; the map is switched between
// countries of asylum and of origin, numbers and rates. What draws and what is drawn from are fetched at the first touch.
import {fetchFile, FileError} from "../../edition/fetch.js";

const form = document.querySelector<HTMLFormElement>("form#home-year[data-facts]");
const choices = document.querySelector<HTMLFormElement>("form#map-choices");
const select = form?.querySelector("select");
const status = form?.querySelector("[role=status]");

/** The parts as the build wrote them: of the latest year, with cards. */
const first = new Map<string, Element>();

function put(parts: readonly Element[]): void {
  for (const part of parts) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    if (!first.has(part.id)) first.set(part.id, old);
    old.replaceWith(part);
  }
}

async function load({dataset}: HTMLFormElement) {
  const [{YEAR_PARTS}, {mapPart}, {unpackFacts}, bytes] = await Promise.all([
    import("./dashboard.js"),
    import("./map.js"),
    import("./unpack.js"),
    fetchFile({address: new URL(dataset.facts ?? "", document.baseURI).href, sum: dataset.sum ?? ""})
  ]);
  return {YEAR_PARTS, mapPart, facts: unpackFacts(new TextDecoder().decode(bytes))};
}

if (form && select && choices && status) {
  const latest = form.dataset.latest ?? select.value;
  let shown = {year: latest, side: "hosts", per: false};
  let loaded: ReturnType<typeof load> | null = null;
  let isHere = false;
  const ready = () =>
    (loaded ??= load(form).catch((error: unknown) => {
      // The next choice retries.
      loaded = null;
      throw error;
    }));
  const inputs = {
    side: choices.querySelector<HTMLSelectElement>("select[name=side]"),
    per: choices.querySelector<HTMLSelectElement>("select[name=per]")
  };
  const steps = [...form.querySelectorAll<HTMLButtonElement>("button[data-step]")].map((button) => ({
    button,
    to: () => select.options[select.selectedIndex - Number(button.dataset.step)]
  }));
  const markEnds = () => {
    for (const {button, to} of steps) button.setAttribute("aria-disabled", String(to() === undefined));
  };
  const follow = async () => {
    if (!isHere) {
      status.className = "";
      status.textContent = `Loading. Figures of ${shown.year} are still shown.`;
    }
    try {
      const {YEAR_PARTS, mapPart, facts} = await ready();
      isHere = true;
      const year = Number(select.value);
      const chosen = new FormData(choices);
      const choice = {
        side: chosen.get("side") === "origins" ? "origins" : "hosts",
        per: chosen.get("per") === "yes"
      } as const;
      const isFirstYear = select.value === latest;
      const parts = isFirstYear
        ? [...first].flatMap(([id, part]) => (id.startsWith("map-") ? [] : [part]))
        : Object.values(YEAR_PARTS).flatMap((part) => part(facts, year, {document}));
      put(parts);
      put(
        isFirstYear && choice.side === "hosts" && !choice.per
          ? [...first].flatMap(([id, part]) => (id.startsWith("map-") ? [part] : []))
          : mapPart(facts, year, {document, choice})
      );
      document.documentElement.dataset.year = select.value;
      shown = {year: select.value, ...choice};
      status.className = "unseen";
      status.textContent = `Figures of ${select.value}`;
    } catch (error) {
      // Resets the choices to what is shown: figures never appear under another year.
      select.value = shown.year;
      if (inputs.side) inputs.side.value = shown.side;
      if (inputs.per) inputs.per.value = shown.per ? "yes" : "no";
      status.className = "";
      status.textContent =
        error instanceof FileError
          ? error.message
          : "The figures of other years could not be shown. Load the page again.";
    }
    markEnds();
  };
  form.hidden = false;
  choices.hidden = false;
  for (const control of [form, choices]) {
    control.addEventListener("submit", (event) => event.preventDefault());
    for (const touch of ["pointerenter", "focusin"])
      control.addEventListener(touch, () => void ready().catch(() => undefined), {once: true});
    control.addEventListener("change", () => void follow());
  }
  for (const {button, to} of steps)
    button.addEventListener("click", () => {
      const option = to();
      if (option === undefined) return;
      select.value = option.value;
      void follow();
    });
  markEnds();
  // A browser that goes back restores what was chosen: some before this script runs, some after.
  const followRestored = () => {
    const isShown =
      select.value === shown.year &&
      inputs.side?.value === shown.side &&
      inputs.per?.value === (shown.per ? "yes" : "no");
    if (!isShown) void follow();
  };
  followRestored();
  addEventListener("pageshow", followRestored);
}
