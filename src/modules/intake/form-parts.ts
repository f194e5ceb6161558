/** Parts of an uploaded form as they are taken: fields, and the names of files. */
import type { MultipartFile } from '@fastify/multipart';
import { textErrors, textFault } from '../../platform/http/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';
import { fieldFault } from './import-options.js';

/** What the reader of forms puts where bytes are not UTF-8. */
const unreadableBytes = '\ufffd';

const notUtf8 = (name: string): ProblemError =>
  fieldFault(name, 'unreadable', 'The text is not UTF-8.', 'a form in UTF-8');

/** Longest file name that is kept, in UTF-16 units. */
const longestFileName = 200;

/** @throws Problem 422 for a name that could be shown as another one */
export function fileName({ filename, fieldname }: MultipartFile): string {
  const name = filename || fieldname;
  const fault = textFault(name);
  if (name.includes(unreadableBytes)) throw Problem.invalid([notUtf8('file')]);
  if (fault !== undefined)
    throw Problem.invalid([fieldFault('file', fault.code, `The name of the file ${fault.detail}.`, fault.expected)]);
  // A cut may go through a character.
  return name.slice(0, longestFileName).replace(/\p{Surrogate}$/u, '');
}

export function takeField(fields: Map<string, string>, name: string, value: unknown, truncated: boolean): void {
  if (fields.has(name))
    throw Problem.invalid([fieldFault(name, 'duplicate', 'This field stands twice.', 'each field once')]);
  const errors = [...textErrors('body', name), ...textErrors('body', value, `/${name}`)];
  if (typeof value === 'string' && value.includes(unreadableBytes)) errors.push(notUtf8(name));
  if (errors.length > 0) throw Problem.invalid(errors);
  if (truncated) throw Problem.invalid([fieldFault(name, 'too-long', 'This field is too long.', 'at most 64 KiB')]);
  // A part of type application/json comes parsed.
  fields.set(name, typeof value === 'string' ? value : JSON.stringify(value));
}
