/**
 * The rules that can stand in a trace, each with the words that explain it. A step holds data only; words are made on request.
 */
import type { TraceStep } from './classification.js';
import { formatMillimetres, formatPercentChange } from './lengths.js';

type Inputs = TraceStep['inputs'];

const length = (inputs: Inputs, name: string): string => {
  const value = inputs[name];
  return typeof value === 'number' ? `${formatMillimetres(value)} mm` : 'not known';
};

const change = (inputs: Inputs, from: string, to: string): string => {
  const reference = inputs[from];
  const now = inputs[to];
  return typeof reference === 'number' && typeof now === 'number' ? formatPercentChange(reference, now) : 'not known';
};

const names = (inputs: Inputs, name: string): string => {
  const value = inputs[name];
  return Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none';
};

const plain = (inputs: Inputs, name: string): string => String(inputs[name] ?? 'not known');

const sizes = (inputs: Inputs, labels: string, references: string, now: string): string => {
  const [who, from, to] = [inputs[labels], inputs[references], inputs[now]];
  if (!Array.isArray(who) || !Array.isArray(from) || !Array.isArray(to) || who.length === 0) return 'none';
  return who
    .map((label, index) => {
      const [reference, size] = [Number(from[index]), Number(to[index])];
      return `${label} ${formatMillimetres(reference)} to ${formatMillimetres(size)} mm (${formatPercentChange(reference, size)})`;
    })
    .join('; ');
};

/** The growth that was asked for: of each lesion or organ, and for some definitions of the sum of all targets beside it. */
function growthAsked(inputs: Inputs): string {
  const percent = `${plain(inputs, 'growPercent')} %`;
  if (inputs['growLength'] === 0) return `${percent} above the nadir`;
  return inputs['growLengthOf'] === 'sum-of-targets'
    ? `${percent} above the nadir, with the sum of targets ${length(inputs, 'growLength')} above its own`
    : `${percent} and ${length(inputs, 'growLength')} above the nadir`;
}

function patternWords(inputs: Inputs, unit: string): string {
  const bound = inputs['comparison'] === 'more-than' ? 'more than' : 'at least';
  return (
    `${plain(inputs, 'definition')}: ${unit} ${bound} ${plain(inputs, 'shrinkPercent')} % below baseline: ` +
    `${sizes(inputs, 'shrinkers', 'shrinkerBaselines', 'shrinkerSizes')}; ${bound} ${growthAsked(inputs)}: ` +
    `${sizes(inputs, 'growers', 'growerNadirs', 'growerSizes')}. ` +
    `New, unequivocal: ${names(inputs, 'newLesions')}. Not measured at both times: ${names(inputs, 'missing')}. ` +
    `Set aside: ${names(inputs, 'excluded')}.`
  );
}

/** Plain words for each rule. Sources: clinical-reference 2.1 and clinical-decisions 1 and 9. */
const explanations = {
  'RECIST-1.1/target/none': () => 'No target lesion was chosen at baseline, so there is no target response.',
  'RECIST-1.1/target/no-baseline-sum': (i: Inputs) =>
    `The baseline sum is not known (not measured at baseline: ${names(i, 'missing')}), so the targets cannot be evaluated.`,
  'RECIST-1.1/target/reappearance': (i: Inputs) =>
    `${names(i, 'lesions')} came back after a complete response (${plain(i, 'reading')}): progression.`,
  'RECIST-1.1/target/missing': (i: Inputs) =>
    `Not measured: ${names(i, 'missing')}. The measured part is ${length(i, 'measuredPart')}; against the nadir of ${length(i, 'nadir')} ` +
    'it is short of +20 % and +5 mm, so the missing lesions could decide: not evaluable.',
  'RECIST-1.1/target/rest-is-PD': (i: Inputs) =>
    `Not measured: ${names(i, 'missing')}. The measured part alone is ${length(i, 'measuredPart')}, at least +20 % and +5 mm over the nadir of ` +
    `${length(i, 'nadir')}: progression whatever the missing lesions measure.`,
  'RECIST-1.1/target/CR': (i: Inputs) =>
    `Nothing is left of the targets: gone, or nodes under 10 mm in short axis (sum ${length(i, 'sum')}).`,
  'RECIST-1.1/target/PD': (i: Inputs) =>
    `The sum of ${length(i, 'sum')} is ${change(i, 'nadir', 'sum')} against the nadir of ${length(i, 'nadir')}: at least +20 % and +5 mm.`,
  'RECIST-1.1/target/PR': (i: Inputs) =>
    `The sum of ${length(i, 'sum')} is ${change(i, 'baseline', 'sum')} against the baseline of ${length(i, 'baseline')}: at least -30 %.`,
  'RECIST-1.1/target/PR-stays': (i: Inputs) =>
    `The sum of ${length(i, 'sum')} is ${change(i, 'baseline', 'sum')} against baseline and no progression against the nadir of ` +
    `${length(i, 'nadir')}; a response was given before and stays (${plain(i, 'reading')}).`,
  'RECIST-1.1/target/SD': (i: Inputs) =>
    `The sum of ${length(i, 'sum')} is ${change(i, 'baseline', 'sum')} against the baseline of ${length(i, 'baseline')} and ` +
    `${change(i, 'nadir', 'sum')} against the nadir of ${length(i, 'nadir')}: neither -30 % nor +20 % with +5 mm.`,
  'RECIST-1.1/non-target/none': () => 'There is no non-target lesion.',
  'RECIST-1.1/non-target/PD': (i: Inputs) => `Unequivocal progression was reported of ${names(i, 'lesions')}.`,
  'RECIST-1.1/non-target/reappearance': (i: Inputs) =>
    `${names(i, 'lesions')} came back after a complete response (${plain(i, 'reading')}): progression.`,
  'RECIST-1.1/non-target/CR': () => 'All non-target lesions are gone (nodes under 10 mm).',
  'RECIST-1.1/non-target/present': (i: Inputs) => `Non-target lesions are still there: ${names(i, 'lesions')}.`,
  'RECIST-1.1/non-target/not-evaluated': (i: Inputs) =>
    `Not evaluated: ${names(i, 'lesions')} (${plain(i, 'reading')}).`,
  'RECIST-1.1/new-lesion/none': () => 'No new lesion was reported.',
  'RECIST-1.1/new-lesion/unequivocal': (i: Inputs) =>
    `New and unequivocal: ${names(i, 'lesions')}. Still present without a row: ${names(i, 'withoutRow')}.`,
  'RECIST-1.1/new-lesion/dated-back': (i: Inputs) =>
    `${names(i, 'lesions')} was equivocal at this scan and unequivocal later: it counts from its first equivocal scan (${plain(i, 'reading')}).`,
  'RECIST-1.1/new-lesion/equivocal': (i: Inputs) =>
    `Equivocal: ${names(i, 'lesions')}. It does not count until it is confirmed.`,
  'RECIST-1.1/new-lesion/unknown': () => 'Nothing was evaluated at this scan, so nothing is known of new lesions.',
  'RECIST-1.1/overall/table-1': (i: Inputs) =>
    `Table 1, row ${plain(i, 'row')}: targets ${plain(i, 'target')}, non-targets ${plain(i, 'nonTarget')}, new lesion ${plain(i, 'newLesion')}.`,
  'RECIST-1.1/overall/table-2': (i: Inputs) =>
    `Table 2 (non-target disease only), row ${plain(i, 'row')}: non-targets ${plain(i, 'nonTarget')}, new lesion ${plain(i, 'newLesion')}.`,
  'RECIST-1.1/overall/stays-PD': (i: Inputs) => `Progression was given before and stays (${plain(i, 'reading')}).`,
  'iRECIST/table-2': (i: Inputs) =>
    `iRECIST table 2, row ${plain(i, 'row')}: targets ${plain(i, 'target')}, non-targets ${plain(i, 'nonTarget')}, new lesions ${names(i, 'newLesions')}. ` +
    `Progressing: ${names(i, 'causes')}; since ${i['since'] === null ? 'nothing' : plain(i, 'since')}; confirmed by ${names(i, 'confirmedBy')}` +
    `${i['note'] === null ? '' : ` (${plain(i, 'note')}; confirmation from ${plain(i, 'earliestConfirmationDays')} days)`}.`,
  'pattern/no-true-baseline': (i: Inputs) =>
    `${plain(i, 'definition')}: the first scan came after the start of treatment, there is no true baseline.`,
  'pattern/no-baseline': (i: Inputs) => `${plain(i, 'definition')}: the baseline is not known.`,
  'pattern/lesions': (i: Inputs) => patternWords(i, 'lesions'),
  'pattern/organs': (i: Inputs) => patternWords(i, 'organs'),
  'pattern/organs-new-lesion': (i: Inputs) =>
    `${plain(i, 'definition')}, rule 2: every organ responds (${names(i, 'organs')}; not assessable: ${names(i, 'missing')}) and something new or ` +
    `progressing that is not measured: ${names(i, 'newLesions')}.`,
  'pattern/uptake': (i: Inputs) =>
    `${plain(i, 'definition')}: ${plain(i, 'quantity')} at least ${plain(i, 'percent')} % and ${plain(i, 'absolute')} below baseline: ${names(i, 'responders')}; ` +
    `as much above it: ${names(i, 'progressors')}. New, unequivocal: ${names(i, 'newLesions')}.`,
  'pattern/few-lesions': (i: Inputs) =>
    `${plain(i, 'definition')}: measured at both times: ${names(i, 'comparable')}; at least ${plain(i, 'needed')} are needed.`,
  'pattern/first-evaluation-only': (i: Inputs) => `${plain(i, 'definition')} is defined for the first evaluation only.`,
  'pattern/missing-could-decide': (i: Inputs) =>
    `${plain(i, 'definition')}: ${names(i, 'missing')} was not measured and could decide.`,
} satisfies Record<string, (inputs: Inputs) => string>;

export type RuleId = keyof typeof explanations;

/** Ids of all rules that a trace may name. */
export const ruleIds = Object.keys(explanations) as RuleId[];

/** Makes one step of a trace. */
export const step = (rule: RuleId, inputs: Inputs, outcome: string): TraceStep => ({ rule, inputs, outcome });

const isRule = (rule: string): rule is RuleId => Object.hasOwn(explanations, rule);

/** The plain words of one step of a trace. A rule of a later engine version, not known here, is named as it stands. */
export function explain(traceStep: TraceStep): string {
  const words = isRule(traceStep.rule) ? explanations[traceStep.rule](traceStep.inputs) : `${traceStep.rule}.`;
  return `${words} Outcome: ${traceStep.outcome}.`;
}
