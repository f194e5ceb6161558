import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  currentRevision,
  decideRevision,
  nextRevision,
  type StoredRevision,
} from '../../../../src/modules/assessments/source-revisions.js';

const stored = (...hashes: string[]): StoredRevision[] => hashes.map((hash, index) => ({ revision: index + 1, hash }));

describe('a document that states no revision', () => {
  it('is the first revision where nothing is there', () => {
    expect(decideRevision([], { hash: 'a' })).toEqual({ kind: 'new', revision: 1, replaces: null });
  });

  it('is the next revision with content never seen', () => {
    expect(decideRevision(stored('a', 'b'), { hash: 'c' })).toEqual({
      kind: 'new',
      revision: 3,
      replaces: { revision: 2, hash: 'b' },
    });
  });

  it('is the revision that has its content, the latest of several', () => {
    expect(decideRevision(stored('a', 'b'), { hash: 'a' })).toEqual({
      kind: 'known',
      stored: { revision: 1, hash: 'a' },
    });
    expect(decideRevision(stored('a', 'b', 'a'), { hash: 'a' })).toEqual({
      kind: 'known',
      stored: { revision: 3, hash: 'a' },
    });
  });
});

describe('a document that states its revision', () => {
  it.each([
    ['above the current one, whatever its content', 4, 'a', { kind: 'new', revision: 4 }],
    [
      'above the current one with the current content: what was numbered in between may still come',
      9,
      'c',
      { kind: 'new', revision: 9 },
    ],
    ['that is there with this content', 1, 'a', { kind: 'known', stored: { revision: 1 } }],
    [
      'that is there with other content',
      1,
      'b',
      { kind: 'conflict', code: 'revision-has-other-content', current: { revision: 3 } },
    ],
    ['that is the current one with other content', 3, 'z', { kind: 'conflict', code: 'revision-has-other-content' }],
  ])('%s', (_, revision, hash, decision) => {
    expect(decideRevision(stored('a', 'b', 'c'), { revision, hash })).toMatchObject(decision);
  });

  const gap: StoredRevision[] = [
    { revision: 1, hash: 'a' },
    { revision: 5, hash: 'e' },
  ];

  it('lower than the current one and never seen is outdated', () => {
    expect(decideRevision(gap, { revision: 3, hash: 'c' })).toMatchObject({
      kind: 'conflict',
      code: 'revision-outdated',
      current: { revision: 5 },
    });
  });

  it('lower than the current one with content that is there is that record', () => {
    expect(decideRevision(gap, { revision: 3, hash: 'a' })).toMatchObject({ kind: 'known', stored: { revision: 1 } });
  });

  it('may start above one', () => {
    expect(decideRevision([], { revision: 7, hash: 'g' })).toEqual({ kind: 'new', revision: 7, replaces: null });
  });
});

it('sent again at once, every document is known: nothing is done twice', () => {
  const arrival = fc.record({
    hash: fc.constantFrom('a', 'b', 'c'),
    revision: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 12 }), (arrivals) => {
      const revisions: StoredRevision[] = [];
      for (const { hash, revision } of arrivals) {
        const decision = decideRevision(revisions, { hash, revision });
        if (decision.kind === 'new') revisions.push({ revision: decision.revision, hash });
        const again = decideRevision(revisions, { hash, revision });
        expect(again.kind).toBe(decision.kind === 'conflict' ? 'conflict' : 'known');
      }
      expect(revisions.map(({ revision }) => revision)).toEqual(
        [...new Set(revisions.map(({ revision }) => revision))].sort((one, other) => one - other),
      );
    }),
  );
});

it('tells the current revision and the one that followed another', () => {
  const revisions = [
    { revision: 5, hash: 'e' },
    { revision: 1, hash: 'a' },
    { revision: 3, hash: 'c' },
  ];
  expect(currentRevision(revisions)).toEqual({ revision: 5, hash: 'e' });
  expect(currentRevision([])).toBeNull();
  expect(nextRevision(revisions, { revision: 1, hash: 'a' })).toEqual({ revision: 3, hash: 'c' });
  expect(nextRevision(revisions, { revision: 5, hash: 'e' })).toBeNull();
});
