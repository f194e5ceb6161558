/** `consilium user add`: the first account of an installation is made on the machine, never over the network. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrations } from '../../migrations/index.js';
import { AccessModule, AccountService, type Role, roles } from '../platform/access/index.js';
import { ConfigModule, type Settings } from '../platform/config/index.js';
import { DatabaseModule } from '../platform/database/index.js';
import { ObservabilityModule } from '../platform/observability/index.js';
import { type Call, type Command, required, UsageError } from './command.js';
import { quiet } from './quiet.js';
import { withMigratedDatabase } from './with-database.js';

const firstSite = 'Main site';

export const userAdd: Command = {
  usage: `user add --email ADDRESS --name NAME [--role ${roles.join('|')}] [--site NAME | --new-site NAME]`,
  about: 'Creates an account; the password is asked for, or read from standard input.',
  run: addUser,
};

/** What accounts need, without HTTP, queue or jobs. */
@Module({})
class AccountCommandModule {
  static forRoot(settings: Settings, connectionString: string): DynamicModule {
    return {
      module: AccountCommandModule,
      imports: [
        ConfigModule.forRoot(settings),
        ObservabilityModule.forRoot(quiet()),
        DatabaseModule.forRoot({ connectionString, migrations, poolSize: 2, applicationName: 'consilium command' }),
        AccessModule,
      ],
    };
  }
}

interface Wish {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly site: string | undefined;
  readonly newSite: string | undefined;
}

function wishIn({ args }: Call): Wish {
  const { values } = parseArgs({
    args: [...args],
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'administrator' },
      site: { type: 'string' },
      'new-site': { type: 'string' },
    },
  });
  const role = roles.find((known) => known === values.role);
  if (role === undefined)
    throw new UsageError(`There is no role "${values.role}"; expected one of ${roles.join(', ')}.`);
  const email = required(values.email, '--email');
  const displayName = required(values.name, '--name');
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError(`"${email}" is no e-mail address.`);
  return { email, displayName, role, site: values.site, newSite: values['new-site'] };
}

async function addUser(call: Call): Promise<void> {
  const { email, displayName, role, site: named, newSite } = wishIn(call);
  const password = await readPassword();
  await withMigratedDatabase(call, async (connectionString, settings) => {
    const application = await NestFactory.createApplicationContext(
      AccountCommandModule.forRoot(settings, connectionString),
      { logger: false, abortOnError: false },
    );
    try {
      const accounts = application.get(AccountService);
      const site = siteOfAccount(await accounts.siteNames(), named, newSite);
      const siteId = await accounts.ensureSite(site);
      await accounts.addPerson({ email, displayName, roles: [role], password, siteId });
      console.log(
        `${email} may sign in as ${role} of the site "${site}", in the database ${settings.databaseUrl === null ? `of ${settings.dataFolder}` : 'that DATABASE_URL names'}.`,
      );
    } finally {
      await application.close();
    }
  });
}

/**
 * The site that an account is made for: the one named, or the only one there is. Patients are shared within a site alone, so that a
 * misspelt name must not make another one silently.
 * @throws UsageError that names the sites there are
 */
function siteOfAccount(sites: readonly string[], named: string | undefined, created: string | undefined): string {
  const known = sites.map((name) => `"${name}"`).join(', ');
  if (named !== undefined && created !== undefined) throw new UsageError('Either --site or --new-site, not both.');
  if (created !== undefined) {
    if (sites.includes(created)) throw new UsageError(`There is a site "${created}" already: name it with --site.`);
    return required(created, '--new-site');
  }
  if (named === undefined) {
    if (sites.length > 1) throw new UsageError(`There are several sites (${known}): say which with --site.`);
    return sites[0] ?? firstSite;
  }
  if (!sites.includes(named) && sites.length > 0)
    throw new UsageError(`There is no site "${named}"; there is ${known}. A further one is made with --new-site.`);
  return required(named, '--site');
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  const password = await ask('Password: ');
  if ((await ask('Once more: ')) !== password) throw new UsageError('The two passwords differ.');
  return password;
}

/** Asks on the terminal without showing what is typed; Ctrl-C and Ctrl-D leave the command. */
function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve) => {
    prompt.once('close', () => {
      process.stderr.write('\n');
      process.exit(130);
    });
    prompt.once('line', (line) => {
      prompt.removeAllListeners('close');
      prompt.close();
      process.stderr.write('\n');
      resolve(line);
    });
  });
}
