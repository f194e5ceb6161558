/**
 * Why nothing is asked: every finding, every hold and every definition that could not be assessed has either an item about its lesions or
 * a line here, so that nothing that was found vanishes.
 */
import { explanationOf, type FlagFinding, type PatternVerdict } from '../../response/index.js';
import { oligoprogressing, type CasePicture } from '../facts/case-picture.js';
import type { PopulationAnswer } from '../facts/population.js';
import { growthOfLesion, named, scanOf } from '../phrases/lesion-phrases.js';
import type { Phrase } from '../phrases/phrase.js';
import type { Rule } from '../catalog/rule.js';
import type { FlagKey } from './evidence-used.js';
import type { OptionMatrix } from './matrix.js';
import type { UnknownFact } from './missing.js';

/** Definitions of which a finding or an open answer is told; those for study only are not. */
const toldWhenOpen: ReadonlySet<string> = new Set(['DR-A', 'DR-B', 'DR-C']);

interface Asked {
  readonly rules: readonly Rule[];
  readonly items: readonly {
    readonly rule: string;
    readonly flag: FlagKey | null;
    readonly matrix: OptionMatrix;
  }[];
  readonly waiting: readonly { readonly rule: string; readonly waitsFor: readonly UnknownFact[] }[];
  readonly population: PopulationAnswer;
}

/** An item about the case as a whole answers for every finding in it. */
const asksOfTheCase = ({ items, rules }: Asked): boolean =>
  items.some((item) => rules.some(({ id, ofTheCase }) => id === item.rule && ofTheCase === true));

const lesionsOf = ({ growers, newLesions }: FlagFinding, { lesions }: CasePicture): string[] =>
  [...growers, ...newLesions].flatMap(({ lesion, unit, organ }) =>
    unit === 'organ' ? lesions.filter((one) => one.organ === organ).map(({ label }) => label) : [lesion],
  );

/** Labels of the lesions that items are about, by the cells of their matrices; those of the flags they belong to as well. */
function lesionsAsked({ items }: Asked, picture: CasePicture): ReadonlySet<string> {
  const flags = picture.classification.flags.filter(({ definition, episode }) =>
    items.some(({ flag }) => flag?.definition === definition && flag.episode === episode),
  );
  return new Set([
    ...items.flatMap(({ matrix }) => matrix.cells.map(({ lesion }) => lesion)),
    ...flags.flatMap((flag) => lesionsOf(flag, picture)),
  ]);
}

const waitsFor = ({ waiting }: Asked): Phrase[] =>
  waiting.map(({ rule, waitsFor: facts }) => ({
    id: 'waits-for-facts',
    parameters: { rule, facts: facts.map(({ words }) => words) },
  }));

/** The reasons of one finding: what holds it back, else what the rules wait for. */
function becauseOf(flag: FlagFinding, asked: Asked): Phrase[] {
  if (flag.holds.length > 0) return flag.holds.map(({ words }) => words);
  if (asked.population.standing !== 'covered') return [asked.population.words];
  const waiting = waitsFor(asked);
  return waiting.length > 0 ? waiting : [{ id: 'no-rule-met', parameters: {} }];
}

function findingsUnasked(picture: CasePicture, asked: Asked): Phrase[] {
  if (asksOfTheCase(asked)) return [];
  const covered = lesionsAsked(asked, picture);
  return picture.classification.flags
    .filter((flag) => flag.state === 'open' && !lesionsOf(flag, picture).every((label) => covered.has(label)))
    .map((flag) => ({
      id: 'nothing-asked-finding',
      parameters: {
        definition: flag.definition,
        tier: flag.tier,
        reason: flag.reason,
        because: becauseOf(flag, asked),
      },
    }));
}

const isOpen = ({ definition, verdict }: PatternVerdict): boolean =>
  verdict === 'not-assessable' && toldWhenOpen.has(definition);

/** Definitions that could not be assessed at the last scan, each reason once. */
function openUnasked({ latest }: CasePicture, asked: Asked): Phrase[] {
  if (asksOfTheCase(asked)) return [];
  const open = (latest?.patterns ?? []).filter(isOpen);
  return open.flatMap(({ definition, trace }): Phrase[] => {
    const last = trace.at(-1);
    return last === undefined
      ? []
      : [
          {
            id: 'nothing-asked-open',
            parameters: { definitions: [definition], at: scanOf(latest), because: explanationOf(last) },
          },
        ];
  });
}

const toldNotes: ReadonlySet<string> = new Set(['note/benign', 'note/merged', 'note/second-primary']);

/** What else the last scan needs said where no item says it: tissue without tumour or of another one, lesions that merged. */
const notesUnasked = ({ latest }: CasePicture): Phrase[] => (latest?.notes ?? []).filter(({ id }) => toldNotes.has(id));

/** Who sees lesions progress alone, and who does not, where readers differ and none of them is designated. */
function readersOf(
  pictures: readonly CasePicture[],
): { readonly for: string[]; readonly against: string[] } | undefined {
  const sees = (picture: CasePicture): boolean => oligoprogressing(picture).length > 0;
  const [seen, unseen] = [pictures.filter(sees), pictures.filter((picture) => !sees(picture))];
  const names = (own: readonly CasePicture[]): string[] => own.map(({ evaluator }) => evaluator);
  return seen.length === 0 || unseen.length === 0 ? undefined : { for: names(seen), against: names(unseen) };
}

/**
 * Lesions that progress alone, and that no item and no finding names: what grew, that nobody can treat it where that was said, and who sees it
 * where readers differ.
 */
function oligoprogressionUnasked(pictures: readonly CasePicture[], asked: Asked): Phrase[] {
  const picture = pictures.find((own) => oligoprogressing(own).length > 0);
  if (picture === undefined || asksOfTheCase(asked)) return [];
  const readers = readersOf(pictures);
  const found = new Set(
    picture.classification.flags.filter(({ state }) => state === 'open').flatMap((flag) => lesionsOf(flag, picture)),
  );
  const covered = lesionsAsked(asked, picture);
  const lesions = oligoprogressing(picture).filter(({ label }) => !covered.has(label) && !found.has(label));
  const untreatable = lesions.filter(({ facts }) => facts?.treatable === 'no');
  return lesions.length === 0
    ? []
    : [
        {
          id: 'nothing-asked-oligoprogression',
          parameters: {
            growth: lesions.map((lesion) => growthOfLesion(lesion, picture.latest)),
            untreatable: untreatable.map(named),
            ...(readers === undefined ? {} : { readers }),
          },
        },
      ];
}

/** The lines of a case that is drafted, by the picture that the words are taken from and those of other readers. */
export const nothingAsked = (picture: CasePicture, others: readonly CasePicture[], asked: Asked): Phrase[] => [
  ...findingsUnasked(picture, asked),
  ...openUnasked(picture, asked),
  ...oligoprogressionUnasked([picture, ...others], asked),
  ...notesUnasked(picture),
];
