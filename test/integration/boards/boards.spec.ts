import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BoardFixture, openBoardFixture } from './board-fixture.js';

let fixture: BoardFixture;
beforeEach(async () => {
  fixture = await openBoardFixture();
});
afterEach(() => fixture.service.close());

describe('a new board', () => {
  it('is the default of a site that has none, on which its new patients stand, and only the first is', async () => {
    const administrator = await fixture.service.machine('administrator');
    const make = async (name: string): Promise<unknown> =>
      (await fixture.send('POST', '/api/boards', administrator, { name, timeZone: 'Europe/Berlin' })).json();
    expect(await make('North')).toMatchObject({ name: 'North', isDefault: true });
    expect(await make('South')).toMatchObject({ name: 'South', isDefault: false });
    expect(await make('North')).toMatchObject({ status: 409 });
  });

  it('made twice at once at a site without a default is the default once', async () => {
    const administrator = await fixture.service.machine('administrator');
    const answers = await Promise.all(
      ['North', 'South', 'West'].map((name) =>
        fixture.send('POST', '/api/boards', administrator, { name, timeZone: 'UTC' }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(answers.map((answer) => answer.json<{ isDefault: boolean }>().isDefault).filter(Boolean)).toHaveLength(1);
  });
});
