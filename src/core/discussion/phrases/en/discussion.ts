import { catalogueTemplate, catalogueText } from '../catalogue-text.js';
import { chaseText } from '../chase-text.js';
import type {
  DiscussionPhrases,
  FollowedLesion,
  LesionGroup,
  MeasuredLesion,
  OutsideReason,
  PopulationGap,
  PresentLesion,
  SizedLesion,
  StatedValue,
} from '../phrase.js';
import type { NamedScan } from '../../../response/index.js';
import { capitalised, withoutPoint, type Phrasebook, type Say } from '../say.js';
import { changeReasons, partNames } from './changes.js';
import { casePhrases } from './case.js';
import { codeInWords } from './codes.js';
import { statedPhrases, tissueKinds, tissueMethods } from './stated.js';

const sized = ({ lesion, from, to }: SizedLesion, say: Say): string =>
  `${say.lesion(lesion)} ${say.millimetres(from)} to ${say.millimetres(to)} mm`;

const allSized = (lesions: readonly SizedLesion[], say: Say): string =>
  lesions.map((lesion) => sized(lesion, say)).join('; ');

/** Both sizes where both are known, else the state reported now. */
function followed({ lesion, baseline, now, state }: FollowedLesion, say: Say): string {
  if (baseline !== null && now !== null) return sized({ lesion, from: baseline, to: now }, say);
  return `${say.lesion(lesion)} ${state === null ? 'not known' : codeInWords(state)}`;
}

function present({ lesion, now, state }: PresentLesion, say: Say): string {
  if (now !== null) return `${say.lesion(lesion)} ${say.millimetres(now)} mm`;
  return `${say.lesion(lesion)} ${state === null ? 'size not known' : codeInWords(state)}`;
}

const measured = ({ lesion, size }: MeasuredLesion, say: Say): string =>
  `${say.lesion(lesion)}, ${size === null ? 'not measured' : `${say.millimetres(size)} mm`}`;

const groups: Readonly<Record<LesionGroup, string>> = {
  growing: 'growing lesions',
  'at-issue': 'lesions',
  'growing-in-neck': 'growing lesions of the primary site and the neck',
  'growing-in-field': 'growing lesions in a prior field',
  residual: 'residual lesions',
};

const drugNames = (drugs: readonly string[], say: Say): string => (drugs.length > 0 ? say.drugs(drugs) : 'the drug');

const rate = (value: number | null, say: Say): string => (value === null ? 'not known' : say.number(value, 1));

function stated({ state, value, date }: StatedValue, say: Say): string {
  const words = state === 'known' ? say.value(value, (code) => code) : state === 'none' ? 'none' : 'unknown';
  return `${say.quoted(words)} (${say.dated(date)})`;
}

/** A sentence as it goes on after another; names of lesions and codes keep their letters. */
const inSentence = (words: string): string =>
  words.replace(/^(?:The|An?|It|No|Nobody|Evaluators|What)(?= )/u, (first) => first.toLowerCase());

const outside: Readonly<Record<OutsideReason, string>> = {
  'curative-intent': 'a perioperative, adjuvant or other curative-intent line',
  salivary: 'salivary primary',
  cutaneous: 'cutaneous primary',
  thyroid: 'thyroid primary',
  'other-site': 'primary outside the head and neck sites named',
  'other-histology': 'another histology',
};

const gaps: Readonly<Record<PopulationGap, string>> = {
  'primary-site': 'primary site',
  histology: 'histology',
  'primary-site-of-nasopharyngeal-carcinoma': 'primary site (nasopharyngeal carcinoma was stated with another site)',
};

const drugsStudied: Readonly<Record<DiscussionPhrases['drug-studied']['drug'], string>> = {
  'checkpoint-inhibitor': 'given there: a checkpoint inhibitor alone',
  'checkpoint-inhibitor-with-chemotherapy': 'given there: a checkpoint inhibitor with chemotherapy',
  chemotherapy: 'given there: chemotherapy alone',
  none: 'studied without a drug in the question',
};

const questionsStudied: Readonly<Record<DiscussionPhrases['question-studied']['question'], string>> = {
  'local-control-of-growth': 'local treatment of the growing lesions',
  'local-control-of-all-sites': 'local treatment of all metastases',
  'abscopal-effect': 'an abscopal effect',
  'survival-under-systemic-treatment': 'survival under systemic treatment',
  'treatment-beyond-progression': 'the drug beyond progression',
  'salvage-surgery': 'salvage surgery',
  're-irradiation': 're-irradiation',
  'radiotherapy-of-recurrence': 'radiotherapy of a recurrence',
  'locoregional-treatment-after-response': 'locoregional treatment after a response',
  conversion: 'conversion',
  'confirming-scan': 'a confirming scan',
  'pace-of-growth': 'the pace of growth',
  'early-palliative-care': 'early palliative care',
};

const designsStudied: Readonly<Record<DiscussionPhrases['design-studied']['design'], string>> = {
  randomised: 'randomised',
  'single-arm': 'not randomised (single arm)',
  retrospective: 'not randomised (retrospective)',
  'post-hoc': 'not randomised for this (post hoc analysis of a trial)',
  pooled: 'not randomised (pooled series)',
  'case-series': 'not randomised (case series)',
  consensus: 'a consensus, not a study',
  guideline: 'a guideline, not a study',
};

const extentsStudied: Readonly<
  Record<Exclude<DiscussionPhrases['extent-studied']['extents'][number], 'not-stated'>, string>
> = {
  'locoregional-recurrence': 'locoregional recurrence',
  metastatic: 'metastatic disease',
  'de-novo-metastatic': 'disease metastatic from the start',
  oligometastatic: 'oligometastatic disease',
  'few-progressing': 'few lesions that progress',
};

const inhibitorStudied: Readonly<Record<DiscussionPhrases['inhibitor-studied']['inhibitor'], string>> = {
  'before-progression': 'studied before progression on a checkpoint inhibitor',
  'at-or-after-progression': 'studied at or after progression on a checkpoint inhibitor',
  'not-stated': 'whether a checkpoint inhibitor was given before was not read',
};

const linesStudied: Readonly<Record<DiscussionPhrases['line-studied']['line'], string>> = {
  first: 'studied in the first line',
  later: 'studied after an earlier line',
  'not-stated': 'the treatment line there was not read',
};

const markers = { p16: 'p16', ebv: 'EBV' } as const;

const courses = {
  concurrent: 'shrinkage and growth fall into the same interval',
  sequential: 'the response was held since an earlier scan, and other disease now grows',
} as const;

/** Items of rule sets before 1.6.0 do not say it. */
const withoutIt = (scan: NamedScan | null | undefined, say: Say): string =>
  scan === null || scan === undefined
    ? ' (no earlier scan shows its place without it)'
    : ` (not reported ${say.at(scan)})`;

const miriClasses: Readonly<Record<DiscussionPhrases['miri-class']['class'], string>> = {
  'I-or-II': 'MIRI class I where it is resected first, else II (over 2 years)',
  II: 'MIRI class II (2 years or less, without a feeding tube or tracheostomy)',
  III: 'MIRI class III (2 years or less, with a feeding tube or tracheostomy)',
  'II-or-III': 'MIRI class II or III (2 years or less; whether there is a feeding tube or a tracheostomy is not known)',
  unknown: 'the MIRI class is not known, since the interval is not',
};

const populations: Readonly<Record<DiscussionPhrases['rule-population']['population'], string>> = {
  squamous: 'squamous cell carcinoma of the head and neck',
  nasopharynx: 'nasopharyngeal carcinoma',
  unknown: 'population not known yet',
  outside: 'patients outside what the other rules cover',
};

function bounded({ atLeast, atMost }: Omit<DiscussionPhrases['fact-count'], 'fact'>): string {
  if (atLeast !== null && atMost !== null) return `${atLeast} to ${atMost}`;
  return atLeast === null ? `${atMost} or fewer` : `${atLeast} or more`;
}

/** The phrases of the discussion room in English. */
export const discussionPhrases: Phrasebook<DiscussionPhrases> = {
  ...statedPhrases,
  ...casePhrases,
  'as-written': ({ text }) => text,
  'sender-query': ({ message }) => message,
  catalogue: catalogueText,
  list: ({ parts }, say) => say.list(parts.map(say.phrase)),
  clauses: ({ parts }, say) => parts.map((part) => withoutPoint(say.phrase(part))).join('; '),

  lesion: (lesion, say) => say.lesion(lesion),
  lesions: ({ lesions }, say) => (lesions.length === 0 ? 'lesions not known' : say.lesions(lesions)),
  'the-lesions': ({ group, lesions }, say) =>
    lesions.length === 1
      ? `the ${say.lesions(lesions)}`
      : `the ${lesions.length} ${groups[group]} (${lesions.map(say.lesion).join('; ')})`,
  'the-new-lesions': ({ lesions }, say) =>
    lesions.length === 1
      ? `the new lesion [${say.lesions(lesions)}]`
      : `the ${lesions.length} new lesions [${lesions.map(say.lesion).join('; ')}]`,
  'neck-operation': ({ nodes, others }, say) =>
    say.list([
      ...(nodes.length > 0 ? [`neck dissection of ${say.lesions(nodes)}`] : []),
      ...(others.length > 0 ? [`resection of ${say.lesions(others)}`] : []),
    ]) || 'operation',

  'lesion-grew': ({ lesion, from, to, since, at }, say) =>
    `${say.lesion(lesion)} grew ${say.millimetres(from)} to ${say.millimetres(to)} mm (${say.percent(from, to)}, ${say.growth(from, to)}; ${say.scan(since)} to ${say.scan(at)})`,
  'lesion-called-growing': ({ lesion, from, to, since, at }, say) =>
    `${say.lesion(lesion)} is called growing by another evaluator, and measured ${say.millimetres(from)} and ${say.millimetres(to)} mm here (${say.scan(since)} and ${say.scan(at)})`,
  'lesion-progressed': ({ lesion, at }, say) =>
    `${say.lesion(lesion)} was reported as unequivocal progression (${say.scan(at)})`,
  'lesion-is-new': ({ lesion, size, at, first, notAt }, say) =>
    first === undefined
      ? `${say.lesion(lesion)} is new ${say.at(at)}, ${size === null ? 'not measured' : `${say.millimetres(size)} mm`}`
      : `${say.lesion(lesion)} is new since ${say.scan(first)}${withoutIt(notAt, say)}; ${size === null ? 'not measured' : `${say.millimetres(size)} mm`} ${say.at(at)}`,
  'lesion-took-up-more': ({ lesion, at }, say) =>
    `${say.lesion(lesion)} took up more at PET (${say.scan(at)}) while others took up less`,
  'new-lesions-appeared': ({ lesions, at, notAt }, say) =>
    lesions.some(({ first }) => first === undefined)
      ? `new ${say.at(at)}, not reported ${say.at(notAt)}: ${say.list(lesions.map((lesion) => measured(lesion, say)))}`
      : say.list(
          lesions.map(
            (lesion) =>
              `new since ${say.scan(lesion.first ?? null)}${withoutIt(lesion.notAt, say)}: ${measured(lesion, say)} ${say.at(at)}`,
          ),
        ),
  'others-changed': (
    { shrank, changedLess, rose = [], regrown = [], unknown, count, nothingElse = true, since, at },
    say,
  ) => {
    const whose =
      shrank.length === count && nothingElse ? 'all other lesions' : `${shrank.length} of ${count} other lesions`;
    const parts = [
      ...(shrank.length > 0
        ? [`${whose} shrank by 30 % or more since ${say.scan(since)} (${allSized(shrank, say)})`]
        : []),
      ...(changedLess.length > 0
        ? [
            `${changedLess.length} changed by less than 30 %${shrank.length > 0 ? '' : ` since ${say.scan(since)}`} (${allSized(changedLess, say)})`,
          ]
        : []),
      ...(rose.length > 0 ? [`${rose.length} rose by 30 % or more (${allSized(rose, say)})`] : []),
      ...(unknown.length > 0 ? [`not known ${say.at(at)}: ${say.lesions(unknown)}`] : []),
      ...(regrown.length > 0 ? [`treated locally, and grown again since: ${allSized(regrown, say)}`] : []),
    ];
    return parts.length > 0 ? parts.join('; ') : 'no other untreated lesion of the baseline was measured';
  },
  'others-since': ({ sized: lesions, unsized, since }, say) => {
    const parts = [
      ...lesions.map((lesion) => sized(lesion, say)),
      ...unsized.map((lesion) => `${say.lesion(lesion)} without a size`),
    ];
    return parts.length > 0
      ? `the other lesions since ${say.scan(since)}: ${parts.join('; ')}`
      : 'no other untreated lesion of the baseline was measured';
  },
  'lesions-shrank': ({ lesions, since }, say) =>
    lesions.length === 0
      ? 'which lesions shrank is not known'
      : `${say.list(
          lesions.map(({ lesion, baseline, now }) =>
            baseline === null || now === null
              ? `${say.lesion(lesion)} shrank, size not known`
              : `${say.lesion(lesion)} shrank ${say.millimetres(baseline)} to ${say.millimetres(now)} mm`,
          ),
        )} since ${say.scan(since)}`,
  course: ({ course, heldSince, beside }, say) => {
    if (course === null) return 'whether shrinkage and growth fall into the same interval is not known';
    if (course === 'concurrent')
      return beside === 'new-lesion' || beside === 'growth-before'
        ? 'what responds was still shrinking at this scan'
        : courses.concurrent;
    const escape = beside === 'new-lesion' ? 'and a lesion is new beside it' : 'and other disease now grows';
    if (heldSince === null) return `what responds did not shrink further beyond measurement noise, ${escape}`;
    return heldSince === undefined
      ? courses.sequential
      : `the response has held since ${say.scan(heldSince)}, ${escape}`;
  },
  'ebv-dna-course': ({ values }, say) =>
    `EBV DNA ${values
      .map(
        ({ copies, belowDetection, date }) =>
          `${belowDetection ? 'below detection' : `${say.number(copies)} copies/ml`} (${say.dated(date)})`,
      )
      .join(', ')}`,

  'progression-began': ({ kind, at, causes }, say) => {
    const words =
      kind === 'first' ? 'first progression by RECIST 1.1' : 'progression anew, unconfirmed (iUPD of iRECIST),';
    return `${words} ${say.at(at)}${causes.length > 0 ? `: ${causes.map(say.phrase).join('; ')}` : ''}`;
  },
  'progression-not-settled': ({ at }, say) => `progression ${say.at(at)} is not settled`,
  'flagged-at': ({ at, reason }, say) => `flagged ${say.at(at)}: ${withoutPoint(say.phrase(reason))}`,
  'progression-shown': ({ progresses, at, response, immune, afterProgression, causes }, say) => {
    const verdicts = [
      ...(response === null ? [] : [`RECIST 1.1 ${response}`]),
      ...(immune === null ? [] : [`iRECIST ${immune}`]),
      ...(afterProgression ? ['after an earlier progression'] : []),
    ];
    return `${progresses ? 'progression' : 'scan'} ${say.at(at)}${verdicts.length > 0 ? ` (${verdicts.join(', ')})` : ''}${causes.length > 0 ? `: ${causes.map(say.phrase).join('; ')}` : ''}`;
  },
  'sum-rose': ({ from, to }, say) =>
    `the sum of target diameters rose ${say.millimetres(from)} to ${say.millimetres(to)} mm against its lowest value before (${say.percent(from, to)})`,
  'non-targets-progressed': ({ lesions }, say) =>
    `unequivocal progression was reported of ${lesions.length > 0 ? say.lesions(lesions) : 'non-target lesions'}`,
  'lesions-are-new': ({ lesions }, say) => `new: ${lesions.length > 0 ? say.lesions(lesions) : 'a lesion'}`,

  'ecog-trend': ({ values }, say) =>
    values.length === 0
      ? 'ECOG not known'
      : `ECOG ${values.map(({ value, date }) => `${value} (${say.dated(date)})`).join(', ')}`,
  stability: ({ by, date, stable }, say) =>
    `clinically ${stable ? 'stable' : 'not stable'}, as stated by ${by} (${say.dated(date)})`,
  'stability-not-confirmed': () => 'clinical stability was not confirmed',
  'confirmation-window': ({ window, after }, say) =>
    window === null
      ? '4 to 8 weeks after the scan, whose date is not known'
      : `between ${say.day(window.from)} and ${say.day(window.to)}, 4 to 8 weeks after ${say.scan(after)}`,
  modality: ({ modality }) => (modality === null ? 'modality not stated' : codeInWords(modality)),

  drug: ({ drugs }, say) => drugNames(drugs, say),
  'other-drugs': ({ drugs }, say) => say.drugs(drugs) || 'other drugs',
  'drug-and-imaging': ({ drugs, ongoing, imaging }, say) => {
    const scan = imaging === 'early-mr' ? 'an early MR' : 'the next planned scan';
    if (ongoing === 'no') return scan;
    return `${drugNames(drugs, say)}${ongoing === 'unknown' ? ' (whether still given is not known)' : ''} and ${scan}`;
  },
  'while-drug-continues': ({ drugs, ongoing, lastDose }, say) => {
    const drug = drugNames(drugs, say);
    if (ongoing === 'no')
      return lastDose === null
        ? `now that ${drug} ${drugs.length > 1 ? 'have' : 'has'} ended`
        : `after the last dose of ${drug} (${say.date(lastDose)})`;
    return `while ${drug} ${drugs.length > 1 ? 'continue' : 'continues'}${ongoing === 'unknown' ? ' (whether it is still given is not known)' : ''}`;
  },
  'line-given': ({ drugs, line, ended }, say) => {
    const given = `${drugs.length > 0 ? say.drugs(drugs) : 'drugs not known'} (${line === null ? 'line not known' : `line ${line}`}`;
    if (ended === undefined) return `${given})`;
    return `none; ended: ${given}; last dose ${ended.lastDose === null ? 'not known' : say.date(ended.lastDose)})`;
  },

  'distant-responded': ({ lesions, since, response, respondingSince }, say) => {
    const standing =
      respondingSince === null
        ? 'no overall response by RECIST 1.1 at this scan'
        : `overall ${response} since ${say.scan(respondingSince)}`;
    return `distant disease responded since ${say.scan(since)} (${lesions.map((lesion) => followed(lesion, say)).join('; ')}), ${standing}`;
  },
  'distant-course': ({ lesions, since }, say) =>
    lesions.length > 0
      ? `distant lesions since ${say.scan(since)}: ${lesions.map((lesion) => followed(lesion, say)).join('; ')}`
      : 'no distant lesion is known',
  residue: ({ lesions }, say) =>
    lesions.length === 0
      ? 'which lesions are left is not known'
      : lesions
          .map(({ regionNamed, ...lesion }) => `${followed(lesion, say)}${regionNamed ? '' : ', region not named'}`)
          .join('; '),
  'sizes-now': ({ lesions }, say) => lesions.map((lesion) => present(lesion, say)).join('; ') || 'none',
  'clinicians-word': ({ about, answer, by, date }, say) => {
    if (answer === null) return `${about === 'resectable' ? 'resectability' : 'irradiability'} not stated`;
    return `${answer === 'yes' ? '' : 'not '}${about} (${by ?? 'clinician not named'}, ${say.dated(date)})`;
  },
  'organs-at-risk': ({ organs }, say) => (organs.length > 0 ? say.list(organs.map(codeInWords)) : 'an organ'),
  reports: ({ reports }, say) =>
    say.list(
      reports.map(
        ({ what, report, date }) =>
          `${say.quoted(report)} (${what === null ? 'organ at risk' : codeInWords(what)}; ${say.dated(date)})`,
      ),
    ),
  tissue: ({ lesions }, say) =>
    lesions.map(({ lesion, shows }) => `${say.lesion(lesion)}: ${say.quoted(shows)}`).join('; '),
  'tissue-of-lesions': ({ lesions }, say) =>
    lesions.map(({ lesion, said }) => `${say.lesion(lesion)}, ${say.phrase(said)}`).join('; '),
  'no-tumour-in-tissue': ({ lesions }, say) =>
    lesions
      .map(({ lesion, date, kind, method, needle }) => {
        const how = [
          ...(method === null ? [] : [tissueMethods[method]]),
          ...(kind === null ? [] : [tissueKinds[kind]]),
        ];
        return `no tumour in the tissue of ${say.date(date)}${how.length > 0 ? ` (${how.join(', ')})` : ''}: ${say.lesion(lesion)}${needle ? '; a negative needle does not exclude tumour' : ''}`;
      })
      .join('; '),
  'prior-radiotherapy-open': ({ courses: stated }, say) =>
    `in which of the prior courses it lies is not known: ${stated.map((course) => withoutPoint(say.phrase(course))).join('; ')}`,
  'prior-radiotherapy-interval': ({ months, several }) =>
    `${months} month${months === 1 ? '' : 's'} from ${several ? 'the end of the last of them' : 'its end'} to this scan`,
  'miri-class': ({ class: found }) => miriClasses[found],
  'prior-radiotherapy': ({ field, doseGy, start, end, plan, fractions, technique }, say) => {
    const plans = { yes: 'the treatment plan is available', no: 'the treatment plan is not available' };
    return `prior radiotherapy: ${say.sent(field)}${technique === undefined ? '' : `, ${say.sent(technique)}`}, ${doseGy === null ? 'dose not known' : `${say.number(doseGy)} Gy${typeof fractions === 'number' ? ` in ${fractions} fractions` : ''}`}, ${start === undefined ? '' : `${say.date(start)} to `}${end === null ? 'end not known' : say.date(end)}; ${plan === null ? 'whether the treatment plan is available is not known' : plans[plan]}`;
  },
  'prior-radiotherapy-unknown': ({ statedNone }) =>
    statedNone ? 'no prior radiotherapy was stated, and a field was' : 'dose and date of the prior field are not known',

  'faster-growth': ({ met, notMet, notAssessable }, say) =>
    [
      `met: ${say.list(met)}`,
      ...(notMet.length > 0 ? [`not met: ${say.list(notMet)}`] : []),
      ...(notAssessable.length > 0 ? [`not assessable: ${say.list(notAssessable)}`] : []),
    ].join('; '),
  'growth-rates': ({ before, on }, say) =>
    `volume grew ${rate(before.volume, say)} % a month before and ${rate(on.volume, say)} % a month under treatment; the sum of diameters ${rate(before.diameters, say)} and ${rate(on.diameters, say)} mm a month`,

  'response-not-evaluable': ({ at, missing }, say) =>
    `the response ${say.at(at)} is not evaluable (NE)${missing.length > 0 ? `; without a size or a word: ${say.lesions(missing)}` : ''}`,
  'readers-differ': ({ definition, evaluatorsFor, evaluatorsAgainst }, say) =>
    `${definition} is met for ${say.list(evaluatorsFor)} and not met for ${say.list(evaluatorsAgainst)}`,
  'modalities-differ': ({ modality, response, otherModality, otherResponse }) =>
    `${modality === null ? 'one scan' : codeInWords(modality)} and ${codeInWords(otherModality)} differ: ${response ?? 'no response'} and ${otherResponse}`,
  'sizes-and-uptake-differ': ({ says }, say) => `sizes and uptake differ: ${withoutPoint(say.phrase(says))}`,
  'uptake-dissociates': ({ rising }, say) =>
    `PET shows uptake falling in some lesions and rising in ${say.lesions(rising)}, and no sizes were stated`,
  'assessments-held': ({ labels }, say) => `the assessment of ${say.list(labels)} waits for the sender`,
  'not-in-this-item': ({ labels }, say) =>
    `Not in this item: the assessment of ${say.list(labels)} waits for the sender.`,
  'what-is-open': ({ reasons }, say) =>
    `what is open: ${reasons.map((reason) => withoutPoint(say.phrase(reason))).join('; ')}`,
  readings: ({ readings }, say) =>
    readings
      .map(
        ({ evaluator, lesion, sizes }) =>
          `${evaluator} measured ${lesion} ${sizes.map(say.millimetres).join(' to ')} mm`,
      )
      .join('; '),
  'radiology-to-say': () => 'which reading or image would settle it is for radiology to say',

  'verdict-bounds': ({ missing, responseUpTo, progressionFrom }, say) => {
    const sum = missing.map(({ label }) => label).join(' + ');
    const are = missing.length === 1 ? 'is' : 'are';
    return [
      ...(responseUpTo === null ? [] : [`PR if ${sum} ${are} at most ${say.millimetres(responseUpTo)} mm`]),
      ...(progressionFrom === null ? [] : [`PD from ${say.millimetres(progressionFrom)} mm`]),
    ].join(', ');
  },
  'verdict-bound-of-progression': ({ missing, progressionFrom }, say) =>
    `PR if ${missing.map(({ label }) => label).join(' + ')} ${missing.length === 1 ? 'is' : 'are'} under ${say.millimetres(progressionFrom)} mm, PD from there`,
  'measured-all-the-same': ({ growth }, say) =>
    `measured all the same: ${growth.map((one) => withoutPoint(say.phrase(one))).join('; ')}`,
  'definition-held': ({ definition, reason, holds }, say) =>
    `${definition} is met and held back: ${withoutPoint(say.phrase(reason))}; ${holds.map((hold) => inSentence(withoutPoint(say.phrase(hold)))).join('; ')}`,
  'baseline-after-start': ({ baseline, growth }, say) =>
    [
      `the first scan (${say.scan(baseline)}) came after the start of the treatment and is no true baseline`,
      ...growth.map((one) => withoutPoint(say.phrase(one))),
    ].join('; '),
  'merged-mass-grew': ({ mass, parts, before, now }, say) =>
    `${say.lesion(mass)} is one mass with ${say.lesions(parts)}: ${say.millimetres(now)} mm, its parts were ${say.millimetres(before)} mm together (${say.percent(before, now)}); the axes differ, so no size stands`,
  conditions: ({ conditions }) => conditions.map(codeInWords).join(', ').replace('sarcoid like', 'sarcoid-like'),
  'lesions-smaller': ({ lesions, since }, say) => `since ${say.scan(since)} smaller: ${allSized(lesions, say)}`,
  'one-of-the-new-lesions': ({ lesions }, say) =>
    `one of the ${lesions.length} new lesions [${lesions.map(say.lesion).join('; ')}]`,
  'nothing-asked-case': ({ why }) =>
    why === 'died' ? 'The patient has died: nothing is asked.' : 'Follow-up has ended: nothing is asked.',
  'nothing-asked-outside': ({ population }, say) => `Nothing is asked: ${withoutPoint(say.phrase(population))}.`,
  'nothing-asked-finding': ({ definition, tier, reason, because }, say) =>
    `${definition} (${tier}) raises no question of its own: ${because.map((one) => withoutPoint(say.phrase(one))).join('; ')}. ${say.phrase(reason)}`,
  'nothing-asked-oligoprogression': ({ growth, untreatable, readers }, say) =>
    `Oligoprogression raises no question of its own${readers === undefined ? '' : `: seen by ${say.list(readers.for)}, not by ${say.list(readers.against)}, and no reader is designated`}${untreatable.length > 0 ? `: called not treatable locally: ${say.lesions(untreatable)}` : ''}. ${capitalised(say.list(growth.map((one) => withoutPoint(say.phrase(one)))))}.`,
  'nothing-asked-open': ({ definitions, at, because }, say) =>
    `${say.list(definitions)} could not be assessed ${say.at(at)}, and no question is raised: ${withoutPoint(say.phrase(because))}.`,
  'waits-for-facts': ({ rule, facts }, say) => `${rule} waits for: ${facts.map(say.phrase).join(', ')}`,
  'no-rule-met': () => 'no rule is met by what is known',
  'course-without-flag': () => 'no dissociated response is flagged',

  'ecog-stated': ({ value, date }, say) => `ECOG ${value} was stated (${say.dated(date)})`,
  'symptom-burden-stated': ({ by, date }, say) =>
    `a burden of symptoms was stated by ${by ?? 'a clinician not named'} (${say.dated(date)})`,
  'no-local-option': () => 'every progressing lesion was called not treatable locally',

  'patient-declined': ({ date }, say) => `declined by the patient (${say.dated(date)})`,
  'wish-unmatched': ({ declines, date }, say) =>
    `whether ${say.quoted(declines)}, which the patient declined (${say.dated(date)}), means this option`,
  'said-by': ({ said, by, date }, say) => `${say.phrase(said)} (${by}, ${say.dated(date)})`,
  'said-of': ({ said, labels }, say) => `${say.phrase(said)} (${labels.join(', ')})`,
  'stays-untreated': ({ lesions }, say) =>
    lesions.length > 0
      ? `stays untreated: ${lesions.map((lesion) => present(lesion, say)).join('; ')}`
      : 'no known lesion stays untreated',
  'chase-list': chaseText,
  'last-stated': ({ fact, date }, say) => `${say.phrase(fact)} (last stated for ${say.day(date)})`,

  'shown-in-unknown-population': ({ population }, say) =>
    `shown in ${say.phrase(population)}; the population of this patient is not known`,
  'shown-in-other-population': ({ population, here }, say) =>
    `shown in ${say.phrase(population)}, not in ${here === 'nasopharynx' ? 'nasopharyngeal carcinoma' : 'squamous cell carcinoma of the head and neck'}`,
  'drug-studied': ({ drug }) => drugsStudied[drug],
  'line-studied': ({ line }) => linesStudied[line],
  'site-studied': ({ sites, virus, marker }, say) => {
    const of = marker === null || virus === 'both' ? null : markers[marker];
    const unread = [
      ...(sites === 'not-stated' ? ['primary sites'] : []),
      ...(of !== null && virus === 'not-stated' ? [`${of} status`] : []),
    ];
    return [
      ...(sites === 'not-stated' ? [] : [`studied at: ${say.list(sites.map(codeInWords))}`]),
      ...(of === null || virus === 'not-stated' ? [] : [`${of} ${virus} there`]),
      ...(unread.length === 0 ? [] : [`not read of it: ${say.list(unread)}`]),
    ].join(', ');
  },
  'extent-studied': ({ extents }, say) => {
    const read = extents.filter((extent) => extent !== 'not-stated');
    return read.length === 0
      ? 'the extent of disease there was not read'
      : `studied in ${say.list(read.map((extent) => extentsStudied[extent]))}`;
  },
  'inhibitor-studied': ({ inhibitor }) => inhibitorStudied[inhibitor],
  'question-studied': ({ question }) => `asked there: ${questionsStudied[question]}`,
  'design-studied': ({ design }) => designsStudied[design],
  'selected-patients': () => 'selected patients',

  'stated-differently': ({ fact, lesion, sides }, say) =>
    `${codeInWords(fact)}${lesion === null ? '' : ` of ${lesion}`} was stated as ${say.list(sides.map((side) => stated(side, say)))}`,
  'locoregional-with-distant': ({ lesions }, say) =>
    `the disease was stated as locoregional only, and ${say.lesions(lesions)} is listed`,
  'no-radiotherapy-with-field': ({ lesions }, say) =>
    `no prior radiotherapy was stated, and ${say.lesions(lesions)} was stated to lie in a prior field`,
  'given-after-last-dose': ({ lastDose }, say) =>
    `the drug was stated as still given, and its last dose as ${say.date(lastDose)}`,
  'stable-with-worse-ecog': ({ by, date, before, after, ecogDate }, say) =>
    `${by} stated (${say.dated(date)}) that the patient is clinically stable, and ECOG went from ${before} to ${after} (${say.dated(ecogDate)})`,
  'oligometastatic-with-many': ({ count }) =>
    `the disease was stated as oligometastatic before the drug, and ${count} distant lesions were measured at baseline`,
  'operated-and-measured': ({ lesion, on, size }, say) =>
    `${say.lesion(lesion)} was operated on (${say.dated(on)}), and measured ${say.millimetres(size)} mm afterwards`,

  'change-because': ({ code, parts }, say) => {
    const words = changeReasons[code];
    return parts.length === 0
      ? words
      : `${withoutPoint(words)}: ${parts.map((part) => withoutPoint(say.phrase(part))).join(', ')}.`;
  },
  part: ({ field }) => partNames[field] ?? field,
  'rule-versions': ({ then, now }) => `${then} then, ${now} now`,

  'catalogue-template': catalogueTemplate,
  'said-when': ({ said, when }, say) => `${say.phrase(said)} (when ${say.phrase(when)})`,
  'rule-population': ({ population }) => populations[population],
  'all-of': ({ parts }, say) => `all of: ${parts.map((part) => `(${say.phrase(part)})`).join(', ')}`,
  'any-of': ({ parts }, say) => `any of: ${parts.map((part) => `(${say.phrase(part)})`).join(', ')}`,
  not: ({ part }, say) => `not (${say.phrase(part)})`,
  'fact-is': ({ fact, is }, say) => `${say.quoted(say.phrase(fact))} is ${is ? 'true' : 'false'}`,
  'fact-counts': ({ fact, ...bounds }, say) => `${say.quoted(say.phrase(fact))} is ${bounded(bounds)}`,
  'all-of-these': () => 'all of these',
  'any-of-these': () => 'any of these',
  'not-this': () => 'not',
  'fact-answer': ({ fact, is }, say) => `${say.phrase(fact)}: ${is ? 'yes' : 'no'}`,
  'fact-count': ({ fact, ...bounds }, say) => `${say.phrase(fact)}: ${bounded(bounds)}`,

  'population-covered': ({ site }) => codeInWords(site),
  'population-by-marker': ({ marker }) => `neck node of unknown primary, ${marker} positive`,
  'population-outside': ({ why }) => `outside what these rules cover: ${outside[why]}`,
  'population-unknown': ({ missing }) => `population unknown: not known: ${missing.map((gap) => gaps[gap]).join(', ')}`,
};
