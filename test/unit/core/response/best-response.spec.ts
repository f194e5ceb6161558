/** Best overall response: series re-derived from a public test oracle, and the windows. */
import {
  bestOverallResponse,
  confirmedBestOverallResponse,
  immuneBestOverallResponse,
  type DatedResponse,
  type OverallResponse,
} from '../../../../src/core/response/index.js';

const reference = { from: 0, to: 0 };
const at = (...points: readonly (readonly [OverallResponse, number])[]): readonly DatedResponse[] =>
  points.map(([response, day]) => ({ response, span: { from: day, to: day } }));
const windows = { minimumStableDays: 28, confirmationDays: 28, notEvaluableBetween: 1 };

/** Windows of 28 days each, as in the oracle (pharmaverse, confirmed best overall response); the day counts are our own. */
test.each<readonly [string, readonly DatedResponse[], OverallResponse | null]>([
  [
    'PR, CR, NE, CR 29 days after the first CR, SD',
    at(['PR', 30], ['CR', 60], ['NE', 75], ['CR', 89], ['SD', 120]),
    'CR',
  ],
  ['SD, PR, SD, CR', at(['SD', 30], ['PR', 60], ['SD', 90], ['CR', 120]), 'SD'],
  ['CR, CR 20 days later, SD', at(['CR', 40], ['CR', 60], ['SD', 90]), 'SD'],
  ['PR, SD, SD, PR', at(['PR', 30], ['SD', 60], ['SD', 90], ['PR', 120]), 'SD'],
  ['PR on day 4, CR on day 14, NE', at(['PR', 4], ['CR', 14], ['NE', 40]), 'NE'],
  ['PD', at(['PD', 30]), 'PD'],
  ['no data', [], null],
])('confirmed: %s', (_, responses, expected) => {
  expect(confirmedBestOverallResponse(responses, reference, windows)).toBe(expected);
});

test('a CR followed by disease before the minimum duration is PD', () => {
  expect(confirmedBestOverallResponse(at(['CR', 14], ['SD', 30]), reference)).toBe('PD');
  expect(confirmedBestOverallResponse(at(['CR', 14], ['PR', 30]), reference)).toBe('PD');
});

test.each<readonly [string, readonly DatedResponse[], OverallResponse]>([
  ['CR, PR, PR: no PR after a CR confirms another', at(['CR', 56], ['PR', 112], ['PR', 168]), 'SD'],
  ['PR, CR, PR: nor one before it', at(['PR', 56], ['CR', 66], ['PR', 112]), 'SD'],
  ['PR, CR, PR: the CR confirmed the PR', at(['PR', 56], ['CR', 84], ['PR', 112]), 'PR'],
  ['CR, PR, CR: nor does a CR after the disease', at(['CR', 56], ['PR', 112], ['CR', 168], ['CR', 224]), 'SD'],
  ['CR, CR, PR, PR', at(['CR', 56], ['CR', 84], ['PR', 112], ['PR', 168]), 'CR'],
  ['CR, NE, PR, PR', at(['CR', 56], ['NE', 84], ['PR', 112], ['PR', 168]), 'SD'],
  ['PR, PR, CR, PR: the PR was confirmed before', at(['PR', 56], ['PR', 112], ['CR', 120], ['PR', 168]), 'PR'],
])('disease after a CR is progression at that point: %s', (_, responses, expected) => {
  expect(confirmedBestOverallResponse(responses, reference)).toBe(expected);
});

test('the window of confirmation is inclusive', () => {
  expect(confirmedBestOverallResponse(at(['PR', 50], ['PR', 78]), reference)).toBe('PR');
  expect(confirmedBestOverallResponse(at(['PR', 50], ['PR', 77]), reference)).toBe('SD');
  expect(
    confirmedBestOverallResponse(at(['PR', 50], ['PR', 77]), reference, { ...windows, confirmationDays: 27 }),
  ).toBe('PR');
});

test('the minimum duration of SD is inclusive', () => {
  expect(bestOverallResponse(at(['SD', 42]), reference)).toBe('SD');
  expect(bestOverallResponse(at(['SD', 41]), reference)).toBe('NE');
  expect(bestOverallResponse(at(['SD', 41], ['PD', 60]), reference)).toBe('PD');
});

test('NE between a response and its confirmation', () => {
  const series = at(['PR', 50], ['NE', 80], ['NE', 110], ['PR', 140]);
  expect(confirmedBestOverallResponse(series, reference)).toBe('PR');
  expect(confirmedBestOverallResponse(series, reference, { ...windows, notEvaluableBetween: 1 })).toBe('SD');
  expect(confirmedBestOverallResponse(series, reference, { ...windows, notEvaluableBetween: 2 })).toBe('PR');
});

test('nothing after the first PD counts, whatever the order of the input', () => {
  expect(bestOverallResponse(at(['CR', 200], ['SD', 50], ['PD', 100]), reference)).toBe('SD');
  expect(confirmedBestOverallResponse(at(['PR', 150], ['PD', 100], ['PR', 50]), reference)).toBe('SD');
});

test('without confirmation the best counts as given', () => {
  expect(bestOverallResponse(at(['SD', 50], ['PR', 100], ['PD', 150]), reference)).toBe('PR');
  expect(bestOverallResponse(at(['PR', 20], ['CR', 100]), reference)).toBe('CR');
  expect(bestOverallResponse([], reference)).toBeNull();
});

test('disease without targets', () => {
  expect(bestOverallResponse(at(['NON-CR/NON-PD', 50], ['PD', 100]), reference)).toBe('NON-CR/NON-PD');
  expect(bestOverallResponse(at(['NON-CR/NON-PD', 20], ['PD', 100]), reference)).toBe('PD');
  expect(confirmedBestOverallResponse(at(['CR', 56], ['NON-CR/NON-PD', 112]), reference)).toBe('NON-CR/NON-PD');
  expect(confirmedBestOverallResponse(at(['NON-CR/NON-PD', 20], ['CR', 56]), reference)).toBe('NON-CR/NON-PD');
  expect(confirmedBestOverallResponse(at(['SD', 56], ['CR', 112]), reference)).toBe('SD');
});

test('iRECIST without any response, and of disease without targets', () => {
  expect(immuneBestOverallResponse([])).toBeNull();
  expect(immuneBestOverallResponse(['NE'])).toBe('NE');
  expect(immuneBestOverallResponse(['NON-iCR/NON-iUPD', 'iUPD', 'iCPD'])).toBe('NON-iCR/NON-iUPD');
});

test('disease after a CR before the minimum duration, with and without targets, whatever stands between', () => {
  expect(confirmedBestOverallResponse(at(['CR', 14], ['NON-CR/NON-PD', 30]), reference)).toBe('PD');
  expect(confirmedBestOverallResponse(at(['CR', 14], ['NE', 20], ['SD', 30]), reference)).toBe('PD');
  expect(confirmedBestOverallResponse(at(['SD', 10], ['NE', 20], ['SD', 30]), reference)).toBe('NE');
});

test('a PD at the very first scan ends the count, and two partial dates are ordered by their end', () => {
  expect(bestOverallResponse(at(['PD', 30], ['CR', 90]), reference)).toBe('PD');
  const month = (response: OverallResponse, to: number): DatedResponse => ({ response, span: { from: 60, to } });
  expect(bestOverallResponse([month('CR', 90), month('PD', 75)], reference)).toBe('PD');
  expect(immuneBestOverallResponse(['iCPD', 'iCR'])).toBe('iCPD');
});
