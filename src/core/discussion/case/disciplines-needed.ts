/**
 * Which disciplines a case needs at the meeting: those of every case by preset, and what the options that its items raise, its rules, its
 * lesions and its reports add (`disciplines.json`).
 */
import { disciplineRules, type OneOfDisciplines, type QuorumPreset } from '../catalog/disciplines.js';
import { catalogue } from '../catalog/catalogue.js';
import type { DraftItem } from '../draft/draft.js';
import type { StoredItem } from '../draft/stored-item.js';
import type { Phrase } from '../phrases/phrase.js';
import { together, unique } from './each-once.js';
import { inReadingOrder } from './merged-case.js';

/** Why somebody is needed: the preset, or an option, a rule, an operation of an organ, a lesion's uptake, or what a report names. */
type NeededBecause =
  { readonly of: 'preset' } | { readonly of: 'option' | 'rule' | 'organ' | 'course' | 'report'; readonly what: string };

interface NeededDisciplines {
  /** One of these has to take part. */
  readonly oneOf: OneOfDisciplines;
  readonly words: Phrase;
  readonly because: readonly NeededBecause[];
}

interface DisciplinesNeeded {
  readonly preset: QuorumPreset;
  readonly needed: readonly NeededDisciplines[];
  /** And someone who has seen the patient, with the date, whatever the discipline. */
  readonly someoneWhoSawThePatient: Phrase;
}

interface Need {
  readonly oneOf: OneOfDisciplines;
  readonly because: NeededBecause;
}

type Table = Readonly<Partial<Record<string, readonly OneOfDisciplines[]>>>;

const of = (table: Table, of: Exclude<NeededBecause['of'], 'preset'>, what: string): Need[] =>
  (Object.hasOwn(table, what) ? (table[what] ?? []) : []).map((oneOf) => ({ oneOf, because: { of, what } }));

const operations: ReadonlySet<string> = new Set(
  catalogue.rules.flatMap(({ options }) => options.filter(({ kind }) => kind === 'surgery').map(({ id }) => id)),
);

/** Organs of the lesions that an operation of the item is about. */
function operatedOrgans({ matrix, evidenceUsed }: DraftItem): string[] {
  const operated = new Set(matrix.cells.filter(({ option }) => operations.has(option)).map(({ lesion }) => lesion));
  return evidenceUsed.lesions.flatMap(({ lesion, organ }) => (operated.has(lesion) && organ ? [organ] : []));
}

/** What reports that the item rests on name as at risk; a contact with the carotid that was measured is one. */
function reportedIn({ evidenceUsed }: DraftItem): string[] {
  return evidenceUsed.facts
    .flatMap(({ stated }) => stated)
    .filter(({ state }) => state === 'known')
    .flatMap(({ name, value }) => {
      if (name === 'carotid-contact-degrees') return typeof value === 'number' && value > 0 ? ['carotid'] : [];
      return name === 'organ-at-risk' && typeof value === 'object' && value !== null && 'what' in value
        ? [String(value.what)]
        : [];
    });
}

function needsOf(item: DraftItem): Need[] {
  const { options, rules, surgeryOfOrgan, courses, reported } = disciplineRules;
  return [
    ...item.options.flatMap(({ id }) => of(options, 'option', id)),
    ...of(rules, 'rule', item.rule),
    ...unique(operatedOrgans(item)).flatMap((organ) => of(surgeryOfOrgan, 'organ', organ)),
    ...unique(item.matrix.lesions.map(({ course }) => course)).flatMap((course) => of(courses, 'course', course)),
    ...unique(reportedIn(item)).flatMap((what) => of(reported, 'report', what)),
  ];
}

const becauseKey = (because: NeededBecause): string => JSON.stringify(because);

/**
 * The disciplines that the items of a case need, each once with every reason: those of the preset first.
 * @param items as drafted or stored; none: the preset alone
 */
export function disciplinesNeeded(items: readonly StoredItem[], preset: QuorumPreset = 'default'): DisciplinesNeeded {
  const needs: Need[] = [
    ...disciplineRules.presets[preset].base.map((oneOf) => ({ oneOf, because: { of: 'preset' } as const })),
    ...inReadingOrder(items).flatMap(needsOf),
  ];
  return {
    preset,
    needed: together(needs, ({ oneOf }) => oneOf.join()).map((same) => ({
      oneOf: same[0]!.oneOf,
      words: { id: 'one-of-disciplines', parameters: { oneOf: same[0]!.oneOf } },
      because: together(
        same.map(({ because }) => because),
        becauseKey,
      ).map((reasons) => reasons[0]!),
    })),
    someoneWhoSawThePatient: { id: 'someone-who-saw-the-patient', parameters: {} },
  };
}
