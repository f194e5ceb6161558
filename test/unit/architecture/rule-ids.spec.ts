import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../../src/core/discussion/index.js';

/** Where rules are named: the catalogue itself, and the words that are said of them. */
const namesRules = /^src\/core\/discussion\/(catalog|phrases)\//;

const ids = catalogue.rules.map(({ id }) => id).join('|');

/** Ids of rules that stand in a text as a literal of TypeScript, or of SQL inside one. */
const ruleIdsIn = (text: string): string[] =>
  [...text.matchAll(new RegExp(`(['"\`])(${ids})\\1`, 'g'))].map(([, , id]) => id ?? '');

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name).replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name));

describe('what a rule does beyond its question', () => {
  it('is an attribute in the catalogue: no code knows a rule by its id', () => {
    expect(files.length).toBeGreaterThan(300);
    const found = files
      .filter((name) => !namesRules.test(name))
      .flatMap((name) => ruleIdsIn(readFileSync(name, 'utf8')).map((id) => `${name}: ${id}`));
    expect(found).toEqual([]);
  });

  it.each(["const parkingRule = 'T1';", 'rule === "T6a-NPC"', "`WHERE item.rule <> 'T9'`"])(
    'is caught in %s',
    (text) => {
      expect(ruleIdsIn(text)).toHaveLength(1);
    },
  );
});
