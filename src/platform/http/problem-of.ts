import { HttpException } from '@nestjs/common';
import { databaseIsAway, diskIsFull } from '../database/index.js';
import { Problem, type ProblemError } from '../problem/index.js';
import { faultAnswer, plainAnswer, problemAnswer, type ProblemAnswer } from './problem-answer.js';

interface ServerFault {
  readonly status: number;
  readonly in: NonNullable<ProblemError['in']>;
  readonly code: string;
  readonly detail: string;
  readonly expected: string;
}

/** Errors of the server below (Fastify and its multipart reader) in words of our own: theirs may repeat what was sent. */
const serverFaults: Readonly<Record<string, ServerFault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge(
    'The body is larger than this route takes',
    'less at once, or a file to POST /api/imports',
  ),
  FST_REQ_FILE_TOO_LARGE: tooLarge('A file is larger than this service takes', 'smaller ones: split it by patients'),
  FST_FILES_LIMIT: tooLarge('There are more files than this route takes', 'at most 8'),
  FST_FIELDS_LIMIT: tooLarge('There are more fields than this route takes', 'each field once'),
  FST_PARTS_LIMIT: tooLarge('There are more parts than this route takes', 'at most 40'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    in: 'header',
    code: 'media-type',
    detail: 'This content type is not taken here',
    expected: 'application/json, or multipart/form-data for a file',
  },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    status: 415,
    in: 'header',
    code: 'media-type',
    detail: 'The request is not multipart',
    expected: 'multipart/form-data with a boundary',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    in: 'header',
    code: 'content-length',
    detail: 'The body is not as long as Content-Length says',
    expected: 'the whole body',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    in: 'body',
    code: 'missing',
    detail: 'The body is empty',
    expected: 'JSON',
  },
  FST_ERR_BAD_URL: {
    status: 400,
    in: 'path',
    code: 'unreadable',
    detail: 'The address is malformed',
    expected: 'percent-encoded UTF-8',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    status: 414,
    in: 'path',
    code: 'too-long',
    detail: 'A part of the address is too long',
    expected: 'at most 100 characters between two slashes',
  },
};

function tooLarge(detail: string, expected: string): ServerFault {
  return { status: 413, in: 'body', code: 'too-large', detail, expected };
}

const serverAnswer = ({ status, detail, ...fault }: ServerFault): ProblemAnswer =>
  faultAnswer(status, { ...fault, pointer: '', detail: `${detail}.` }, `${detail}: expected ${fault.expected}.`);

/** What the caller is told of an error. What was not foreseen becomes a 500 that says nothing of the inside. */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Problem) return problemAnswer(error);
  if (error instanceof HttpException) return frameworkAnswer(error);
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? serverFaults[code] : undefined;
  if (known) return serverAnswer(known);
  if (diskIsFull(error))
    return plainAnswer(507, 'The disk that holds the database is full. Once there is space, send it again.');
  if (databaseIsAway(error))
    return plainAnswer(503, 'The database does not answer. Try again in a moment.', { 'retry-after': '5' });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return plainAnswer(statusCode);
  return plainAnswer(500, 'Something went wrong here, not in the request. The trace id names it in the log.');
}

function frameworkAnswer(error: HttpException): ProblemAnswer {
  const status = error.getStatus();
  // The framework's own words for an unknown route repeat its address.
  const detail =
    status === 404 && error.message.startsWith('Cannot ')
      ? 'There is no such route; /api/docs lists those there are.'
      : error.message;
  return plainAnswer(status, detail);
}
