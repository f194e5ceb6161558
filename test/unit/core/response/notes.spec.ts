/** What a reader must know beside the verdict, at the edges of each note. */
import { followUps, lesionNamed, says } from './support.js';
import type { CompactLine } from '../../../conformance/notation.js';

const notes = (line: CompactLine) => followUps(line).map((scan) => scan.notes);
const again = (label: string, from: number, to: number) => [
  says('note/node-rose', { lesion: lesionNamed(label, 'lymph-node'), from, to }),
];
const node = (...sizes: CompactLine['lesions'][string]['sizes']): CompactLine => ({
  lesions: { T: { sizes: sizes.map(() => 30) }, N: { organ: 'lymph-node', sizes } },
});

test.each<[string, CompactLine, readonly unknown[]]>([
  ['a normal node of 10 mm again', node(20, 9.9, 10), [undefined, again('N', 9_900, 10_000)]],
  ['of 9.9 mm again', node(20, 9, 9.9), [undefined, undefined]],
  ['of 14.9 mm again', node(20, 9, 14.9), [undefined, again('N', 9_000, 14_900)]],
  ['of 15 mm again: enlarged, which the criteria say themselves', node(20, 9, 15), [undefined, undefined]],
  ['one that never was normal', node(20, 10, 12), [undefined, undefined]],
  ['not measured in between', node(20, 9, 'not-done', 12), [undefined, undefined, again('N', 9_000, 12_000)]],
  ['at the baseline normal', node(9, 12), [again('N', 9_000, 12_000)]],
  ['not measured now', node(20, 9, 'not-done'), [undefined, undefined]],
  [
    'a new node',
    { lesions: { T: { sizes: [30, 30, 30] }, N: { role: 'new', organ: 'lymph-node', sizes: [null, 9, 12] } } },
    [undefined, undefined],
  ],
  ['a lesion that is no node', { lesions: { T: { sizes: [30, 9, 12] } } }, [undefined, undefined]],
])('%s', (_, line, expected) => expect(notes(line)).toEqual(expected));

test('a node is not compared with a scan that waits for the sender, nor with one before the baseline', () => {
  const held = { ...node(20, 9, 12), scans: [{}, { held: ['N'] }] };
  expect(notes(held)).toEqual([[says('note/unread-scan', { scan: 'week 8' })]]);
  expect(notes({ ...node(9, 12, 12), days: [-60, 0, 56] })).toEqual([undefined]);
});

test('a scan that waits is named at later scans only, and not one from before the baseline', () => {
  const line = node(20, 20, 20, 20);
  const waits = (week: number) => [says('note/unread-scan', { scan: `week ${week}` })];
  expect(notes({ ...line, scans: [{}, {}, { held: ['N'] }] })).toEqual([undefined, waits(16)]);
  expect(notes({ ...line, days: [-60, 0, 56, 112], scans: [{ held: ['N'] }] })).toEqual([undefined, undefined]);
});
