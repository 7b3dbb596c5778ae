// Before each file of browser tests: waits until the site is built. Where it cannot be, the build's own words are the error.
import {get} from "node:http";
import {text} from "node:stream/consumers";
import {inject} from "vitest";

// The server holds its answer until then, however long that takes.
await new Promise<void>((done, fail) => {
  get(inject("address"), {agent: false}, (response) => {
    void text(response).then((body) => (response.statusCode === 200 ? done() : fail(new Error(body))), fail);
  }).on("error", fail);
});
