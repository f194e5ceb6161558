import fc from 'fast-check';
import { withItemAt } from '../../../../src/modules/boards/agenda/agenda-writing.js';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 99 }).map(String), { minLength: 1, maxLength: 12 });

describe('the order of an agenda', () => {
  it('holds every item once, the moved one at its place or the last, the others in the order they had', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.integer({ min: 1, max: 20 }), (order, pick, position) => {
        const id = order[pick % order.length]!;
        const moved = withItemAt(order, id, position);
        expect([...moved].sort()).toEqual([...order].sort());
        expect(moved.indexOf(id)).toBe(Math.min(position, order.length) - 1);
        expect(moved.filter((other) => other !== id)).toEqual(order.filter((other) => other !== id));
      }),
    );
  });
});
