// Whether a sentence says what did not happen, or what was only expected: the number of what did happen never agrees with it. A refusal
// ("were denied protection") is a decision of its own, and no negation.

/** Words of negation that negate nothing here. */
const NOT_NEGATING =
  /\b(?:not|no) (?:only|just|merely|(?:less|fewer|more|lower|higher|later|longer) than|including|counting|to mention)\b|\bwhether or not\b|\bif not\b(?= (?:more|all|most))|\bdoes not include\b|\bnot (?:separated|shown separately|reported)\b|\bnot (?:yet )?(?:been )?decided\b|\bno decision yet\b/g;

const NEGATED =
  /\b(?:not|never|no|none|nobody|neither|nor|cannot|nowhere|hardly any|few if any|(?:has|had|have) yet to|far from)\b|n['’]t\b|\bwithout (?:(?:being|having|getting|receiving|obtaining|gaining|any|legal|international|refugee) ?(?:[a-z]+ )?|(?:protection|asylum|status|recognition|success)\b)|\b(?:fail(?:s|ed|ing|ures?)?|unsuccessful\w*|unable|unrecogni[sz]ed|unprotected)\b|\bmiss(?:ed|es|ing)? out\b|\black(?:s|ed|ing)?\b|\blost out\b|\b(?:prevent|avert|avoid)(?:s|ed|ing)?\b|\bdeprived of\b|\b(?:false|untrue|myth|wrong|wrongly|incorrect|incorrectly)\b|\bdeclin(?:ed|es|ing) (?:to (?:grant|give|recogni|accept|approve|protect|offer|award)|(?:asylum|protection|refugee|the |most |all |\d))/;

const EXPECTED =
  /\b(?:will|would|could|should|might|expect\w*|forecasts?|predict\w*|projected|projections?|plan(?:s|ned|ning)? to|promis\w+|pledg\w+|want(?:s|ed)? to|aim(?:s|ed)? to|supposed to|was to|were to)\b/;

/** Whether a sentence in lower case negates what it counts. */
export function isNegated(text: string): boolean {
  const left = text.replace(NOT_NEGATING, " ");
  return NEGATED.test(left) || EXPECTED.test(left);
}
