// Lays out a picture of a chart: title, unit, drawing, notes, source and address in one of four formats. It knows no page and measures
// text by a function that it is given, so that it can be tested. Long because it is
// one search, over formats, drawings and looks of notes, for the layout that fits.

export const FORMATS = {
  report: {words: "Report (as drawn, wide)", width: null, height: null},
  slide: {words: "Slide, 16:9 (1920 × 1080)", width: 960, height: 540},
  square: {words: "Square (1080 × 1080)", width: 540, height: 540},
  story: {words: "Story (1080 × 1920)", width: 540, height: 960}
} as const;
export type Format = keyof typeof FORMATS;

export type Face = "serif" | "sans";
export interface Font {
  readonly face: Face;
  readonly size: number;
  readonly weight: number;
  readonly leading: number;
}

/** How wide a text is in pixels. */
export type Measure = (text: string, font: Font) => number;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a note is, the most important first: what the page says before the answer; a sign of the drawing; a caution; how a chart is read. */
export const WEIGHTS = ["first", "sign", "caveat", "general"] as const;
export type Weight = (typeof WEIGHTS)[number];

export interface Note {
  readonly weight: Weight;
  readonly term: string;
  readonly text: string;
  /** The size of the sign before its term. */
  readonly sign: Size | null;
}

/** What a picture says. */
export interface Contents {
  readonly title: string;
  readonly unit: string;
  /** By weight. Those without which a drawing misleads, "first" and "sign", are in every picture. */
  readonly notes: readonly Note[];
  readonly source: string;
  readonly address: string;
}

/** A line of text; `bold` is its beginning that has more weight. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: Font;
  readonly role: "title" | "unit" | "term" | "note" | "source" | "name";
}

export interface Layout extends Size {
  readonly lines: readonly Line[];
  /** Which of the drawings is shown, where, and how much larger than it is drawn. */
  readonly art: {readonly of: number; readonly x: number; readonly y: number; readonly scale: number};
  /** Where the signs of notes are, by the note. */
  readonly signs: readonly {readonly of: number; readonly x: number; readonly y: number; readonly scale: number}[];
  readonly rules: readonly {readonly x: number; readonly y: number; readonly width: number; readonly thick: number; readonly role: "head" | "hair"}[]; // prettier-ignore
  /** The line under the site's name. */
  readonly name: {readonly x: number; readonly y: number; readonly width: number};
}

interface Look {
  readonly margin: number;
  /** Room above and below where an app covers the picture's ends. */
  readonly ends: number;
  readonly title: Font;
  readonly unit: Font;
  readonly note: Font;
  readonly source: Font;
  readonly columns: number;
  /** The most that notes may take of the height, where those that must be there need no more. */
  readonly notes: number;
  /** The smallest size of notes, where they need room. */
  readonly least: number;
}

const font = (face: Face, size: number, weight: number, leading: number): Font => ({face, size, weight, leading});
const LOOKS: Readonly<Record<Format, Look>> = {
  report: {
    margin: 32,
    ends: 26,
    title: font("serif", 21, 600, 1.3),
    unit: font("sans", 15, 400, 1.4),
    note: font("sans", 14, 400, 1.42),
    source: font("sans", 13, 400, 1.45),
    columns: 3,
    notes: Infinity,
    least: 14
  },
  slide: {
    margin: 36,
    ends: 28,
    title: font("serif", 25, 600, 1.2),
    unit: font("sans", 14.5, 400, 1.35),
    note: font("sans", 12, 400, 1.35),
    source: font("sans", 11, 400, 1.4),
    columns: 3,
    notes: 0.17,
    least: 10
  },
  square: {
    margin: 28,
    ends: 26,
    title: font("serif", 21, 600, 1.2),
    unit: font("sans", 13, 400, 1.35),
    note: font("sans", 11, 400, 1.35),
    source: font("sans", 10.5, 400, 1.4),
    columns: 2,
    notes: 0.18,
    least: 9.5
  },
  story: {
    margin: 34,
    ends: 76,
    title: font("serif", 30, 600, 1.2),
    unit: font("sans", 17, 400, 1.38),
    note: font("sans", 14, 400, 1.4),
    source: font("sans", 12.5, 400, 1.4),
    columns: 1,
    notes: 0.3,
    least: 11.5
  }
};

const GAP = 28;
/** A drawing is not enlarged more than this, nor a report's at all. */
const LARGEST = 1.9;

/** Text in lines no wider than `width`; a word that is wider is broken. */
export function wrapped(text: string, width: number, font: Font, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  const push = (word: string) => {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer, font) <= width) line = longer;
    else if (line) {
      lines.push(line);
      line = "";
      push(word);
    } else {
      let most = word.length - 1;
      while (most > 1 && measure(word.slice(0, most), font) > width) most--;
      // An address breaks after a sign, where it can.
      const sign = Math.max(...["/", "&", "?", "-", "_"].map((each) => word.lastIndexOf(each, most - 1))) + 1;
      const at = sign > most / 2 ? sign : Math.max(1, most);
      lines.push(word.slice(0, at));
      push(word.slice(at));
    }
  };
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) push(word);
  return line ? [...lines, line] : lines;
}

const heightOf = (lines: number, {size, leading}: Font) => lines * size * leading;

class Sheet {
  readonly lines: Line[] = [];
  readonly signs: {of: number; x: number; y: number; scale: number}[] = [];
  readonly rules: {x: number; y: number; width: number; thick: number; role: "head" | "hair"}[] = [];

  readonly measure: Measure;

  constructor(measure: Measure) {
    this.measure = measure;
  }

  /** Moves the lines of these roles down. */
  lower(roles: readonly Line["role"][], by: number): void {
    this.lines.forEach((line, i) => {
      if (roles.includes(line.role)) this.lines[i] = {...line, y: line.y + by};
    });
  }

  parts(): Pick<Layout, "lines" | "signs" | "rules"> {
    const {lines, signs, rules} = this;
    return {lines, signs, rules};
  }

  /** Writes a text with its first line's top at `y`, and returns where it ends. */
  write(text: string, {x, y, width, font, role}: {x: number; y: number; width: number; font: Font; role: Line["role"]}): number {
    return this.writeLines(wrapped(text, width, font, this.measure), {x, y, font, role});
  } // prettier-ignore

  writeLines(lines: readonly string[], {x, y, font, role}: {x: number; y: number; font: Font; role: Line["role"]}): number {
    const step = font.size * font.leading;
    lines.forEach((line, i) => {
      this.lines.push({x, y: y + i * step + (step - font.size) / 2 + font.size * 0.8, text: line, font, role});
    });
    return y + heightOf(lines.length, font);
  } // prettier-ignore
}

const bold = (of: Font): Font => ({...of, weight: 640});

/** How notes are set: where they need room, in a smaller size and with the text in the line of its term. */
interface NoteLook {
  readonly font: Font;
  readonly isDense: boolean;
}

/** The text of a note in lines: in dense notes the first is in the line of the term, as long as `first` leaves it. */
function noteLines({text}: Note, width: number, first: number, {font, isDense}: NoteLook, measure: Measure): {first: string; rest: string[]} {
  if (!isDense || first < 50) return {first: "", rest: wrapped(text, width, font, measure)};
  const all = text.split(" ");
  let most = 0;
  while (most < all.length && measure(all.slice(0, most + 1).join(" "), font) <= first) most++;
  return {first: all.slice(0, most).join(" "), rest: wrapped(all.slice(most).join(" "), width, font, measure)};
} // prettier-ignore

/** Notes in columns, as many as fit. Returns where they end and how many are left out. */
function writeNotes(
  sheet: Sheet,
  notes: readonly Note[],
  {
    x,
    y,
    width,
    columns,
    most,
    look
  }: {x: number; y: number; width: number; columns: number; most: number; look: NoteLook}
): {end: number; left: number} {
  const {font, isDense} = look;
  const {measure} = sheet;
  const across = Math.max(1, Math.min(columns, notes.length));
  const wide = isDense ? across : columns;
  const each = (width - GAP * (wide - 1)) / wide;
  const step = font.size * font.leading;
  const [above, below] = isDense ? [4, 4] : [6, 7];
  const made = notes.map((note) => {
    const room = note.sign ? (note.sign.width * (font.size + 1)) / 15 + 8 : 0;
    const terms = wrapped(note.term, each - room, bold(font), measure);
    const used = terms.length === 1 ? room + measure(note.term, bold(font)) + 6 : each;
    const {first, rest} = noteLines(note, each, each - used, look, measure);
    return {note, room, terms, used, first, rest, tall: above + below + heightOf(terms.length + rest.length, font)};
  });
  const write = ({note, room, terms, used, first, rest}: (typeof made)[number], of: number, left: number, top: number) => {
    sheet.rules.push({x: left, y: top, width: each, thick: 1, role: "hair"});
    if (note.sign) {
      const scale = (font.size + 1) / 15;
      sheet.signs.push({of, x: left, y: top + above + (step - note.sign.height * scale) / 2, scale});
    }
    const at = sheet.writeLines(terms, {x: left + room, y: top + above, font: bold(font), role: "term"});
    if (first) sheet.writeLines([first], {x: left + used, y: top + above, font, role: "note"});
    sheet.writeLines(rest, {x: left, y: at, font, role: "note"});
  }; // prettier-ignore
  // Dense notes go into the shortest column, others in rows as on the page.
  const ends = Array.from({length: across}, () => y);
  let i = 0;
  while (i < made.length) {
    const row = made.slice(i, isDense ? i + 1 : i + across);
    const tall = Math.max(...row.map((one) => one.tall));
    const top = isDense ? Math.min(...ends) : (ends[0] ?? y);
    if (top + tall - y > most + 0.5) break;
    const at = isDense ? ends.indexOf(top) : 0;
    row.forEach((one, n) => write(one, i + n, x + (at + n) * (each + GAP), top));
    if (isDense) ends[at] = top + tall;
    else ends.fill(top + tall);
    i += row.length;
  }
  return {end: Math.max(...ends), left: made.length - i};
}

const NAME = "Asylum Ledger";
const MORE = "More notes are at the address.";

/** Source, address and the site's name, the last line at `bottom`. Returns where they begin. */
function writeFoot(sheet: Sheet, {source, address}: Contents, look: Look, box: {x: number; width: number; bottom: number}, isCut: boolean) {
  const {x, width, bottom} = box;
  const name: Font = {...look.title, size: look.source.size * 1.35, leading: 1};
  const nameWidth = sheet.measure(NAME, name) + 10;
  const each = width - nameWidth - 22;
  const text = isCut ? `${source} ${MORE}` : source;
  const lines = [text, address].map((one) => wrapped(one, each, look.source, sheet.measure).length);
  const top = bottom - heightOf((lines[0] ?? 0) + (lines[1] ?? 0), look.source) - 9;
  sheet.rules.push({x, y: top, width, thick: 1, role: "hair"});
  const after = sheet.write(text, {x, y: top + 9, width: each, font: look.source, role: "source"});
  sheet.write(address, {x, y: after, width: each, font: look.source, role: "source"});
  const at = {x: x + width - nameWidth, y: bottom - 3, width: nameWidth};
  sheet.lines.push({x: at.x + 5, y: at.y - 6, text: NAME, font: name, role: "name"});
  return {top, name: at};
} // prettier-ignore

const HEAD = 12;

function writeHead(sheet: Sheet, {title, unit}: Contents, look: Look, {x, y, width}: {x: number; y: number; width: number}) {
  const after = sheet.write(title, {x, y: y + HEAD, width, font: look.title, role: "title"});
  return sheet.write(unit, {x, y: after + 4, width, font: look.unit, role: "unit"});
} // prettier-ignore

/** The rule over a picture: a thick and a thin line, as over every page. */
function scotch(sheet: Sheet, x: number, y: number, width: number): void {
  sheet.rules.push({x, y, width, thick: 4, role: "head"}, {x, y: y + 7, width, thick: 1, role: "head"});
}

/** As drawn, as tall as it needs. */
function report(contents: Contents, arts: readonly Size[], measure: Measure): Layout {
  const look = LOOKS.report;
  const of = arts.findIndex(({width}) => width === Math.max(...arts.map((art) => art.width)));
  const art = arts[of] ?? {width: 620, height: 0};
  const width = Math.max(art.width, 620);
  const {margin: x, ends} = look;
  const sheet = new Sheet(measure);
  scotch(sheet, x, ends, width);
  const head = writeHead(sheet, contents, look, {x, y: ends + 12, width});
  const at = {of, x, y: head + 16, scale: 1};
  const columns = width > 800 ? 3 : 2;
  const notes = writeNotes(sheet, contents.notes, {x, y: at.y + art.height + 20, width, columns, most: Infinity, look: {font: look.note, isDense: false}}); // prettier-ignore
  const tall = new Sheet(measure);
  const footTall = 1000 - writeFoot(tall, contents, look, {x, width, bottom: 1000}, false).top;
  const bottom = notes.end + 12 + footTall;
  const foot = writeFoot(sheet, contents, look, {x, width, bottom}, false);
  return {width: width + 2 * x, height: Math.ceil(bottom + ends), art: at, name: foot.name, ...sheet.parts()};
}

/** How well text of a drawing reads: below nine tenths of its size it gets small, and much above it looks coarse. */
const legible = (scale: number) => Math.min(1, scale / 0.9) ** 1.8 * Math.min(1, 1.15 / scale) ** 2;

/** The drawing that fills a box best and is still large enough to read. */
function largest(arts: readonly Size[], box: Size): {of: number; scale: number; worth: number} {
  const all = arts.map(({width, height}, of) => {
    const scale = Math.max(0.01, Math.min(LARGEST, box.width / width, box.height / height));
    return {of, scale, worth: width * height * scale * scale * legible(scale)};
  });
  return all.reduce((a, b) => (b.worth > a.worth ? b : a), {of: 0, scale: 1, worth: 0});
}

interface Tried {
  readonly layout: Layout;
  readonly worth: number;
  /** Whether every note is there without which the drawing misleads. */
  readonly isWhole: boolean;
}

/** What a layout is worth that leaves out notes: each costs, and none is left out for a little more room. */
const costOf = (left: number, all: number) => 1 - (all ? (0.45 * left) / all : 0);

/** How many notes, from the first on, must be in a picture. */
const neededOf = (notes: readonly Note[]) => notes.filter(({weight}) => weight === "first" || weight === "sign").length;

/** A drawing below this scale cannot be read: notes that leave it no more do not fit. */
const SMALLEST = 0.5;

/** The looks in which notes are tried: as they are, denser, and smaller. */
const noteLooks = ({note, least}: Look): NoteLook[] => [
  {font: note, isDense: false},
  ...[note.size, (note.size + least) / 2, least].map((size) => ({font: {...note, size, leading: 1.3}, isDense: true}))
];

/** The best of some layouts: with every note that must be there, where one has them. */
function bestOf(tried: readonly Tried[]): Tried {
  return tried.reduce((a, b) => (a.isWhole === b.isWhole ? (b.worth > a.worth ? b : a) : b.isWhole ? b : a));
}

/** Head, drawing, notes and foot under each other, in a picture of a given size. */
function stacked(format: Exclude<Format, "report">, contents: Contents, arts: readonly Size[], measure: Measure): Tried {
  const {width: w, height: h} = FORMATS[format];
  const look = LOOKS[format];
  const {margin: x, ends} = look;
  const width = w - 2 * x;
  const needed = neededOf(contents.notes);
  const fit = (share: number, notes: NoteLook, must: number, isCut: boolean): Tried & {left: number} => {
    const sheet = new Sheet(measure);
    const head = writeHead(sheet, contents, look, {x, y: ends + 12, width});
    const foot = writeFoot(sheet, contents, look, {x, width, bottom: h - ends}, isCut);
    const across = {x, width, columns: look.columns, look: notes};
    const least = writeNotes(new Sheet(measure), contents.notes.slice(0, must), {...across, y: 0, most: Infinity}).end;
    const rooms = {...across, most: Math.max(least, h * look.notes * share)};
    const {end: tall, left} = writeNotes(new Sheet(measure), contents.notes, {...rooms, y: 0});
    const box = {width, height: foot.top - head - 14 - 12 - (tall ? tall + 14 : 0)};
    const {of, scale, worth} = largest(arts, box);
    const art = arts[of] ?? {width: 0, height: 0};
    // What is left over is above the head, where a story's app has its controls, and around the drawing.
    const spare = Math.max(0, box.height - art.height * scale);
    const shift = format === "story" ? Math.min(spare / 2, 100) : 0;
    const y = head + 14 + shift + (spare - shift) * (format === "story" ? 0.3 : 0.5);
    sheet.lower(["title", "unit"], shift);
    scotch(sheet, x, ends + shift, width);
    writeNotes(sheet, contents.notes, {...rooms, y: foot.top - 12 - tall});
    const at = {of, x: x + (width - art.width * scale) / 2, y, scale};
    return {
      left,
      isWhole: must >= needed && scale >= SMALLEST,
      worth: worth * costOf(left, contents.notes.length) * (scale < SMALLEST ? 0.1 : 1),
      layout: {width: w, height: h, art: at, name: foot.name, ...sheet.parts()}
    };
  };
  const tried = (must: number) =>
    bestOf(
      noteLooks(look).flatMap((notes) =>
        [1, 0.5, 0].map((share) => {
          const whole = fit(share, notes, must, false);
          return whole.left ? fit(share, notes, must, true) : whole;
        })
      )
    );
  // As many of those that must be there as leave the drawing large enough to read.
  let best = tried(needed);
  for (let must = needed - 1; must >= 0 && best.layout.art.scale < SMALLEST; must--) best = tried(must);
  return best;
} // prettier-ignore

/** Words at the left, the drawing at the right: for a slide whose drawing is not wide. */
function beside(contents: Contents, arts: readonly Size[], measure: Measure): Tried {
  const {width: w, height: h} = FORMATS.slide;
  const look = {...LOOKS.slide, title: font("serif", 23, 600, 1.2)};
  const {margin: x, ends} = look;
  const width = w - 2 * x;
  const words = 262;
  const fit = (notes: NoteLook, isCut: boolean): Tried & {left: number} => {
    const sheet = new Sheet(measure);
    scotch(sheet, x, ends, width);
    const head = writeHead(sheet, contents, look, {x, y: ends + 12, width: words});
    const foot = writeFoot(sheet, contents, look, {x, width, bottom: h - ends}, isCut);
    const most = foot.top - 14 - head - 14;
    const {left} = writeNotes(sheet, contents.notes, {x, y: head + 14, width: words, columns: 1, most, look: notes});
    const box = {width: width - words - 36, height: foot.top - 14 - (ends + 24)};
    const {of, scale, worth} = largest(arts, box);
    const art = arts[of] ?? {width: 0, height: 0};
    const at = {
      of,
      x: x + words + 36 + (box.width - art.width * scale) / 2,
      y: ends + 24 + (box.height - art.height * scale) / 2,
      scale
    };
    const isWhole = most >= 0 && scale >= SMALLEST && contents.notes.length - left >= neededOf(contents.notes);
    // A head that reaches into the foot does not fit.
    return {left, isWhole, worth: most < 0 ? 0 : worth * costOf(left, contents.notes.length), layout: {width: w, height: h, art: at, name: foot.name, ...sheet.parts()}};
  };
  return bestOf(
    noteLooks(look).map((notes) => {
      const whole = fit(notes, false);
      return whole.left ? fit(notes, true) : whole;
    })
  );
} // prettier-ignore

/** The layout of a chart with drawings of these sizes. */
export function layoutOf(format: Format, contents: Contents, arts: readonly Size[], measure: Measure): Layout {
  if (format === "report") return report(contents, arts, measure);
  const under = stacked(format, contents, arts, measure);
  if (format !== "slide") return under.layout;
  const side = beside(contents, arts, measure);
  const isBetter = side.isWhole === under.isWhole ? side.worth > under.worth * 1.1 : side.isWhole;
  return isBetter ? side.layout : under.layout;
}
