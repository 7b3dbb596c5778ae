// Russia's decisions of 2022 under one column, in two statuses.
import {account} from "./account.js";
import type {Level} from "../../measures/codes.js";
import type {Story} from "./context.js";

export function accountPart({document, decided}: Story): Element[] {
  const rows = (level: Level) => decided(level, [2022, 2022], null);
  const [first, temporary] = [rows("FI"), rows("TA")];
  const published = {
    value: first.published.recognized.value + temporary.published.recognized.value,
    lo: first.published.recognized.lo + temporary.published.recognized.lo,
    hi: first.published.recognized.hi + temporary.published.recognized.hi
  };
  const card = (words: string) => `/figures/decisions-any-rus-2022-${words}`;
  return [
    account(
      {
        caption: "Russia in 2022, first instance and temporary asylum together, counted in persons",
        lines: [
          {
            name: "Reported under “recognized”",
            under: "UNHCR’s column, as published",
            count: published,
            href: card("level-fi-ta-column-recognized")
          },
          {
            name: "Temporary asylum",
            under: "a permit of up to a year, renewable",
            count: temporary.statuses.temporary,
            status: "temporary",
            part: true,
            href: card("level-ta-status-temporary")
          },
          {
            name: "Refugee status",
            under: "first instance",
            count: first.statuses.refugee_status,
            status: "refugee_status",
            part: true,
            href: card("level-fi-status-refugee_status")
          }
        ]
      },
      {document}
    )
  ];
}
