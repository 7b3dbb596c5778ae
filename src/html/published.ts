// The address that a page is published at, where the build knew it: what readers cite, print or keep names it, and not the address
// of the copy that they happen to read.

/** `address`, relative to the page's published address; to this copy's where the build did not know the site's own. */
export function publishedAddress(address: string, page: Document = document): string {
  const canonical = page.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return new URL(address, canonical ?? page.baseURI).href;
}
