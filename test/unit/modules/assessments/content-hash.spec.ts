import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, contentHash } from '../../../../src/modules/assessments/content-hash.js';

describe('canonical JSON', () => {
  it('is the same whatever the order of keys, and leaves out what is absent', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: undefined, é: 2.5 })).toBe('{"b":[1,{"c":"ü","d":null}],"é":2.5}');
  });

  it('keeps the order of lists, and null apart from absent', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
  });

  it('is JSON of an equal value, and does not change when it is read back', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }));
  });
});

it('hashes with SHA-256 over UTF-8', () => {
  expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
