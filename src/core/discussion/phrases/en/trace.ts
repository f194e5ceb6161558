import type { TracePhrases } from '../../../response/index.js';
import type { Phrasebook, Say } from '../say.js';
import { traceElements, withOutcome } from '../trace-elements.js';

const { length, change, plain, code, codes, names, organs, setAside, uptakes, sizes } = traceElements({
  decimalMark: '.',
  notKnown: 'not known',
  none: 'none',
  organOf: (lesion) => `organ of ${lesion}`,
  because: {
    treated: 'treated',
    'in-prior-field': 'in a prior radiotherapy field',
    merged: 'merged',
    benign: 'no tumour in its tissue',
    'new-and-responding': 'new and smaller again',
  },
  to: (from, to) => `${from} to ${to}`,
  codes: {},
});

type Sides = TracePhrases['pattern/lesions'];

/** The growth that was asked for: of each lesion or organ, and for some definitions of the sum of all targets beside it. */
function growthAsked({ growPercent, growLength, growLengthOf }: Sides): string {
  if (growLength === 0) return `${plain(growPercent)} % above the nadir`;
  return growLengthOf === 'sum-of-targets'
    ? `${plain(growPercent)} % above the nadir, with the sum of targets ${length(growLength)} above its own`
    : `${plain(growPercent)} % and ${length(growLength)} above the nadir`;
}

function sides(found: Sides, unit: 'lesions' | 'organs', say: Say): string {
  const bound = found.comparison === 'more-than' ? 'more than' : 'at least';
  const shrank = sizes({ who: found.shrinkers, from: found.shrinkerBaselines, to: found.shrinkerSizes }, say);
  const grew = sizes({ who: found.growers, from: found.growerNadirs, to: found.growerSizes }, say);
  return (
    `${plain(found.definition)}: ${unit} ${bound} ${plain(found.shrinkPercent)} % below baseline: ${shrank}; ` +
    `${bound} ${growthAsked(found)}: ${grew}. New, unequivocal: ${names(found.newLesions)}. ` +
    `Not measured at both times: ${organs(found.missing, say)}. Set aside: ${setAside(found.excluded)}.`
  );
}

const explanations: Phrasebook<TracePhrases> = {
  'RECIST-1.1/target/none': () => 'No target lesion was chosen at baseline, so there is no target response.',
  'RECIST-1.1/target/no-baseline': () =>
    'The baseline is not known or waits for the sender, so the targets cannot be evaluated.',
  'RECIST-1.1/target/no-baseline-sum': ({ missing }) =>
    `The baseline sum is not known (not measured at baseline: ${names(missing)}), so the targets cannot be evaluated.`,
  'RECIST-1.1/target/reappearance': ({ lesions, reading }) =>
    `${names(lesions)} came back after a complete response (${code(reading)}): progression.`,
  'RECIST-1.1/target/missing': ({ missing, measuredPart, nadir }) =>
    `Not measured: ${names(missing)}. The measured part is ${length(measuredPart)}; against the nadir of ${length(nadir)} ` +
    'it is short of +20 % and +5 mm, so the missing lesions could decide: not evaluable.',
  'RECIST-1.1/target/rest-is-PD': ({ missing, measuredPart, nadir }) =>
    `Not measured: ${names(missing)}. The measured part alone is ${length(measuredPart)}, at least +20 % and +5 mm over the nadir of ` +
    `${length(nadir)}: progression whatever the missing lesions measure.`,
  'RECIST-1.1/target/CR': ({ sum }) =>
    `Nothing is left of the targets: gone, or nodes under 10 mm in short axis (sum ${length(sum)}).`,
  'RECIST-1.1/target/PD': ({ sum, nadir }, say) =>
    `The sum of ${length(sum)} is ${change(nadir, sum, say)} against the nadir of ${length(nadir)}: at least +20 % and +5 mm.`,
  'RECIST-1.1/target/PR': ({ sum, baseline }, say) =>
    `The sum of ${length(sum)} is ${change(baseline, sum, say)} against the baseline of ${length(baseline)}: at least -30 %.`,
  'RECIST-1.1/target/PR-stays': ({ sum, baseline, nadir, reading }, say) =>
    `The sum of ${length(sum)} is ${change(baseline, sum, say)} against baseline and no progression against the nadir of ` +
    `${length(nadir)}; a response was given before and stays (${code(reading)}).`,
  'RECIST-1.1/target/SD': ({ sum, baseline, nadir }, say) =>
    `The sum of ${length(sum)} is ${change(baseline, sum, say)} against the baseline of ${length(baseline)} and ` +
    `${change(nadir, sum, say)} against the nadir of ${length(nadir)}: neither -30 % nor +20 % with +5 mm.`,
  'RECIST-1.1/non-target/none': () => 'There is no non-target lesion.',
  'RECIST-1.1/non-target/PD': ({ lesions }) => `Unequivocal progression was reported of ${names(lesions)}.`,
  'RECIST-1.1/non-target/reappearance': ({ lesions, reading }) =>
    `${names(lesions)} came back after a complete response (${code(reading)}): progression.`,
  'RECIST-1.1/non-target/CR': () => 'All non-target lesions are gone (nodes under 10 mm).',
  'RECIST-1.1/non-target/present': ({ lesions }) => `Non-target lesions are still there: ${names(lesions)}.`,
  'RECIST-1.1/non-target/not-evaluated': ({ lesions, reading }) =>
    `Not evaluated: ${names(lesions)} (${code(reading)}).`,
  'RECIST-1.1/new-lesion/none': () => 'No new lesion was reported.',
  'RECIST-1.1/new-lesion/unequivocal': ({ lesions, withoutRow }) =>
    `New and unequivocal: ${names(lesions)}. Still present without a row: ${names(withoutRow)}.`,
  'RECIST-1.1/new-lesion/dated-back': ({ lesions, reading }) =>
    `${names(lesions)} was equivocal at this scan and unequivocal later: it counts from its first equivocal scan (${code(reading)}).`,
  'RECIST-1.1/new-lesion/equivocal': ({ lesions }) =>
    `Equivocal: ${names(lesions)}. It does not count until it is confirmed.`,
  'RECIST-1.1/new-lesion/unknown': () => 'Nothing was evaluated at this scan, so nothing is known of new lesions.',
  'RECIST-1.1/overall/table-1': ({ row, target, nonTarget, newLesion }) =>
    `Table 1, row ${plain(row)}: targets ${code(target)}, non-targets ${code(nonTarget)}, new lesion ${code(newLesion)}.`,
  'RECIST-1.1/overall/table-2': ({ row, nonTarget, newLesion }) =>
    `Table 2 (non-target disease only), row ${plain(row)}: non-targets ${code(nonTarget)}, new lesion ${code(newLesion)}.`,
  'RECIST-1.1/overall/stays-PD': ({ reading }) => `Progression was given before and stays (${code(reading)}).`,
  'iRECIST/table-2': ({ row, target, nonTarget, newLesions, causes, since, confirmedBy, note, ...found }) =>
    `iRECIST table 2, row ${plain(row)}: targets ${code(target)}, non-targets ${code(nonTarget)}, new lesions ${names(newLesions)}. ` +
    `Progressing: ${codes(causes)}; since ${since === null ? 'nothing' : plain(since)}; confirmed by ${codes(confirmedBy)}` +
    `${note === null ? '' : ` (${code(note)}; confirmation from ${plain(found.earliestConfirmationDays)} days)`}.`,
  'pattern/no-true-baseline': ({ definition }) =>
    `${plain(definition)}: the first scan came after the start of treatment, there is no true baseline.`,
  'pattern/no-baseline': ({ definition }) => `${plain(definition)}: the baseline is not known.`,
  'pattern/lesions': (found, say) => sides(found, 'lesions', say),
  'pattern/organs': (found, say) => sides(found, 'organs', say),
  'pattern/organs-new-lesion': ({ definition, missing, newLesions, nonTargetProgression, ...found }, say) =>
    `${plain(definition)}, rule 2: every organ responds (${organs(found.organs, say)}; not assessable: ${organs(missing, say)}) and something new or ` +
    `progressing that is not measured: ${names([...newLesions, ...(nonTargetProgression === true ? ['non-target progression'] : [])])}.`,
  'pattern/uptake': ({ definition, quantity, percent, absolute, responders, progressors, newLesions }) =>
    `${plain(definition)}: ${plain(quantity)} at least ${plain(percent)} % and ${plain(absolute)} below baseline: ${uptakes(responders)}; ` +
    `as much above it: ${uptakes(progressors)}. New, unequivocal: ${names(newLesions)}.`,
  'pattern/few-lesions': ({ definition, comparable, needed }) =>
    `${plain(definition)}: measured at both times: ${names(comparable)}; at least ${plain(needed)} are needed.`,
  'pattern/first-evaluation-only': ({ definition }) => `${plain(definition)} is defined for the first evaluation only.`,
  'pattern/missing-could-decide': ({ definition, missing }) =>
    `${plain(definition)}: ${names(missing)} was not measured and could decide.`,
  'trace/rule-of-another-version': ({ rule }) => `${rule}.`,
};

/** The explanations of traces in English. */
export const tracePhrases = withOutcome(explanations, (outcome) => `Outcome: ${code(outcome)}.`);
