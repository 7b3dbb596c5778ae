// What only those who run the site know: how to reach them, and where its repository is. Both are settings of the build; a page
// never invents one.

export interface Settings {
  /** An address that readers may write to, as a link: `mailto:…` or `https://…`. Null where CONTACT is not set. */
  readonly contact: {readonly href: string; readonly words: string} | null;
  /** Where the repository is. Null where REPOSITORY_URL is not set. */
  readonly repository: string | null;
}

const EMAIL = /^[^\s<>"@:/?#]+@[^\s<>"@:/?#]+\.[^\s<>"@:/?#]+$/;

function httpsAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:") throw new RangeError(`${name} is “${text}”, and must begin with https://`);
  return url.href;
}

/** @throws RangeError where CONTACT is neither an e-mail address nor an https: address, or REPOSITORY_URL no https: address. */
export function settingsOf({CONTACT: contact = "", REPOSITORY_URL: repository = ""}: NodeJS.ProcessEnv): Settings {
  return {
    contact:
      contact === ""
        ? null
        : EMAIL.test(contact)
          ? {href: `mailto:${contact}`, words: contact}
          : {href: httpsAddress("CONTACT", contact), words: contact.replace(/^https:\/\/|\/$/g, "")},
    repository: repository === "" ? null : httpsAddress("REPOSITORY_URL", repository).replace(/\/$/, "")
  };
}

/** What the build says of settings that are not set; empty where all are. */
export function unsetWords({contact, repository}: Settings): string[] {
  return [
    ...(contact === null ? ["CONTACT is not set: the About page names no address to write to."] : []),
    ...(repository === null ? ["REPOSITORY_URL is not set: the About page cannot link to the repository."] : [])
  ];
}
