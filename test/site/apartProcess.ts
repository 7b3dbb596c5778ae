// A process for apart.test.ts: it answers with the double, fails, or ends without an answer.
import {answering} from "../../src/site/apart.js";

answering(async (asked) => {
  const {number} = asked as {number: number | null};
  await Promise.resolve();
  if (number === null) process.exit(0);
  if (number < 0) throw new Error(`${number} is below 0`);
  return new Map([[number, number * 2]]);
});
