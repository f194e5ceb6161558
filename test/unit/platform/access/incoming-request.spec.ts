import { describe, expect, it } from '@jest/globals';
import { comesFromThisMachine } from '../../../../src/platform/access/incoming-request.js';

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  comesFromThisMachine({ method: 'GET', headers, cookies: {}, socket: { remoteAddress } });

describe('a request of this machine', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('comes from %s', (address) => {
    expect(from(address)).toBe(true);
  });

  it.each(['10.0.0.1', '::ffff:10.0.0.1', '1270.0.0.1', '127.0.0.1.example', 'fe80::1', '', undefined])(
    'does not come from %s',
    (address) => {
      expect(from(address)).toBe(false);
    },
  );

  it.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])(
    'was not passed on by a proxy, as %s says',
    (header) => {
      expect(from('127.0.0.1', { [header]: 'x' })).toBe(false);
    },
  );
});
