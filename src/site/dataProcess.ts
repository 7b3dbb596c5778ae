// The process in which a build writes the files below /data/, which none of its pages needs before the last steps.
import {answering} from "./apart.js";
import {writeData} from "./downloads.js";

answering(async (asked) => {
  const {folder, root} = asked as {folder: string; root: string};
  await writeData(folder, root);
  return null;
});
