// Closes the menu of a narrow page on Escape, and returns the focus to its button.
const menu = document.querySelector<HTMLDetailsElement>("details.menu");
menu?.addEventListener("keydown", ({key}) => {
  if (key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});
