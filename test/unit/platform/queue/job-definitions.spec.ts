import {
  assertRowIds,
  deduplicationKey,
  jobDefinitions,
  linesPerJob,
} from '../../../../src/platform/queue/job-definitions.js';
import { jobNames } from '../../../../src/platform/queue/index.js';

const lines = (...treatmentLineIds: readonly string[]): { readonly treatmentLineIds: readonly string[] } => ({
  treatmentLineIds,
});

describe('jobDefinitions', () => {
  it('defines each job of the map', () => {
    expect(Object.keys(jobDefinitions).sort()).toEqual([...jobNames].sort());
  });

  it('makes one job of few lines, in id order and each once', () => {
    expect(jobDefinitions['classify-lines'].parts(lines('10', '9', '10', '2'))).toEqual([lines('2', '9', '10')]);
    expect(jobDefinitions['classify-lines'].parts(lines())).toEqual([]);
  });

  it('cuts many lines into jobs of a bounded size', () => {
    const ids = Array.from({ length: 2 * linesPerJob + 1 }, (_, index) => String(index + 1));
    const parts = jobDefinitions['classify-lines'].parts(lines(...ids));
    expect(parts.map(({ treatmentLineIds }) => treatmentLineIds.length)).toEqual([linesPerJob, linesPerJob, 1]);
    expect(parts.flatMap(({ treatmentLineIds }) => treatmentLineIds)).toEqual(ids);
  });
});

describe('a re-evaluation', () => {
  it('is one job a block', () => {
    expect(jobDefinitions['reevaluate-lines'].parts({ firstLineIds: ['100', '50', '100'] })).toEqual([
      { firstLineIds: ['50'] },
      { firstLineIds: ['100'] },
    ]);
  });
});

describe('deduplicationKey', () => {
  it('is the same for the same lines in any order, and differs for others', () => {
    expect(deduplicationKey('classify-lines', lines('1', '22'))).toBe(
      deduplicationKey('classify-lines', lines('22', '1', '1')),
    );
    expect(deduplicationKey('classify-lines', lines('1', '22'))).not.toBe(
      deduplicationKey('classify-lines', lines('12', '2')),
    );
    expect(deduplicationKey('classify-lines', lines('1'))).not.toBe(
      deduplicationKey('classify-lines', lines('1', '2')),
    );
  });

  it('stays short for many lines', () => {
    const ids = Array.from({ length: 50 }, (_, index) => String(9_000_000_000 + index));
    expect(deduplicationKey('classify-lines', lines(...ids))).toMatch(/^[0-9a-f]{64}$/);
    expect(deduplicationKey('classify-lines', lines(...ids))).not.toBe(
      deduplicationKey('classify-lines', lines(...ids.slice(1))),
    );
  });
});

describe('assertRowIds', () => {
  it.each(['', 'Berger', '1 ', '-1', '1.5', '12345678901234567890'])('refuses %p', (id) => {
    expect(() => assertRowIds('classify-lines', lines('1', id))).toThrow(
      /classify-lines holds something that is not a row id/,
    );
    expect(() => assertRowIds('process-import', { importId: id })).toThrow(/process-import/);
  });

  it('takes the ids of rows, up to the largest bigint', () => {
    expect(() => assertRowIds('classify-lines', lines('1', '9223372036854775807'))).not.toThrow();
  });
});
