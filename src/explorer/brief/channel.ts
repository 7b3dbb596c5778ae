// Hands an item to a tab that shows a brief, over a channel that pages of this site alone can use. Nothing is stored: without such a tab
// a new one is opened, and the item is in its address.
import {formatBrief, parseBrief} from "./address.js";
import type {Brief} from "./address.js";

/** The channel, and the name of the tab that is opened. */
const NAME = "asylum-ledger-brief";
/** How long a tab may take to answer, in milliseconds: a click may open a tab for a second after it. */
const PATIENCE = 300;

type Message =
  | {readonly say: "who"; readonly id: string}
  | {readonly say: "here"; readonly id: string; readonly tab: string; readonly used: number}
  | {readonly say: "add"; readonly id: string; readonly tab: string; readonly brief: string}
  | {readonly say: "added"; readonly id: string; readonly words: string};

function isMessage(data: unknown): data is Message {
  return typeof data === "object" && data !== null && "say" in data && "id" in data && typeof data.id === "string";
}

const newId = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;

/** Receives items: `take` adds them and says in words what happened. */
export function receive(take: (brief: Brief) => string): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(NAME);
  const tab = newId();
  let used = Date.now();
  addEventListener("focus", () => (used = Date.now()));
  channel.onmessage = ({data}: MessageEvent<unknown>) => {
    if (!isMessage(data)) return;
    if (data.say === "who") channel.postMessage({say: "here", id: data.id, tab, used} satisfies Message);
    if (data.say === "add" && data.tab === tab && typeof data.brief === "string")
      channel.postMessage({say: "added", id: data.id, words: take(parseBrief(data.brief).brief)} satisfies Message);
  };
}

/** What the tab used last says after adding the items; null where no tab answers. */
export async function send(brief: Brief): Promise<string | null> {
  if (typeof BroadcastChannel === "undefined") return null;
  const channel = new BroadcastChannel(NAME);
  const id = newId();
  const wait = () => new Promise<null>((done) => setTimeout(() => done(null), PATIENCE));
  const here: Extract<Message, {say: "here"}>[] = [];
  let done: (words: string) => void = () => undefined;
  const added = new Promise<string>((resolve) => (done = resolve));
  channel.onmessage = ({data}: MessageEvent<unknown>) => {
    if (!isMessage(data) || data.id !== id) return;
    if (data.say === "here") here.push(data);
    if (data.say === "added") done(data.words);
  };
  try {
    channel.postMessage({say: "who", id} satisfies Message);
    await wait();
    const [latest] = here.sort((a, b) => b.used - a.used);
    if (!latest) return null;
    channel.postMessage({say: "add", id, tab: latest.tab, brief: formatBrief(brief)} satisfies Message);
    return await Promise.race([added, wait()]);
  } finally {
    channel.close();
  }
}

/** Opens a tab for a brief; false where the browser opens none. */
export function openTab(address: string): boolean {
  return window.open(address, NAME) !== null;
}
