// A Chromium that needs nothing of the machine but glibc: the package registry carries it with the system libraries and fonts
// that it needs. Unpacked once, before any test, as tests that run side by side would race.
import {createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {chmod} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createBrotliDecompress} from "node:zlib";
import {createWriteStream} from "node:fs";
import tar from "tar-fs";

export interface BrowserAt {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);

/** Unpacks the browser where that was not done yet, and says how to start it. An installed one can be named by CHROME. */
export async function browserAt(root: string): Promise<BrowserAt> {
  const installed = process.env.CHROME;
  if (installed !== undefined && installed !== "") return {executablePath: installed, env: {}};
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "the browser of the registry runs on Linux x64 alone: name an installed Chrome or Chromium by CHROME"
    );
  // The package names no path of its own for its files: its entry lies in build/, they in bin/.
  const folder = dirname(dirname(dirname(require.resolve("@sparticuz/chromium"))));
  const {version} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {version: string};
  const home = join(root, "node_modules", ".cache", "asylum-ledger", `chromium-${version}`);
  if (!existsSync(home)) await unpack(join(folder, "bin"), home);
  return {
    executablePath: join(home, "chromium"),
    env: {LD_LIBRARY_PATH: join(home, "lib"), FONTCONFIG_FILE: join(home, "fonts.conf"), FONTCONFIG_PATH: home}
  };
}

async function unpack(bin: string, home: string): Promise<void> {
  const work = `${home}.new-${process.pid}`;
  mkdirSync(work, {recursive: true});
  try {
    const open = (name: string) => createReadStream(join(bin, name)).pipe(createBrotliDecompress());
    await Promise.all([
      pipeline(open("chromium.br"), createWriteStream(join(work, "chromium"))),
      pipeline(open("al2023.tar.br"), tar.extract(work)),
      pipeline(open("fonts.tar.br"), tar.extract(work)),
      pipeline(open("swiftshader.tar.br"), tar.extract(work))
    ]);
    await chmod(join(work, "chromium"), 0o755);
    // Without any font it dies after some pages.
    writeFileSync(
      join(work, "fonts.conf"),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(home, "fonts")}</dir>` +
        `<dir>/usr/share/fonts</dir><cachedir>${join(home, "fontconfig")}</cachedir></fontconfig>\n`
    );
    renameSync(work, home);
  } catch (error) {
    rmSync(work, {recursive: true, force: true});
    throw error;
  }
}
