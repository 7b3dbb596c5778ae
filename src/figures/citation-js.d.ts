// Types of the part of citation-js that the build uses; the library ships none.
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: object);
    format(format: string, options?: Readonly<Record<string, unknown>>): string;
  }
  export const plugins: {
    config: {get(plugin: "@csl"): {styles: {add(name: string, style: string): void}}};
  };
}
declare module "@citation-js/plugin-csl" {}
declare module "@citation-js/plugin-bibtex" {}
declare module "@citation-js/plugin-ris" {}
