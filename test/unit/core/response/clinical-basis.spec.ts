/** docs/clinical-basis.md says of each definition what the data say. */
import { readFileSync } from 'node:fs';
import {
  formatMillimetresShort,
  hyperprogressionDefinitions,
  patternDefinitions,
  type PatternDefinitionData,
} from '../../../../src/core/response/index.js';

const page = readFileSync(new URL('../../../../docs/clinical-basis.md', import.meta.url), 'utf8');

function thresholds({ rule, notComputed }: PatternDefinitionData): string {
  if (rule === null) return `not computed: ${notComputed}`;
  if (rule.unit === 'uptake')
    return `${rule.quantity}; at least -${rule.percent} % and -${rule.absolute}; at least +${rule.percent} % and +${rule.absolute}`;
  const [shrinks, grows] = [rule.shrinkStrict ? 'over' : 'at least', rule.growStrict ? 'over' : 'at least'];
  const length =
    rule.growLength === 0
      ? ''
      : ` and +${formatMillimetresShort(rule.growLength)} mm${rule.unit === 'lesion' && rule.growLengthOf === 'sum-of-targets' ? ' of the sum' : ''}`;
  const unit =
    rule.unit === 'lesion'
      ? rule.lesions === 'targets'
        ? 'target lesion'
        : 'lesion'
      : rule.unit === 'category'
        ? 'lesion, by category'
        : 'organ';
  return `${unit}; ${shrinks} -${rule.shrinkPercent} %; ${grows} +${rule.growPercent} %${length}`;
}

describe('the clinical basis', () => {
  it.each(patternDefinitions.map((definition) => [definition.id, definition] as const))(
    'names %s with its thresholds, population, source and mark',
    (_, definition) => {
      const { id, tier, certainty, source, population } = definition;
      expect(page).toContain(
        `| ${id} | ${tier} | ${thresholds(definition)} | ${population} | ${source} | [${certainty}] |\n`,
      );
    },
  );

  it.each(hyperprogressionDefinitions.map((definition) => [definition.id, definition] as const))(
    'names %s with its rule and source',
    (_, { id, tier, rule, source }) => {
      expect(page).toContain(`| ${id} | ${tier} | ${rule} | ${source} | [`);
    },
  );

  it('names no definition that is not computed or listed here', () => {
    const named = [...page.matchAll(/^\| ([A-Z]+\d\d[a-z]?|DR-[A-C]|PET-DR) \| (?:flag|watch|sandbox|shown) /gm)].map(
      ([, id]) => id,
    );
    expect(named.sort()).toEqual([...patternDefinitions, ...hyperprogressionDefinitions].map(({ id }) => id).sort());
  });

  it.each([
    'Best response',
    'iRECIST',
    'PET',
    'Hyperprogression and growth rates',
    'Published definitions of dissociated, mixed or heterogeneous response',
  ])('has a section on %s', (title) => {
    expect(page).toContain(`\n## ${title}\n`);
  });
});
