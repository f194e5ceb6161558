/**
 * Every limit of the criteria and of this project's own rules, once; whoever needs one asks here. Lengths in micrometres, percentages and
 * days as whole numbers, quantities of PET as decimal texts. The source of each group stands in docs/clinical-basis.md at the anchor
 * named, which lists every limit under "Limits". The thresholds of a published definition are data of that definition
 * (patterns/pattern-definitions.ts, growth/hyperprogression.ts) and do not stand here.
 */
import { millimetre } from './model/lengths.js';

/** RECIST 1.1: docs/clinical-basis.md#recist-11. */
export const recistLimits = {
  /** A sum at least this far under the baseline is PR. */
  responsePercent: 30,
  /** A sum at least this far over the nadir, and by this length, is PD. */
  progressionPercent: 20,
  progressionLength: 5 * millimetre,
  /** A node under this short axis is normal. */
  normalNode: 10 * millimetre,
  /** Smallest measurable size at baseline: longest diameter, short axis of a node, longest diameter on a chest X-ray. */
  measurable: 10 * millimetre,
  measurableNode: 15 * millimetre,
  measurableOnXRay: 20 * millimetre,
  /** On slices thicker than this a lesion is measurable from so many slices on. */
  thickSlice: 5 * millimetre,
  slicesAcross: 2,
  /** The size of a lesion that is seen but too small to measure. */
  tooSmall: 5 * millimetre,
  mostTargets: 5,
  mostTargetsAnOrgan: 2,
} as const;

/** Best response, windows that the protocol defines: docs/clinical-basis.md#best-response. */
export const bestResponseLimits = {
  minimumStableDays: 42,
  /** Also of a complete response whose lesions come back. */
  confirmationDays: 28,
} as const;

/** iRECIST, irRECIST and imRECIST: docs/clinical-basis.md#irecist. */
export const immuneLimits = {
  /** A further growth that confirms, counted from the value at the iUPD. */
  furtherGrowth: 5 * millimetre,
  /** 4 weeks less a tolerance of 2 days: a scan before is disregarded. */
  earliestConfirmationDays: 26,
  /** The 4 to 8 weeks in which a scan is to confirm what another showed. */
  confirmingScanFirstDays: 28,
  confirmingScanLastDays: 56,
  mostNewTargets: 5,
  mostNewTargetsAnOrgan: 2,
  /** 12 weeks within which irRECIST confirms a progression. */
  irRecistConfirmationDays: 84,
} as const;

/** Criteria of uptake: docs/clinical-basis.md#pet. */
export const petLimits = {
  percistPercent: 30,
  percistAbsolute: '0.8',
  percistGlycolysisPercent: 75,
  /** Measurable from so many times the mean of the liver (of the blood pool where the liver is diseased), and so many SD above it. */
  percistLiverMeans: '1.5',
  percistBloodPoolMeans: '2',
  percistReferenceSds: '2',
  /** Livers that can be compared differ by at most this percentage and by less than this SUL. */
  liverPercent: 20,
  liverAbsolute: '0.3',
  uptakeMinutesApart: 15,
  eortcProgressionPercent: 25,
  eortcResponsePercent: 25,
  eortcFirstCyclePercent: 15,
  eortcExtentPercent: 20,
  imPercistPercent: 30,
  mostHottest: 5,
  mostHottestAnOrgan: 2,
  /** New lesions over this functional diameter, and how many of them are PMD; `anyCount` of any size. */
  percimtLarge: 15 * millimetre,
  percimtLargeCount: 2,
  percimtMiddle: 10 * millimetre,
  percimtMiddleCount: 3,
  percimtAnyCount: 4,
} as const;

/** Dissociated response, growth of single lesions and oligoprogression [P]: docs/clinical-basis.md#dissociated-response-this-projects-definitions-p. */
export const patternLimits = {
  /** Growth again from 0 mm is growth when it is measured at this size or more. */
  regrowthFromNothing: 5 * millimetre,
  mostProgressingSites: 5,
} as const;

/** What holds a flag back, and what lets a dismissed question come back [P]: docs/clinical-basis.md#dissociated-response-this-projects-definitions-p. */
export const flagLimits = {
  /** Growth from so many SD of the measurement noise on is beyond it. */
  noiseMultiple: 2.5,
  /** 12 weeks. */
  daysAfterLastDose: 84,
  daysAfterProcedure: 84,
  daysToFirstScan: 42,
  smallLesion: 15 * millimetre,
  smallChange: 5 * millimetre,
  /** Growth from so many SD on is held back neither by scans that differ nor by an early first scan. */
  firmMultiple: 4,
  /** A new lesion from this size on is not held back by scans that differ. */
  firmNewLesion: 10 * millimetre,
  /** Slices that differ by this much or more cannot be compared. */
  sliceDifference: 2.5 * millimetre,
  /** A shrinker fell since the scan before where it did so by more than so many SD: then shrinkage and growth are concurrent. */
  fellMultiple: 2,
  /** An organ is flagged where so many of its lesions grew by this percentage each. */
  organGrowers: 2,
  organGrowerPercent: 20,
  furtherGrowth: 5 * millimetre,
} as const;

/** SD of the difference of two measurements, a constant part and one that goes with the size: docs/clinical-basis.md#measurement-noise. */
export const noiseLimits = {
  constant: 1 * millimetre,
  sameReader: 0.0865,
  differentReaders: 0.157,
} as const;

/** Growth before and under treatment: docs/clinical-basis.md#hyperprogression-and-growth-rates. */
export const growthLimits = {
  daysPerMonth: 30.44,
  twoMonthsDays: 61,
  /** A scan before treatment lies so many days or more before the baseline. */
  scanBeforeDays: 14,
} as const;

/** Exams that are one timepoint: docs/clinical-basis.md#modalities-side-by-side. */
export const timepointLimits = {
  sameTimepointDays: 14,
} as const;

/** What speaks for and against two labels being one lesion [P]: docs/clinical-basis.md#one-lesion-under-two-names-p. */
export const matchLimits = {
  /** Over this many times the size before, or under its part by the other, the size speaks against. */
  mostTimesLarger: 2,
  mostTimesSmaller: 3,
  longGapDays: 183,
} as const;

/** What a discussion item reads from the case [P]: docs/clinical-basis.md#discussion-items. */
export const discussionLimits = {
  /** Stability is confirmed by a named clinician so many days from the scan at most. */
  stabilityDays: 14,
  /** A sum that rises at this pace or faster is rapid growth. */
  rapidPercent: 40,
  rapidDays: 61,
  /** A statement of stability and an ECOG value so many days apart at most are of one time. */
  stabilityAndEcogDays: 28,
} as const;
