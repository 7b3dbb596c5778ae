// The box on the page "Check a figure": answers what a reader pastes from one small file, fetched at the first question. The reader's
// text is shown as text.
import {answerTo} from "./answer.js";
import type {CheckList} from "./checkList.js";

const form = document.getElementById("check-form") as HTMLFormElement | null;
const answer = document.getElementById("check-answer");
let list: Promise<CheckList> | null = null;

async function fetched(address: string): Promise<CheckList> {
  const response = await fetch(address, {credentials: "same-origin"});
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as CheckList;
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
    const {verdict, finding, lines} = answerTo(await list, pasted);
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
        `We could not load the list of figures (${error instanceof Error ? error.message : "unknown"}). Try again.`
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
document.documentElement.dataset.check = "ready";
