// The charts of the story, each with its data from the edition, its words and its data table.
import type {Edition} from "../../edition/edition.js";
import {accountPart} from "./accountPart.js";
import {applicationsPart} from "./applicationsPart.js";
import {storyOf} from "./context.js";
import {eventsPart} from "./eventsPart.js";
import {hostsPart} from "./hostsPart.js";
import {originsPart} from "./originsPart.js";
import {outcomesPart} from "./outcomesPart.js";
import {recognisedPart} from "./recognisedPart.js";
import {roundingPart} from "./roundingPart.js";
import {tallyPart} from "./tallyPart.js";
import {yearlyPart} from "./yearlyPart.js";

/** The story's charts by the name that `:component[…]` uses. */
export function storyDrawings(edition: Edition, document: Document): Readonly<Record<string, () => Element[]>> {
  const story = storyOf(edition, document);
  return {
    "story-tally": () => tallyPart(story),
    "story-account": () => accountPart(story),
    "story-applications": () => applicationsPart(story),
    "story-outcomes": () => outcomesPart(story),
    "story-rounding": () => roundingPart(story),
    "story-recognised": () => recognisedPart(story),
    "story-origins": () => originsPart(story),
    "story-yearly": () => yearlyPart(story),
    "story-hosts": () => hostsPart(story),
    "story-events": () => eventsPart(story)
  };
}
