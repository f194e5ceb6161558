import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { GroupedWork } from '../../../../src/platform/database/index.js';

/** Work whose groups are held until they are let go, one after another. */
function held(largest = 10, weightOf?: (item: string) => number) {
  const groups: string[][] = [];
  const goOn: (() => void)[] = [];
  const work = new GroupedWork<string, string>({
    together: async (items) => {
      groups.push([...items]);
      await new Promise<void>((resolve) => goOn.push(resolve));
      if (items.includes('away')) throw new Error('Connection terminated unexpectedly');
      if (items.includes('bad')) throw new Error(`refused among ${items.length}`);
      return items.map((item) => `${item}!`);
    },
    largest,
    atOnce: 1,
    ...(weightOf === undefined ? {} : { weightOf }),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const letGo = async (): Promise<void> => {
    while (goOn.length === 0) await turn();
    goOn.shift()?.();
    await turn();
    await turn();
  };
  return { work, groups, letGo, turn };
}

describe('grouped work', () => {
  it('starts alone at once, and does together what came meanwhile, each with its own result', async () => {
    const { work, groups, letGo, turn } = held();
    const first = work.do('a');
    await turn();
    expect(groups).toEqual([['a']]);
    const others = [work.do('b'), work.do('c')];
    await turn();
    expect(groups).toEqual([['a']]);
    await letGo();
    await letGo();
    expect(groups).toEqual([['a'], ['b', 'c']]);
    expect(await Promise.all([first, ...others])).toEqual(['a!', 'b!', 'c!']);
  });

  it('takes together what came in one turn', async () => {
    const { work, groups, letGo } = held();
    const all = [work.do('a'), work.do('b')];
    await letGo();
    await Promise.all(all);
    expect(groups).toEqual([['a', 'b']]);
  });

  it('fails nobody for a neighbour', async () => {
    const { work, letGo } = held();
    const results = Promise.allSettled(['a', 'bad', 'c', 'd'].map((item) => work.do(item)));
    // All four, the first two, each of these alone, the last two.
    for (let group = 0; group < 5; group += 1) await letGo();
    expect(await results).toMatchObject([
      { value: 'a!' },
      { status: 'rejected', reason: new Error('refused among 1') },
      { value: 'c!' },
      { value: 'd!' },
    ]);
  });

  it('tells all of a group at once where the database is away, and goes on with the next', async () => {
    const { work, groups, letGo } = held();
    const results = Promise.allSettled(['a', 'away', 'c'].map((item) => work.do(item)));
    await letGo();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const next = work.do('d');
    await letGo();
    expect([await next, groups]).toEqual(['d!', [['a', 'away', 'c'], ['d']]]);
  });

  it('keeps groups within their weight, and lets the heaviest go alone', async () => {
    const { work, groups, letGo } = held(5, (item) => item.length);
    const all = ['aa', 'bb', 'ccc', 'dddddddd', 'e'].map((item) => work.do(item));
    for (let group = 0; group < 4; group += 1) await letGo();
    await Promise.all(all);
    expect(groups).toEqual([['aa', 'bb'], ['ccc'], ['dddddddd'], ['e']]);
  });

  it('runs in the context of the first of a group', async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const work = new GroupedWork<string, void>({
      together: async (items) => {
        seen.push(context.getStore());
        await new Promise((resolve) => setImmediate(resolve));
        return items.map(() => undefined);
      },
      largest: 10,
      atOnce: 1,
    });
    const first = context.run('one', () => work.do('a'));
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, context.run('two', () => work.do('b')), context.run('three', () => work.do('c'))]);
    expect(seen).toEqual(['one', 'two']);
  });
});
