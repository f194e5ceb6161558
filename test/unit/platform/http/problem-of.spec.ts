import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { problemOf } from '../../../../src/platform/http/problem-of.js';
import { problemText } from '../../../../src/platform/http/problem-answer.js';
import { Problem, type ProblemKind } from '../../../../src/platform/problem/index.js';

const withCode = (code: string, members: object = {}): Error =>
  Object.assign(new Error('Patient Doe'), { code, ...members });
const fromDatabase = (code: string): Error => Object.assign(new DatabaseError('Patient Doe', 1, 'error'), { code });

describe('the problem of an error', () => {
  it.each<[ProblemKind, number]>([
    ['malformed json', 400],
    ['not signed in', 401],
    ['not allowed', 403],
    ['not found', 404],
    ['conflict', 409],
    ['changed meanwhile', 412],
    ['too large', 413],
    ['invalid', 422],
    ['version not named', 428],
    ['too many attempts', 429],
    ['busy', 503],
    ['not ready', 503],
  ])('of kind "%s" has status %d and its words', (kind, status) => {
    expect(problemOf(new Problem({ kind, detail: 'Because.' })).document).toMatchObject({ status, detail: 'Because.' });
  });

  it('tells how to sign in and how long to wait', () => {
    expect(problemOf(new Problem({ kind: 'not signed in', detail: '' })).headers).toEqual({
      'www-authenticate': 'Bearer realm="consilium"',
    });
    expect(problemOf(new Problem({ kind: 'busy', detail: '', retryAfterSeconds: 30 })).headers).toEqual({
      'retry-after': '30',
    });
  });

  it('carries what else a program may want to know, and keeps the words of the framework', () => {
    expect(problemOf(Problem.conflict('x', { state: 'done' })).document).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'x',
      state: 'done',
    });
    expect(problemOf(new BadRequestException('Not this.')).document).toMatchObject({
      status: 400,
      detail: 'Not this.',
    });
    expect(problemOf(new NotFoundException('Cannot GET /api/patients?name=Doe')).document.detail).toBe(
      'There is no such route; /api/docs lists those there are.',
    );
  });

  it.each([
    [withCode('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 413],
    [withCode('FST_REQ_FILE_TOO_LARGE', { statusCode: 413 }), 413],
    [withCode('FST_INVALID_MULTIPART_CONTENT_TYPE', { statusCode: 406 }), 415],
    [withCode('FST_ERR_UNKNOWN', { statusCode: 418 }), 418],
    [withCode('FST_ERR_UNKNOWN', { statusCode: 500 }), 500],
    [withCode('ECONNREFUSED'), 503],
    [fromDatabase('57P01'), 503],
    [fromDatabase('08006'), 503],
    [fromDatabase('53300'), 503],
    [fromDatabase('53100'), 507],
    [new Error('Connection terminated unexpectedly'), 503],
    [fromDatabase('23505'), 500],
    [new TypeError('Patient Doe'), 500],
    ['Patient Doe', 500],
    [null, 500],
    [undefined, 500],
  ])('number %# says nothing of what it quotes', (error, status) => {
    const text = problemText(problemOf(error).document, 'trace');
    expect(JSON.parse(text)).toMatchObject({ status, traceId: 'trace' });
    expect(text).not.toContain('Doe');
  });
});
