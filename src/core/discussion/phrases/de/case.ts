/** The page of a case in German. */
import { numberedLines } from '../line-numbers.js';
import type { NamedScan, StandingKind } from '../../../response/index.js';
import type { Discipline } from '../../catalog/discipline-names.js';
import type { CaseField, CasePhrases, GrownLesion, ScreenHeading } from '../case-phrases.js';
import type { CaseTexts } from '../phrase.js';
import { type Phrasebook, type Say } from '../say.js';
import { codeInWords } from './codes.js';
import { shortOptions, shortReasons } from './short.js';

const fields: Readonly<Record<CaseField, string>> = {
  age: 'Alter',
  sex: 'Geschlecht',
  'primary-site': 'Primärlokalisation',
  histology: 'Histologie',
  p16: 'p16',
  ebv: 'EBV',
  cps: 'CPS',
  stage: 'Stadium',
  'prior-radiotherapy': 'frühere Strahlentherapie',
  'lines-before': 'frühere Linien',
  drug: 'Medikament',
  'line-number': 'Linie',
  week: 'Woche',
  'ebv-dna': 'EBV-DNA',
  ecog: 'ECOG',
  wish: 'Wunsch',
  'previous-decision': 'voriger Beschluss',
};

const none: Readonly<Partial<Record<CaseField, string>>> = {
  'prior-radiotherapy': 'keine frühere Strahlentherapie',
  'lines-before': 'keine frühere Linie',
  wish: 'kein Wunsch angegeben',
  'previous-decision': 'kein voriger Beschluss',
};

const headings: Readonly<Record<ScreenHeading, string>> = {
  lesion: 'Läsion (mm)',
  baseline: 'Ausgangswert',
  'previous-nadir': 'voriger Nadir',
  now: 'jetzt',
  'against-baseline': 'zum Ausgangswert',
  'against-nadir': 'zum Nadir',
  option: 'Option, ohne Rangfolge',
  for: 'dafür',
  against: 'dagegen',
  'not-known': 'nicht bekannt',
  'could-change-most': 'nicht bekannt, mit der größten möglichen Änderung',
};

const notes: Readonly<Partial<Record<StandingKind, string>>> = {
  'within-noise': 'kann Messrauschen sein',
  new: 'neu',
  'new-equivocal': 'neu, fraglich',
  treated: 'behandelt',
  merged: 'verschmolzen',
  'second-primary': 'Zweittumor',
  held: 'Untersuchung angehalten',
};

const withoutQuestion: Readonly<Record<CasePhrases['case-without-question']['dissociation'], string>> = {
  met: 'Eine Definition des dissoziierten Ansprechens ist erfüllt; es stellt sich keine Frage.',
  'not-met': 'Kein dissoziiertes Ansprechen in dem, was gemessen wurde; nichts wird gefragt.',
  'not-assessable':
    'Ob ein dissoziiertes Ansprechen vorliegt, lässt sich aus dem Gemessenen nicht beurteilen; nichts wird gefragt.',
  held: 'Die letzte Untersuchung ist angehalten: Vom jetzigen Stand ist nichts bekannt.',
  'no-follow-up': 'Noch keine Verlaufsuntersuchung: nichts lässt sich vergleichen.',
};

const orders: Readonly<Record<CasePhrases['case-order']['of'], string>> = {
  questions: 'Die Fragen stehen in der festen Lesereihenfolge der Regeln; sie zeigt keine Präferenz.',
  options: 'Die Optionen stehen in der Reihenfolge, in der die Fragen gelesen werden; sie zeigt keine Präferenz.',
  unknowns:
    'Was nicht bekannt ist, steht danach, was es ändern könnte: eine Markierung oder ob sich eine Frage stellt, dann eine Option, dann das Übrige.',
};

const disciplineNames: Readonly<Record<Discipline, string>> = {
  'medical-oncology': 'internistische Onkologie',
  'radiation-oncology': 'Strahlentherapie',
  'ear-nose-throat-surgery': 'HNO-Chirurgie',
  'oral-and-maxillofacial-surgery': 'Mund-, Kiefer- und Gesichtschirurgie',
  radiology: 'Radiologie',
  pathology: 'Pathologie',
  'nuclear-medicine': 'Nuklearmedizin',
  neurosurgery: 'Neurochirurgie',
  'spine-surgery': 'Wirbelsäulenchirurgie',
  'thoracic-surgery': 'Thoraxchirurgie',
  'interventional-radiology': 'interventionelle Radiologie',
  'vascular-surgery': 'Gefäßchirurgie',
  'speech-therapy': 'Logopädie',
  dietetics: 'Ernährungsberatung',
  'palliative-care': 'Palliativmedizin',
};

const grown = ({ lesion, from, to, baseline }: GrownLesion, say: Say): string =>
  `${say.lesion(lesion)} von ${say.millimetres(from)} auf ${say.millimetres(to)} mm${baseline === null ? '' : ` (Ausgangswert ${say.millimetres(baseline)})`}`;

/** Lesions that are compared with the same scan stand together. */
function grownSince(grew: readonly GrownLesion[], at: NamedScan | null, say: Say): string {
  const scans = [...new Set(grew.map(({ since }) => say.scan(since)))];
  return scans
    .map((since) => {
      const own = grew.filter((lesion) => say.scan(lesion.since) === since);
      return `Gewachsen ${since} bis ${say.scan(at)}: ${say.list(own.map((lesion) => grown(lesion, say)))}`;
    })
    .join('; ');
}

const ofLesions = (lesions: readonly string[]): string => (lesions.length === 0 ? '' : ` (${lesions.join(', ')})`);

export const casePhrases: Phrasebook<CasePhrases & CaseTexts> = {
  'case-age': ({ years, born }) => (years === null ? `geboren ${born}` : `${years} J.`),
  'case-code': ({ code }) => codeInWords(code),
  'case-marker': ({ marker, positive }) => `${marker}${positive ? '+' : '−'}`,
  'case-cps': ({ score, assay }, say) => `CPS ${score}${assay === null ? '' : ` (${say.sent(assay)})`}`,
  'case-stage': ({ stage, edition }) => `Stadium ${stage}${edition === null ? '' : `, ${edition}. Auflage`}`,
  'case-radiotherapy': ({ courses }, say) =>
    courses
      .map(
        ({ field, doseGy, end }) =>
          `Strahlentherapie ${say.sent(field)}, ${doseGy === null ? 'Dosis ?' : `${say.number(doseGy)} Gy`}, ${end === null ? 'Ende ?' : `bis ${say.date(end)}`}`,
      )
      .join('; '),
  'case-lines-before': ({ words }, say) =>
    `frühere Linien: ${numberedLines(words, say.sent, (number) => `Linie ${number}:`)}`,
  'case-drugs': ({ drugs, lastDose }, say) =>
    `${drugs.map((drug) => say.drugs([drug])).join(' + ')}${lastDose === null ? '' : `, letzte Gabe ${say.date(lastDose)}`}`,
  'case-line-number': ({ number }) => `Linie ${number}`,
  'case-week': ({ week }) => `Woche ${week}`,
  'case-ecog': ({ values, date }, say) => `ECOG ${values.join(' → ')} (${say.dated(date)})`,
  'case-wish': ({ words, date }, say) => `Wunsch: ${say.quoted(words)} (${say.dated(date)})`,
  'case-none': ({ field }) => none[field] ?? `${fields[field]}: keine`,
  'case-unknown': ({ field }) => `${fields[field]} ?`,

  'case-grew': ({ grew, at }, say) => `${grownSince(grew, at, say)}.`,
  'case-new': ({ lesions, at }, say) =>
    `Neu ${say.at(at)}: ${say.list(
      lesions.map(
        ({ lesion, size, equivocal }) =>
          `${say.lesion(lesion)}${size === null ? '' : ` ${say.millimetres(size)} mm`}${equivocal ? ' (fraglich)' : ''}`,
      ),
    )}.`,
  'case-response': ({ shrank, since, recist, immune, afterProgression }, say) => {
    const shrunk = shrank.map(({ lesion, from, to }) => `${say.lesion(lesion)} ${say.percent(from, to)}`);
    const verdicts = [
      ...(recist === null ? [] : [`RECIST ${recist}`]),
      ...(immune === null ? [] : [`iRECIST ${immune}`]),
      ...(afterProgression ? ['nach einem früheren Progress'] : []),
    ];
    return `${[
      ...(shrunk.length === 0 ? [] : [`Geschrumpft seit ${say.scan(since)}: ${say.list(shrunk)}`]),
      ...(verdicts.length === 0 ? [] : [verdicts.join(', ')]),
    ].join('; ')}.`;
  },
  'case-held': ({ held, scans }) => `Nicht beurteilbar: ${held} von ${scans} Untersuchungen angehalten.`,
  'case-without-question': ({ dissociation }) => withoutQuestion[dissociation],
  'case-proposal': ({ words, by, date }, say) =>
    `Vorgeschlagen von ${say.sent(by)} (${say.dated(date)}): ${say.quoted(words)}`,

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
  'fact-short': ({ fact }, say) => say.text(`fact/${fact}/name`) ?? codeInWords(fact),
  'and-more': ({ count }) => `${count} weitere`,
  'unknown-shown': ({ fact, lesions, whoCouldAnswer }, say) =>
    `${say.phrase(fact)}${ofLesions(lesions)}; fragen: ${say.phrase(whoCouldAnswer)}`,
  'case-order': ({ of }) => orders[of],

  'one-of-disciplines': ({ oneOf }) => oneOf.map((one) => disciplineNames[one]).join(' oder '),
  'someone-who-saw-the-patient': () => 'jemand, der den Patienten gesehen hat, mit Datum',
  readiness: ({ there, of, first }, say) => {
    const counted = `${there} von ${of} Fakten liegen vor`;
    if (first === null) return counted;
    const { standing, fact, lesions, whoCouldAnswer, lastStated } = first;
    const last = standing === 'stale' && lastStated !== null ? `, zuletzt angegeben für ${say.day(lastStated)}` : '';
    return `${counted}; ${standing === 'missing' ? 'es fehlt zuerst' : 'zuerst veraltet'}: ${say.phrase(fact)}${ofLesions(lesions)}${last} (${say.phrase(whoCouldAnswer)})`;
  },
};
