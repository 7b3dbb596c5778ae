// Copies text to the clipboard. Without HTTPS browsers offer none, and copying fails as if the reader had denied permission.

/** @throws Error where the browser does not let this page copy. */
export async function copyText(text: string): Promise<void> {
  if (!isSecureContext) throw new Error("this page may copy nothing");
  await navigator.clipboard.writeText(text);
}
