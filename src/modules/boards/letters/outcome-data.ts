/** A decision as the templates print it: what a letter and minutes have in common. */
import type { DecisionContent, SignatureContent } from './letter-content.js';
import { shownDay, shownMinute } from './shown-times.js';
import type { LetterTexts } from './texts/index.js';

/** Words with what they are. */
export interface LabelledWords {
  readonly label: string;
  readonly words: string;
}

/** A table, or `none` where it has no rows. */
export interface TableData {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly none: string;
}

/** Labelled lines, or `none` where there are none. */
interface LinesData {
  readonly heading: string;
  readonly lines: readonly LabelledWords[];
  readonly none: string;
}

/** A list, or `none` where it is empty. */
export interface ListData {
  readonly heading: string;
  readonly items: readonly string[];
  readonly none: string;
}

export interface DecisionData {
  readonly heading: string;
  readonly statement: string;
  readonly chosen: readonly string[];
  readonly facts: readonly LabelledWords[];
  readonly conditions: TableData;
  readonly actions: TableData;
  readonly dissent: LinesData;
  readonly unknown: ListData;
  readonly quorum: LinesData;
}

/** @throws RangeError that names the place of a date that is none */
export function decisionData(decision: DecisionContent, chosen: readonly string[], texts: LetterTexts): DecisionData {
  return {
    heading: texts.decision,
    statement: statementOf(decision, texts),
    chosen,
    facts: factsOf(decision, texts),
    conditions: conditionsOf(decision, texts),
    actions: actionsOf(decision, texts),
    dissent: {
      heading: texts.dissent,
      lines: decision.dissent.map(({ by, words }) => ({ label: by, words })),
      none: texts.noneStated,
    },
    unknown: { heading: texts.unknown, items: decision.unknown, none: texts.noneStated },
    quorum: {
      heading: texts.quorum,
      lines: [
        { label: texts.present, words: named(decision.quorum.present, texts) },
        { label: texts.missing, words: named(decision.quorum.missing, texts) },
      ],
      none: texts.noneStated,
    },
  };
}

/** Who signed, when, and by what the signed text is known. */
export const signatureData = (signed: SignatureContent, texts: LetterTexts, place: string): SignatureData => ({
  heading: texts.signature,
  signed: texts.signedBy(signed.by, shownMinute(signed.at, texts, `${place}.at`)),
  fingerprint: { label: texts.fingerprint, words: signed.hash },
});

export interface SignatureData {
  readonly heading: string;
  readonly signed: string;
  readonly fingerprint: LabelledWords;
}

function statementOf({ kind, protocol }: DecisionContent, texts: LetterTexts): string {
  if (kind !== 'listed-under-standard') return texts.outcomes[kind];
  return protocol === null ? texts.listedUnderUnstated : texts.listedUnder(protocol);
}

/** The protocol of a case that was listed stands in its statement already. */
function factsOf({ kind, protocol, intent, rationale }: DecisionContent, texts: LetterTexts): LabelledWords[] {
  return [
    { label: texts.intent, words: texts.intents[intent] },
    ...(protocol === null || kind === 'listed-under-standard' ? [] : [{ label: texts.protocol, words: protocol }]),
    { label: texts.rationale, words: rationale.trim() === '' ? texts.notStated : rationale },
  ];
}

const conditionsOf = ({ conditions }: DecisionContent, texts: LetterTexts): TableData => ({
  heading: texts.conditions,
  columns: texts.conditionColumns,
  rows: conditions.map(({ kind, words, owner, expires }, index) => [
    `${texts.conditionKinds[kind]}: ${words}`,
    owner,
    dayOrNone(expires, texts, `decision.conditions[${index}].expires`),
  ]),
  none: texts.noneStated,
});

const actionsOf = ({ actions }: DecisionContent, texts: LetterTexts): TableData => ({
  heading: texts.actions,
  columns: texts.actionColumns,
  rows: actions.map(({ words, owner, due }, index) => [
    words,
    owner,
    dayOrNone(due, texts, `decision.actions[${index}].due`),
  ]),
  none: texts.noneStated,
});

const dayOrNone = (date: string | null, texts: LetterTexts, place: string): string =>
  date === null ? texts.noDate : shownDay(date, texts, place);

const named = (names: readonly string[], { nobody }: LetterTexts): string =>
  names.length === 0 ? nobody : names.join(', ');
