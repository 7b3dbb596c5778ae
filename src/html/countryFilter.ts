// Filters the long lists of rules and breaks by country, in the browser. Without this script the index of countries links to each
// country's first entry. The address keeps the choice (`#country-rus`), so that a link to a country shows that country alone.

const form = document.querySelector<HTMLFormElement>("form.by-country");
const select = form?.querySelector("select") ?? null;

const entries = () => [...document.querySelectorAll<HTMLElement>("[data-country]")];
const shownIn = (list: Element) => [...list.querySelectorAll<HTMLElement>("[data-entry]")].filter(isShown).length;
function isShown(entry: Element): boolean {
  return entry.closest("[data-country][hidden]") === null;
}

/** Shows the entries of one country, or of all where the code is empty; counts in folds and the status line follow. */
function show(code: string): void {
  if (!form || !select) return;
  select.value = code;
  for (const entry of entries()) entry.hidden = code !== "" && entry.dataset.country !== code;
  for (const list of document.querySelectorAll<HTMLElement>("[data-list]")) {
    const found = shownIn(list);
    const none = list.querySelector<HTMLElement>(".none-here");
    if (none) none.hidden = found > 0;
  }
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details[data-fold]")) {
    const n = shownIn(fold);
    fold.hidden = n === 0;
    fold.open = code !== "";
    const count = fold.querySelector("summary .n");
    if (count) count.textContent = n.toLocaleString("en-GB");
  }
  const status = form.querySelector("[role=status]");
  const total = shownIn(document.body);
  const word = form.dataset.noun ?? "";
  if (status)
    status.textContent =
      code === "" ? "" : `${total.toLocaleString("en-GB")} ${total === 1 ? word : `${word}s`} shown.`;
}

/** The id that the address names; as it is written where it cannot be decoded. */
function idInAddress(): string {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

function followAddress(): void {
  const code = /^#country-([a-z]+)$/.exec(location.hash)?.[1] ?? null;
  if (code !== null && select && [...select.options].some(({value}) => value === code)) {
    show(code);
    form?.scrollIntoView();
    return;
  }
  const target = document.getElementById(idInAddress());
  if (target && !isShown(target)) {
    show("");
    target.scrollIntoView();
  }
}

if (form && select) {
  form.hidden = false;
  document.querySelector<HTMLElement>("nav.country-index")?.setAttribute("hidden", "");
  select.addEventListener("change", () => {
    history.replaceState(null, "", select.value ? `#country-${select.value}` : location.pathname + location.search);
    show(select.value);
  });
  addEventListener("hashchange", followAddress);
  if (location.hash) followAddress();
  document.documentElement.dataset.filter = "ready";
}
