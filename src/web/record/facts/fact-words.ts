import { showPartialDate } from '../../format/dates.js';
import type { Words } from '../../texts/english.js';
import type { CaseFact } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

/** The header of a case; null where nobody stated it. */
export interface FactWords {
  readonly who: string | null;
  readonly disease: string | null;
  readonly stage: string | null;
  readonly line: string | null;
  readonly ecog: string | null;
  readonly comorbidity: string | null;
  readonly wish: string | null;
}

const said = (parts: readonly (string | null)[]): string | null => {
  const present = parts.filter((part) => part !== null);
  return present.length === 0 ? null : present.join(', ');
};

const statementsOf = (facts: readonly CaseFact[], name: string): readonly CaseFact[] =>
  facts.filter((fact) => fact.name === name).sort((one, other) => (one.date ?? '').localeCompare(other.date ?? ''));

/** What the treating clinician proposes, in their words; null where nobody stated it. */
export function proposalOf(
  facts: readonly CaseFact[],
): { readonly words: string; readonly by: string; readonly date: string | null } | null {
  const newest = statementsOf(facts, 'treating-clinicians-proposal').at(-1);
  const value = newest?.state === 'known' ? newest.value : null;
  if (newest === undefined || typeof value !== 'object' || value === null || !('words' in value) || !('by' in value))
    return null;
  return { words: String(value.words), by: String(value.by), date: newest.date };
}

/** The stage at diagnosis with the edition that it was made in; a stage of the older form has none. */
function stageWords(atDiagnosis: unknown, plain: string | null, texts: PatientTexts): string | null {
  if (typeof atDiagnosis !== 'object' || atDiagnosis === null) return plain;
  const { stage, edition } = atDiagnosis as { readonly stage: string; readonly edition: number };
  return texts.stageOf(stage, edition);
}

/** Puts the facts of a patient into the words of the header, the newest statement of each. */
export function factWords(facts: readonly CaseFact[], texts: PatientTexts, { months }: Words): FactWords {
  const statements = (name: string): readonly CaseFact[] => statementsOf(facts, name);
  const newest = (name: string): CaseFact | undefined => statements(name).at(-1);
  const value = (name: string): unknown => (newest(name)?.state === 'known' ? newest(name)?.value : undefined);
  const text = (name: string): string | null => {
    const found = value(name);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
  };
  const coded = (name: string, words: Readonly<Record<string, string>>): string | null => {
    const found = text(name);
    return found === null ? null : (words[found] ?? found);
  };
  const dated = (words: string, fact: CaseFact | undefined): string =>
    fact?.date == null ? words : `${words} (${showPartialDate(fact.date, months)})`;
  const age = text('age');
  const born = text('birth-year');
  const cps = text('pd-l1-cps');
  const assay = text('pd-l1-assay');
  const ecog = statements('ecog').filter(({ state }) => state === 'known');
  const wish = value('patient-wish');
  const wishWords = typeof wish === 'object' && wish !== null && 'words' in wish ? String(wish.words) : null;
  const comorbidity = newest('comorbidity');
  return {
    who: said([age === null ? (born === null ? null : texts.born(born)) : texts.years(age), coded('sex', texts.sexes)]),
    disease: said([
      coded('primary-site', texts.primarySites),
      coded('p16', texts.p16),
      coded('ebv', texts.ebv),
      cps === null ? null : `CPS ${cps}${assay === null ? '' : ` (${assay})`}`,
    ]),
    stage: stageWords(value('stage-at-diagnosis'), text('stage'), texts),
    line: text('line-number'),
    ecog:
      ecog.length === 0
        ? null
        : dated(
            ecog
              .slice(-2)
              .map((fact) => String(fact.value))
              .join(' → '),
            ecog.at(-1),
          ),
    comorbidity:
      comorbidity?.state === 'none'
        ? texts.none
        : comorbidity?.state === 'known'
          ? dated(String(comorbidity.value), comorbidity)
          : null,
    wish: wishWords === null ? null : dated(wishWords, newest('patient-wish')),
  };
}

/** The lines before, and why and when a drug stopped; each left out where nobody stated it. */
export function treatmentWords(
  facts: readonly CaseFact[],
  texts: PatientTexts,
  months: Words['months'],
): readonly string[] {
  const before = statementsOf(facts, 'lines-before').at(-1);
  const stopped = statementsOf(facts, 'drug-stopped').filter(({ state }) => state === 'known');
  return [
    ...(before?.state === 'none' ? [texts.beforeThis(texts.none)] : []),
    ...(before?.state === 'known' ? [texts.beforeThis(String(before.value))] : []),
    ...stopped.map(({ value, date }) => {
      const { why, on = date } = value as { readonly why: string; readonly on?: string | null };
      return texts.stopped(texts.choice(why), on === null ? null : showPartialDate(on, months));
    }),
  ];
}
