import { describe, expect, it } from '@jest/globals';
import { problemOf } from '../../../../src/platform/http/problem-of.js';
import { entityTag, requireIfMatch } from '../../../../src/platform/http/versions.js';

const refusal = (ifMatch: string | undefined, current: number | string) => {
  try {
    requireIfMatch(ifMatch, current);
    return null;
  } catch (error) {
    return problemOf(error);
  }
};

describe('a change made on a version', () => {
  it.each(['"7"', 'W/"7"', '"6", "7"', ' "7" '])('goes through with %s', (ifMatch) => {
    expect(refusal(ifMatch, 7)).toBeNull();
  });

  it.each([undefined, '', '*', '7', 'W/7'])('needs a version: %s', (ifMatch) => {
    expect(refusal(ifMatch, 7)).toMatchObject({ status: 428 });
  });

  it.each(['"6"', '"07"', '"7 "', 'W/"8"', '"6", "8"'])(
    'is refused with %s, with the version that stands',
    (ifMatch) => {
      const problem = refusal(ifMatch, 7);
      expect(problem?.document).toMatchObject({
        status: 412,
        currentVersion: 7,
        detail: expect.stringContaining('version 7 now'),
      });
      expect(problem?.headers).toEqual({ etag: entityTag(7) });
    },
  );

  it('may have a version of many digits', () => {
    expect(refusal('"9223372036854775807"', '9223372036854775807')).toBeNull();
    expect(refusal('"9223372036854775806"', '9223372036854775807')).not.toBeNull();
  });
});
