/** From what was signed, and the bundle it rests on, to what a letter and minutes say. Pure. */
import { type Language, type Phrase, rendered } from '../../../core/discussion/index.js';
import type { AmendmentRow, DecisionRow } from '../decisions/decision-reading.js';
import type { SignedText } from '../decisions/signed-text.js';
import type { Bundle } from '../preparation/bundle.js';
import type { DecisionContent, LesionContent, LetterContent, SignatureContent } from './letter-content.js';
import { chartOf } from './letter-chart.js';
import { localDay, localMinute } from './local-times.js';
import { disciplineInWords, placeInWords } from './texts/disciplines.js';

/** What neither the signature nor the bundle says. */
export interface Letterhead {
  readonly language: Language;
  readonly synthetic: boolean;
  readonly boardName: string;
  readonly timeZone: string;
  /** Null for a case that was listed without a meeting: the day of the signature is the letter's. */
  readonly meeting: { readonly startsAt: Date; readonly place: string | null } | null;
  readonly identifier: string;
}

/** @throws RangeError for a text that was signed without its kind or intent, which no signature lets through */
export function decisionContent({ outcome, quorum }: SignedText, language: Language): DecisionContent {
  const { kind, intent, protocol, rationale, conditions, actions, dissent, unknown } = outcome;
  if (kind === null || intent === null) throw new RangeError('A signed outcome has a kind and an intent.');
  return {
    kind,
    protocol,
    intent,
    rationale,
    conditions: conditions.map((condition) => ({
      ...condition,
      owner: disciplineInWords(condition.owner, language),
    })),
    actions: actions.map((action) => ({ ...action, owner: disciplineInWords(action.owner, language) })),
    dissent: dissent.map(({ by, words }) => ({ by: disciplineInWords(by, language), words })),
    unknown,
    quorum: {
      present: (quorum?.present ?? []).map((code) => disciplineInWords(code, language)),
      missing: (quorum?.missing ?? []).map((anyOf) => placeInWords(anyOf, language)),
    },
  };
}

export const signatureContent = ({
  signedBy,
  signedAt,
  hash,
  timeZone,
}: Pick<DecisionRow, 'signedBy' | 'signedAt' | 'hash' | 'timeZone'>): SignatureContent => ({
  by: signedBy,
  at: localMinute(signedAt, timeZone),
  hash,
});

/** An option with the lesions that the board named for it. */
export const optionInWords = (
  { words, lesions }: SignedText['outcome']['options'][number],
  language: Language,
): string => (lesions.length === 0 ? words[language] : `${words[language]} (${lesions.join(', ')})`);

/** The letter of a decision, from the bundle on which the board looked: not from what stands now. */
export function letterContent(
  decision: DecisionRow,
  amendments: readonly AmendmentRow[],
  head: Letterhead,
): LetterContent {
  const { bundle, text, signedAt } = decision;
  const { language, timeZone } = head;
  const said = (phrase: Phrase): string => rendered(phrase, language);
  const screen = bundle.line?.screen ?? null;
  return {
    language,
    synthetic: head.synthetic,
    boardName: head.boardName,
    meeting: {
      date: localDay(head.meeting?.startsAt ?? signedAt, timeZone),
      place: head.meeting?.place ?? null,
    },
    patient: {
      caseLine: (screen?.caseLine ?? [])
        .filter(({ known }) => known)
        .map(({ words }) => said(words))
        .join(', '),
      identifier: head.identifier,
    },
    caseNumber: String(bundle.case.number),
    question: bundle.case.question === null ? '–' : said(bundle.case.question),
    clinicianProposal:
      bundle.case.proposal ?? (screen === null || screen.proposal === null ? null : said(screen.proposal)),
    whyNow: (screen?.whyNow ?? []).map(said),
    lesions: (screen?.lesions ?? []).map((row) => lesionContent(row, said)),
    options: optionsOf(bundle, text, language),
    decision: decisionContent(text, language),
    amendments: amendments.map(({ at, by, reason, text: words }) => ({
      at: localMinute(at, timeZone),
      by,
      reason,
      text: words,
    })),
    signed: signatureContent(decision),
    chart: chartOf(bundle, language),
  };
}

type LesionRow = NonNullable<Bundle['line']>['screen']['lesions'][number];

/** Kinds whose row may be left out of a letter that has no room. */
const unchanged: readonly string[] = ['within-noise', 'normal-node', 'baseline'];

const lesionContent = (row: LesionRow, said: (phrase: Phrase) => string): LesionContent => ({
  label: row.lesion,
  site: said(row.words),
  baseline: said(row.baseline),
  previousNadir: said(row.previousNadir),
  now: said(row.now),
  changeAgainstBaseline: said(row.againstBaseline),
  changeAgainstNadir: said(row.againstNadir),
  changed: !unchanged.includes(row.kind),
});

/** Every option that the board saw, then its own; those chosen are marked. */
function optionsOf({ line }: Bundle, { outcome }: SignedText, language: Language): LetterContent['options'] {
  const chosen = outcome.kind === 'options-chosen' ? outcome.options : [];
  const shown = (line?.merged.matrix.options ?? []).flatMap(({ id, words }) => {
    const same = chosen.filter((option) => option.id === id);
    return same.length === 0
      ? [{ words: rendered(words, language), chosen: false }]
      : same.map((option) => ({ words: optionInWords(option, language), chosen: true }));
  });
  const own = chosen
    .filter(({ id }) => id === null)
    .map((option) => ({ words: optionInWords(option, language), chosen: true }));
  return [...shown, ...own];
}
