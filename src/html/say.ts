// Says in a page's line of status what was done: it is seen, and read out.
import {byId} from "./byId.js";

export const say = (words: string): void => void (byId("tell").textContent = words);
