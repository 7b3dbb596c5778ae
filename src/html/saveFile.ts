// Saves a file that the page made: nothing is sent, the browser puts it with the reader's downloads.

export function saveFile(name: string, contents: BlobPart, type: string): void {
  const url = URL.createObjectURL(contents instanceof Blob ? contents : new Blob([contents], {type}));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
