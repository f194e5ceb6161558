import {
  explanationOf,
  type NamedLesion,
  type NamedMeasured,
  type NamedScan,
  type ResponsePhrases,
  type TracePhrases,
} from '../../../response/index.js';
import type { Phrasebook, Say } from '../say.js';
import { tracePhrases } from './trace.js';
import { tissueKinds, tissueMethods } from './stated.js';

/** By labels alone, where the place says nothing more. */
const labels = (lesions: readonly NamedLesion[]): string => lesions.map(({ label }) => label).join(', ');

const measured = (what: NamedMeasured, say: Say): string =>
  'sumOf' in what ? `the sum of ${say.organ(what.sumOf)}` : what.label;
const allMeasured = (what: readonly NamedMeasured[], say: Say): string =>
  what.map((one) => measured(one, say)).join(', ');

const is = (lesions: readonly unknown[], one: string, several: string): string =>
  lesions.length === 1 ? one : several;

/** How often small nodes were seen, of which some were larger before. */
const seenHow = (count: number, smaller: number): string =>
  smaller === 0 ? 'seen once' : smaller === count ? 'seen again and smaller' : 'seen once, or again and smaller';

/** Quoted, since a name may hold a comma. */
const quoted = (names: readonly string[], say: Say): string => names.map(say.quoted).join(', ');

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const holds: Pick<Phrasebook<ResponsePhrases>, Extract<keyof ResponsePhrases, `hold/${string}`>> = {
  'hold/setting-unknown': () => 'It is not known whether the disease is recurrent or metastatic.',
  'hold/treatment-unknown': () => 'Nobody stated which drugs are given.',
  'hold/no-checkpoint-inhibitor': () => 'No checkpoint inhibitor is among the drugs.',
  'hold/last-dose-unknown': ({ days }) =>
    `The drug was stopped and the date of its last dose is not known; a scan counts as under it for ${days} days.`,
  'hold/checkpoint-inhibitor-ended': ({ days }) => `The scan lies more than ${days} days after the last dose.`,
  'hold/within-noise': ({ grew, multiple, under }, say) =>
    `The growth of ${allMeasured(grew, say)} is ${say.number(multiple, 1)} SD of the measurement noise, under ${under} SD, and was seen for the first time.`,
  'hold/small-lesion': ({ only, under, changedUnder }, say) =>
    `${capitalised(measured(only, say))} is the only lesion on its side, is under ${say.millimetres(under)} mm and changed by less than ${say.millimetres(changedUnder)} mm.`,
  'hold/different-modality': () => 'The scans that are compared differ in modality; held back until they are re-read.',
  'hold/different-contrast-phase': () =>
    'The scans that are compared differ in contrast phase; held back until they are re-read.',
  'hold/different-slice-thickness': () =>
    'The scans that are compared differ in slice thickness; held back until they are re-read.',
  'hold/different-reader': () => 'The scans that are compared differ in reader; held back until they are re-read.',
  'hold/recent-procedure': ({ lesions, days }) =>
    `${labels(lesions)} ${is(lesions, 'was', 'were')} excised, ablated or irradiated less than ${days} days before the scan.`,
  'hold/first-scan-early': ({ days }) => `The first scan came less than ${days} days after the start.`,
  'hold/new-lesion-equivocal': ({ lesions }) => `${labels(lesions)} ${is(lesions, 'is', 'are')} reported as equivocal.`,
  'hold/new-lesion-not-imaged-before': ({ lesions }) =>
    `${labels(lesions)} ${is(lesions, 'lies', 'lie')} where nothing was imaged before.`,
  'hold/small-new-node': ({ lesions, smaller = [] }) =>
    `${labels(lesions)} ${is(lesions, 'is a new node', 'are new nodes')} of 10 to under 15 mm, ${seenHow(lesions.length, smaller.length)}, without tissue or PET: to be looked at again at the next scan.`,
  'hold/outside-population': () => 'The tumour lies outside what these rules cover.',
  'hold/sarcoid-like-nodes': () => 'A sarcoid-like reaction is reported of what grew, or of its region.',
  'hold/infection': () => 'An infection is reported of what grew, or of its region.',
  'hold/flare': () => 'A flare is reported of what grew, or of its region.',
  'hold/evaluators-disagree': ({ metFor, notMetFor }, say) =>
    `Evaluators disagree: met for ${quoted(metFor, say)}, not met for ${quoted(notMetFor, say)}.`,
  'hold/not-met-by-clinical-reader': ({ reader }) => `The designated clinical reader, ${reader}, does not find it.`,
  'hold/clinical-reader-has-not-read': ({ reader }) =>
    `The designated clinical reader, ${reader}, has not read this scan.`,
  'hold/watch-definition': ({ definition }) =>
    definition === 'DR-C'
      ? 'DR-C is shown as a watch unless two lesions of the growing organ grew by 20 % each, and its sum beyond measurement noise.'
      : `${definition} is shown as a watch, never as a flag.`,
};

const holdsInGeneral: Pick<
  Phrasebook<ResponsePhrases>,
  Extract<keyof ResponsePhrases, `hold-in-general/${string}` | `never-held/${string}`>
> = {
  'hold-in-general/setting-unknown': () => 'It is not known whether the disease is recurrent or metastatic.',
  'hold-in-general/treatment-unknown': () => 'Nobody stated which drugs are given.',
  'hold-in-general/no-checkpoint-inhibitor': () => 'No checkpoint inhibitor is among the drugs.',
  'hold-in-general/last-dose-unknown': () => 'The drug was stopped and the date of its last dose is not known.',
  'hold-in-general/checkpoint-inhibitor-ended': () =>
    'The scan lies too long after the last dose to count as under it.',
  'hold-in-general/within-noise': () => 'The growth is within the measurement noise and was seen for the first time.',
  'hold-in-general/small-lesion': () =>
    'The only lesion that grew, or the only one that shrank, is small and changed little.',
  'hold-in-general/different-modality': () => 'The scans that are compared differ in modality.',
  'hold-in-general/different-contrast-phase': () => 'The scans that are compared differ in contrast phase.',
  'hold-in-general/different-slice-thickness': () => 'The scans that are compared differ in slice thickness.',
  'hold-in-general/different-reader': () => 'The scans that are compared differ in reader.',
  'hold-in-general/recent-procedure': () =>
    'What grew or is new was excised, ablated or irradiated shortly before the scan.',
  'hold-in-general/first-scan-early': () => 'The first scan came too soon after the start.',
  'hold-in-general/new-lesion-equivocal': () => 'The new lesion is reported as equivocal.',
  'hold-in-general/new-lesion-not-imaged-before': () => 'The new lesion lies where nothing was imaged before.',
  'hold-in-general/small-new-node': () =>
    'The new lesion is a small node that was seen once, or is smaller than before.',
  'hold-in-general/outside-population': () => 'The tumour lies outside what these rules cover.',
  'hold-in-general/sarcoid-like-nodes': () => 'A sarcoid-like reaction is reported of what grew, or of its region.',
  'hold-in-general/infection': () => 'An infection is reported of what grew, or of its region.',
  'hold-in-general/flare': () => 'A flare is reported of what grew, or of its region.',
  'hold-in-general/evaluators-disagree': () => 'Evaluators disagree on whether the definition is met.',
  'hold-in-general/not-met-by-clinical-reader': () => 'The designated clinical reader does not find it.',
  'hold-in-general/clinical-reader-has-not-read': () => 'The designated clinical reader has not read the scan.',
  'hold-in-general/watch-definition': () => 'The definition that is met is shown as a watch, never as a flag.',
  'never-held/organ-at-risk': () => 'An organ at risk is reported.',
  'never-held/ecog-worse': () => 'The ECOG performance status is worse than at baseline.',
  'never-held/second-growth': ({ grew }, say) => `${capitalised(allMeasured(grew, say))} grew at two scans in a row.`,
};

/** 'N (left neck node)', 'L1 (lung)'. */
function inPlace({ label, site, organ }: NamedLesion, say: Say): string {
  const place = site ?? (organ === null ? null : say.organ(organ));
  return place === null || place === label ? label : `${label} (${place})`;
}

const inPlaceOrSum = (what: NamedMeasured, say: Say): string =>
  'sumOf' in what ? measured(what, say) : inPlace(what, say);

/** By its date, its study day or the sender's label. */
function when({ date, studyDay, label }: NamedScan, say: Say): string {
  if (date !== null) return say.shortDate(date);
  return studyDay === null ? label : `day ${studyDay}`;
}

const sizes = (from: number, to: number, say: Say): string => `${say.millimetres(from)} to ${say.millimetres(to)} mm`;

function reason(
  { grew, appeared, equivocal, shrank, baseline, scan }: ResponsePhrases['reason/grew-while-shrank'],
  say: Say,
): string {
  const now = when(scan, say);
  const growth = grew.map(
    ({ what, from, to, since }) =>
      `${inPlaceOrSum(what, say)} grew ${sizes(from, to, say)} (${since === null ? now : `${when(since, say)} to ${now}`})`,
  );
  const fresh = appeared.map(({ lesion, size, first, notAt }) => {
    const shown = size === null || size === 0 ? '' : `, ${say.millimetres(size)} mm`;
    const word = equivocal ? 'reported as new, equivocal' : 'new';
    if (first === undefined || when(first, say) === now)
      return `${inPlace(lesion, say)} is ${word}${shown} (${now}${withoutIt(notAt, say)})`;
    return `${inPlace(lesion, say)} is ${word}, first seen ${when(first, say)}${withoutIt(notAt, say)}${shown} (${now})`;
  });
  const shrinkage = shrank.map(({ what, from, to }) => `${inPlaceOrSum(what, say)} ${sizes(from, to, say)}`);
  return `${say.list([...growth, ...fresh])} while ${say.list(shrinkage)} shrank (${when(baseline, say)} to ${now}).`.replace(
    /^the /,
    'The ',
  );
}

/** Results of engines before 0.8.0 do not say it. */
function withoutIt(scan: NamedScan | null | undefined, say: Say): string {
  if (scan === undefined) return '';
  return scan === null ? ', no earlier scan shows its place without it' : `, not reported ${when(scan, say)}`;
}

const without = (at: 'this-scan' | 'baseline', said: string): string =>
  at === 'baseline' ? `At baseline ${said}` : said;

const everythingElse: Omit<
  Phrasebook<ResponsePhrases>,
  keyof typeof holds | keyof typeof holdsInGeneral | keyof TracePhrases
> = {
  'reason/grew-while-shrank': reason,
  'outside/curative-intent': () => 'Treated with curative intent: outside what these rules cover.',

  'held/waits-for-sender': ({ value }) => (value === null ? 'Waits for the sender' : `Waits for the sender: ${value}`),
  'not-evaluable/baseline-unknown': () => 'The baseline is not known or waits for the sender',
  'not-evaluable/nothing-at-baseline': () => 'No lesion was reported at baseline',
  'not-evaluable/treated': ({ lesion, at }) =>
    without(at, `${lesion.label} was treated locally and cannot be evaluated as a target`),
  'not-evaluable/no-row': ({ lesion, at }) => without(at, `${lesion.label} has no row at this scan`),
  'not-evaluable/no-size': ({ lesion, at, state, reason: because }) =>
    without(at, `${lesion.label} has no size: ${state.replaceAll('-', ' ')}${because === null ? '' : ` (${because})`}`),
  'note/unread-scan': ({ scan }) =>
    `'${scan}' waits for the sender and is not in the nadir: its values could lower it, so growth may be understated here.`,
  'note/no-true-baseline': () => 'The first scan came after the start of treatment: not a true baseline.',
  'note/node-rose': ({ lesion, from, to }, say) =>
    `Node ${lesion.label} rose from ${say.millimetres(from)} to ${say.millimetres(to)} mm: to be looked at again at the next scan.`,
  'note/second-primary': ({ lesion, histology }) =>
    `${lesion.label} is another tumour by tissue (${histology}): in no sum and no pattern.`,
  'note/benign': ({ lesion, kind, date, method = null, grewOn = false }, say) => {
    const how = `${kind === null ? '' : ` (${tissueKinds[kind]})`}${method === null ? '' : `, ${tissueMethods[method]}`}`;
    const shown = `${lesion.label} shows no tumour in the tissue of ${say.date(date)}${how}`;
    const needle = method === null || method === 'excision' ? '' : ' A negative needle does not exclude tumour.';
    return grewOn
      ? `${shown}, and has grown by 20 % and 5 mm since: what it is now is open.${needle}`
      : `${shown}: neither grower nor shrinker of a pattern until it grows a further 20 % and 5 mm.${needle}`;
  },
  'note/treated': ({ lesion }) =>
    `${lesion.label} was treated locally since the baseline: its size is shown, not counted.`,
  'note/merged': ({ lesion, into }) =>
    `${lesion.label} is one mass with ${into ?? 'another lesion'}: neither is compared by itself.`,

  'query/target-without-baseline': ({ lesion }) =>
    `Target ${lesion.label} has no row at baseline; it is in no sum until its baseline is sent.`,
  'query/lesion-role-changed': ({ lesion, role }) =>
    `Lesion ${lesion.label} was sent under several roles; it is read as '${role}', its first.`,
  'query/new-lesion-at-baseline': ({ lesion }) =>
    `Lesion ${lesion.label} was sent as new, and was there at baseline or before; it does not count as new.`,
  'query/node-on-longest-diameter': ({ lesion }) =>
    `Node ${lesion.label} was measured along its longest diameter; RECIST 1.1 needs the short axis.`,
  'query/small-node-sent-as-new': ({ lesion, size }, say) =>
    `Node ${lesion.label} was sent as new with ${say.millimetres(size)} mm: under 10 mm a node is no new lesion; is it one?`,
  'query/drugs-changed': ({ drugs, from }, say) =>
    `From ${say.date(from)} other drugs were stated inside this line (${say.list(drugs)}): is it a new line, with a baseline of its own?`,
  'query/timepoint-not-placed': ({ scan }) =>
    `Timepoint '${scan}' has no date that puts it among the others; a date or a study day would.`,
  'query/baseline-missing': () => 'Every timepoint was stated not to be the baseline; which one is it?',
  'query/which-treatment': () =>
    'Which treatment? The drugs of this line were not stated; with a checkpoint inhibitor among them the watch becomes a flag.',
  'query/which-setting': () =>
    'Recurrent or metastatic, or treated with curative intent? The setting of this line was not stated.',
  'query/last-dose': () => 'When was the last dose? The drug was stopped, and the date was not stated.',
  'query/date-against-study-day': ({ scan, date, studyDay, days, held }, say) =>
    `The date of ${say.quoted(scan)}, ${say.day(date)}, and its study day ${studyDay} lie ${days} days apart, measured by the other scans: which of them is right?${held ? ' Nothing is classified from it meanwhile.' : ' It is read by its date meanwhile.'}`,
  'query/visit-number-against-date': ({ scans }, say) =>
    `${scans.map(({ label }) => say.quoted(label)).join(' stands before ')} by date and after it by number: is a date wrong? They are read by their dates.`,
  'query/several-baselines': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} were each stated to be the baseline: which one is it? The last is read as it.`,
  'query/baseline-after-start': ({ scan, studyDay }, say) =>
    `${say.quoted(scan)} was stated to be the baseline and lies on study day ${studyDay}, after treatment began; there are earlier scans: is it the baseline? It is read as it.`,
  'query/no-baseline-before-start': ({ scan, studyDay }, say) =>
    `The first scan, ${say.quoted(scan)}, was made ${studyDay === null ? 'after the start of treatment' : `on study day ${studyDay}, after treatment began`}: is there one before it? RECIST is read against it meanwhile.`,
  'query/start-not-certain': ({ scan }, say) =>
    `The start of treatment leaves open whether ${say.quoted(scan)} came before it: on which day did it start? The scan is read as the baseline meanwhile.`,
  'query/baseline-by-name': ({ scan, scans }, say) =>
    `${say.quoted(scan)} is read as the baseline, and ${say.list(scans.map(({ label }) => say.quoted(label)))} is called so: which one is it?`,
  'query/target-without-size': ({ lesions, scan }, say) =>
    `${say.quoted(scan)}: ${labels(lesions)} was sent as seen and without a size, which a target needs: what did it measure? It counts as not evaluated meanwhile.`,
  'query/evaluators-alike': ({ evaluators }, say) =>
    `The evaluators ${say.list(evaluators.map(say.quoted))} differ in no more than case, blanks, marks or zeros and are read apart: one evaluator?`,
  'query/name-against-date': ({ scans }, say) =>
    `${scans.map(({ label }) => say.quoted(label)).join(' stands before ')} by date and after it by name: is a date wrong? They are read by their dates.`,
  'query/name-far-from-date': ({ scan, named, days }, say) =>
    `The name of ${say.quoted(scan)} says ${named} days, and by its date it lies ${days} days after the baseline: is a date wrong? It is read by its date.`,
  'query/one-day-by-number': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} carry one date: was it copied? They are taken in the order of their numbers.`,
  'query/one-day-unordered': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} carry one date, and nothing says which came first: nothing is classified from them until their order is sent.`,
  'query/order-not-certain': ({ scans }, say) =>
    `The dates of ${say.list(scans.map(({ label }) => say.quoted(label)))} leave open which came first, and nothing else says it: on which days were they? They are read in this order meanwhile.`,
  'query/one-name-two-modalities': ({ lesions, scan }, say) =>
    `${say.quoted(scan)} was sent by two modalities that both saw ${labels(lesions)}: which exam counts? They are read as two scans, one after the other.`,
  'query/size-tenfold': ({ lesions, scan, change }, say) =>
    `${say.quoted(scan)}: ${labels(lesions)} measured ${change === 'ten-times' ? 'about ten times' : 'about a tenth of'} the size before; is the unit right? The sizes are read as sent.`,
  'query/labels-alike': ({ lesions }, say) =>
    `The labels ${say.list(lesions.map(({ label }) => label))} differ in no more than case, blanks or zeros and are read as ${lesions.length} lesions: one lesion?`,
  'query/lesion-in-two-organs': ({ lesion, organs }, say) =>
    `Lesion ${lesion.label} was sent in ${say.list(organs.map(say.organ))}: one lesion, or one label for two?`,
  'query/too-many-targets': ({ count, allowed }) =>
    `${count} targets at baseline; RECIST 1.1 allows ${allowed}. They are classified as sent.`,
  'query/too-many-in-organ': ({ count, allowed, organ }, say) =>
    `${count} targets in one organ at baseline (${say.organ(organ)}); RECIST 1.1 allows ${allowed}. They are classified as sent.`,
  'query/target-not-measurable': ({ lesion, size }, say) =>
    `Target ${lesion.label} measured ${say.millimetres(size)} mm at baseline, under the size that RECIST 1.1 calls measurable; it is read as sent.`,
  'query/target-without-size-at-baseline': ({ lesions, scan, state }, say) =>
    `${say.quoted(scan)}: ${labels(lesions)}, sent as target, has no size at baseline (${state.replaceAll('-', ' ')}), against which a target is measured: what did it measure?`,
  'query/target-merged-with-other': ({ lesion, other, scan }, say) =>
    `${say.quoted(scan)}: target ${lesion.label} is one mass with ${other.label}, which is in no sum: its size is not that of ${lesion.label} alone. Which part of it is ${lesion.label}? It is read as sent.`,
  'query/new-lesion-never-seen': ({ lesion, scan, state }, say) =>
    `Lesion ${lesion.label} was sent as new at ${say.quoted(scan)} and not as seen (${state.replaceAll('-', ' ')}): is it there? It does not count as new meanwhile.`,
  'query/non-target-after-baseline': ({ lesion, scan }, say) =>
    `Non-target ${lesion.label} was first seen after the baseline, at ${say.quoted(scan)}: is it a new lesion?`,
  'query/new-node-under-limit': ({ lesion, scan }, say) =>
    `Lymph node ${lesion.label} was sent as new at ${say.quoted(scan)} under 10 mm short axis, which no criterion calls a new lesion: it does not count until it is larger. Is the axis right?`,

  'metabolic/no-uptake': () => 'No uptake was stated',
  'metabolic/other-quantity': () => 'SULpeak was not stated; another quantity is refused for PERCIST',
  'metabolic/not-measurable': ({ hottest, threshold }) =>
    `Not measurable at baseline: ${hottest} is under ${threshold}`,
  'metabolic/measurability-unchecked': () =>
    'Measurability was not checked: mean and SD of the reference uptake were not stated',
  'metabolic/livers-differ': ({ before, now, percent, absolute }) =>
    `Liver uptake differs by more than ${percent} % or by ${absolute} SUL or more: ${before} and ${now}`,
  'metabolic/times-differ': ({ before, now, minutes }) =>
    `Uptake times differ by more than ${minutes} minutes: ${before} and ${now}`,
  'metabolic/another-scanner': ({ before, now }) => `Another scanner: ${before} and ${now}`,
  'metabolic/new-lesion': () => 'New lesion',
  'metabolic/new-lesions': ({ count }) => `${count} new lesions`,
  'metabolic/could-be-hottest': ({ lesions }) =>
    `SULpeak of ${labels(lesions)} was not stated at this scan: it could be the hottest`,
  'metabolic/perhaps-complete': ({ liver }) =>
    `All lesions are under the liver (${liver}); whether they equal the background is not stated, so it may be CMR`,
  'metabolic/no-common-quantity': () => 'No quantity of uptake was stated at both scans',
  'metabolic/extent-rose': ({ percent }) => `Longest dimension rose by ${percent} % or more`,
  'metabolic/quantity-missing': ({ quantity }) => `${quantity} of a lesion was not stated at this scan`,
  'metabolic/sulpeak-missing': () => 'SULpeak of a lesion was not stated at both scans',
  'metabolic/lesion-without-row': () => 'A lesion has no row at this scan',
  'metabolic/disagreement': ({ bySize, byUptake }) => `By size ${bySize}, by uptake ${byUptake}`,

  'growth/no-first-evaluation': () => 'There is no first evaluation with a true baseline',
  'growth/no-scan-before': () => 'No complete scan two weeks or more before the baseline',
  'growth/no-growth-before': () => 'No growth before treatment: a ratio of rates means nothing',
  'growth/no-sum': () => 'The first evaluation has no complete sum that can be compared with the baseline',
  'growth/no-volume-rate': () => 'A rate of volume has no value where a sum is 0 mm',
  'growth/response-not-evaluable': () => 'The first evaluation is NE under RECIST 1.1',
  'growth/organ-not-stated': () => 'In which organ a lesion lies was not stated',
  'growth/two-months-unknown': () => 'Whether the first evaluation lies within 2 months is not known',
  'growth/given-up-unknown': () => 'Whether the treatment was given up within 2 months is not known',
  'growth/ecog-unknown': () => 'Whether ECOG became worse in the first 2 months is not known',

  'oligometastatic/synchronous-oligometastatic-disease': () => 'synchronous oligometastatic disease',
  'oligometastatic/metachronous-oligorecurrence': () => 'metachronous oligorecurrence',
  'oligometastatic/metachronous-oligoprogression': () => 'metachronous oligoprogression',
  'oligometastatic/repeat-oligorecurrence': () => 'repeat oligorecurrence',
  'oligometastatic/repeat-oligoprogression': () => 'repeat oligoprogression',
  'oligometastatic/repeat-oligopersistence': () => 'repeat oligopersistence',
  'oligometastatic/induced-oligorecurrence': () => 'induced oligorecurrence',
  'oligometastatic/induced-oligoprogression': () => 'induced oligoprogression',
  'oligometastatic/induced-oligopersistence': () => 'induced oligopersistence',

  'selection/too-many-targets': ({ count, allowed }) => `${count} targets; RECIST 1.1 allows ${allowed}.`,
  'selection/too-many-in-organ': ({ count, allowed, organ }, say) =>
    `${count} targets in one organ (${say.organ(organ)}); RECIST 1.1 allows ${allowed}.`,
  'selection/not-measurable': () => 'Under the size that RECIST 1.1 calls measurable at baseline.',
  'selection/in-prior-field': () =>
    'In a prior radiotherapy field without dated progression since: usually not measurable.',
  'flip/one-lesion': ({ lesion, change, verdict, to }) =>
    `${Math.abs(change) / 1_000} mm ${change > 0 ? 'more' : 'less'} in ${lesion} would make ${verdict} '${to}'`,
  'reported/differs': ({ component, reported, derived, step }, say) =>
    `${component.replace('-lesion', ' lesion')}: reported ${reported}, derived ${derived ?? 'nothing'}. ${say.phrase(explanationOf(step))}`,
  'no-confidence/not-assessable': () => 'not assessable at this timepoint',
  'no-confidence/not-computed': () => 'not computed',
  'no-confidence/not-independent': () =>
    'rests on single lesions and on the sum of all targets at once, which are not independent: there is no closed form',
  'no-confidence/uptake-noise-unknown': () => 'the noise of uptake is not established',

  'reading/recist/missingTarget': () =>
    'A scan with a missing target: NE unless the measured rest already is PD against the nadir, or always NE',
  'reading/recist/nadirFrom': () => 'Scans that may set the nadir',
  'reading/recist/normalNodes': () =>
    'All nodes under 10 mm and nothing else left, the sum of these nodes risen: CR all the same, or PD first',
  'reading/recist/partialResponse': () =>
    'PR, once given: it stays until the targets are PD (EORTC), or each scan is read against the baseline alone',
  'reading/recist/growthAfterCompleteResponse': () => 'Growth after a target CR, short of PD',
  'reading/recist/reappearance': () => 'When a lesion that came back is PD by itself',
  'reading/recist/reappearedLesion': () => 'After a PD by reappearance',
  'reading/recist/partlyEvaluatedNonTargets': () =>
    'Some non-targets not evaluated: NE, or the verdict of those that were',
  'reading/recist/newLesionWithoutRow': () => 'A new lesion without a row at a later scan',
  'reading/recist/equivocalNewLesion': () => 'An equivocal new lesion that becomes unequivocal',
  'reading/recist/afterProgression': () => 'After the first PD',
  'reading/recist/tooSmallValue': () => 'Size of a lesion that is seen but too small to measure',
  'reading/recist/confirmationDays': () => 'Days from which a second CR confirms the first',
  'reading/immune/earliestConfirmationDays': () =>
    'Scans under this many days from the first iUPD of the block are disregarded',
  'reading/metabolic/afterFirstCycle': () =>
    'EORTC 1999: the scan follows one cycle and responds at -15 %, not beyond -25 %',
  'reading/bestResponse/minimumStableDays': () =>
    'Days from the baseline after which a response that is not PD is at least SD; defined by the protocol',
  'reading/bestResponse/confirmationDays': () => 'Days from which a later response confirms an earlier one',
  'reading/bestResponse/notEvaluableBetween': () =>
    'Scans that may be NE between a response and its confirmation; none: any number',
  'reading/noise/constant': () => 'Constant part of the SD of the difference of two measurements',
  'reading/noise/sameReader': () =>
    'Part proportional to the mean of the two sizes, one evaluator throughout (a lower bound: from re-reading one image)',
  'reading/noise/differentReaders': () =>
    'Part proportional to the mean of the two sizes, different evaluators (interval change)',
  'reading/flags/noiseRule': () =>
    "Hold a flag back while the grower's change lies within the noise and is seen for the first time",
  'reading/flags/noiseMultiple': () =>
    'Multiple of the noise SD from which a growth counts as beyond measurement noise',
  'reading/flags/daysAfterLastDose': () =>
    'Days after the last dose within which a scan still counts as under the checkpoint inhibitor',
  'reading/flags/daysAfterProcedure': () =>
    'A growing lesion treated, biopsied or irradiated less than this many days ago holds the flag back',
  'reading/flags/daysToFirstScan': () => 'A first scan earlier than this many days after the start holds the flag back',
  'reading/flags/smallLesion': () => 'The only grower or shrinker under this size ...',
  'reading/flags/smallChange': () => '... with a change under this one holds the flag back',
  'reading/flags/sameTimepointDays': () =>
    'Assessments of two evaluators belong to the same scan within this many days',
};

/** The phrases of the response core in English. */
export const responsePhrases: Phrasebook<ResponsePhrases> = {
  ...holds,
  ...holdsInGeneral,
  ...everythingElse,
  ...tracePhrases,
};
