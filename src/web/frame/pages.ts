import { keepsBoards, mayImport, mayReadRules, mayRefer, sitsOnBoard } from '../session/rights.js';
import type { Session } from '../session/session.js';
import { routes } from './routes.js';

interface Section {
  readonly path: (typeof routes)['worklist' | 'followUp' | 'referrals' | 'meetings' | 'boards' | 'imports' | 'rules'];
  /** Beginnings of the addresses that belong to it. */
  readonly addresses: readonly string[];
  readonly open: (session: Session | null) => boolean;
}

/** The parts of the client and whose they are, in the order of the navigation. The service checks each request itself. */
const sections: readonly Section[] = [
  { path: routes.worklist, addresses: ['/worklist', '/patients', '/cases'], open: sitsOnBoard },
  { path: routes.meetings, addresses: ['/meetings'], open: sitsOnBoard },
  { path: routes.followUp, addresses: ['/follow-up'], open: sitsOnBoard },
  { path: routes.referrals, addresses: ['/referrals'], open: mayRefer },
  { path: routes.boards, addresses: ['/boards'], open: keepsBoards },
  { path: routes.imports, addresses: ['/imports'], open: mayImport },
  { path: routes.rules, addresses: ['/rules', '/items'], open: mayReadRules },
];

/** The parts that the navigation offers. */
export const sectionsOf = (session: Session | null): readonly Section['path'][] =>
  sections.filter(({ open }) => open(session)).map(({ path }) => path);

/** Where one lands after the sign-in: the first part that is open to the account. */
export const startPage = (session: Session | null): Section['path'] | typeof routes.about =>
  sectionsOf(session)[0] ?? routes.about;

/** Whether an address is open to the account. What belongs to no part is open to everyone. */
export const mayOpen = (session: Session | null, pathname: string): boolean =>
  sections.every(
    ({ addresses, open }) =>
      open(session) || !addresses.some((address) => pathname === address || pathname.startsWith(`${address}/`)),
  );
