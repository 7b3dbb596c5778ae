// The search field as a combobox with a list (ARIA Authoring Practices, list autocomplete). Without this script it is a plain form.
// It loads what finds when the field is first used; what is typed is only ever set as text. The number of a question is looked up when the
// reader pauses, and never where the browser is to save data.
import type {FoundNumber} from "../figures/lookup.js";
import type {Kind, Piece, Result} from "./names.js";
import type {Found} from "./open.js";

const KINDS: Readonly<Record<Kind, string>> = {
  pair: "Explorer",
  country: "Country",
  region: "Region",
  page: "Page",
  section: "On a page",
  chart: "Chart",
  method: "Methods",
  rule: "Rule",
  figure: "Figure"
};

/** How long a reader pauses before a number is looked up, in milliseconds. */
const PAUSE = 500;
const load = async (list: string): Promise<Found> => (await import("./open.js")).open(list);
const savesData = () => (navigator as Navigator & {connection?: {saveData?: boolean}}).connection?.saveData === true;

function named(name: string, text: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

function written(name: string, pieces: readonly Piece[]): HTMLSpanElement {
  const span = named(name, "");
  for (const {text, typed} of pieces) {
    if (!typed) span.append(text);
    else {
      const mark = document.createElement("u");
      mark.textContent = text;
      span.append(mark);
    }
  }
  return span;
}

/** The place of a number under a hit: what is being done, the number, or that it could not be loaded. */
function fill(place: Element, found: FoundNumber | string): void {
  place.replaceChildren(
    ...(typeof found === "string" ? [found] : [named("number", found.number), " ", named("under", found.under)])
  );
}

const resultsWords = (n: number) => `${n} ${n === 1 ? "result" : "results"}`;

function languageOf(text: string): string | null {
  return /\p{Script=Hangul}/u.test(text) ? "ko" : /\p{Script=Cyrillic}/u.test(text) ? "ru" : null;
}

for (const [n, form] of [...document.querySelectorAll<HTMLFormElement>("form.search[data-list]")].entries()) {
  const field = form.querySelector("input");
  if (!field) continue;
  const list = document.createElement("ul");
  list.id = `found-${n + 1}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Search results");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "found-status";
  status.setAttribute("role", "status");
  field.after(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  let loading: Promise<Found> | null = null;
  let found: Found | null = null;
  let results: readonly Result[] = [];
  let active = -1;
  let wanted = 0;
  let paused = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (i: number) => {
    active = i;
    list.querySelectorAll("li").forEach((option, j) => {
      option.setAttribute("aria-selected", String(i === j));
      if (i === j) {
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({block: "nearest"});
      }
    });
  };
  const tell = (text: string, seen: boolean) => {
    status.textContent = text;
    status.classList.toggle("seen", seen);
  };
  const hrefOf = (i: number): string | null => {
    const href = results[i]?.href;
    return href === undefined || !found ? null : new URL(href, found.root).href;
  };
  const go = (i: number, apart = false) => {
    const href = hrefOf(i);
    if (href === null) return;
    if (apart) window.open(href, "_blank", "noopener");
    else {
      close();
      location.assign(href);
    }
  };

  const show = () => {
    const query = field.value;
    if (!found || query.trim() === "") {
      results = [];
      close();
      tell("", false);
      return;
    }
    results = found.find(query);
    list.replaceChildren(
      ...results.map(({kind, name, also, fact, asks}, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i + 1}`;
        option.setAttribute("role", "option");
        const title = written("name", name);
        if (also.length) {
          const other = written("also", also);
          const language = languageOf(other.textContent);
          if (language !== null) other.lang = language;
          title.append(" ", other);
        }
        option.append(named("kind", KINDS[kind]), " ", title, " ", named("fact", fact));
        if (asks && found?.look && !savesData()) option.append(" ", named("answer", ""));
        return option;
      })
    );
    if (!results.length) {
      close();
      tell(
        `No results for “${query.trim().slice(0, 60)}”. Try a country, a question (Syria Germany 2015 refused), or a term such as “recognition rate”. Names work in English, Russian and Korean.`,
        true
      );
      return;
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(0);
    const without = results[0]?.without ?? [];
    tell(
      without.length
        ? `${resultsWords(results.length)} without ${without.map((word) => `“${word}”`).join(", ")}, for which we have nothing.`
        : resultsWords(results.length),
      without.length > 0
    );
    clearTimeout(paused);
    paused = setTimeout(() => void lookUp(results), PAUSE) as unknown as number;
  };
  /** Looks up the number of each question that is shown, one after the other, as long as it is shown. */
  const lookUp = async (shown: readonly Result[]) => {
    for (const [i, {asks}] of shown.entries()) {
      const place = results === shown && !list.hidden ? list.children[i]?.querySelector(".answer") : null;
      if (!asks || !place || !found?.look) continue;
      fill(place, "Looking up…");
      const answer = await found.look(asks).catch(() => "The number could not be loaded; the explorer has it.");
      if (results !== shown) return;
      fill(place, answer);
      // The first answer is told to those who do not see the list.
      if (i === 0 && typeof answer !== "string" && !status.classList.contains("seen"))
        tell(`${resultsWords(shown.length)}. ${answer.number}`, false);
      await new Promise((done) => setTimeout(done));
    }
  };
  const ask = () => {
    const mine = ++wanted;
    loading ??= load(form.dataset.list ?? "");
    loading.then(
      (loaded) => {
        found = loaded;
        if (mine === wanted && document.activeElement === field) show();
      },
      () => {
        // The next letter tries again.
        loading = null;
        if (field.value.trim() !== "") tell("We could not load the search index. Try again.", true);
      }
    );
  };

  field.addEventListener("focus", ask);
  field.addEventListener("input", ask);
  field.addEventListener("click", () => {
    if (list.hidden && field.value.trim() !== "") ask();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (field.value.trim() === "") return;
        event.preventDefault();
        if (!open) ask();
        else mark((active + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length);
        return;
      case "Enter":
        if (!open) return;
        event.preventDefault();
        go(Math.max(0, active), event.ctrlKey || event.metaKey);
        return;
      case "Escape":
        // The first closes the list, the second empties the field.
        if (open) {
          event.preventDefault();
          close();
        } else {
          field.value = "";
          show();
        }
        return;
      case "Tab":
        close();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const mine = ++wanted;
    loading ??= load(form.dataset.list ?? "");
    loading.then(
      (loaded) => {
        found = loaded;
        if (mine === wanted) show();
        if (results.length) go(0);
      },
      () => {
        loading = null;
        tell("We could not load the search index. Try again.", true);
      }
    );
  });
  // A press on an option must not take the focus from the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  const optionOf = (event: Event) => {
    const option = event.target instanceof Element ? event.target.closest("li") : null;
    return option ? [...list.children].indexOf(option) : -1;
  };
  list.addEventListener("mousemove", (event) => {
    const i = optionOf(event);
    if (i >= 0 && i !== active) mark(i);
  });
  list.addEventListener("click", (event) => go(optionOf(event), event.ctrlKey || event.metaKey));
  list.addEventListener("auxclick", (event) => {
    if (event.button === 1) go(optionOf(event), true);
  });
  field.addEventListener("blur", close);
  for (const example of form.querySelectorAll<HTMLButtonElement>("button[data-query]"))
    example.addEventListener("click", () => {
      field.value = example.dataset.query ?? "";
      field.focus();
      ask();
    });
}
