// Writes pixels as a small PNG: flat pictures of text and charts have few colours, so each pixel is a number in a palette.
import {crc32, deflate} from "node:zlib";
import {promisify} from "node:util";

const packed = promisify(deflate);

/** Colours of the palette: four bits a pixel, in which letters stay smooth. */
const MOST = 16;

/** The pixels' numbers in a palette of the most frequent colours, each other colour as the nearest of them. */
function indexed(pixels: Buffer): {palette: number[]; numbers: (colour: number) => number; words: Uint32Array} {
  const words = new Uint32Array(pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + pixels.length));
  const counts = new Map<number, number>();
  let last = -1;
  let run = 0;
  for (const word of words) {
    if (word === last) run++;
    else {
      if (run) counts.set(last, (counts.get(last) ?? 0) + run);
      last = word;
      run = 1;
    }
  }
  counts.set(last, (counts.get(last) ?? 0) + run);
  const palette = [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST)
    .map(([word]) => word);
  const known = new Map(palette.map((word, i) => [word, i]));
  const part = (word: number, shift: number) => (word >>> shift) & 255;
  const numbers = (word: number): number => {
    const before = known.get(word);
    if (before !== undefined) return before;
    let nearest = 0;
    let least = Infinity;
    for (let i = 0; i < palette.length; i++) {
      const each = palette[i] as number;
      const [red, green, blue] = [
        part(word, 0) - part(each, 0),
        part(word, 8) - part(each, 8),
        part(word, 16) - part(each, 16)
      ];
      const distance = red * red + green * green + blue * blue;
      if (distance < least) [nearest, least] = [i, distance];
    }
    known.set(word, nearest);
    return nearest;
  };
  return {palette, numbers, words};
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** Opaque pixels (four bytes each, red first) as the bytes of a PNG. */
export async function pngOf(pixels: Buffer, width: number, height: number): Promise<Buffer> {
  const {palette, numbers, words} = indexed(pixels);
  const breadth = Math.ceil(width / 2) + 1;
  const rows = Buffer.alloc(breadth * height);
  let last = -1;
  let number = 0;
  for (let y = 0, from = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const word = words[from++] as number;
      if (word !== last) {
        number = numbers(word);
        last = word;
      }
      // The first byte of a row says how it is filtered: not at all.
      const at = y * breadth + 1 + (x >> 1);
      rows[at] = x & 1 ? (rows[at] as number) | number : number << 4;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", await packed(rows, {level: 6})),
    chunk("IEND", Buffer.alloc(0))
  ]);
}
