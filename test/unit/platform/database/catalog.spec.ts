import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inOrder } from '../../../../src/platform/database/catalog.js';

const tables = (...names: string[]) => names.map((name) => ({ name, columns: ['id'] }));
const names = (ordered: readonly { readonly name: string }[]) => ordered.map(({ name }) => name);

describe('the order of tables in a backup', () => {
  it('puts a table after those it refers to, else goes by name', () => {
    const references = [
      { from: 'board', to: 'site' },
      { from: 'account', to: 'site' },
    ];
    expect(names(inOrder(tables('site', 'board', 'meeting', 'account'), references))).toEqual([
      'meeting',
      'site',
      'account',
      'board',
    ]);
  });

  it('names the tables of a circle', () => {
    const references = [
      { from: 'flag', to: 'item' },
      { from: 'item', to: 'flag' },
    ];
    expect(() => inOrder(tables('flag', 'item', 'site'), references)).toThrow(
      'The tables flag, item refer to one another in a circle',
    );
  });

  it('holds for every set of references without a circle, whatever order the tables come in', () => {
    const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)).filter(([a, b]) => a !== b));
    fc.assert(
      fc.property(pairs, fc.shuffledSubarray([...'abcdefghij'], { minLength: 10 }), (chosen, letters) => {
        const references = chosen.map(([a, b]) => ({
          from: letters[Math.max(a, b)] ?? '',
          to: letters[Math.min(a, b)] ?? '',
        }));
        const ordered = names(inOrder(tables(...'abcdefghij'), references));
        expect([...ordered].sort()).toEqual([...'abcdefghij']);
        for (const { from, to } of references) expect(ordered.indexOf(from)).toBeGreaterThan(ordered.indexOf(to));
      }),
    );
  });
});
