/** The page of a case in English. */
import { numberedLines } from '../line-numbers.js';
import type { NamedScan, StandingKind } from '../../../response/index.js';
import type { Discipline } from '../../catalog/discipline-names.js';
import type { CaseField, CasePhrases, GrownLesion, ScreenHeading } from '../case-phrases.js';
import type { CaseTexts } from '../phrase.js';
import { type Phrasebook, type Say } from '../say.js';
import { codeInWords } from './codes.js';
import { shortFacts, shortOptions, shortReasons } from './short.js';

const fields: Readonly<Record<CaseField, string>> = {
  age: 'age',
  sex: 'sex',
  'primary-site': 'primary site',
  histology: 'histology',
  p16: 'p16',
  ebv: 'EBV',
  cps: 'CPS',
  stage: 'stage',
  'prior-radiotherapy': 'prior radiotherapy',
  'lines-before': 'earlier lines',
  drug: 'drug',
  'line-number': 'line',
  week: 'week',
  'ebv-dna': 'EBV DNA',
  ecog: 'ECOG',
  wish: 'wish',
  'previous-decision': 'previous decision',
};

const none: Readonly<Partial<Record<CaseField, string>>> = {
  'prior-radiotherapy': 'no prior radiotherapy',
  'lines-before': 'no earlier line',
  wish: 'no wish stated',
  'previous-decision': 'no previous decision',
};

const headings: Readonly<Record<ScreenHeading, string>> = {
  lesion: 'lesion (mm)',
  baseline: 'baseline',
  'previous-nadir': 'previous nadir',
  now: 'now',
  'against-baseline': 'against baseline',
  'against-nadir': 'against nadir',
  option: 'option, in no order',
  for: 'for',
  against: 'against',
  'not-known': 'not known',
  'could-change-most': 'not known, and could change most',
};

const notes: Readonly<Partial<Record<StandingKind, string>>> = {
  'within-noise': 'may be noise',
  new: 'new',
  'new-equivocal': 'new, equivocal',
  treated: 'treated',
  merged: 'merged',
  'second-primary': 'second primary',
  held: 'scan held',
};

const withoutQuestion: Readonly<Record<CasePhrases['case-without-question']['dissociation'], string>> = {
  met: 'A definition of dissociated response is met; no question is raised.',
  'not-met': 'No dissociated response in what was measured; nothing is asked.',
  'not-assessable':
    'Whether there is a dissociated response cannot be assessed from what was measured; nothing is asked.',
  held: 'The last scan is held: nothing is known of now.',
  'no-follow-up': 'No follow-up scan yet: nothing can be compared.',
};

const orders: Readonly<Record<CasePhrases['case-order']['of'], string>> = {
  questions: 'Questions stand in the fixed order of reading of the rules; it shows no preference.',
  options: 'Options stand in the order in which the questions are read; it shows no preference.',
  unknowns:
    'What is not known stands by what it could change: a flag or whether a question applies, then an option, then the rest.',
};

const disciplineNames: Readonly<Record<Discipline, string>> = {
  'medical-oncology': 'medical oncology',
  'radiation-oncology': 'radiation oncology',
  'ear-nose-throat-surgery': 'ENT surgery',
  'oral-and-maxillofacial-surgery': 'oral and maxillofacial surgery',
  radiology: 'radiology',
  pathology: 'pathology',
  'nuclear-medicine': 'nuclear medicine',
  neurosurgery: 'neurosurgery',
  'spine-surgery': 'spine surgery',
  'thoracic-surgery': 'thoracic surgery',
  'interventional-radiology': 'interventional radiology',
  'vascular-surgery': 'vascular surgery',
  'speech-therapy': 'speech therapy',
  dietetics: 'dietetics',
  'palliative-care': 'palliative care',
};

const grown = ({ lesion, from, to, baseline }: GrownLesion, say: Say): string =>
  `${say.lesion(lesion)} ${say.millimetres(from)} to ${say.millimetres(to)} mm${baseline === null ? '' : ` (${say.millimetres(baseline)} at baseline)`}`;

/** Lesions that are compared with the same scan stand together. */
function grownSince(grew: readonly GrownLesion[], at: NamedScan | null, say: Say): string {
  const scans = [...new Set(grew.map(({ since }) => say.scan(since)))];
  return scans
    .map((since) => {
      const own = grew.filter((lesion) => say.scan(lesion.since) === since);
      return `Grew ${since} to ${say.scan(at)}: ${say.list(own.map((lesion) => grown(lesion, say)))}`;
    })
    .join('; ');
}

const ofLesions = (lesions: readonly string[]): string => (lesions.length === 0 ? '' : ` (${lesions.join(', ')})`);

export const casePhrases: Phrasebook<CasePhrases & CaseTexts> = {
  'case-age': ({ years, born }) => (years === null ? `born ${born}` : `${years} y`),
  'case-code': ({ code }) => codeInWords(code),
  'case-marker': ({ marker, positive }) => `${marker}${positive ? '+' : '−'}`,
  'case-cps': ({ score, assay }, say) => `CPS ${score}${assay === null ? '' : ` (${say.sent(assay)})`}`,
  'case-stage': ({ stage, edition }, say) =>
    `stage ${say.sent(stage)}${edition === null ? '' : `, edition ${edition}`}`,
  'case-radiotherapy': ({ courses }, say) =>
    courses
      .map(
        ({ field, doseGy, end }) =>
          `radiotherapy ${say.sent(field)}, ${doseGy === null ? 'dose ?' : `${say.number(doseGy)} Gy`}, ${end === null ? 'end ?' : `to ${say.date(end)}`}`,
      )
      .join('; '),
  'case-lines-before': ({ words }, say) =>
    `earlier lines: ${numberedLines(words, say.sent, (number) => `line ${number}:`)}`,
  'case-drugs': ({ drugs, lastDose }, say) =>
    `${drugs.map((drug) => drug).join(' + ')}${lastDose === null ? '' : `, last dose ${say.date(lastDose)}`}`,
  'case-line-number': ({ number }) => `line ${number}`,
  'case-week': ({ week }) => `week ${week}`,
  'case-ecog': ({ values, date }, say) => `ECOG ${values.join(' → ')} (${say.dated(date)})`,
  'case-wish': ({ words, date }, say) => `wish: ${say.quoted(words)} (${say.dated(date)})`,
  'case-none': ({ field }) => none[field] ?? `${fields[field]}: none`,
  'case-unknown': ({ field }) => `${fields[field]} ?`,

  'case-grew': ({ grew, at }, say) => `${grownSince(grew, at, say)}.`,
  'case-new': ({ lesions, at }, say) =>
    `New ${say.at(at)}: ${say.list(
      lesions.map(
        ({ lesion, size, equivocal }) =>
          `${say.lesion(lesion)}${size === null ? '' : ` ${say.millimetres(size)} mm`}${equivocal ? ' (equivocal)' : ''}`,
      ),
    )}.`,
  'case-response': ({ shrank, since, recist, immune, afterProgression }, say) => {
    const shrunk = shrank.map(({ lesion, from, to }) => `${say.lesion(lesion)} ${say.percent(from, to)}`);
    const verdicts = [
      ...(recist === null ? [] : [`RECIST ${recist}`]),
      ...(immune === null ? [] : [`iRECIST ${immune}`]),
      ...(afterProgression ? ['after an earlier progression'] : []),
    ];
    return `${[
      ...(shrunk.length === 0 ? [] : [`Shrank since ${say.scan(since)}: ${say.list(shrunk)}`]),
      ...(verdicts.length === 0 ? [] : [verdicts.join(', ')]),
    ].join('; ')}.`;
  },
  'case-held': ({ held, scans }) => `Cannot be assessed: ${held} of ${scans} scans held.`,
  'case-without-question': ({ dissociation }) => withoutQuestion[dissociation],
  'case-proposal': ({ words, by, date }, say) =>
    `Proposed by ${say.sent(by)} (${say.dated(date)}): ${say.quoted(words)}`,

  'screen-heading': ({ heading }) => headings[heading],
  'size-shown': ({ size, reported }, say) => {
    if (size !== null) return say.millimetres(size);
    return reported === null || reported === 'no-row' ? '–' : codeInWords(reported);
  },
  'change-shown': ({ from, to }, say) => (from === null || to === null ? '–' : say.percent(from, to)),
  'standing-note': ({ kind }) => notes[kind] ?? '',
  'option-short': ({ option, words, lesions }, say) =>
    `${shortOptions[option] ?? say.phrase(words)}${ofLesions(lesions)}`,
  'reason-short': ({ reason }, say) =>
    (reason.id === 'catalogue' ? shortReasons[reason.parameters.text] : undefined) ?? say.phrase(reason),
  'fact-short': ({ fact }, say) => shortFacts[fact] ?? say.text(`fact/${fact}/name`) ?? codeInWords(fact),
  'and-more': ({ count }) => `${count} more`,
  'unknown-shown': ({ fact, lesions, whoCouldAnswer }, say) =>
    `${say.phrase(fact)}${ofLesions(lesions)}; ask: ${say.phrase(whoCouldAnswer)}`,
  'case-order': ({ of }) => orders[of],

  'one-of-disciplines': ({ oneOf }) => oneOf.map((one) => disciplineNames[one]).join(' or '),
  'someone-who-saw-the-patient': () => 'someone who has seen the patient, with the date',
  readiness: ({ there, of, first }, say) => {
    const counted = `${there} of ${of} facts there`;
    if (first === null) return counted;
    const { standing, fact, lesions, whoCouldAnswer, lastStated } = first;
    const last = standing === 'stale' && lastStated !== null ? `, last stated for ${say.day(lastStated)}` : '';
    return `${counted}; first ${standing === 'missing' ? 'missing' : 'out of date'}: ${say.phrase(fact)}${ofLesions(lesions)}${last} (${say.phrase(whoCouldAnswer)})`;
  },
};
