import { mayOpen, sectionsOf, startPage } from '../../../src/web/frame/pages.js';
import type { Session } from '../../../src/web/session/session.js';

const session = (
  roles: Session['roles'],
  seats: Partial<Pick<Session, 'boardIds' | 'coordinatorOf'>> = {},
): Session => ({
  accountId: '1',
  siteId: '1',
  kind: 'person',
  displayName: 'Someone',
  roles,
  boardIds: [],
  coordinatorOf: [],
  chairOf: [],
  ...seats,
});

describe('what an account may open', () => {
  it.each([
    [
      'a coordinator',
      session(['coordinator'], { boardIds: ['1'], coordinatorOf: ['1'] }),
      ['/worklist', '/meetings', '/follow-up', '/referrals', '/boards', '/imports', '/rules'],
    ],
    [
      'a member',
      session(['member'], { boardIds: ['1'] }),
      ['/worklist', '/meetings', '/follow-up', '/referrals', '/rules'],
    ],
    ['an administrator', session(['administrator']), ['/boards', '/rules']],
    ['a referrer', session(['referrer']), ['/referrals']],
    ['a submitter', session(['submitter']), ['/imports']],
    ['an account without a role', session([]), []],
  ])('%s', (_, account, offered) => {
    expect(sectionsOf(account)).toEqual(offered);
    expect(startPage(account)).toBe(offered[0] ?? '/about');
    expect(
      ['/worklist', '/meetings', '/follow-up', '/referrals', '/boards', '/imports', '/rules'].filter((address) =>
        mayOpen(account, address),
      ),
    ).toEqual(offered);
    expect(mayOpen(account, '/patients/7')).toBe(offered.includes('/worklist'));
    expect(mayOpen(account, '/about')).toBe(true);
  });
});
