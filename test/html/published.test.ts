// What readers cite, print or keep names the address that the site is published at.
import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {publishedAddress} from "../../src/html/published.js";

const COPY = "http://127.0.0.1:8080/explorer?origin=SYR#ranking";
const open = (head: string) => new JSDOM(`<head>${head}</head>`, {url: COPY}).window.document;

test("an address to cite is below the published address of the page, wherever its copy is read", () => {
  const page = open('<link rel="canonical" href="https://ledger.example/below/explorer">');
  expect(publishedAddress("?origin=ERI&edition=2026-11-25", page)).toBe(
    "https://ledger.example/below/explorer?origin=ERI&edition=2026-11-25"
  );
  expect(publishedAddress("./q/ERI-DEU", page)).toBe("https://ledger.example/below/q/ERI-DEU");
});

test("an address to cite is the copy’s own where the build did not know the site’s", () => {
  expect(publishedAddress("?origin=ERI", open(""))).toBe("http://127.0.0.1:8080/explorer?origin=ERI");
});
