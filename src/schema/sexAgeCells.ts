// The cells of Eurostat's table of sex and age as the explorer's files have them.

/** The cells of one country of asylum, citizenship and year: both sexes by age (`t_`), women and girls (`f_`), men and boys (`m_`). */
export const SEX_AGE_CELLS = [
  "t_total",
  "t_lt14",
  "t_14_17",
  "t_lt18",
  "t_18_34",
  "t_35_64",
  "t_ge65",
  "t_unknown",
  "f_total",
  "f_lt18",
  "f_unknown",
  "m_total",
  "m_lt18",
  "m_unknown",
  "u_total"
] as const;
export type SexAgeCell = (typeof SEX_AGE_CELLS)[number];
