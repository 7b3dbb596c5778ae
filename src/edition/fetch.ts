// Fetches a file for a page and reports its state: requested, loading, failed and why, or damaged. What a page computes from is
// compared with the SHA-256 that the build wrote into the page before anything reads it: a flipped bit in a Parquet file is
// another number, and half a deployment is an edition that never was.

/** How far a file has come. */
export type FileState = "asked" | "coming" | "here" | "failed" | "damaged";

export interface FileStep {
  /** The file's name, from its address. */
  readonly name: string;
  readonly state: FileState;
  readonly bytes: number;
  /** Bytes in all; 0 where unknown. */
  readonly of: number;
}

/** A file that could not be used, and why; its words are for readers. */
export class FileError extends Error {
  override name = "FileError";
  readonly file: string;
  readonly state: "failed" | "damaged";
  constructor(file: string, state: "failed" | "damaged", words: string) {
    super(words);
    this.file = file;
    this.state = state;
  }
}

export interface Wanted {
  readonly address: string;
  /** Its bytes once unpacked, where they are known. */
  readonly bytes?: number;
  readonly tell?: ((step: FileStep) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long nothing may come, in milliseconds, before it counts as failed. */
  readonly patience?: number;
  /** Past the browser's own copy. */
  readonly anew?: boolean;
}

const PATIENCE = 45_000;

/** Without HTTPS (but on one's own machine) a browser computes no checksum. */
export const isVerifiable = (): boolean => isSecureContext;
export const NOT_VERIFIED =
  "This page did not come over HTTPS, so your browser cannot compare the files with their checksums: they are used as they came.";

export const nameOf = (address: string): string =>
  decodeURIComponent(new URL(address, "http://localhost/").pathname.split("/").at(-1) ?? "") || address;

/**
 * The bytes of an address as they come. Long because clock, stop, count and stream share one state.
 * @throws FileError where it cannot be reached, says that it is not there, or nothing more comes; the signal's reason where it was aborted.
 */
export async function openFile({
  address,
  bytes: known = 0,
  tell = () => undefined,
  signal,
  patience = PATIENCE,
  anew = false
}: Wanted): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const name = nameOf(address);
  const failed = (why: string): FileError => {
    tell({name, state: "failed", bytes: here, of});
    return new FileError(name, "failed", `${name} could not be fetched: ${why}.`);
  };
  let [here, of] = [0, known];
  const control = new AbortController();
  const stop = (): void => control.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, {once: true});
  let clock: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(clock);
    clock = setTimeout(
      () => control.abort(failed(`nothing came for ${Math.round(patience / 1000)} seconds`)),
      patience
    );
  };
  const end = (): void => {
    clearTimeout(clock);
    signal?.removeEventListener("abort", stop);
  };
  /** What went wrong: the reader's stop, the end of patience, or the line. */
  const reason = (error: unknown): unknown => {
    end();
    if (control.signal.aborted) return control.signal.reason;
    return error instanceof FileError
      ? error
      : failed(here ? `the line broke after ${here} bytes` : "the site cannot be reached");
  };
  tell({name, state: "asked", bytes: 0, of});
  wait();
  let response: Response;
  try {
    response = await fetch(address, {
      credentials: "same-origin",
      signal: control.signal,
      ...(anew ? {cache: "reload" as const} : {})
    });
  } catch (error) {
    throw reason(error);
  }
  if (!response.ok || !response.body) {
    end();
    throw failed(response.status === 404 ? "it is not there (404)" : `the site answered ${response.status}`);
  }
  const packed = response.headers.has("content-encoding");
  of ||= packed ? 0 : Number(response.headers.get("content-length"));
  const reader = response.body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(out) {
      try {
        const {value, done} = await reader.read();
        if (done) {
          end();
          tell({name, state: "here", bytes: here, of});
          out.close();
          return;
        }
        wait();
        here += value.length;
        tell({name, state: "coming", bytes: here, of});
        out.enqueue(value);
      } catch (error) {
        out.error(reason(error));
      }
    },
    cancel(why) {
      end();
      return reader.cancel(why);
    }
  });
}

/**
 * The bytes of an address, compared with their SHA-256 (64 hexadecimal digits). A damaged copy from the browser's cache is fetched once
 * more; where the page cannot compute a checksum the bytes are taken as they came.
 * @throws FileError where it cannot be fetched or is not what the page was built with; the signal's reason where it was aborted.
 */
export async function fetchFile({sum, ...wanted}: Wanted & {readonly sum: string}): Promise<ArrayBuffer> {
  const name = nameOf(wanted.address);
  for (const anew of [wanted.anew ?? false, true]) {
    const file = await new Response(await openFile({...wanted, anew})).arrayBuffer();
    if (!isVerifiable() || (await sumOf(file)) === sum) return file;
  }
  wanted.tell?.({name, state: "damaged", bytes: 0, of: 0});
  throw new FileError(
    name,
    "damaged",
    `${name} is damaged, or of another edition than this page: its checksum is not the one that the page was built with. ` +
      "It is not used. Load the page again; if it stays so, tell whoever keeps this site."
  );
}

/** SHA-256 in hexadecimal digits. */
export async function sumOf(file: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Checksums by the name or path of a file, as the build writes them into a page. @throws Error where it wrote none. */
export function sumsFrom(text: string | undefined): (file: string) => string {
  const sums = JSON.parse(text ?? "null") as Record<string, string> | null;
  return (file) => {
    const sum = sums && Object.hasOwn(sums, file) ? sums[file] : undefined;
    if (sum === undefined) throw new FileError(nameOf(file), "damaged", `The page names no checksum of ${file}.`);
    return sum;
  };
}
