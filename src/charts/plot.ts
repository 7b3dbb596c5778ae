// Gives drawings accessible names.

/**
 * Makes a Plot drawing one image with one name. Plot names its groups ("bar", "x-axis tick label") without giving them a role,
 * which assistive technology may not use; those names are taken away.
 */
export function namedImage<T extends Element>(drawing: T, label: string): T {
  for (const part of drawing.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", label);
  return drawing;
}
