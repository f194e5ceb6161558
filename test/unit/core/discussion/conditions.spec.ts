import fc from 'fast-check';
import { evaluate, openFacts } from '../../../../src/core/discussion/draft/condition.js';
import type { FactReadings } from '../../../../src/core/discussion/facts/facts.js';
import type { Condition } from '../../../../src/core/discussion/catalog/rule.js';
import { agreed, allOf, anyOf, negate, type Truth } from '../../../../src/core/discussion/facts/truth.js';

const names = ['a', 'b', 'c', 'd'] as const;
type Values = Readonly<Record<(typeof names)[number], Truth | number>>;

const readings =
  (values: Values): FactReadings =>
  (fact) => ({ value: values[fact as (typeof names)[number]], stated: [] });

const truth: fc.Arbitrary<Truth> = fc.constantFrom<Truth>(true, false, 'unknown');
const values: fc.Arbitrary<Values> = fc.record({
  a: truth,
  b: truth,
  c: truth,
  d: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant<Truth>('unknown')),
});

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.record({ fact: fc.constantFrom('a', 'b', 'c'), is: fc.boolean() }),
    fc.record({
      fact: fc.constant('d'),
      atLeast: fc.integer({ min: 0, max: 8 }),
      atMost: fc.integer({ min: 0, max: 8 }),
    }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

describe('three-valued logic', () => {
  it('follows Kleene', () => {
    expect([allOf([true, 'unknown']), allOf([false, 'unknown']), allOf([])]).toEqual(['unknown', false, true]);
    expect([anyOf([true, 'unknown']), anyOf([false, 'unknown']), anyOf([])]).toEqual([true, 'unknown', false]);
    expect([negate(true), negate(false), negate('unknown')]).toEqual([false, true, 'unknown']);
    expect([agreed([true, true]), agreed([true, false]), agreed([true, 'unknown']), agreed([])]).toEqual([
      true,
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('a settled condition stays settled whatever the unknown facts turn out to be', () => {
    fc.assert(
      fc.property(condition, values, values, (asked, known, other) => {
        const settled = evaluate(asked, readings(known));
        const filled: Values = { ...known };
        const completed = Object.fromEntries(
          names.map((name) => [name, filled[name] === 'unknown' ? other[name] : filled[name]]),
        ) as unknown as Values;
        if (settled !== 'unknown') expect(evaluate(asked, readings(completed))).toBe(settled);
      }),
    );
  });

  it('names open facts if and only if the condition is open, and only unknown ones', () => {
    fc.assert(
      fc.property(condition, values, (asked, known) => {
        const open = openFacts(asked, readings(known));
        expect(open.length > 0).toBe(evaluate(asked, readings(known)) === 'unknown');
        for (const fact of open) expect(known[fact as (typeof names)[number]]).toBe('unknown');
      }),
    );
  });

  it('compares numbers inclusively', () => {
    const asked: Condition = { fact: 'd', atLeast: 1, atMost: 5 };
    const at = (d: number) => evaluate(asked, readings({ a: true, b: true, c: true, d }));
    expect([at(0), at(1), at(5), at(6)]).toEqual([false, true, true, false]);
  });
});
