/**
 * The published definitions as they are printed: their marks of certainty, and no word that
 * docs/clinical-basis.md#words avoids.
 */
import {
  hyperprogressionDefinitions,
  patternDefinition,
  patternDefinitions,
} from '../../../../src/core/response/index.js';

/**
 * Certainty of the rule's text by definition
 * (docs/clinical-basis.md#published-definitions-of-dissociated-mixed-or-heterogeneous-response).
 */
test.each([
  ['TAZ18', 'K'],
  ['BER20', 'V2'],
  ['SAT21', 'V2'],
  ['HAL19', 'V'],
  ['WON21', 'V2'],
  ['TOZ20', 'V'],
  ['ZHO20', 'V2'],
  ['SCI24', 'V'],
  ['RAU20', 'V'],
  ['MER20', 'V'],
  ['VOS22', 'V'],
  ['HUM20b', 'K?'],
  ['DR-A', 'P'],
  ['DR-B', 'P'],
  ['DR-C', 'P'],
])('%s carries the mark %s', (id, certainty) => {
  expect(patternDefinition(id)).toMatchObject({ certainty });
});

test.each([
  ['BER20', 'title and DOI less sure [K?]'],
  ['ZHO20', 'DOI less sure [K?]'],
  ['TOZ20', 'DOI [K]'],
])('the source of %s says: %s', (id, doubt) => {
  expect(patternDefinition(id)!.source).toContain(doubt);
});

const avoided =
  /mixed response|failure|resistant|benefit|recommend|eligible|\balert|high risk|pseudoprogression|\d+ of \d+ definitions/i;

test.each([
  ...patternDefinitions.map(({ id, title }) => [id, title] as const),
  ...hyperprogressionDefinitions.map(({ id, rule }) => [id, rule] as const),
])('%s is printed in words that are not avoided: %s', (_, words) => {
  expect(words).not.toMatch(avoided);
});

/** Terms that a rule may hold, beside numbers and yes or no. */
const terms: ReadonlySet<unknown> = new Set([
  'lesion',
  'organ',
  'category',
  'uptake',
  'measurable',
  'targets',
  'sum-of-targets',
  'established',
  'new',
  'established-or-new',
  'new-lesion',
  'new-lesion-or-non-target-progression',
  'SULpeak',
  '0.8',
]);

test.each(patternDefinitions.map((definition) => [definition.id, definition] as const))(
  '%s has a title, and its rule no word of its own',
  (_, { title, rule, notComputed }) => {
    expect(title).toMatch(/^(Dissociated|Heterogeneous|Metabolic) response|^Discordance of |^Regressing beside /);
    for (const value of Object.values(rule ?? {})) if (typeof value === 'string') expect(terms).toContain(value);
    if (notComputed !== null) expect(notComputed).toMatch(/^[a-z].{10,}/);
  },
);
