import { expect, it } from '@jest/globals';
import { contentHash } from '../../../../src/modules/assessments/content-hash.js';

it('hashes with SHA-256 over UTF-8, whatever the order of keys', () => {
  expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  expect(contentHash({ b: 'ü', a: [1] })).toBe(contentHash({ a: [1], b: 'ü', c: undefined }));
});
