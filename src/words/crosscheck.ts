// What readers call the classes of differences between UNHCR and Eurostat, and the test behind each.
import type {CrosscheckClass} from "../measures/crosscheck.js";

export const CLASS_WORDS: Readonly<Record<CrosscheckClass, {readonly name: string; readonly test: string}>> = {
  agrees: {
    name: "Agree",
    test: "the ranges of UNHCR’s new applications and Eurostat’s first-time applicants overlap: rounding alone explains any difference"
  },
  not_reported: {
    name: "Reported by one only",
    test: "one of the two publishers has nothing for that country and year"
  },
  unit: {name: "Unit", test: "UNHCR counts cases for that country and year; Eurostat counts persons"},
  definition: {
    name: "Definition",
    test: "the ranges overlap once repeat applications are counted on one side or both, or UNHCR’s count lies between Eurostat’s first-time and all applicants"
  },
  level: {
    name: "Stage",
    test: "more than 10 persons apart, and the ranges overlap once one of UNHCR’s levels is taken alone, or appeals are counted as well"
  },
  year: {
    name: "Year",
    test: "the year before or after differs the other way, and together they differ by no more than rounding or a tenth of the smaller difference"
  },
  unknown_origin: {
    name: "Unknown origin",
    test: "the country’s unknown, stateless and Palestinian applicants of that year differ the other way and by at least as much, and including them at least halves the year’s differences; or these three offset each other, to a tenth"
  },
  near: {name: "Near", test: "at most 10 persons or 2% of the larger count apart"},
  unexplained: {name: "Unexplained", test: "none of these"}
};
