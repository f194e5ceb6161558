import { describe, expect, it } from '@jest/globals';
import { csvFormat, sdtmFormat } from '../../../../src/core/formats/index.js';
import { contextOf, formatNamed, readImportRequest } from '../../../../src/modules/intake/import-options.js';

const read = (fields: Record<string, string>) => readImportRequest(new Map(Object.entries(fields)), '12');

describe('the fields of an upload', () => {
  it('name format, issuer, mapping and invented patients', () => {
    const mapping = { columns: { id: 'patient' }, constants: { role: 'target' } };
    const { format, options } = read({
      format: 'csv',
      issuer: ' radiology ',
      mapping: JSON.stringify(mapping),
      synthetic: 'true',
    });
    expect(format).toBe(csvFormat);
    expect(contextOf(options)).toEqual({
      issuer: 'radiology',
      mapping,
      synthetic: true,
      // The day by which an exam is one to come.
      today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('left out name the sender by an id that never changes, and no invented patients', () => {
    expect(read({ format: 'sdtm' })).toEqual({
      format: sdtmFormat,
      remember: false,
      options: { issuer: 'account-12', mapping: null, synthetic: false },
    });
  });

  it('with several faults are refused with all of them', () => {
    expect(() => read({ format: 'x', synthetic: 'maybe', mapping: '[]', other: '' })).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        errors: [{ pointer: '/other' }, { pointer: '/format' }, { pointer: '/synthetic' }, { pointer: '/mapping' }].map(
          (error) => expect.objectContaining(error),
        ),
      }),
    );
  });
});

it('a format that the database names is one of the formats', () => {
  expect(formatNamed('csv')).toBe(csvFormat);
  expect(() => formatNamed('xml')).toThrow("There is no format 'xml'.");
});
