/**
 * The rules that can stand in a trace, each with what goes into it. A step holds data only; its explanation is a phrase, rendered in
 * the reader's language. Sources: docs/clinical-basis.md.
 */
import type { Micrometres } from './history.js';
import type { NoParameters, PhraseOf } from './phrase.js';
import type {
  ConfirmationRoute,
  Exclusion,
  ImmuneNote,
  NewLesionFinding,
  NonTargetResponse,
  ProgressionCategory,
  TargetResponse,
} from './verdicts.js';

/** Labels of lesions. */
type Labels = readonly string[];

/** The reading (`RecistReadings`) that decided. */
interface Read {
  readonly reading: string;
}

interface MissingTargets extends Read {
  readonly missing: Labels;
  readonly measuredPart: Micrometres;
  readonly nadir: Micrometres | null;
}

interface OfDefinition {
  readonly definition: string;
}

/** A lesion that was set aside; results of release 0.1.0 hold it as text. */
export type SetAsideLesion = { readonly lesion: string; readonly because: Exclusion } | string;

/** An organ that could not be assessed, or the lesion whose organ nobody stated; results of release 0.1.0 hold the latter as text. */
export type MissingOrgan = { readonly organOf: string } | string;

/** The uptake of a lesion then and now, as decimal texts; results of release 0.1.0 hold it as text. */
export type UptakeChange = { readonly lesion: string; readonly before: string; readonly now: string } | string;

interface Sides extends OfDefinition {
  readonly comparison: 'more-than' | 'at-least';
  readonly shrinkPercent: number;
  readonly growPercent: number;
  readonly growLength: Micrometres;
  readonly growLengthOf: 'lesion' | 'sum-of-targets' | 'organ' | 'category';
  readonly shrinkers: Labels;
  readonly shrinkerBaselines: readonly Micrometres[];
  readonly shrinkerSizes: readonly Micrometres[];
  readonly growers: Labels;
  readonly growerNadirs: readonly Micrometres[];
  readonly growerSizes: readonly Micrometres[];
  readonly newLesions: Labels;
  readonly missing: readonly MissingOrgan[];
  readonly excluded: readonly SetAsideLesion[];
}

/** Each rule with its inputs. Lengths in micrometres. */
export interface TraceRules {
  'RECIST-1.1/target/none': NoParameters;
  'RECIST-1.1/target/no-baseline': NoParameters;
  'RECIST-1.1/target/no-baseline-sum': { readonly missing: Labels };
  'RECIST-1.1/target/reappearance': Read & { readonly lesions: Labels };
  'RECIST-1.1/target/missing': MissingTargets;
  'RECIST-1.1/target/rest-is-PD': MissingTargets;
  'RECIST-1.1/target/CR': {
    readonly sum: Micrometres;
    readonly nadir: Micrometres;
    /** Null where no reading had to decide. */
    readonly reading: string | null;
  };
  'RECIST-1.1/target/PD': {
    readonly sum: Micrometres;
    readonly nadir: Micrometres;
    readonly percent: number;
    readonly length: Micrometres;
  };
  'RECIST-1.1/target/PR': { readonly sum: Micrometres; readonly baseline: Micrometres; readonly percent: number };
  'RECIST-1.1/target/PR-stays': Read & {
    readonly sum: Micrometres;
    readonly baseline: Micrometres;
    readonly nadir: Micrometres;
  };
  'RECIST-1.1/target/SD': {
    readonly sum: Micrometres;
    readonly baseline: Micrometres;
    readonly nadir: Micrometres;
  };
  'RECIST-1.1/non-target/none': NoParameters;
  'RECIST-1.1/non-target/PD': { readonly lesions: Labels };
  'RECIST-1.1/non-target/reappearance': Read & { readonly lesions: Labels };
  'RECIST-1.1/non-target/CR': NoParameters;
  'RECIST-1.1/non-target/present': { readonly lesions: Labels };
  'RECIST-1.1/non-target/not-evaluated': Read & { readonly lesions: Labels };
  'RECIST-1.1/new-lesion/none': NoParameters;
  'RECIST-1.1/new-lesion/unequivocal': { readonly lesions: Labels; readonly withoutRow: Labels };
  'RECIST-1.1/new-lesion/dated-back': Read & { readonly lesions: Labels };
  'RECIST-1.1/new-lesion/equivocal': { readonly lesions: Labels };
  'RECIST-1.1/new-lesion/unknown': NoParameters;
  'RECIST-1.1/overall/table-1': OfTable;
  'RECIST-1.1/overall/table-2': OfTable;
  'RECIST-1.1/overall/stays-PD': Read;
  'iRECIST/table-2': {
    readonly row: number;
    readonly target: TargetResponse;
    readonly nonTarget: NonTargetResponse;
    readonly newLesions: Labels;
    readonly causes: readonly ProgressionCategory[];
    /** Key of the timepoint of the iUPD. */
    readonly since: string | null;
    readonly confirmedBy: readonly ConfirmationRoute[];
    readonly note: ImmuneNote | null;
    readonly earliestConfirmationDays: number;
  };
  'pattern/no-true-baseline': OfDefinition;
  'pattern/no-baseline': OfDefinition;
  'pattern/lesions': Sides;
  'pattern/organs': Sides;
  'pattern/organs-new-lesion': OfDefinition & {
    readonly organs: Labels;
    readonly missing: readonly MissingOrgan[];
    readonly newLesions: Labels;
    /** Left out in results of release 0.1.0, which name it among the new lesions. */
    readonly nonTargetProgression?: boolean;
  };
  'pattern/uptake': OfDefinition & {
    readonly quantity: string;
    readonly percent: number;
    readonly absolute: string;
    readonly responders: readonly UptakeChange[];
    readonly progressors: readonly UptakeChange[];
    readonly newLesions: Labels;
  };
  'pattern/few-lesions': OfDefinition & { readonly comparable: Labels; readonly needed: number };
  'pattern/first-evaluation-only': OfDefinition;
  'pattern/missing-could-decide': OfDefinition & { readonly missing: Labels };
}

interface OfTable {
  readonly row: number;
  readonly target: TargetResponse;
  readonly nonTarget: NonTargetResponse;
  readonly newLesion: NewLesionFinding;
}

export type RuleId = keyof TraceRules;

type TraceInput = string | number | boolean | null | readonly (string | number | Readonly<Record<string, string>>)[];

/**
 * One step of a verdict: the rule that decided, what went in, what it was compared with, and what came out. Stored steps of another
 * version of the engine may name rules that are not known here.
 */
export interface TraceStep {
  /** Id of the rule, e.g. 'RECIST-1.1/target/PD'. */
  readonly rule: string;
  readonly inputs: Readonly<Record<string, TraceInput>>;
  readonly outcome: string;
}

const rules: Readonly<Record<RuleId, true>> = {
  'RECIST-1.1/target/none': true,
  'RECIST-1.1/target/no-baseline': true,
  'RECIST-1.1/target/no-baseline-sum': true,
  'RECIST-1.1/target/reappearance': true,
  'RECIST-1.1/target/missing': true,
  'RECIST-1.1/target/rest-is-PD': true,
  'RECIST-1.1/target/CR': true,
  'RECIST-1.1/target/PD': true,
  'RECIST-1.1/target/PR': true,
  'RECIST-1.1/target/PR-stays': true,
  'RECIST-1.1/target/SD': true,
  'RECIST-1.1/non-target/none': true,
  'RECIST-1.1/non-target/PD': true,
  'RECIST-1.1/non-target/reappearance': true,
  'RECIST-1.1/non-target/CR': true,
  'RECIST-1.1/non-target/present': true,
  'RECIST-1.1/non-target/not-evaluated': true,
  'RECIST-1.1/new-lesion/none': true,
  'RECIST-1.1/new-lesion/unequivocal': true,
  'RECIST-1.1/new-lesion/dated-back': true,
  'RECIST-1.1/new-lesion/equivocal': true,
  'RECIST-1.1/new-lesion/unknown': true,
  'RECIST-1.1/overall/table-1': true,
  'RECIST-1.1/overall/table-2': true,
  'RECIST-1.1/overall/stays-PD': true,
  'iRECIST/table-2': true,
  'pattern/no-true-baseline': true,
  'pattern/no-baseline': true,
  'pattern/lesions': true,
  'pattern/organs': true,
  'pattern/organs-new-lesion': true,
  'pattern/uptake': true,
  'pattern/few-lesions': true,
  'pattern/first-evaluation-only': true,
  'pattern/missing-could-decide': true,
};

/** Ids of all rules that a trace may name. */
export const ruleIds = Object.keys(rules) as readonly RuleId[];

/** Makes one step of a trace. */
export const step = <Rule extends RuleId>(rule: Rule, inputs: TraceRules[Rule], outcome: string): TraceStep => ({
  rule,
  inputs: inputs as TraceStep['inputs'],
  outcome,
});

/** The explanations of traces: the id of each is its rule. */
export type TracePhrases = { readonly [Rule in RuleId]: TraceRules[Rule] & { readonly outcome: string } } & {
  /** A rule of another version of the engine is named as it stands. */
  readonly 'trace/rule-of-another-version': { readonly rule: string; readonly outcome: string };
};

/** The explanation of one step: what was compared, and what came out. Parameters that a stored step does not hold are left out. */
export function explanationOf({ rule, inputs, outcome }: TraceStep): PhraseOf<TracePhrases> {
  return Object.hasOwn(rules, rule)
    ? ({ id: rule, parameters: { ...inputs, outcome } } as unknown as PhraseOf<TracePhrases>)
    : { id: 'trace/rule-of-another-version', parameters: { rule, outcome } };
}
