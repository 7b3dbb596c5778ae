// A page that did not come over HTTPS has no clipboard: whoever asks is told so, as where the reader forbids it.

/** @throws Error where the browser copies nothing for this page. */
export async function copyText(text: string): Promise<void> {
  if (!isSecureContext) throw new Error("this page may copy nothing");
  await navigator.clipboard.writeText(text);
}
