// The document that the build writes HTML with gives what a browser's model of a page would give, byte for byte.
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {describe, expect, test} from "vitest";
import {PAPER} from "../../src/html/paper.js";
import {element} from "../../src/html/table.js";

const {document} = new JSDOM("").window;

interface Tree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

const text = fc.string({unit: fc.constantFrom("a", "<", ">", "&", '"', "'", "\u00a0", " ", "é", "한")});
const {tree} = fc.letrec<{tree: Tree}>((tie) => ({
  tree: fc.oneof(
    {maxDepth: 4},
    fc.record({
      name: fc.constantFrom("br", "input", "img", "hr"),
      attributes: fc.dictionary(fc.constantFrom("id", "class", "title", "aria-label", "data-x"), text),
      children: fc.constant([])
    }),
    fc.record({
      name: fc.constantFrom("p", "div", "table", "td", "a", "pre", "textarea", "option"),
      attributes: fc.dictionary(fc.constantFrom("id", "class", "href", "style", "data-x"), text),
      children: fc.array(fc.oneof(text, tie("tree")), {maxLength: 4})
    })
  )
}));

const grow = (page: Document, {name, attributes, children}: Tree): HTMLElement =>
  element(page, name, attributes, ...children.map((child) => (typeof child === "string" ? child : grow(page, child))));

describe("the build's document", () => {
  test("writes any tree of elements as a browser's does", () => {
    fc.assert(
      fc.property(tree, (some) => {
        expect(grow(PAPER, some).outerHTML).toBe(grow(document, some).outerHTML);
      })
    );
  });

  test("gives the text of any tree as a browser's does", () => {
    fc.assert(
      fc.property(tree, (some) => {
        expect(grow(PAPER, some).textContent).toBe(grow(document, some).textContent);
      })
    );
  });

  test("keeps the case of an svg's names, and writes its elements with an end tag", () => {
    const draw = (page: Document) => {
      const svg = page.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 1 1");
      const clip = page.createElementNS("http://www.w3.org/2000/svg", "clipPath");
      svg.append(clip);
      svg.prepend("before");
      return svg.outerHTML;
    };
    expect(draw(PAPER)).toBe(draw(document));
  });

  test("refuses what it would lose: a property it does not know, a method it does not have", () => {
    expect(() => {
      PAPER.createElement("p").className = "lost";
    }).toThrow(TypeError);
    expect(() => PAPER.createElement("p").replaceChildren()).toThrow(TypeError);
  });

  test("throws for elements whose contents a browser does not parse as text", () => {
    expect(() => PAPER.createElement("script")).toThrow("write it as a string");
  });
});
