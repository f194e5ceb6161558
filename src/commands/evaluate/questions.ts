/** What `consilium evaluate` says on standard error: every question to the sender once. */
import { responseInWords } from '../../core/discussion/response-words.js';
import type { ReportedResponse } from '../../core/formats/index.js';
import { groupBy } from '../../core/record/index.js';
import type { LineClassification } from '../../core/response/index.js';
import type { EvaluatedLine } from './lines.js';

/** A question to the sender, with the key by which it is asked once and the kind of which many are summed up. */
export interface Question {
  readonly key: string;
  readonly code: string;
  readonly words: string;
}

/** Most questions of one kind that are printed one by one. */
const mostOfAKind = 25;

/** Kinds that every patient of a file of measurements raises in the same words. */
const alikeForAll: ReadonlySet<string> = new Set([
  'treatment-line-implied',
  'which-treatment',
  'which-setting',
  'last-dose',
]);

/** Questions as they come, each once; of a kind that many rows raise, the first are kept in words and the rest are counted. */
export class QuestionSum {
  /** The words of each question by its kind and key; null where there are enough of the kind. */
  readonly #kinds = new Map<string, Map<string, string | null>>();

  ask(questions: readonly Question[]): void {
    for (const { key, code, words } of questions) {
      const kind = this.#kinds.get(code) ?? new Map<string, string | null>();
      this.#kinds.set(code, kind);
      const isShown = kind.has(key) ? kind.get(key) !== null : kind.size < shownOf(code);
      kind.set(key, isShown ? words : null);
    }
  }

  /** As they are printed. */
  lines(): string[] {
    return [...this.#kinds].flatMap(([code, kind]) => {
      const more = kind.size - shownOf(code);
      return [
        ...[...kind.values()].filter((words) => words !== null),
        ...(more > 0 ? [`… and ${more} more of this kind (${code})`] : []),
      ];
    });
  }
}

const shownOf = (code: string): number => (alikeForAll.has(code) ? 1 : mostOfAKind);

/** What the history of a line raises: questions of its classification, by patient and evaluator. */
export const questionsOf = ({ patient }: EvaluatedLine, { queries }: LineClassification): Question[] =>
  queries.map(({ code, words, evaluator, timepoint }) => {
    const place = [patient, evaluator, timepoint].filter((part) => part !== undefined).join(', ');
    const said = `${place}: ${responseInWords(words)}`;
    return { key: said, code, words: said };
  });

/** Letters of one case, digits without leading zeros, and nothing else: ids that differ in no more may be one person's. */
const asCompared = (id: string): string =>
  id
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\p{N})0+(?=\p{N})/gu, '');

/** Evaluators of reported responses who look like those who measured, and are read apart: their reports are compared with nothing. */
export function reportersAlike(
  lines: readonly EvaluatedLine[],
  reported: readonly ReportedResponse[] | null,
): Question[] {
  if (reported === null || lines.length === 0) return [];
  const ofPatient = groupBy(reported, ({ patient }) => patient);
  return lines.flatMap(({ patient, history }) => {
    const measured = history.evaluators.map(({ evaluator }) => evaluator);
    const reporters = new Set(ofPatient.get(patient)?.map(({ evaluator }) => evaluator));
    return [...reporters].flatMap((reporter) => {
      const alike = measured.find((evaluator) => asCompared(evaluator) === asCompared(reporter));
      if (alike === undefined || measured.includes(reporter)) return [];
      const words = `${patient}: responses are reported by '${reporter}', and '${alike}' measured; the names differ in no more than case, blanks, marks or zeros and are kept apart: one evaluator?`;
      return [{ key: words, code: 'evaluators-alike', words }];
    });
  });
}

/** Patients whose ids look alike: they stay apart, and it is said. */
export function patientsAlike(patients: Iterable<string>): Question[] {
  const ids = [...new Set(patients)];
  return [...groupBy(ids, asCompared)].flatMap(([key, alike]) =>
    alike.length < 2 || key === ''
      ? []
      : [
          {
            key,
            code: 'patients-alike',
            words: `patients ${alike.map((id) => `'${id}'`).join(' and ')} are kept apart; their ids differ in no more than case, blanks, marks or zeros: one person?`,
          },
        ],
  );
}
