import { catalogue, catalogueInWords, changeCodes } from '../../../src/core/discussion/index.js';
import { readChangeSearch } from '../../../src/web/rules/change-search.js';
import {
  type ChangeCount,
  evidenceOf,
  type RuleCatalogue,
  ruleSays,
  stateOf,
  totalsOf,
} from '../../../src/web/rules/rules-model.js';
import { english } from '../../../src/web/texts/english.js';
import { german } from '../../../src/web/texts/german.js';

const shown = JSON.parse(JSON.stringify(catalogueInWords(catalogue, 'en'))) as RuleCatalogue;
const evidence = new Map(shown.evidence.map((one) => [one.id, one]));
const rule = shown.rules.find(({ id }) => id === 'T3a')!;

describe('the page of the rules', () => {
  it('finds a rule by what it says and by what it cites, all words together', () => {
    const says = (words: string): boolean =>
      ruleSays(
        rule,
        evidenceOf(rule, evidence).map((cited) => cited.evidence),
        words,
      );
    expect([
      says(''),
      says('T3a'),
      says('cryoablation growing'),
      says('Tsai'),
      says('10.1186/s40425-019-0672-3'),
      says('cryoablation nasopharyngoscopy'),
    ]).toEqual([true, true, true, true, true, false]);
    expect(says('evidence-distance')).toBe(false);
  });

  it('shows a rule as off first, whether or not it would be in shadow', () => {
    expect([
      stateOf({ isOn: true, inShadow: false }),
      stateOf({ isOn: true, inShadow: true }),
      stateOf({ isOn: false, inShadow: true }),
    ]).toEqual(['on', 'shadow', 'off']);
  });

  it('lays out every condition so that each part stands one step below its group', () => {
    for (const { condition } of shown.rules) {
      expect(condition[0]!.depth).toBe(0);
      for (const [index, line] of condition.entries()) {
        if (line.means === null) expect(condition[index + 1]!.depth).toBe(line.depth + 1);
        if (index > 0) expect(line.depth).toBeGreaterThan(0);
      }
    }
    expect(rule.condition.slice(0, 3)).toEqual([
      { depth: 0, words: 'all of these', means: null },
      { depth: 1, words: 'any of these', means: null },
      {
        depth: 2,
        words: 'flag established growth: yes',
        means: 'whether established lesions grow while others shrink',
      },
    ]);
    expect(rule.condition.map(({ words }) => words)).toContain('growing lesions: 1 to 5');
  });
});

describe('the page of a dry run', () => {
  it('leaves rules that are shown to nobody out of its totals', () => {
    const count = (kind: ChangeCount['kind'], number: number, visible = true): ChangeCount => ({
      subject: 'item',
      name: 'T1',
      kind,
      code: 'rule-version',
      shown: visible,
      count: number,
    });
    expect(totalsOf([count('appears', 3), count('appears', 4), count('appears', 9, false), count('goes', 2)])).toEqual({
      appears: 7,
      changes: 0,
      goes: 2,
    });
  });

  it('takes from its address what narrows the list and nothing else', () => {
    expect(
      readChangeSearch({ subject: 'item', kind: 'goes', name: 'T6a-NPC', code: 'rule-version', patient: 'HN-01' }),
    ).toEqual({ subject: 'item', kind: 'goes', name: 'T6a-NPC', code: 'rule-version' });
    expect(readChangeSearch({ subject: 'patient', kind: 7, name: "T1' OR 1=1", code: '' })).toEqual({});
  });

  it.each([
    ['English', english],
    ['German', german],
  ] as const)('has words in %s for every reason', (_, texts) => {
    expect(changeCodes.length).toBeGreaterThan(20);
    expect(changeCodes.filter((code) => texts.reasonOf(code) === code)).toEqual([]);
  });

  it('calls a reason otherwise in each language', () => {
    expect(changeCodes.filter((code) => english.reasonOf(code) === german.reasonOf(code))).toEqual([]);
  });
});
