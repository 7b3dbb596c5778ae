// The United States decide on asylum twice: asylum officers first, and immigration courts again on what officers refer to them. The two
// are never added, and a rate of the country is of the officers' decisions alone.

/** After a rate: whose decisions it is of. */
export const OFFICERS_ONLY = "by asylum officers; immigration courts not included";

/** Whether a number is of the United States alone. */
export const isOfUnitedStates = (codes: readonly string[] | null): boolean => codes?.length === 1 && codes[0] === "USA";
/** The same of printed names. */
export const isNamedUnitedStates = (names: readonly string[] | null): boolean =>
  names?.length === 1 && /^(?:the )?United States(?: of America)?$/.test(names[0] ?? "");
