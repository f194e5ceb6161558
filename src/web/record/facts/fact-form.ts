import { partialDateFromText } from '../../format/typed-date.js';
import { monthsInEveryLanguage } from '../../texts/months.js';
import type { FactDefinition, FactField, FactToState, StatedFact } from '../case/case.js';

/** What a person typed for one value, or for one entry of a list: text by field; 'value' is the field of a value that has no members. */
export type TypedEntry = Readonly<Record<string, string>>;

export interface TypedFact extends Record<string, unknown> {
  readonly state: FactToState['state'];
  readonly entries: readonly TypedEntry[];
  readonly date: string;
  readonly source: string;
  readonly lesion: string;
  readonly treatmentLineId: string;
}

/** Key of a field among what was typed. */
export const keyOf = ({ name }: FactField): string => name ?? 'value';

/** A number with a decimal point or comma; null for anything else. */
export function numberFromText(text: string): number | null {
  const number = Number(text.replace(',', '.'));
  return text === '' || Number.isNaN(number) ? null : number;
}

/** What a field's text means; a number that cannot be read is sent as it was typed, so that the service says what would be right. */
function valueOfField({ kind }: FactField, typed: string): unknown {
  const text = typed.trim();
  switch (kind) {
    case 'whole-number':
    case 'number':
      return numberFromText(text) ?? text;
    case 'truth':
      return text === 'yes';
    case 'texts':
      return text
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    case 'date':
      return partialDateFromText(text, monthsInEveryLanguage) ?? text;
    case 'text':
    case 'choice':
      return text;
  }
}

function valueOfEntry({ fields }: FactDefinition, entry: TypedEntry): unknown {
  const [only] = fields;
  if (only?.name === null) return valueOfField(only, entry[keyOf(only)] ?? '');
  const filled = fields.filter((field) => field.required || (entry[keyOf(field)] ?? '').trim() !== '');
  return Object.fromEntries(filled.map((field) => [field.name, valueOfField(field, entry[keyOf(field)] ?? '')]));
}

/** In the place of a lesion: each of those that are asked about. */
export const eachLesion = '*';

/** A fact of a lesion, or one of the patient that is stated of one lesion. */
const namesLesion = ({ scope, ofLesionToo }: FactDefinition, lesion: string): boolean =>
  scope === 'lesion' || (ofLesionToo && lesion !== '');

/** The statement that the service takes. `replaces` is the revision that is corrected, as the person saw it. */
export function factToState(
  definition: FactDefinition,
  { state, entries, date, source, lesion, treatmentLineId }: TypedFact,
  replaces: StatedFact | undefined,
): FactToState {
  const values = entries.map((entry) => valueOfEntry(definition, entry));
  return {
    name: definition.name as FactToState['name'],
    state,
    source: source.trim(),
    ...(state === 'known' ? { value: definition.isList ? values : values[0] } : {}),
    ...(date.trim() === '' ? {} : { date: partialDateFromText(date, monthsInEveryLanguage) ?? date.trim() }),
    ...(namesLesion(definition, lesion) ? { lesion } : {}),
    ...(definition.scope === 'treatment-line' ? { treatmentLineId } : {}),
    ...(replaces === undefined ? {} : { replaces: replaces.revision }),
  };
}

function typedField({ kind }: FactField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (kind === 'truth') return value === true ? 'yes' : 'no';
  return Array.isArray(value) ? value.join('; ') : String(value);
}

/** A statement's value as it would be typed, so that it can be corrected. */
export function typedEntries({ fields, isList }: FactDefinition, value: unknown): readonly TypedEntry[] {
  const entries: readonly unknown[] = isList && Array.isArray(value) ? value : [value];
  return entries.map((entry) =>
    Object.fromEntries(
      fields.map((field) => {
        const part =
          field.name === null
            ? entry
            : typeof entry === 'object' && entry !== null
              ? (entry as Readonly<Record<string, unknown>>)[field.name]
              : // What was stated before a fact had fields is plain text: it stands among the words.
                typeof entry === 'string' && field.name === 'words'
                ? entry
                : undefined;
        return [keyOf(field), typedField(field, part)];
      }),
    ),
  );
}

/** Members by which statements of one name stand side by side on one day: reports of two organs, courses of two fields. */
const aboutMembers = ['what', 'field', 'condition', 'organ'] as const;

const aboutOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(aboutMembers.map((name) => (value as Readonly<Record<string, unknown>>)[name] ?? null))
    : '';

/** What people have stated of the same thing for the same date: another value for it is a correction. */
export function replacedBy(
  definition: FactDefinition,
  typed: TypedFact,
  stated: readonly StatedFact[],
): StatedFact | undefined {
  const { name, value, date, lesion, treatmentLineId } = factToState(definition, typed, undefined);
  return stated.find(
    (one) =>
      one.byPeople &&
      one.supersededAt === null &&
      one.name === name &&
      one.date === (date ?? null) &&
      one.lesion === (lesion ?? null) &&
      one.evaluator === null &&
      one.treatmentLineId === (treatmentLineId ?? null) &&
      aboutOf(one.value) === aboutOf(value),
  );
}

/** Where a field stands in the form. */
export const pathOf = (entry: number, field: FactField): string => `entries.${entry}.${keyOf(field)}`;

/** Where the service says that a field stands. */
const pointerOf = ({ isList }: FactDefinition, entry: number, field: FactField): string =>
  `/value${isList ? `/${entry}` : ''}${field.name === null ? '' : `/${field.name}`}`;

const fixedFields: Readonly<Record<string, string>> = { '/date': 'date', '/source': 'source', '/lesion': 'lesion' };

/** The field of the form at the place that the service names; undefined where the form has none. */
export function fieldOfPointer(definition: FactDefinition, entries: number, pointer: string): string | undefined {
  const ofValue = Array.from({ length: entries }, (_, entry) =>
    definition.fields.map((field) => [pointerOf(definition, entry, field), pathOf(entry, field)] as const),
  ).flat();
  return fixedFields[pointer] ?? new Map(ofValue).get(pointer);
}
