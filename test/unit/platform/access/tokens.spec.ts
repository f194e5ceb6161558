import { describe, expect, it } from '@jest/globals';
import { newToken, tokenHash, tokenKind } from '../../../../src/platform/access/tokens.js';

describe('tokens', () => {
  it('hold 256 random bits and are known by their kind', () => {
    const tokens = [...Array(200).keys()].map((index) => newToken(index % 2 ? 'css' : 'csk'));
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(200);
    for (const { token, hash, start } of tokens) {
      expect(Buffer.from(token.slice(4), 'base64url')).toHaveLength(32);
      expect(hash).toEqual(tokenHash(token));
      expect(hash).toHaveLength(32);
      expect(token.startsWith(start)).toBe(true);
      expect(tokenKind(token)).toBe(token.slice(0, 3));
    }
  });

  it.each([
    '',
    'css_',
    `css_${'a'.repeat(42)}`,
    `css_${'a'.repeat(44)}`,
    `csx_${'a'.repeat(43)}`,
    `css_${'a'.repeat(42)}=`,
    ` css_${'a'.repeat(43)}`,
  ])('are not "%s"', (text) => {
    expect(tokenKind(text)).toBeUndefined();
  });
});
