// Copies text to the clipboard. Without HTTPS browsers offer none, and copying fails as if the reader had denied permission.

/** @throws Error where the browser does not let this page copy. */
export async function copyText(text: string): Promise<void> {
  if (!isSecureContext) throw new Error("this page may copy nothing");
  await navigator.clipboard.writeText(text);
}

/** Copies a text with its HTML, which a word processor pastes as a table. @throws Error where the browser does not let this page copy. */
export async function copyRich({html, text}: {readonly html: string; readonly text: string}): Promise<void> {
  if (!isSecureContext) throw new Error("this page may copy nothing");
  const blob = (type: string, contents: string) => new Blob([contents], {type});
  await navigator.clipboard.write([
    new ClipboardItem({"text/html": blob("text/html", html), "text/plain": blob("text/plain", text)})
  ]);
}
