// Copies text. Without HTTPS there is no clipboard; copying then fails as it does where the reader denies permission.

/** @throws Error where the browser copies nothing for this page. */
export async function copyText(text: string): Promise<void> {
  if (!isSecureContext) throw new Error("this page may copy nothing");
  await navigator.clipboard.writeText(text);
}
