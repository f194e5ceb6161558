/**
 * What the simulated patients of the false-call table are drawn from, as data; every value is a choice of this project [P], with what it
 * rests on where it rests on something: docs/clinical-basis.md#sensitivity-and-false-flags-p. Lengths in micrometres, times in days.
 */
import type { Micrometres, Organ } from '../model/history.js';
import { millimetre } from '../model/lengths.js';
import { recistLimits } from '../thresholds.js';

/** Who measured, and whether the service was told. */
export interface ReaderCondition {
  readonly id: 'one-reader' | 'four-readers' | 'not-stated';
  /** How many read; each scan is read by one of them, drawn anew. */
  readonly count: number;
  readonly stated: boolean;
}

export const readerConditions: readonly ReaderCondition[] = [
  { id: 'one-reader', count: 1, stated: true },
  { id: 'four-readers', count: 4, stated: true },
  { id: 'not-stated', count: 4, stated: false },
];

/**
 * What every patient of a row is drawn with beside the noise of those who measure: nothing (scans that can be compared), or what one
 * hold is for. No share of patients is assumed for any of them.
 */
export const circumstances = [
  'none',
  'first-scan-early',
  'different-modality',
  'different-contrast-phase',
  'different-slice-thickness',
  'small-new-node',
  'new-lesion-equivocal',
] as const;
export type Circumstance = (typeof circumstances)[number];

/** How a value is spread on a logarithmic scale: its median, and the SD of its natural logarithm. */
export interface LogNormal {
  readonly median: number;
  readonly spread: number;
}

type Weighted<Value> = readonly (readonly [value: Value, weight: number])[];

export interface SimulationChoices {
  readonly seed: number;
  /** Of each kind. */
  readonly patients: number;
  /** Of each kind, where the circumstance of one hold is drawn. */
  readonly patientsInCircumstance: number;
  readonly daysBetweenScans: number;
  /** Follow-up scans of a responder without dissociation. */
  readonly followUps: number;
  /** A dissociation shows within so many follow-up scans, else another patient is drawn; one more scan follows. */
  readonly followUpsToShow: number;
  /** Measured lesions at the baseline, each number as often; all are targets. */
  readonly fewestLesions: number;
  readonly mostLesions: number;
  readonly organs: Weighted<Organ>;
  readonly baseline: LogNormal;
  readonly smallest: Micrometres;
  /** Of a node, short axis. */
  readonly smallestNode: Micrometres;
  readonly largest: Micrometres;
  /** A lesion falls to a lowest share of its size, any from 0 to 1 as often, and by half of the way in so many days. */
  readonly halfOfTheFall: number;
  /** How many lesions grow, as shares of all dissociations; one other at least responds. */
  readonly growers: Weighted<number>;
  /** Share in which growth begins at the baseline; else it begins at the first or the second follow-up scan, after a fall. */
  readonly concurrent: number;
  /** Growth between two scans, as a share. */
  readonly growth: LogNormal;
  /** Size of a new lesion at the scan that first shows it, any between as often. */
  readonly newLesionFrom: Micrometres;
  readonly newLesionTo: Micrometres;
  /** Short axis of a node that was taken for a new one, at the scans after. */
  readonly passedNode: Micrometres;
  /** Where the circumstance asks for an early first scan: its day. */
  readonly earlyDay: number;
}

/**
 * The spreads are those of the five trials bundled with this project (demo/trials-laleh2022, one lesion a patient, mostly lung): 1,472
 * first sizes have a median of 34 mm and a spread of 0.61; 636 lesions grew, in the interval in which they first were 20 % and 5 mm over
 * their lowest size, by 34 % in 56 days (quartiles 21 and 55 %). The median size lies under theirs, as nodes and small metastases do.
 */
export const simulationChoices: SimulationChoices = {
  seed: 20261130,
  patients: 2000,
  patientsInCircumstance: 500,
  daysBetweenScans: 56,
  followUps: 4,
  followUpsToShow: 5,
  fewestLesions: 2,
  mostLesions: 5,
  organs: [
    ['lymph-node', 0.4],
    ['lung', 0.4],
    ['liver', 0.2],
  ],
  baseline: { median: 25 * millimetre, spread: 0.6 },
  smallest: recistLimits.measurable,
  smallestNode: recistLimits.measurableNode,
  largest: 100 * millimetre,
  halfOfTheFall: 28,
  growers: [
    [1, 0.7],
    [2, 0.2],
    [3, 0.1],
  ],
  concurrent: 0.5,
  growth: { median: 0.34, spread: 0.7 },
  newLesionFrom: 10 * millimetre,
  newLesionTo: 20 * millimetre,
  passedNode: 7 * millimetre,
  earlyDay: 35,
};

/** Patients in whom nothing grows, for the noise rule alone: five lesions of one size, as shares of it at every follow-up. */
export const noiseRuleChoices = {
  seed: 20260105,
  runs: 1500,
  scans: 6,
  shares: [0.5, 0.5, 1, 1, 1],
} as const;
