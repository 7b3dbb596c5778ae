// What a page knows of its charts: their addresses and how they are cited.
import type {Citing} from "../charts/take/menu.js";
import {wholeAddress} from "./citeAddress.js";

export const citing: Citing = {
  address: (figure) => wholeAddress(`#${figure.id}`)
};
