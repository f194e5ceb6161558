/**
 * One lesion through time: what was reported at each timepoint, read once into sizes and states that all criteria share.
 */
import { isProgression, type ReadingKind } from './change-rules.js';
import { daySpan, type DaySpan } from './dates.js';
import type {
  DiameterAxis,
  EvaluatorHistory,
  Finding,
  LesionFacts,
  LesionRole,
  Micrometres,
  Organ,
  TreatmentLineHistory,
} from './history.js';
import { isNode } from './nodes.js';
import type { ResolvedOptions } from './options.js';
import type { NamedLesion } from './phrase.js';
import type { PlacedTimepoint, Timeline } from './timeline.js';
import type { Exclusion } from './verdicts.js';

export interface Reading {
  readonly kind: ReadingKind;
  readonly size: Micrometres | null;
  readonly finding: Finding | null;
  /** A local treatment after the baseline lies, or may lie, before this scan. */
  readonly treated: boolean;
}

export interface LesionSeries {
  readonly label: string;
  readonly role: LesionRole;
  readonly organ: Organ | null;
  readonly site: string | null;
  readonly axis: DiameterAxis | null;
  /** A lymph node, judged by its short axis. */
  readonly node: boolean;
  readonly facts: LesionFacts | null;
  /** Tissue showed another tumour: the lesion leaves sums, progression and patterns. */
  readonly secondPrimary: boolean;
  /** Index of the scan that the tissue without tumour is about: the last one before it; null where no tissue says so. */
  readonly benignFrom: number | null;
  /** A role other than `role` was sent at some timepoint, by the lesion's own label: who used another one could not know its role. */
  readonly roleChanged: boolean;
  /** By index of the timeline. */
  readonly readings: readonly Reading[];
}

/** The lesion as phrases name it. */
export const named = ({ label, site, organ }: LesionSeries): NamedLesion => ({ label, site, organ });

export interface EvaluatorMatrix {
  readonly evaluator: string;
  readonly timeline: Timeline;
  readonly lesions: readonly LesionSeries[];
}

const nothing: readonly never[] = [];

const roleOrder: Readonly<Record<LesionRole, number>> = { target: 0, 'non-target': 1, new: 2 };
const noReading: Reading = { kind: 'missing', size: null, finding: null, treated: false };
const noTreatedReading: Reading = { ...noReading, treated: true };

function readFinding(finding: Finding | null, tooSmall: Micrometres, treated: boolean): Reading {
  if (finding === null) return treated ? noTreatedReading : noReading;
  switch (finding.state) {
    case 'measured':
      return {
        kind: finding.micrometres === null ? 'missing' : 'measured',
        size: finding.micrometres,
        finding,
        treated,
      };
    case 'too-small-to-measure':
      return { kind: 'default', size: tooSmall, finding, treated };
    case 'absent':
      return { kind: 'absent', size: 0, finding, treated };
    case 'merged':
      return { kind: 'merged', size: null, finding, treated };
    case 'present':
    case 'decreased':
    case 'unchanged':
    case 'increased':
    case 'unequivocal-progression':
    case 'not-evaluable':
    case 'not-done':
      return { kind: 'missing', size: null, finding, treated };
  }
}

/** Spans of the local treatments of a lesion; a biopsy takes tissue and treats nothing. */
const treatmentSpans = (facts: LesionFacts | null): readonly DaySpan[] =>
  facts === null
    ? nothing
    : (facts.localTreatments ?? []).filter(({ kind }) => kind !== 'biopsy').map(({ date }) => daySpan(date));

/** A treatment that may lie before the scan; what cannot be compared may. */
const mayPrecede = (treatment: DaySpan, scan: DaySpan | null, calendar: boolean): boolean =>
  !calendar || scan === null || treatment.from < scan.to;

const precedes = (treatment: DaySpan, scan: DaySpan | null, calendar: boolean): boolean =>
  calendar && scan !== null && treatment.to < scan.from;

function treatedAt(spans: readonly DaySpan[], timeline: Timeline, placed: PlacedTimepoint): boolean {
  if (spans.length === 0 || placed.phase !== 'follow-up') return false;
  const baseline = timeline.timepoints[timeline.baseline]?.span ?? null;
  return spans.some(
    (span) => mayPrecede(span, placed.span, timeline.calendar) && !precedes(span, baseline, timeline.calendar),
  );
}

/** A biopsy is about the last scan before it; where dates tell nothing, about every scan. */
function benignFrom(facts: LesionFacts | null, timeline: Timeline): number | null {
  if (facts?.tissue?.result !== 'benign') return null;
  const taken = daySpan(facts.tissue.date);
  const before = timeline.calendar
    ? timeline.timepoints.findLastIndex(({ span }) => span !== null && span.from <= taken.to)
    : -1;
  return Math.max(before, 0);
}

const roleOf = ({ role }: Finding) => role;
const organOf = ({ organ }: Finding) => organ;
const siteOf = ({ site }: Finding) => site;
const axisOf = ({ axis }: Finding) => axis;

function firstKnown<Value>(
  findings: readonly (Finding | null)[],
  baseline: number,
  read: (finding: Finding) => Value | null,
): Value | null {
  const atBaseline = findings[baseline];
  if (atBaseline) {
    const value = read(atBaseline);
    if (value !== null) return value;
  }
  for (const finding of findings) {
    const value = finding === null ? null : read(finding);
    if (value !== null) return value;
  }
  return null;
}

function buildSeries(
  label: string,
  findings: readonly (Finding | null)[],
  timeline: Timeline,
  facts: LesionFacts | null,
  tooSmall: Micrometres,
): LesionSeries {
  const role = firstKnown(findings, timeline.baseline, roleOf) ?? 'new';
  const organ = firstKnown(findings, timeline.baseline, organOf);
  const axis = firstKnown(findings, timeline.baseline, axisOf);
  const spans = treatmentSpans(facts);
  return {
    label,
    role,
    organ,
    axis,
    facts,
    site: firstKnown(findings, timeline.baseline, siteOf),
    node: isNode(organ, axis),
    secondPrimary: facts !== null && facts.secondPrimary !== null,
    benignFrom: benignFrom(facts, timeline),
    roleChanged: findings.some((finding) => finding !== null && finding.sentAs === undefined && finding.role !== role),
    readings: findings.map((finding, index) =>
      readFinding(finding, tooSmall, treatedAt(spans, timeline, timeline.timepoints[index]!)),
    ),
  };
}

const compareSeries = (one: LesionSeries, other: LesionSeries): number =>
  roleOrder[one.role] - roleOrder[other.role] || (one.label < other.label ? -1 : 1);

/** The facts of lesions that hold for one evaluator: those stated for that evaluator stand in place of the line's. */
export const lesionFactsFor = (own: EvaluatorHistory, line: TreatmentLineHistory): TreatmentLineHistory['lesions'] =>
  own.lesions === undefined ? line.lesions : { ...line.lesions, ...own.lesions };

/** Reads one evaluator's history into lesions by timepoints; the order of the input carries no meaning. */
export function buildMatrix(
  evaluator: string,
  timeline: Timeline,
  facts: TreatmentLineHistory['lesions'],
  options: ResolvedOptions,
): EvaluatorMatrix {
  const byLabel = new Map<string, (Finding | null)[]>();
  timeline.timepoints.forEach(({ timepoint }, index) => {
    for (const finding of timepoint.findings) {
      let findings = byLabel.get(finding.lesion);
      if (findings === undefined)
        byLabel.set(finding.lesion, (findings = new Array<Finding | null>(timeline.timepoints.length).fill(null)));
      findings[index] = finding;
    }
  });
  const lesions: LesionSeries[] = [];
  for (const [label, findings] of byLabel) {
    const lesionFacts = Object.hasOwn(facts, label) ? (facts[label] ?? null) : null;
    lesions.push(buildSeries(label, findings, timeline, lesionFacts, options.recist.tooSmallValue));
  }
  return { evaluator, timeline, lesions: lesions.sort(compareSeries) };
}

/** True when another lesion has merged into this one, or this one into another, at this timepoint. */
const isMerged = (lesion: LesionSeries, index: number, merged: ReadonlySet<string>): boolean =>
  lesion.readings[index]?.kind === 'merged' || merged.has(lesion.label);

/** Labels of the lesions that hold another lesion's mass at this timepoint. */
export function mergedMasses(lesions: readonly LesionSeries[], index: number): ReadonlySet<string> {
  let masses: Set<string> | null = null;
  for (const lesion of lesions) {
    const finding = lesion.readings[index]?.finding;
    if (finding?.state === 'merged' && finding.mergedInto !== null) (masses ??= new Set()).add(finding.mergedInto);
  }
  return masses ?? noMasses;
}
const noMasses: ReadonlySet<string> = new Set();

function inPriorField(
  lesion: LesionSeries,
  scan: DaySpan | null,
  calendar: boolean,
  baseline: DaySpan | null,
): boolean {
  const facts = lesion.facts;
  if (facts === null) return false;
  const progression = facts.progressionSinceRadiotherapy === null ? null : daySpan(facts.progressionSinceRadiotherapy);
  const shownSince = (from: DaySpan | null): boolean =>
    progression !== null &&
    (from === null || progression.to >= from.from) &&
    (!calendar || scan === null || progression.from <= scan.to);
  if (facts.priorRadiotherapyField === 'in-field' && !shownSince(null)) return true;
  return treatmentSpans(facts).some((span) => precedes(span, baseline, calendar) && !shownSince(span));
}

/** Tissue without tumour holds until the lesion has grown on by 20 % and 5 mm over its lowest size since that tissue. */
export function isBenignAt({ benignFrom: from, readings }: LesionSeries, index: number): boolean {
  if (from === null || index < from) return false;
  let lowest: Micrometres | null = null;
  for (let at = from; at <= index; at += 1) {
    const { size } = readings[at]!;
    if (size === null) continue;
    if (lowest !== null && isProgression(lowest, size)) return false;
    lowest = lowest === null ? size : Math.min(lowest, size);
  }
  return true;
}

/**
 * Why a lesion can be neither shrinker nor grower at a timepoint (docs/clinical-basis.md#who-can-shrink-or-grow-p): treated in between, without tumour by its
 * tissue, in a prior radiotherapy field (or locally treated before the baseline) without dated progression since, or one mass with
 * another.
 */
export function exclusionAt(
  lesion: LesionSeries,
  index: number,
  timeline: Timeline,
  masses: ReadonlySet<string>,
): Exclusion | null {
  const reading = lesion.readings[index]!;
  if (reading.treated) return 'treated';
  if (lesion.benignFrom !== null && isBenignAt(lesion, index)) return 'benign';
  const baseline = timeline.timepoints[timeline.baseline]?.span ?? null;
  if (inPriorField(lesion, timeline.timepoints[index]!.span, timeline.calendar, baseline)) return 'in-prior-field';
  return isMerged(lesion, index, masses) ? 'merged' : null;
}
