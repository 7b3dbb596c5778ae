// The lists of places in the question: a region excludes single places, no more than eight are chosen, and where a list opens.
import {MOST_CHOSEN} from "./question.js";

/** After a choice: a region replaces single places and the other way round, and the first place chosen replaces the page’s example. */
export function settle(control: Element, examples: Set<string>): void {
  settleLines(control);
  const pick = control.closest<HTMLElement>("[data-pick]");
  if (!pick || pick.dataset.pick === "stage") return;
  const boxes = [...pick.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const region = pick.querySelector("select");
  if (control instanceof HTMLInputElement && control.checked && examples.has(control.name))
    for (const box of boxes) box.checked = box === control;
  if (control.matches("[name]")) examples.delete(pick.dataset.pick ?? "");
  if (control === region) for (const box of boxes) box.checked = false;
  else if (region && boxes.some(({checked}) => checked)) region.value = "";
  limit(pick);
}

/** A logarithmic scale is of lines drawn together: choosing it draws them so, and lines side by side have none. */
function settleLines(control: Element): void {
  if (!(control instanceof HTMLSelectElement)) return;
  const set = (name: string, value: string) => {
    const other = control.form?.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
    if (other) other.value = value;
  };
  if (control.name === "scale" && control.value === "log") set("lines", "together");
  if (control.name === "lines" && control.value === "apart") set("scale", "linear");
}

/** Disables further places once eight are chosen. */
export function limit(pick: HTMLElement): void {
  if (pick.dataset.pick === "stage") return;
  const boxes = [...pick.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const full = boxes.filter(({checked}) => checked).length >= MOST_CHOSEN;
  for (const box of boxes) box.disabled = full && !box.checked;
}

/** Shows only the places that were found, and says where there is none; null shows all. */
export function tellFound(control: HTMLInputElement, found: ReadonlySet<string> | null): void {
  const list = control.closest(".list");
  for (const label of list?.querySelectorAll<HTMLElement>("fieldset label") ?? [])
    label.hidden = found !== null && !found.has(label.querySelector("input")?.value ?? "");
  const none = list?.querySelector<HTMLElement>(".none");
  if (none) none.textContent = found?.size === 0 ? `Nothing found for “${control.value.trim()}”.` : "";
}

/** Puts an open list under its button where there is room; on a phone the stylesheet puts it at the foot of the screen. */
export function place(list: HTMLElement, opener: HTMLElement): void {
  if (innerWidth <= 560) {
    list.removeAttribute("style");
    return;
  }
  const {left, bottom} = opener.getBoundingClientRect();
  const {width, height} = list.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  list.style.top = `${Math.max(8, Math.min(bottom + 6, innerHeight - height - 8))}px`;
}
