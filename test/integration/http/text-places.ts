/** Every place of a request that holds a text, as the API description lists them, and a request for each. */

type Schema = Readonly<Record<string, unknown>> & {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly format?: string;
  readonly examples?: readonly unknown[];
};

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

export interface TextPlace {
  readonly name: string;
  readonly part: 'body' | Parameter['in'];
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Part and pointer by which a fault there may be named. */
  readonly pointers: RegExp;
  /** False where the description lets the text be of any length. */
  readonly bounded: boolean;
  /** True for the first place of a JSON body. */
  readonly inJson: boolean;
  request(text: string): Request;
}

/** All places, in the order of the description. */
export function textPlaces(openApi: OpenApi): readonly TextPlace[] {
  return Object.entries(openApi.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => [
      ...placesOfParameters(path, method, operation),
      ...placesOfBody(openApi, path, method, operation),
    ]),
  );
}

function placesOfParameters(path: string, method: string, operation: Operation): readonly TextPlace[] {
  const parameters = operation.parameters ?? [];
  return parameters
    .filter(({ schema }) => schema.type === 'string')
    .map((parameter) => ({
      name: `${method.toUpperCase()} ${path}, ${parameter.in} ${parameter.name}`,
      part: parameter.in,
      method: method.toUpperCase() as TextPlace['method'],
      // Of an address that cannot be decoded, or is too long to be taken apart, only the part is known.
      pointers: new RegExp(`^${parameter.in} (/${parameter.name})?$`, 'i'),
      bounded: isBounded(parameter.schema),
      inJson: false,
      request: (text) => ({
        url: addressOf(path, parameters, { [parameter.name]: text }),
        headers: {
          ...(parameter.in === 'header' ? { [parameter.name]: text } : {}),
          ...(operation.requestBody === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(operation.requestBody === undefined ? {} : { payload: '{}' }),
      }),
    }));
}

function placesOfBody(openApi: OpenApi, path: string, method: string, operation: Operation): readonly TextPlace[] {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return [];
  const forms = formsOf(openApi, schema);
  return forms.flatMap(({ value, texts }, form) =>
    texts.map(({ steps, schema: described }, index) => ({
      name: `${method.toUpperCase()} ${path}, ${forms.length > 1 ? `form ${form + 1} of the body` : 'body'} /${steps.join('/')}`,
      part: 'body' as const,
      method: method.toUpperCase() as TextPlace['method'],
      pointers: new RegExp(`^body /${steps.join('/')}$`),
      bounded: isBounded(described),
      inJson: index === 0,
      request: (text) => ({
        url: addressOf(path, operation.parameters ?? [], {}),
        headers: { 'content-type': 'application/json', 'if-match': '"1"' },
        payload: JSON.stringify(replaced(value, steps, text)),
      }),
    })),
  );
}

function addressOf(path: string, parameters: readonly Parameter[], texts: Readonly<Record<string, string>>): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => percentEncoded(texts[name] ?? '1'));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && texts[parameter.name] !== undefined)
    .map(({ name }) => `${name}=${percentEncoded(texts[name] ?? '')}`);
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
}

/** Percent-encoded as a browser does it, half of a surrogate pair as if it were a character: bytes that are not UTF-8. */
export function percentEncoded(text: string): string {
  if (!/\p{Surrogate}/u.test(text)) return encodeURIComponent(text);
  return [...text]
    .map((character) => (/\p{Surrogate}/u.test(character) ? asBytes(character) : encodeURIComponent(character)))
    .join('');
}

function asBytes(surrogate: string): string {
  const code = surrogate.charCodeAt(0);
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join('');
}

/** A value that a schema takes, or nearly, and the texts in it. */
interface Form {
  readonly value: unknown;
  readonly texts: readonly { readonly steps: readonly string[]; readonly schema: Schema }[];
}

/** A pattern without a part that may go on for ever bounds a text too. */
const isBounded = ({ enum: words, const: word, maxLength, pattern }: Schema): boolean =>
  words !== undefined ||
  word !== undefined ||
  maxLength !== undefined ||
  (pattern !== undefined && !/[*+]|\{\d+,\}/.test(pattern));

/** Every form that a schema describes: one for each alternative. */
function formsOf(openApi: OpenApi, schema: Schema): readonly Form[] {
  if (schema.$ref !== undefined) {
    const named = openApi.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (named === undefined) throw new Error(`${schema.$ref} is not described.`);
    return formsOf(openApi, named);
  }
  const alternatives = (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined;
  if (alternatives !== undefined) return alternatives.flatMap((alternative) => formsOf(openApi, alternative));
  if (schema.properties !== undefined) return formsOfObject(openApi, schema.properties);
  if (schema.items !== undefined)
    return formsOf(openApi, schema.items).map(({ value, texts }) => ({
      value: [value],
      texts: texts.map(({ steps, schema: described }) => ({ steps: ['0', ...steps], schema: described })),
    }));
  if (schema.type === 'string') return [{ value: exampleOf(schema), texts: [{ steps: [], schema }] }];
  if (schema.type === 'integer' || schema.type === 'number') return [{ value: schema['minimum'] ?? 1, texts: [] }];
  if (schema.type === 'boolean') return [{ value: true, texts: [] }];
  if (schema.type === 'null') return [{ value: null, texts: [] }];
  // A map: its names are bounded, and what it maps them to is no text.
  if (schema.type === 'object' && schema['propertyNames'] !== undefined) return [{ value: {}, texts: [] }];
  // No type: anything, a text among it.
  return [{ value: 'x', texts: [{ steps: [], schema }] }];
}

function formsOfObject(openApi: OpenApi, properties: Readonly<Record<string, Schema>>): readonly Form[] {
  const members = Object.entries(properties).map(([name, schema]) => [name, formsOf(openApi, schema)] as const);
  const most = Math.max(...members.map(([, forms]) => forms.length), 1);
  return Array.from({ length: most }, (_, index) => {
    const chosen = members.flatMap(([name, forms]) => {
      const form = forms[Math.min(index, forms.length - 1)];
      return form === undefined ? [] : [[name, form] as const];
    });
    return {
      value: Object.fromEntries(chosen.map(([name, { value }]) => [name, value])),
      texts: chosen.flatMap(([name, { texts }]) =>
        texts.map(({ steps, schema }) => ({ steps: [name, ...steps], schema })),
      ),
    };
  });
}

function exampleOf({ enum: words, const: word, examples, format, pattern }: Schema): unknown {
  if (words !== undefined) return words[0];
  if (word !== undefined) return word;
  if (examples !== undefined) return examples[0];
  if (format === 'date-time') return '2026-01-12T09:00:00Z';
  if (format === 'email') return 'person@hospital.example';
  return pattern?.startsWith('^[1-9]') === true ? '1' : 'a text of some length';
}

function replaced(value: unknown, steps: readonly string[], text: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((entry, index) => (String(index) === step ? replaced(entry, rest, text) : entry));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: replaced(fields[step], rest, text) };
}

export interface MultipartBody {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MultipartPart {
  readonly name: string;
  readonly text: string | Buffer;
  /** Name of the file, where the part is one. */
  readonly file?: string;
}

/** A multipart body byte by byte: a client's own writer would mend what is wrong with it. */
export function multipart(parts: readonly MultipartPart[]): MultipartBody {
  const body = parts.flatMap(({ name, text, file }) => [
    Buffer.from(
      `--boundary\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n`,
    ),
    Buffer.from(text),
    Buffer.from('\r\n'),
  ]);
  return {
    body: Buffer.concat([...body, Buffer.from('--boundary--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=boundary' },
  };
}
