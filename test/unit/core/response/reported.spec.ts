/** Responses as reported beside those derived: named where they differ, never corrected. */
import {
  disagreements,
  explain,
  type NewLesionFinding,
  type ReportedResponses,
} from '../../../../src/core/response/index.js';
import { followUps } from './support.js';

/** Derived here: SD, non-CR/non-PD, no new lesion, SD. */
const derived = followUps({
  lesions: { T: { sizes: [100, 80] }, X: { role: 'non-target', sizes: ['present', 'present'] } },
})[0]!;
const [byTarget, byNonTarget, byNewLesion, byTable] = derived.trace.map(explain);

test.each<[string, ReportedResponses, readonly string[]]>([
  ['the target response', { target: 'PR' }, [`target: reported PR, derived SD. ${byTarget}`]],
  ['the non-target response', { nonTarget: 'PD' }, [`non-target: reported PD, derived NON-CR/NON-PD. ${byNonTarget}`]],
  ['a new lesion', { newLesion: true }, [`new lesion: reported yes, derived no. ${byNewLesion}`]],
  ['the overall response', { overall: 'NE' }, [`overall: reported NE, derived SD. ${byTable}`]],
  [
    'all of them, in the order of the rules',
    { overall: 'PD', newLesion: true, nonTarget: 'CR', target: 'CR' },
    [
      `target: reported CR, derived SD. ${byTarget}`,
      `non-target: reported CR, derived NON-CR/NON-PD. ${byNonTarget}`,
      `new lesion: reported yes, derived no. ${byNewLesion}`,
      `overall: reported PD, derived SD. ${byTable}`,
    ],
  ],
])('where they differ the rule that decided here is named: %s', (_, reported, expected) => {
  expect(disagreements(reported, derived)).toEqual(expected);
});

test('the rules are those of each component', () => {
  expect([byTarget, byNonTarget, byNewLesion, byTable].map((words) => words!.split(' ').slice(0, 3).join(' '))).toEqual(
    ['The sum of', 'Non-target lesions are', 'No new lesion', 'Table 1, row'],
  );
});

test.each<[string, ReportedResponses]>([
  ['all agree', { target: 'SD', nonTarget: 'NON-CR/NON-PD', newLesion: false, overall: 'SD' }],
  ['nothing was reported', {}],
  ['nothing was stated', { target: null, nonTarget: null, newLesion: null, overall: null }],
])('nothing to name where %s', (_, reported) => {
  expect(disagreements(reported, derived)).toEqual([]);
});

test.each<[NewLesionFinding, boolean, string | null]>([
  ['yes', true, null],
  ['yes', false, 'new lesion: reported no, derived yes. '],
  ['no', false, null],
  ['no', true, 'new lesion: reported yes, derived no. '],
  ['equivocal', false, null],
  ['equivocal', true, 'new lesion: reported yes, derived no. '],
  ['unknown', false, null],
  ['unknown', true, 'new lesion: reported yes, derived no. '],
])('a new lesion found as %s and reported as %s', (newLesion, reported, words) => {
  expect(disagreements({ newLesion: reported }, { ...derived, newLesion })).toEqual(
    words === null ? [] : [`${words}${byNewLesion}`],
  );
});

test.each<ReportedResponses>([{}, { newLesion: null }])(
  'a new lesion that the report says nothing of is not read as none: %j',
  (reported) => {
    expect(disagreements(reported, { ...derived, newLesion: 'yes' })).toEqual([]);
  },
);

test('a scan that was not classified is compared with nothing', () => {
  expect(
    disagreements(
      { target: 'PD', nonTarget: 'PD', newLesion: true, overall: 'PD' },
      { ...derived, overallResponse: null, trace: [] },
    ),
  ).toEqual([]);
});
