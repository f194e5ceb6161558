/** What may be stated of a patient, as a form can ask for it: made from the schemas by which statements are checked. */
import { z } from 'zod';
import { factDefinitions, type FactName, factNames } from '../../core/record/index.js';

const fieldKinds = ['text', 'texts', 'date', 'whole-number', 'number', 'choice', 'truth'] as const;
const text = z.string();

const factFieldSchema = z
  .object({
    name: text.nullable().meta({ description: 'Member of the value; null where the value is this field itself.' }),
    kind: z
      .enum(fieldKinds)
      .meta({ description: "'date' may be partial (YYYY, YYYY-MM); 'texts' is a list; 'truth' is true or false." }),
    choices: z.array(text).meta({ description: "The words that a 'choice' takes; empty for others." }),
    required: z.boolean(),
    least: z
      .number()
      .optional()
      .meta({ description: 'The smallest number that is taken; left out where there is none.' }),
    most: z
      .number()
      .optional()
      .meta({ description: 'The largest number that is taken; left out where there is none.' }),
  })
  .meta({ id: 'FactField' });
type FactField = z.infer<typeof factFieldSchema>;

const factDefinitionSchema = z
  .object({
    name: text,
    scope: z.enum(['patient', 'treatment-line', 'lesion']),
    ofLesionToo: z
      .boolean()
      .meta({ description: 'True where a fact of the patient may be stated of one lesion as well.' }),
    isList: z.boolean().meta({ description: 'True where the value is a list of entries with these fields.' }),
    fields: z.array(factFieldSchema),
  })
  .meta({ id: 'FactDefinition' });
export type FactDefinitionView = z.infer<typeof factDefinitionSchema>;

export const factDefinitionsSchema = z.object({ items: z.array(factDefinitionSchema) }).meta({ id: 'FactDefinitions' });

/** The part of JSON Schema that values of facts are described with. */
interface ValueSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly items?: ValueSchema;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const kindOfType: Readonly<Record<string, FactField['kind']>> = {
  array: 'texts',
  boolean: 'truth',
  integer: 'whole-number',
  number: 'number',
};

/** Partial dates are the only texts of a fact that are described with examples. */
function kindOf({ type = 'string', enum: choices, format, examples }: ValueSchema): FactField['kind'] {
  if (choices !== undefined) return 'choice';
  return kindOfType[type] ?? (format === 'date' || examples !== undefined ? 'date' : 'text');
}

/** Bounds that somebody set, and not those of what a computer can count. */
const boundsOf = ({ minimum, maximum }: ValueSchema): Pick<FactField, 'least' | 'most'> => ({
  ...(minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? {} : { least: minimum }),
  ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? {} : { most: maximum }),
});

const fieldOf = (name: string | null, schema: ValueSchema, required: boolean): FactField => ({
  name,
  kind: kindOf(schema),
  choices: [...(schema.enum ?? [])],
  required,
  ...boundsOf(schema),
});

function definitionOf(name: FactName): FactDefinitionView {
  const { scope, value } = factDefinitions[name];
  const ofLesionToo = 'alsoOfLesion' in factDefinitions[name];
  const schema = z.toJSONSchema(value, { io: 'input' }) as ValueSchema;
  const entry = schema.items?.properties === undefined ? schema : schema.items;
  const fields =
    entry.properties === undefined
      ? [fieldOf(null, entry, true)]
      : Object.entries(entry.properties).map(([member, described]) =>
          fieldOf(member, described, entry.required?.includes(member) ?? false),
        );
  return { name, scope, ofLesionToo, isList: entry !== schema, fields };
}

/** Every fact that may be stated, in the order of the closed list. */
export const statableFacts: readonly FactDefinitionView[] = factNames.map(definitionOf);
