/** From which scan a new lesion counts (docs/clinical-basis.md#who-can-shrink-or-grow-p). */
import type { ResponseOptions } from '../../../../src/core/response/index.js';
import type { CompactFinding } from '../../../conformance/notation.js';
import { followUps } from './support.js';

const found = (sizes: readonly CompactFinding[], options?: ResponseOptions) =>
  followUps({ lesions: { T: { sizes: sizes.map(() => 30) }, X: { role: 'new', sizes } } }, options).map(
    ({ newLesion }) => newLesion,
  );

test.each<[string, readonly CompactFinding[], readonly string[]]>([
  ['the first equivocal scan of its run', [null, 'equivocal', 'equivocal', 12], ['yes', 'yes', 'yes']],
  ['that scan, a scan without a word between', [null, 'equivocal', null, 12], ['yes', 'yes', 'yes']],
  [
    'the scan that shows it, where it was gone in between',
    [null, 'equivocal', 'absent', 12],
    ['equivocal', 'no', 'yes'],
  ],
  [
    'the start of the later run, where it was gone in between',
    [null, 'equivocal', 'absent', 'equivocal', 12],
    ['equivocal', 'no', 'yes', 'yes'],
  ],
])('an equivocal new lesion that is confirmed counts from %s', (_, sizes, expected) => {
  expect(found(sizes)).toEqual(expected);
});

test('back-dating passes over a scan that says nothing of it, where such a scan does not count', () => {
  expect(found([null, 'equivocal', null, 12], { recist: { newLesionWithoutRow: 'not-counted' } })).toEqual([
    'yes',
    'no',
    'yes',
  ]);
});

test('a scan that says nothing of any lesion says nothing of new ones', () => {
  expect(followUps({ weeks: [0, 8], lesions: { T: { sizes: [30, null] } } })).toMatchObject([{ newLesion: 'unknown' }]);
  expect(followUps({ weeks: [0, 8], lesions: { T: { sizes: [30, 30] } } })).toMatchObject([{ newLesion: 'no' }]);
});
