/** The accounts of the demonstration, and how to sign in with them. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { AccountService } from '../platform/access/index.js';
import { BoardService } from '../modules/boards/index.js';
import type { RunningService } from '../start/service.js';

const siteName = 'Demonstration (synthetic and public data)';

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Written once, at the first run, readable for its owner only: later runs show the same sign-in. */
export interface Keys {
  readonly coordinator: SignIn;
  readonly member: SignIn;
  /** Release 0.1.0 made none. */
  readonly chair?: SignIn;
  readonly senderKey: string;
  /** Day (YYYY-MM-DD) of the first start, close to which the dates of the synthetic cohort are moved; release 0.1.0 moved none. */
  readonly begun?: string;
  /** False until everything was imported and the agenda filled: a run that was cut short is taken up again. */
  readonly complete: boolean;
}

/** Null where no earlier run has written them. */
export const readKeys = (file: string): Promise<Keys | null> =>
  readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as Keys)
    .catch(() => null);

export const writeKeys = (file: string, keys: Keys): Promise<void> =>
  writeFile(file, JSON.stringify(keys), { mode: 0o600 });

/** A site with its board, a coordinator, a member, a chair, and a machine that sends. */
export async function makeAccounts(service: RunningService): Promise<Keys> {
  const accounts = service.application.get(AccountService, { strict: false });
  const siteId = await accounts.ensureSite(siteName);
  const boardId = await service.application.get(BoardService, { strict: false }).ensureDefaultBoard(siteId);
  const person = async (role: 'coordinator' | 'chair' | 'member', displayName: string): Promise<SignIn> => {
    const signIn = { email: `${role}@demo.example`, password: randomBytes(9).toString('base64url') };
    const accountId = await accounts.addPerson({ ...signIn, siteId, displayName, roles: [] });
    await accounts.addBoardMember({ boardId, accountId, role });
    return signIn;
  };
  const sender = await accounts.addMachine({ siteId, displayName: 'Demo sender', roles: ['submitter'] });
  return {
    coordinator: await person('coordinator', 'Demo coordinator'),
    member: await person('member', 'Demo board member'),
    chair: await person('chair', 'Demo chair'),
    senderKey: (await accounts.issueApiKey(sender, 'demonstration')).key,
    begun: new Date().toISOString().slice(0, 10),
    complete: false,
  };
}
