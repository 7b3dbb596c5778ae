// Figure 8: where and when it happened, as a map and a timeline.
import farEast from "../../charts/far-east.json" with {type: "json"};
import {farEastMap} from "../../charts/farEastMap.js";
import {plate} from "../../charts/plate.js";
import {timeline} from "../../charts/timeline.js";
import {COUNTRIES} from "./context.js";
import type {Story} from "./context.js";

export function eventsPart({edition, document}: Story): Element[] {
  const happened = edition.events.filter(({kind}) => kind !== "not_counted");
  const events = happened.map(({date, place, latitude, longitude, what_en, source: told}) => {
    const href = /https?:\/\/\S+/.exec(told)?.[0];
    const words = told.replace(/,?\s*(?:as restated at\s+)?https?:\/\/\S+/, "");
    return {
      date,
      place,
      text: what_en,
      source: words,
      ...(href === undefined ? {} : {href}),
      ...(latitude === null || longitude === null ? {} : {latitude, longitude})
    };
  });
  return [
    plate(
      {
        id: "map",
        made: "/code/pages/story/eventsPart#eventsPart",
        number: "Figure 8",
        title: "Where it happened",
        unit: "The numbers match the timeline below",
        breadth: "text",
        draw: (options) => farEastMap({events, geography: farEast, countries: COUNTRIES}, options),
        source:
          "Places as the founding document and the Court’s papers name them; coast and borders from Natural Earth."
      },
      {document}
    ),
    timeline(events, {document})
  ];
}
