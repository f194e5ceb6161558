/**
 * The phrases of the discussion room in German. Groups of lesions ('the-lesions', 'the-new-lesions') are genitive attributes with their
 * article or 'von': a text puts them behind the noun that they belong to ('Biopsie {growing-lesions}').
 */
import { faultInGerman } from '../../../record/index.js';
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
  `${say.lesion(lesion)} von ${say.millimetres(from)} auf ${say.millimetres(to)} mm`;

const allSized = (lesions: readonly SizedLesion[], say: Say): string =>
  lesions.map((lesion) => sized(lesion, say)).join('; ');

/** Both sizes where both are known, else the state reported now. */
function followed({ lesion, baseline, now, state }: FollowedLesion, say: Say): string {
  if (baseline !== null && now !== null) return sized({ lesion, from: baseline, to: now }, say);
  return `${say.lesion(lesion)} ${state === null ? 'nicht bekannt' : codeInWords(state)}`;
}

function present({ lesion, now, state }: PresentLesion, say: Say): string {
  if (now !== null) return `${say.lesion(lesion)} ${say.millimetres(now)} mm`;
  return `${say.lesion(lesion)} ${state === null ? 'Größe nicht bekannt' : codeInWords(state)}`;
}

const measured = ({ lesion, size }: MeasuredLesion, say: Say): string =>
  `${say.lesion(lesion)}, ${size === null ? 'nicht gemessen' : `${say.millimetres(size)} mm`}`;

const groups: Readonly<Record<LesionGroup, string>> = {
  growing: 'wachsenden Läsionen',
  'at-issue': 'Läsionen',
  'growing-in-neck': 'wachsenden Läsionen an Primärtumor und Hals',
  'growing-in-field': 'wachsenden Läsionen in einem früheren Bestrahlungsfeld',
  residual: 'verbliebenen Läsionen',
};

const drugNames = (drugs: readonly string[], say: Say): string =>
  drugs.length > 0 ? say.drugs(drugs) : 'das Medikament';

const rate = (value: number | null, say: Say): string => (value === null ? 'nicht bekannt' : say.number(value, 1));

function stated({ state, value, date }: StatedValue, say: Say): string {
  const words = state === 'known' ? say.value(value, codeInWords) : state === 'none' ? 'keine' : 'unbekannt';
  return `${say.quoted(words)} (${say.dated(date)})`;
}

/** A sentence as it goes on after another; names of lesions and codes keep their letters. */
const inSentence = (words: string): string =>
  words.replace(/^(?:Die|Der|Das|Eine?|Es|Niemand)(?= )/u, (first) => first.toLowerCase());

const outside: Readonly<Record<OutsideReason, string>> = {
  'curative-intent': 'perioperative, adjuvante oder andere Therapielinie in kurativer Absicht',
  salivary: 'Primärtumor der Speicheldrüse',
  cutaneous: 'Primärtumor der Haut',
  thyroid: 'Primärtumor der Schilddrüse',
  'other-site': 'Primärtumor außerhalb der genannten Lokalisationen an Kopf und Hals',
  'other-histology': 'andere Histologie',
};

const gaps: Readonly<Record<PopulationGap, string>> = {
  'primary-site': 'Primärlokalisation',
  histology: 'Histologie',
  'primary-site-of-nasopharyngeal-carcinoma':
    'Primärlokalisation (Nasopharynxkarzinom wurde mit einer anderen Lokalisation angegeben)',
};

const drugsStudied: Readonly<Record<DiscussionPhrases['drug-studied']['drug'], string>> = {
  'checkpoint-inhibitor': 'dort gegeben: ein Checkpoint-Inhibitor allein',
  'checkpoint-inhibitor-with-chemotherapy': 'dort gegeben: ein Checkpoint-Inhibitor mit Chemotherapie',
  chemotherapy: 'dort gegeben: Chemotherapie allein',
  none: 'untersucht ohne das Medikament, um das es geht',
};

const questionsStudied: Readonly<Record<DiscussionPhrases['question-studied']['question'], string>> = {
  'local-control-of-growth': 'lokale Behandlung der wachsenden Läsionen',
  'local-control-of-all-sites': 'lokale Behandlung aller Metastasen',
  'abscopal-effect': 'ein abskopaler Effekt',
  'survival-under-systemic-treatment': 'Überleben unter systemischer Behandlung',
  'treatment-beyond-progression': 'das Medikament über den Progress hinaus',
  'salvage-surgery': 'Salvage-Operation',
  're-irradiation': 'Re-Bestrahlung',
  'radiotherapy-of-recurrence': 'Strahlentherapie eines Rezidivs',
  'locoregional-treatment-after-response': 'lokoregionäre Behandlung nach einem Ansprechen',
  conversion: 'Konversion',
  'confirming-scan': 'eine bestätigende Untersuchung',
  'pace-of-growth': 'die Geschwindigkeit des Wachstums',
  'early-palliative-care': 'frühe Palliativmedizin',
};

const designsStudied: Readonly<Record<DiscussionPhrases['design-studied']['design'], string>> = {
  randomised: 'randomisiert',
  'single-arm': 'nicht randomisiert (einarmig)',
  retrospective: 'nicht randomisiert (retrospektiv)',
  'post-hoc': 'nicht dafür randomisiert (Post-hoc-Analyse einer Studie)',
  pooled: 'nicht randomisiert (gepoolte Serien)',
  'case-series': 'nicht randomisiert (Fallserie)',
  consensus: 'ein Konsens, keine Studie',
  guideline: 'eine Leitlinie, keine Studie',
};

const extentsStudied: Readonly<
  Record<Exclude<DiscussionPhrases['extent-studied']['extents'][number], 'not-stated'>, string>
> = {
  'locoregional-recurrence': 'lokoregionärem Rezidiv',
  metastatic: 'metastasierter Erkrankung',
  'de-novo-metastatic': 'primär metastasierter Erkrankung',
  oligometastatic: 'oligometastasierter Erkrankung',
  'few-progressing': 'wenigen progredienten Läsionen',
};

const inhibitorStudied: Readonly<Record<DiscussionPhrases['inhibitor-studied']['inhibitor'], string>> = {
  'before-progression': 'untersucht vor einem Progress unter Checkpoint-Inhibitor',
  'at-or-after-progression': 'untersucht bei oder nach einem Progress unter Checkpoint-Inhibitor',
  'not-stated': 'ob dort vorher ein Checkpoint-Inhibitor gegeben wurde, wurde nicht gelesen',
};

const linesStudied: Readonly<Record<DiscussionPhrases['line-studied']['line'], string>> = {
  first: 'untersucht in der ersten Therapielinie',
  later: 'untersucht nach einer früheren Therapielinie',
  'not-stated': 'die Therapielinie dort wurde nicht gelesen',
};

const markers = { p16: 'p16', ebv: 'EBV' } as const;
const markerStates = { positive: 'positiv', negative: 'negativ', both: 'positiv oder negativ' } as const;

const courses = {
  concurrent: 'Schrumpfung und Wachstum fallen in dasselbe Intervall',
  sequential: 'das Ansprechen hielt seit einer früheren Untersuchung an, und andere Herde wachsen jetzt',
} as const;

/** Items of rule sets before 1.6.0 do not say it. */
const withoutIt = (scan: NamedScan | null | undefined, say: Say): string =>
  scan === null || scan === undefined
    ? ' (keine frühere Untersuchung zeigt die Stelle ohne sie)'
    : ` (nicht berichtet ${say.at(scan)})`;

const miriClasses: Readonly<Record<DiscussionPhrases['miri-class']['class'], string>> = {
  'I-or-II': 'MIRI-Klasse I, wenn zuvor reseziert wird, sonst II (mehr als 2 Jahre)',
  II: 'MIRI-Klasse II (höchstens 2 Jahre, ohne Ernährungssonde und Tracheostoma)',
  III: 'MIRI-Klasse III (höchstens 2 Jahre, mit Ernährungssonde oder Tracheostoma)',
  'II-or-III':
    'MIRI-Klasse II oder III (höchstens 2 Jahre; ob es eine Ernährungssonde oder ein Tracheostoma gibt, ist nicht bekannt)',
  unknown: 'die MIRI-Klasse ist nicht bekannt, da das Intervall es nicht ist',
};

const populations: Readonly<Record<DiscussionPhrases['rule-population']['population'], string>> = {
  squamous: 'Plattenepithelkarzinom des Kopf-Hals-Bereichs',
  nasopharynx: 'Nasopharynxkarzinom',
  unknown: 'Population noch nicht bekannt',
  outside: 'Patienten außerhalb dessen, was die anderen Regeln abdecken',
};

function bounded({ atLeast, atMost }: Omit<DiscussionPhrases['fact-count'], 'fact'>): string {
  if (atLeast !== null && atMost !== null) return `${atLeast} bis ${atMost}`;
  return atLeast === null ? `höchstens ${atMost}` : `mindestens ${atLeast}`;
}

/** The phrases of the discussion room in German. */
export const discussionPhrases: Phrasebook<DiscussionPhrases> = {
  ...statedPhrases,
  ...casePhrases,
  'as-written': ({ text }) => text,
  'sender-query': (fault) => faultInGerman(fault).wrong,
  catalogue: catalogueText,
  list: ({ parts }, say) => say.list(parts.map(say.phrase)),
  clauses: ({ parts }, say) => parts.map((part) => withoutPoint(say.phrase(part))).join('; '),

  lesion: (lesion, say) => say.lesion(lesion),
  lesions: ({ lesions }, say) => (lesions.length === 0 ? 'Läsionen nicht bekannt' : say.lesions(lesions)),
  'the-lesions': ({ group, lesions }, say) =>
    lesions.length === 1
      ? `von ${say.lesions(lesions)}`
      : `der ${lesions.length} ${groups[group]} (${lesions.map(say.lesion).join('; ')})`,
  'the-new-lesions': ({ lesions }, say) =>
    lesions.length === 1
      ? `der neuen Läsion [${say.lesions(lesions)}]`
      : `der ${lesions.length} neuen Läsionen [${lesions.map(say.lesion).join('; ')}]`,
  'neck-operation': ({ nodes, others }, say) =>
    say.list([
      ...(nodes.length > 0 ? [`Neck-Dissection von ${say.lesions(nodes)}`] : []),
      ...(others.length > 0 ? [`Resektion von ${say.lesions(others)}`] : []),
    ]) || 'Operation',

  'lesion-grew': ({ lesion, from, to, since, at }, say) =>
    `${sized({ lesion, from, to }, say)} gewachsen (${say.percent(from, to)}, ${say.growth(from, to)}; ${say.scan(since)} bis ${say.scan(at)})`,
  'lesion-called-growing': ({ lesion, from, to, since, at }, say) =>
    `${say.lesion(lesion)} gilt einem anderen Befunder als wachsend und maß hier ${say.millimetres(from)} und ${say.millimetres(to)} mm (${say.scan(since)} und ${say.scan(at)})`,
  'lesion-progressed': ({ lesion, at }, say) =>
    `${say.lesion(lesion)} wurde als eindeutiger Progress berichtet (${say.scan(at)})`,
  'lesion-is-new': ({ lesion, size, at, first, notAt }, say) =>
    first === undefined
      ? `${say.lesion(lesion)} ist neu (${say.scan(at)}), ${size === null ? 'nicht gemessen' : `${say.millimetres(size)} mm`}`
      : `${say.lesion(lesion)} ist neu seit ${say.scan(first)}${withoutIt(notAt, say)}; ${size === null ? 'nicht gemessen' : `${say.millimetres(size)} mm`} (${say.scan(at)})`,
  'lesion-took-up-more': ({ lesion, at }, say) =>
    `${say.lesion(lesion)} zeigte in der PET mehr Aufnahme (${say.scan(at)}), während andere weniger aufnahmen`,
  'new-lesions-appeared': ({ lesions, at, notAt }, say) =>
    lesions.some(({ first }) => first === undefined)
      ? `neu ${say.at(at)}, nicht berichtet ${say.at(notAt)}: ${say.list(lesions.map((lesion) => measured(lesion, say)))}`
      : say.list(
          lesions.map(
            (lesion) =>
              `neu seit ${say.scan(lesion.first ?? null)}${withoutIt(lesion.notAt, say)}: ${measured(lesion, say)} (${say.scan(at)})`,
          ),
        ),
  'others-changed': (
    { shrank, changedLess, rose = [], regrown = [], unknown, count, nothingElse = true, since, at },
    say,
  ) => {
    const whose =
      shrank.length === count && nothingElse
        ? 'alle anderen Läsionen'
        : `${shrank.length} von ${count} anderen Läsionen`;
    const verb = shrank.length === 1 && count > 1 ? 'schrumpfte' : 'schrumpften';
    const parts = [
      ...(shrank.length > 0
        ? [`${whose} ${verb} um mindestens 30 % seit ${say.scan(since)} (${allSized(shrank, say)})`]
        : []),
      ...(changedLess.length > 0
        ? [
            `${changedLess.length} ${changedLess.length === 1 ? 'änderte' : 'änderten'} sich um weniger als 30 %${shrank.length > 0 ? '' : ` seit ${say.scan(since)}`} (${allSized(changedLess, say)})`,
          ]
        : []),
      ...(rose.length > 0
        ? [`${rose.length} ${rose.length === 1 ? 'nahm' : 'nahmen'} um mindestens 30 % zu (${allSized(rose, say)})`]
        : []),
      ...(unknown.length > 0 ? [`${say.at(at)} nicht bekannt: ${say.lesions(unknown)}`] : []),
      ...(regrown.length > 0 ? [`lokal behandelt und seither wieder gewachsen: ${allSized(regrown, say)}`] : []),
    ];
    return parts.length > 0 ? parts.join('; ') : 'keine andere unbehandelte Läsion des Ausgangsbefunds wurde gemessen';
  },
  'others-since': ({ sized: lesions, unsized, since }, say) => {
    const parts = [
      ...lesions.map((lesion) => sized(lesion, say)),
      ...unsized.map((lesion) => `${say.lesion(lesion)} ohne Größe`),
    ];
    return parts.length > 0
      ? `die anderen Läsionen seit ${say.scan(since)}: ${parts.join('; ')}`
      : 'keine andere unbehandelte Läsion des Ausgangsbefunds wurde gemessen';
  },
  'lesions-shrank': ({ lesions, since }, say) =>
    lesions.length === 0
      ? 'welche Läsionen schrumpften, ist nicht bekannt'
      : `geschrumpft seit ${say.scan(since)}: ${say.list(
          lesions.map(({ lesion, baseline, now }) =>
            baseline === null || now === null
              ? `${say.lesion(lesion)}, Größe nicht bekannt`
              : sized({ lesion, from: baseline, to: now }, say),
          ),
        )}`,
  course: ({ course, heldSince, beside }, say) => {
    if (course === null) return 'ob Schrumpfung und Wachstum in dasselbe Intervall fallen, ist nicht bekannt';
    if (course === 'concurrent')
      return beside === 'new-lesion' || beside === 'growth-before'
        ? 'was anspricht, schrumpfte bei dieser Untersuchung noch'
        : courses.concurrent;
    const escape = beside === 'new-lesion' ? 'und daneben ist eine Läsion neu' : 'und andere Herde wachsen jetzt';
    if (heldSince === null) return `was anspricht, schrumpfte nicht weiter als das Messrauschen, ${escape}`;
    return heldSince === undefined
      ? courses.sequential
      : `das Ansprechen hält seit ${say.scan(heldSince)} an, ${escape}`;
  },
  'ebv-dna-course': ({ values }, say) =>
    `EBV-DNA ${values
      .map(
        ({ copies, belowDetection, date }) =>
          `${belowDetection ? 'unter der Nachweisgrenze' : `${say.number(copies)} Kopien/ml`} (${say.dated(date)})`,
      )
      .join(', ')}`,
  'progression-began': ({ kind, at, causes }, say) => {
    const words =
      kind === 'first' ? 'erster Progress nach RECIST 1.1' : 'erneuter Progress, unbestätigt (iUPD nach iRECIST),';
    return `${words} ${say.at(at)}${causes.length > 0 ? `: ${causes.map(say.phrase).join('; ')}` : ''}`;
  },
  'progression-not-settled': ({ at }, say) => `ob ${say.at(at)} ein Progress vorliegt, ist nicht geklärt`,
  'flagged-at': ({ at, reason }, say) => `markiert ${say.at(at)}: ${withoutPoint(say.phrase(reason))}`,
  'progression-shown': ({ progresses, at, response, immune, afterProgression, causes }, say) => {
    const verdicts = [
      ...(response === null ? [] : [`RECIST 1.1 ${response}`]),
      ...(immune === null ? [] : [`iRECIST ${immune}`]),
      ...(afterProgression ? ['nach einem früheren Progress'] : []),
    ];
    return `${progresses ? 'Progress' : 'Untersuchung'} ${say.at(at)}${verdicts.length > 0 ? ` (${verdicts.join(', ')})` : ''}${causes.length > 0 ? `: ${causes.map(say.phrase).join('; ')}` : ''}`;
  },
  'sum-rose': ({ from, to }, say) =>
    `die Summe der Durchmesser der Zielläsionen stieg gegenüber ihrem niedrigsten Wert davor von ${say.millimetres(from)} auf ${say.millimetres(to)} mm (${say.percent(from, to)})`,
  'non-targets-progressed': ({ lesions }, say) =>
    `eindeutiger Progress berichtet: ${lesions.length > 0 ? say.lesions(lesions) : 'Nichtzielläsionen'}`,
  'lesions-are-new': ({ lesions }, say) => `neu: ${lesions.length > 0 ? say.lesions(lesions) : 'eine Läsion'}`,

  'ecog-trend': ({ values }, say) =>
    values.length === 0
      ? 'ECOG nicht bekannt'
      : `ECOG ${values.map(({ value, date }) => `${value} (${say.dated(date)})`).join(', ')}`,
  stability: ({ by, date, stable }, say) =>
    `klinisch ${stable ? 'stabil' : 'nicht stabil'} nach Angabe von ${by} (${say.dated(date)})`,
  'stability-not-confirmed': () => 'klinische Stabilität nicht bestätigt',
  'confirmation-window': ({ window, after }, say) =>
    window === null
      ? '4 bis 8 Wochen nach der Untersuchung, deren Datum nicht bekannt ist'
      : `zwischen ${say.day(window.from)} und ${say.day(window.to)}, 4 bis 8 Wochen nach der Untersuchung (${say.scan(after)})`,
  modality: ({ modality }) => (modality === null ? 'Verfahren nicht angegeben' : codeInWords(modality)),

  drug: ({ drugs }, say) => drugNames(drugs, say),
  'other-drugs': ({ drugs }, say) => say.drugs(drugs) || 'andere Medikamente',
  'drug-and-imaging': ({ drugs, ongoing, imaging }, say) => {
    const scan = imaging === 'early-mr' ? 'eine frühe MRT' : 'die nächste geplante Bildgebung';
    if (ongoing === 'no') return scan;
    return `${drugNames(drugs, say)}${ongoing === 'unknown' ? ' (ob noch gegeben, ist nicht bekannt)' : ''} und ${scan}`;
  },
  'while-drug-continues': ({ drugs, ongoing, lastDose }, say) => {
    const verb = drugs.length > 1 ? 'werden' : 'wird';
    if (ongoing === 'no')
      return lastDose === null
        ? `nachdem ${drugNames(drugs, say)} beendet ${drugs.length > 1 ? 'wurden' : 'wurde'}`
        : `nach der letzten Gabe ${drugs.length > 0 ? `von ${say.drugs(drugs)}` : 'des Medikaments'} (${say.date(lastDose)})`;
    return `während ${drugNames(drugs, say)} weitergegeben ${verb}${ongoing === 'unknown' ? ' (ob die Gabe noch läuft, ist nicht bekannt)' : ''}`;
  },
  'line-given': ({ drugs, line, ended }, say) => {
    const given = `${drugs.length > 0 ? say.drugs(drugs) : 'Medikamente nicht bekannt'} (${line === null ? 'Therapielinie nicht bekannt' : `${line}. Therapielinie`}`;
    if (ended === undefined) return `${given})`;
    return `keine; beendet: ${given}; letzte Gabe ${ended.lastDose === null ? 'nicht bekannt' : say.date(ended.lastDose)})`;
  },

  'distant-responded': ({ lesions, since, response, respondingSince }, say) => {
    const standing =
      respondingSince === null
        ? 'kein Gesamtansprechen nach RECIST 1.1 bei dieser Untersuchung'
        : `insgesamt ${response} seit ${say.scan(respondingSince)}`;
    return `die Fernmetastasen sprachen seit ${say.scan(since)} an (${lesions.map((lesion) => followed(lesion, say)).join('; ')}), ${standing}`;
  },
  'distant-course': ({ lesions, since }, say) =>
    lesions.length > 0
      ? `Fernmetastasen seit ${say.scan(since)}: ${lesions.map((lesion) => followed(lesion, say)).join('; ')}`
      : 'keine Fernmetastase ist bekannt',
  residue: ({ lesions }, say) =>
    lesions.length === 0
      ? 'welche Läsionen verblieben sind, ist nicht bekannt'
      : lesions
          .map(({ regionNamed, ...lesion }) => `${followed(lesion, say)}${regionNamed ? '' : ', Region nicht genannt'}`)
          .join('; '),
  'sizes-now': ({ lesions }, say) => lesions.map((lesion) => present(lesion, say)).join('; ') || 'keine',
  'clinicians-word': ({ about, answer, by, date }, say) => {
    if (answer === null) return `${about === 'resectable' ? 'Resektabilität' : 'Bestrahlbarkeit'} nicht angegeben`;
    return `${answer === 'yes' ? '' : 'nicht '}${about === 'resectable' ? 'resektabel' : 'bestrahlbar'} (${by ?? 'ohne Namen'}, ${say.dated(date)})`;
  },
  'organs-at-risk': ({ organs }, say) => (organs.length > 0 ? say.list(organs.map(codeInWords)) : 'ein Organ'),
  reports: ({ reports }, say) =>
    say.list(
      reports.map(
        ({ what, report, date }) =>
          `${say.quoted(report)} (${what === null ? 'gefährdetes Organ' : codeInWords(what)}; ${say.dated(date)})`,
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
        return `kein Tumor im Gewebe vom ${say.date(date)}${how.length > 0 ? ` (${how.join(', ')})` : ''}: ${say.lesion(lesion)}${needle ? '; eine negative Nadel schließt Tumor nicht aus' : ''}`;
      })
      .join('; '),
  'prior-radiotherapy-open': ({ courses: stated }, say) =>
    `in welcher der früheren Serien sie liegt, ist nicht bekannt: ${stated.map((course) => withoutPoint(say.phrase(course))).join('; ')}`,
  'prior-radiotherapy-interval': ({ months, several }) =>
    `${months} ${months === 1 ? 'Monat' : 'Monate'} ${several ? 'vom Ende der letzten von ihnen' : 'von ihrem Ende'} bis zu dieser Untersuchung`,
  'miri-class': ({ class: found }) => miriClasses[found],
  'prior-radiotherapy': ({ field, doseGy, start, end, plan, fractions, technique }, say) => {
    const plans = { yes: 'der Bestrahlungsplan liegt vor', no: 'der Bestrahlungsplan liegt nicht vor' };
    return `frühere Strahlentherapie: ${say.sent(field)}${technique === undefined ? '' : `, ${say.sent(technique)}`}, ${doseGy === null ? 'Dosis nicht bekannt' : `${say.number(doseGy)} Gy${typeof fractions === 'number' ? ` in ${fractions} Fraktionen` : ''}`}, ${start === undefined ? '' : `${say.date(start)} bis `}${end === null ? 'Ende nicht bekannt' : say.date(end)}; ${plan === null ? 'ob der Bestrahlungsplan vorliegt, ist nicht bekannt' : plans[plan]}`;
  },
  'prior-radiotherapy-unknown': ({ statedNone }) =>
    statedNone
      ? 'angegeben wurde, dass es keine frühere Strahlentherapie gab, und doch ein Feld'
      : 'Dosis und Datum des früheren Feldes sind nicht bekannt',

  'faster-growth': ({ met, notMet, notAssessable }, say) =>
    [
      `erfüllt: ${say.list(met)}`,
      ...(notMet.length > 0 ? [`nicht erfüllt: ${say.list(notMet)}`] : []),
      ...(notAssessable.length > 0 ? [`nicht beurteilbar: ${say.list(notAssessable)}`] : []),
    ].join('; '),
  'growth-rates': ({ before, on }, say) =>
    `das Volumen wuchs vor der Behandlung um ${rate(before.volume, say)} % und unter der Behandlung um ${rate(on.volume, say)} % im Monat; die Summe der Durchmesser um ${rate(before.diameters, say)} und ${rate(on.diameters, say)} mm im Monat`,

  'response-not-evaluable': ({ at, missing }, say) =>
    `das Ansprechen ${say.at(at)} ist nicht beurteilbar (NE)${missing.length > 0 ? `; ohne Größe und ohne Angabe: ${say.lesions(missing)}` : ''}`,
  'readers-differ': ({ definition, evaluatorsFor, evaluatorsAgainst }, say) =>
    `${definition} ist erfüllt für ${say.list(evaluatorsFor)} und nicht erfüllt für ${say.list(evaluatorsAgainst)}`,
  'modalities-differ': ({ modality, response, otherModality, otherResponse }) =>
    `${modality === null ? 'eine Untersuchung' : codeInWords(modality)} und ${codeInWords(otherModality)} stimmen nicht überein: ${response ?? 'kein Ergebnis'} und ${otherResponse}`,
  'sizes-and-uptake-differ': ({ says }, say) =>
    `Größen und Aufnahme stimmen nicht überein: ${withoutPoint(say.phrase(says))}`,
  'uptake-dissociates': ({ rising }, say) =>
    `die PET zeigt in einigen Läsionen fallende und in ${say.lesions(rising)} steigende Aufnahme, und Größen wurden nicht angegeben`,
  'assessments-held': ({ labels }, say) => `die Untersuchung ${say.list(labels.map(say.sent))} wartet auf den Absender`,
  'not-in-this-item': ({ labels }, say) =>
    `Hierin nicht enthalten: Die Untersuchung ${say.list(labels.map(say.sent))} wartet auf den Absender.`,
  'what-is-open': ({ reasons }, say) =>
    `offen ist: ${reasons.map((reason) => withoutPoint(say.phrase(reason))).join('; ')}`,
  readings: ({ readings }, say) =>
    readings
      .map(
        ({ evaluator, lesion, sizes }) =>
          `${evaluator} maß ${lesion} mit ${sizes.map(say.millimetres).join(', dann ')} mm`,
      )
      .join('; '),
  'radiology-to-say': () => 'welche Befundung oder Aufnahme es klären würde, muss die Radiologie sagen',

  'verdict-bounds': ({ missing, responseUpTo, progressionFrom }, say) => {
    const sum = missing.map(({ label }) => label).join(' + ');
    return [
      ...(responseUpTo === null ? [] : [`PR, wenn ${sum} höchstens ${say.millimetres(responseUpTo)} mm messen`]),
      ...(progressionFrom === null ? [] : [`PD ab ${say.millimetres(progressionFrom)} mm`]),
    ].join(', ');
  },
  'verdict-bound-of-progression': ({ missing, progressionFrom }, say) =>
    `PR, wenn ${missing.map(({ label }) => label).join(' + ')} weniger als ${say.millimetres(progressionFrom)} mm messen, PD ab da`,
  'measured-all-the-same': ({ growth }, say) =>
    `dennoch gemessen: ${growth.map((one) => withoutPoint(say.phrase(one))).join('; ')}`,
  'definition-held': ({ definition, reason, holds }, say) =>
    `${definition} ist erfüllt und zurückgehalten: ${withoutPoint(say.phrase(reason))}; ${holds.map((hold) => inSentence(withoutPoint(say.phrase(hold)))).join('; ')}`,
  'baseline-after-start': ({ baseline, growth }, say) =>
    [
      `die erste Untersuchung (${say.scan(baseline)}) lag nach dem Beginn der Behandlung und ist kein echter Ausgangsbefund`,
      ...growth.map((one) => withoutPoint(say.phrase(one))),
    ].join('; '),
  'merged-mass-grew': ({ mass, parts, before, now }, say) =>
    `${say.lesion(mass)} ist eine Raumforderung mit ${say.lesions(parts)}: ${say.millimetres(now)} mm, ihre Teile maßen zusammen ${say.millimetres(before)} mm (${say.percent(before, now)}); die Achsen sind verschieden, daher steht keine Größe fest`,
  conditions: ({ conditions }) => conditions.map(codeInWords).join(', '),
  'lesions-smaller': ({ lesions, since }, say) => `seit ${say.scan(since)} kleiner: ${allSized(lesions, say)}`,
  'one-of-the-new-lesions': ({ lesions }, say) =>
    `einer der ${lesions.length} neuen Läsionen [${lesions.map(say.lesion).join('; ')}]`,
  'nothing-asked-case': ({ why }) =>
    why === 'died'
      ? 'Der Patient ist verstorben: Es wird nichts gefragt.'
      : 'Die Nachsorge ist beendet: Es wird nichts gefragt.',
  'nothing-asked-outside': ({ population }, say) => `Es wird nichts gefragt: ${withoutPoint(say.phrase(population))}.`,
  'nothing-asked-finding': ({ definition, tier, reason, because }, say) =>
    `${definition} (${tier === 'flag' ? 'Markierung' : 'Beobachtung'}) löst keine eigene Frage aus: ${because.map((one) => withoutPoint(say.phrase(one))).join('; ')}. ${say.phrase(reason)}`,
  'nothing-asked-oligoprogression': ({ growth, untreatable, readers }, say) =>
    `Die Oligoprogression stellt keine eigene Frage${readers === undefined ? '' : `: gesehen von ${say.list(readers.for)}, nicht von ${say.list(readers.against)}, und kein Beurteiler ist benannt`}${untreatable.length > 0 ? `: als lokal nicht behandelbar bezeichnet: ${say.lesions(untreatable)}` : ''}. ${capitalised(say.list(growth.map((one) => withoutPoint(say.phrase(one)))))}.`,
  'nothing-asked-open': ({ definitions, at, because }, say) =>
    `${say.list(definitions)} ließ sich ${say.at(at)} nicht beurteilen, und es wird nichts gefragt: ${withoutPoint(say.phrase(because))}.`,
  'waits-for-facts': ({ rule, facts }, say) => `${rule} wartet auf: ${facts.map(say.phrase).join(', ')}`,
  'no-rule-met': () => 'keine Regel ist durch das Bekannte erfüllt',
  'course-without-flag': () => 'kein dissoziiertes Ansprechen ist markiert',

  'ecog-stated': ({ value, date }, say) => `ECOG ${value} wurde angegeben (${say.dated(date)})`,
  'symptom-burden-stated': ({ by, date }, say) =>
    `Symptomlast nach Angabe von ${by ?? 'einer nicht namentlich genannten Person'} (${say.dated(date)})`,
  'no-local-option': () => 'jede progrediente Läsion wurde als lokal nicht behandelbar angegeben',

  'patient-declined': ({ date }, say) => `vom Patienten abgelehnt (${say.dated(date)})`,
  'wish-unmatched': ({ declines, date }, say) =>
    `ob ${say.quoted(declines)}, vom Patienten abgelehnt (${say.dated(date)}), diese Option meint`,
  'said-by': ({ said, by, date }, say) => `${say.phrase(said)} (${by}, ${say.dated(date)})`,
  'said-of': ({ said, labels }, say) => `${say.phrase(said)} (${labels.join(', ')})`,
  'stays-untreated': ({ lesions }, say) =>
    lesions.length > 0
      ? `bleibt unbehandelt: ${lesions.map((lesion) => present(lesion, say)).join('; ')}`
      : 'keine bekannte Läsion bleibt unbehandelt',
  'chase-list': chaseText,
  'last-stated': ({ fact, date }, say) => `${say.phrase(fact)} (zuletzt angegeben für ${say.day(date)})`,

  'shown-in-unknown-population': ({ population }, say) =>
    `gezeigt bei: ${say.phrase(population)}; die Population dieses Patienten ist nicht bekannt`,
  'shown-in-other-population': ({ population, here }, say) =>
    `gezeigt bei: ${say.phrase(population)}; nicht beim ${here === 'nasopharynx' ? 'Nasopharynxkarzinom' : 'Plattenepithelkarzinom des Kopf-Hals-Bereichs'}`,
  'drug-studied': ({ drug }) => drugsStudied[drug],
  'line-studied': ({ line }) => linesStudied[line],
  'site-studied': ({ sites, virus, marker }, say) => {
    const of = marker === null || virus === 'both' ? null : markers[marker];
    const unread = [
      ...(sites === 'not-stated' ? ['Primärlokalisationen'] : []),
      ...(of !== null && virus === 'not-stated' ? [`${of}-Status`] : []),
    ];
    return [
      ...(sites === 'not-stated' ? [] : [`untersucht bei: ${say.list(sites.map(codeInWords))}`]),
      ...(of === null || virus === 'not-stated' ? [] : [`${of} dort ${markerStates[virus]}`]),
      ...(unread.length === 0 ? [] : [`dazu nicht gelesen: ${say.list(unread)}`]),
    ].join(', ');
  },
  'extent-studied': ({ extents }, say) => {
    const read = extents.filter((extent) => extent !== 'not-stated');
    return read.length === 0
      ? 'die Ausdehnung der Erkrankung dort wurde nicht gelesen'
      : `untersucht bei ${say.list(read.map((extent) => extentsStudied[extent]))}`;
  },
  'inhibitor-studied': ({ inhibitor }) => inhibitorStudied[inhibitor],
  'question-studied': ({ question }) => `dort gefragt: ${questionsStudied[question]}`,
  'design-studied': ({ design }) => designsStudied[design],
  'selected-patients': () => 'ausgewählte Patienten',

  'stated-differently': ({ fact, lesion, sides }, say) =>
    `${codeInWords(fact)}${lesion === null ? '' : ` von ${lesion}`} wurde angegeben als ${say.list(sides.map((side) => stated(side, say)))}`,
  'locoregional-with-distant': ({ lesions }, say) =>
    `die Erkrankung wurde als nur lokoregionär angegeben, und aufgeführt ist: ${say.lesions(lesions)}`,
  'no-radiotherapy-with-field': ({ lesions }, say) =>
    `keine frühere Strahlentherapie wurde angegeben, und in einem früheren Feld liegt nach Angabe: ${say.lesions(lesions)}`,
  'given-after-last-dose': ({ lastDose }, say) =>
    `angegeben wurde, dass das Medikament noch gegeben wird, und als letzte Gabe ${say.date(lastDose)}`,
  'stable-with-worse-ecog': ({ by, date, before, after, ecogDate }, say) =>
    `klinisch stabil nach Angabe von ${by} (${say.dated(date)}), und der ECOG ging von ${before} auf ${after} (${say.dated(ecogDate)})`,
  'oligometastatic-with-many': ({ count }) =>
    `die Erkrankung wurde vor dem Medikament als oligometastasiert angegeben, und ${count} Fernmetastasen wurden zu Beginn gemessen`,
  'operated-and-measured': ({ lesion, on, size }, say) =>
    `${say.lesion(lesion)} wurde operiert (${say.dated(on)}) und danach mit ${say.millimetres(size)} mm gemessen`,

  'change-because': ({ code, parts }, say) => {
    const words = changeReasons[code];
    return parts.length === 0
      ? words
      : `${withoutPoint(words)}: ${parts.map((part) => withoutPoint(say.phrase(part))).join(', ')}.`;
  },
  part: ({ field }) => partNames[field] ?? field,
  'rule-versions': ({ then, now }) => `${then} damals, ${now} jetzt`,

  'catalogue-template': catalogueTemplate,
  'said-when': ({ said, when }, say) => `${say.phrase(said)} (wenn ${say.phrase(when)})`,
  'rule-population': ({ population }) => populations[population],
  'all-of': ({ parts }, say) => `alle von: ${parts.map((part) => `(${say.phrase(part)})`).join(', ')}`,
  'any-of': ({ parts }, say) => `eines von: ${parts.map((part) => `(${say.phrase(part)})`).join(', ')}`,
  not: ({ part }, say) => `nicht (${say.phrase(part)})`,
  'fact-is': ({ fact, is }, say) => `${say.quoted(say.phrase(fact))} ist ${is ? 'wahr' : 'falsch'}`,
  'fact-counts': ({ fact, ...bounds }, say) => `${say.quoted(say.phrase(fact))} ist ${bounded(bounds)}`,
  'all-of-these': () => 'alle von diesen',
  'any-of-these': () => 'eines von diesen',
  'not-this': () => 'nicht',
  'fact-answer': ({ fact, is }, say) => `${say.phrase(fact)}: ${is ? 'ja' : 'nein'}`,
  'fact-count': ({ fact, ...bounds }, say) => `${say.phrase(fact)}: ${bounded(bounds)}`,

  'population-covered': ({ site }) => codeInWords(site),
  'population-by-marker': ({ marker }) => `Halslymphknoten bei unbekanntem Primärtumor, ${marker} positiv`,
  'population-outside': ({ why }) => `außerhalb dessen, was diese Regeln abdecken: ${outside[why]}`,
  'population-unknown': ({ missing }) =>
    `Population unbekannt: nicht bekannt: ${missing.map((gap) => gaps[gap]).join(', ')}`,
};
