// Who is counted among refugees at the end of a year, in the same words in every room.

export const REFUGEES_INCLUDE = "including people under temporary protection";
/** As a clause. */
export const REFUGEES_ARE = `everyone UNHCR counts as a refugee there, ${REFUGEES_INCLUDE}`;
