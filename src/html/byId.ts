// Finds an element that the page is known to have.

/** The element with this id. @throws Error where the page has none: the build wrote another page than the script is for. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}
