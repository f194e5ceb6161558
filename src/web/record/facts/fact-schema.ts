import * as z from 'zod/mini';
import { partialDateFromText } from '../../format/typed-date.js';
import { monthsInEveryLanguage } from '../../texts/months.js';
import type { FactDefinition, FactField } from '../case/case.js';
import { keyOf, numberFromText, type TypedEntry } from './fact-form.js';

interface Messages {
  readonly needed: string;
  readonly number: string;
  readonly wholeNumber: string;
  readonly partialDate: string;
}

const isPartialDate = (text: string): boolean => partialDateFromText(text, monthsInEveryLanguage) !== null;

/** What is wrong with the text of one field, before the service looks at what it means; null where nothing is. */
function faultOf({ kind, required }: FactField, text: string, messages: Messages): string | null {
  if (text === '') return required ? messages.needed : null;
  if (kind === 'number' && numberFromText(text) === null) return messages.number;
  if (kind === 'whole-number' && !Number.isInteger(numberFromText(text))) return messages.wholeNumber;
  return kind === 'date' && !isPartialDate(text) ? messages.partialDate : null;
}

/** A statement of one kind of fact as it is typed: its source is needed, and where something is known, each field in its form. */
export const factSchema = ({ fields }: FactDefinition, messages: Messages) =>
  z
    .object({
      state: z.enum(['known', 'none', 'unknown']),
      entries: z.array(z.record(z.string(), z.string())),
      date: z
        .string()
        .check(z.refine((text) => text.trim() === '' || isPartialDate(text), { message: messages.partialDate })),
      source: z.string().check(z.trim(), z.minLength(1, messages.needed)),
    })
    .check(({ value: { state, entries }, issues }) => {
      if (state !== 'known') return;
      entries.forEach((entry: TypedEntry, index) =>
        fields.forEach((field) => {
          const message = faultOf(field, (entry[keyOf(field)] ?? '').trim(), messages);
          if (message !== null)
            issues.push({ code: 'custom', message, path: ['entries', index, keyOf(field)], input: entry });
        }),
      );
    });
