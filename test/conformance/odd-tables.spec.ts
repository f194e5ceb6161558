/** A seeded share of what `npm run bench -- fuzz` runs: no file makes a parser of tables crash or hang. */
import fc from 'fast-check';
import { readStreamed, readWhole } from '../support/tables/read-both.js';
import { type Form, oddFiles, readsOrSaysWhy, wholeFiles } from '../support/tables/fuzz.js';
import { rowSources } from '../../src/core/formats/index.js';

const seed = 20261130;

describe.each<Form>(['csv', 'xpt', 'dataset-json', 'xlsx'])('%s', (form) => {
  const source = rowSources.find(({ name }) => name === form)!;

  it('whole files are read', async () => {
    for (const file of await wholeFiles(form)) expect(readsOrSaysWhy(form, file)).toBe(true);
  });

  it('odd files are read, or it is said why not', async () => {
    let read = 0;
    fc.assert(
      fc.property(oddFiles(await wholeFiles(form)), (file) => {
        if (readsOrSaysWhy(form, file)) read += 1;
      }),
      { numRuns: 1_000, seed },
    );
    // Neither all nor none: the changes are neither harmless nor all at the beginning.
    expect(read).toBeGreaterThan(20);
    expect(read).toBeLessThan(980);
  });

  // CSV from a stream is checked for its encoding by the door before it is parsed.
  if (source.isText) return;

  it('odd files are the same from memory and in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(oddFiles(await wholeFiles(form)), fc.constantFrom(61, 4_000), async (file, size) => {
        const whole = readWhole(source, file);
        const streamed = await readStreamed(source, file, size);
        expect(streamed.records).toEqual(whole.records);
        expect(streamed.fault === null).toBe(whole.fault === null);
      }),
      { numRuns: 100, seed },
    );
  });
});
