/** A small share of `npm run bench -- fuzz-documents`, and texts drawn by fast-check. */
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { documentSources } from '../../../../../src/core/formats/index.js';
import { changed, drawing, samples } from '../../../../bench/fuzz-documents.js';
import { context } from './reading.js';

const isAnswer = (found: object): boolean => 'fault' in found || 'documents' in found;

describe('every source of documents', () => {
  it('takes, holds or refuses public files with drawn changes, and never throws', () => {
    const all = samples();
    const draw = drawing(7);
    // What a parser prints stands in the service's log, and holds bytes of the file.
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (let index = 0; index < 1_000; index += 1) {
      const { source, bytes } = all[draw(all.length)]!;
      expect(isAnswer(source.read(changed(bytes, draw), context))).toBe(true);
    }
    expect([printed.mock.calls, warned.mock.calls]).toEqual([[], []]);
    printed.mockRestore();
    warned.mockRestore();
  });

  it.each(documentSources.map((source) => [source.name, source] as const))('takes drawn content as %s', (_, source) => {
    const json = fc.json().map((text) => Buffer.from(text));
    const resource = fc
      .record({
        resourceType: fc.constantFrom('Observation', 'Bundle', 'Patient', 'Condition', 'Procedure'),
        code: fc.jsonValue(),
        component: fc.jsonValue(),
        entry: fc.jsonValue(),
        subject: fc.jsonValue(),
        focus: fc.jsonValue(),
        extension: fc.jsonValue(),
      })
      .map((value) => Buffer.from(JSON.stringify(value)));
    const segments = fc
      .array(fc.constantFrom('PID|', 'OBR|1||', 'OBX|1|NM|33728-7^^LN|', '^', '~', '\\', '&', '\r', 'x', '18', '|mm|'))
      .map((parts) => Buffer.from(`MSH|^~\\&|||||||ORU^R01|1\r${parts.join('')}`));
    fc.assert(
      fc.property(fc.oneof(json, resource, segments, fc.uint8Array({ maxLength: 300 })), (bytes) =>
        isAnswer(source.read(bytes, context)),
      ),
      { seed: 20261130, numRuns: 300 },
    );
  });
});
