// The QR code of an address as a drawing: black modules on white in any scheme, with the quiet zone that readers need.
import qrcode from "qrcode-generator";

/** Modules of white around the code, as ISO/IEC 18004 asks. */
export const QUIET_ZONE = 4;

/** Which modules of an address's code are dark, by row. */
export function qrModules(address: string): boolean[][] {
  // Level M restores 15% of a code: print smudges.
  const code = qrcode(0, "M");
  code.addData(address);
  code.make();
  const size = code.getModuleCount();
  return Array.from({length: size}, (_, row) => Array.from({length: size}, (_, column) => code.isDark(row, column)));
}

/** The code as an svg with one path: a run of dark modules is one rectangle. */
export function qrCode(address: string, document: Document): SVGElement {
  const modules = qrModules(address);
  const size = modules.length + 2 * QUIET_ZONE;
  const make = (name: string, attributes: Record<string, string>) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const runs = modules.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      return [
        `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${(end < 0 ? row.length : end) - x}v1h${x - (end < 0 ? row.length : end)}z`
      ];
    })
  );
  const svg = make("svg", {
    class: "qr",
    viewBox: `0 0 ${size} ${size}`,
    role: "img",
    "aria-label": `QR code to ${address}`,
    "shape-rendering": "crispEdges"
  });
  svg.append(
    make("rect", {width: String(size), height: String(size), fill: "#fff"}),
    make("path", {d: runs.join(""), fill: "#000"})
  );
  return svg;
}
