import { resolve } from 'node:path';
import { AccountService } from '../platform/access/index.js';
import type { Settings } from '../platform/config/index.js';
import type { RunningService } from './service.js';

/** Nobody can sign in to a new installation: its first account is made on the machine, never over the network. */
export async function tellFirstStep(
  { application }: RunningService,
  { databaseUrl, dataFolder }: Settings,
  report: (line: string) => void,
): Promise<void> {
  if (await application.get(AccountService, { strict: false }).hasAdministrator()) return;
  const elsewhere =
    databaseUrl === null && dataFolder !== resolve('./.consilium') ? ` --data-folder=${dataFolder}` : '';
  report(
    `There is no account of an administrator yet. Make the first: npx consilium user add --email ADDRESS --name NAME${elsewhere}`,
  );
}
