/** Days that have not come: what was seen, done or stated to be so cannot lie ahead. What is planned can: an end of radiotherapy, a stop. */
import type { FactName } from './facts.js';
import type { Fault } from './fault.js';
import { isUnreadable } from './fault.js';
import { entriesOf, fieldsOf } from './loose-values.js';
import { intervalOfPartialDate } from './partial-dates.js';

interface Placed {
  readonly pointer: string;
  readonly value: unknown;
}

/** Where the value of a fact has days of what has happened; '' is the value itself. */
const happenedIn: Partial<Record<FactName, string>> = {
  died: 'on',
  'treatment-start': '',
  'last-dose': '',
  'prior-radiotherapy': 'start',
  'prior-radiotherapy-field': 'progressionSince',
  'local-treatment': 'on',
  tissue: 'on',
  'second-primary': 'on',
};

/** @param today the latest day that it now is anywhere */
export const examsAhead = (document: unknown, today: string): Fault[] =>
  ahead(
    [
      { pointer: '/timepoint/date', value: fieldsOf(fieldsOf(document)['timepoint'])['date'] },
      ...entriesOf(fieldsOf(document)['findings']).map((finding, index) => ({
        pointer: `/findings/${index}/examDate`,
        value: fieldsOf(finding)['examDate'],
      })),
    ],
    today,
    'the date of an exam that has been done',
  );

/** @param today the latest day that it now is anywhere */
export const factsAhead = (statement: unknown, today: string): Fault[] =>
  ahead(
    entriesOf(fieldsOf(statement)['facts']).flatMap((entry, index) => {
      const { name, value, date } = fieldsOf(entry);
      const place = `/facts/${index}`;
      return [{ pointer: `${place}/date`, value: date }, ...happened(String(name), value, `${place}/value`)];
    }),
    today,
    'the date of what has happened',
  );

function happened(name: string, value: unknown, pointer: string): Placed[] {
  const field = Object.hasOwn(happenedIn, name) ? happenedIn[name as FactName] : undefined;
  if (field === undefined) return [];
  if (field === '') return [{ pointer, value }];
  if (!Array.isArray(value)) return [{ pointer: `${pointer}/${field}`, value: fieldsOf(value)[field] }];
  return value.map((one: unknown, at) => ({ pointer: `${pointer}/${at}/${field}`, value: fieldsOf(one)[field] }));
}

const ahead = (places: readonly Placed[], today: string, expected: string): Fault[] =>
  places.flatMap(({ pointer, value }) => {
    if (typeof value !== 'string') return [];
    const interval = intervalOfPartialDate(value);
    if (isUnreadable(interval) || interval.from <= today) return [];
    return [{ pointer, code: 'date-in-future', message: `'${value}' names a day that has not come`, expected }];
  });
