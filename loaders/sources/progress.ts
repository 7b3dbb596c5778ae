// Shows the progress of a pull: a bar on a terminal, plain lines elsewhere.
import {SingleBar} from "cli-progress";
import type {Reporter} from "./shared.js";

const number = new Intl.NumberFormat("en");
const megabytes = new Intl.NumberFormat("en", {maximumFractionDigits: 1, minimumFractionDigits: 1});

export function reporter(stream: NodeJS.WriteStream = process.stderr): Reporter {
  let label = "",
    rows = 0,
    bytes = 0,
    bar: SingleBar | null = null;
  const line = (text: string) => stream.write(`${text}\n`);
  return {
    start(name, total) {
      [label, rows, bytes] = [name, 0, 0];
      if (!stream.isTTY) {
        line(`${label}: begins`);
        return;
      }
      bar = new SingleBar({
        stream,
        format: `${label} {bar} {value}/{total} rows, {size}, {eta_formatted} left`,
        barsize: 24,
        hideCursor: true
      });
      bar.start(total ?? 0, 0, {size: "0 MB"});
    },
    advance(moreRows, moreBytes) {
      rows += moreRows;
      bytes += moreBytes;
      if (!bar) return;
      if (rows > bar.getTotal()) bar.setTotal(rows);
      bar.update(rows, {size: `${megabytes.format(bytes / 1e6)} MB`});
    },
    note(text) {
      bar?.stop();
      bar = null;
      line(text);
    },
    done() {
      bar?.stop();
      bar = null;
      line(`${label}: ${number.format(rows)} rows, ${megabytes.format(bytes / 1e6)} MB`);
    }
  };
}
