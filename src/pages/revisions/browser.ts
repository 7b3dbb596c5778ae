// The field of the page of revisions: what a reader pastes is answered from one small file, fetched when first asked. Text from
// the reader is shown as text.
import {standingOf} from "./standing.js";
import type {Standing} from "./standing.js";

const form = document.getElementById("standing") as HTMLFormElement | null;
const answer = document.getElementById("standing-answer");
let list: Promise<Standing> | null = null;

async function fetched(address: string): Promise<Standing> {
  const response = await fetch(address, {credentials: "same-origin"});
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Standing;
}

function line(name: string, words: string, href?: string): HTMLElement {
  const made = document.createElement(name);
  if (href === undefined) made.textContent = words;
  else {
    const link = document.createElement("a");
    link.href = `./${href}`;
    link.textContent = words;
    made.append(link);
  }
  return made;
}

async function ask(pasted: string): Promise<void> {
  if (!form || !answer) return;
  try {
    list ??= fetched(form.dataset.list ?? "");
    const {verdict, finding, lines} = standingOf(await list, pasted);
    const found = line("p", finding);
    found.className = `finding ${verdict}`;
    const more = document.createElement("ul");
    more.append(...lines.map(({words, href}) => line("li", words, href)));
    answer.replaceChildren(found, ...(lines.length ? [more] : []));
  } catch (error) {
    list = null;
    answer.replaceChildren(
      line(
        "p",
        `The list could not be fetched (${error instanceof Error ? error.message : "unknown"}). Try again in a moment.`
      )
    );
  }
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = (form.elements.namedItem("pasted") as HTMLTextAreaElement).value;
    void ask(text);
  });
}
document.documentElement.dataset.revisions = "ready";
