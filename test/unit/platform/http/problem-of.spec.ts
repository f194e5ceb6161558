import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { AccessError, type AccessErrorReason } from '../../../../src/platform/access/access-error.js';
import { problemOf } from '../../../../src/platform/http/problem-of.js';
import { Problem } from '../../../../src/platform/http/problem.js';

const withCode = (code: string, members: object = {}): Error =>
  Object.assign(new Error('Patient Doe'), { code, ...members });
const fromDatabase = (code: string): Error => Object.assign(new DatabaseError('Patient Doe', 1, 'error'), { code });

describe('the problem of an error', () => {
  it.each<[AccessErrorReason, number]>([
    ['not signed in', 401],
    ['not allowed', 403],
    ['not found', 404],
    ['conflict', 409],
    ['invalid', 422],
    ['too many attempts', 429],
  ])('of access, "%s", has status %d and its words', (reason, status) => {
    expect(problemOf(new AccessError(reason, 'Because.')).toDocument()).toMatchObject({ status, detail: 'Because.' });
  });

  it('tells how to sign in and how long to wait', () => {
    expect(problemOf(new AccessError('not signed in', '')).headers).toEqual({
      'www-authenticate': 'Bearer realm="consilium"',
    });
    expect(problemOf(new AccessError('too many attempts', '', 30)).headers).toEqual({ 'retry-after': '30' });
  });

  it('is itself if it is one, and keeps the words of the framework', () => {
    const problem = Problem.conflict('x');
    expect(problemOf(problem)).toBe(problem);
    expect(problemOf(new BadRequestException('Not this.')).toDocument()).toMatchObject({
      status: 400,
      detail: 'Not this.',
    });
    expect(problemOf(new NotFoundException('Cannot GET /api/patients?name=Doe')).toDocument().detail).toBe(
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
    const document = problemOf(error).toDocument('trace');
    expect(document).toMatchObject({ status, traceId: 'trace' });
    expect(JSON.stringify(document)).not.toContain('Doe');
  });
});
