import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { catalogue } from '../../src/core/discussion/index.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { type OpenPage, openPage, signIn } from './support/pages.js';
import { asEarlierVersions, earlier, finishedDryRun, inDatabase } from './support/rules.js';
import { type ServiceUnderTest, type SignIn, startService } from './support/service.js';

interface Versions {
  readonly engineVersion: string;
  readonly ruleSetVersion: string;
}

describeInBrowser('the rules and their ledger', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  /** Administrators who sit on the board, and so see its patients. */
  let ada: SignIn;
  let bob: SignIn;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    ada = await seatedAdministrator('ada@test.example', 'Ada Releasing');
    bob = await seatedAdministrator('bob@test.example', 'Bob Reviewing');
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function seatedAdministrator(email: string, displayName: string): Promise<SignIn> {
    const { password } = service.administrator;
    const { id } = await service.call<{ id: string }>('POST', '/api/accounts', {
      as: 'administrator',
      body: { kind: 'person', email, displayName, password, roles: ['administrator'] },
    });
    await service.call('POST', `/api/boards/${service.boardId}/members`, {
      as: 'administrator',
      body: { accountId: id, role: 'coordinator' },
    });
    return { email, password };
  }

  const as = async (who: SignIn): Promise<OpenPage> => {
    const opened = await openPage(browser);
    await signIn(opened.page, service, who);
    return opened;
  };
  const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor();

  it('an administrator tries the versions of this service, reads what they would change for whom, and releases them', async () => {
    await asEarlierVersions(service);
    const { context, page } = await as(ada);
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByText(`Engine ${earlier.engine} · rules ${earlier.rules}`).waitFor();
    await page.getByText('Not released: this service classifies nothing', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByRole('heading', { name: /^Dry run of/ }).waitFor();
    await page.getByText('16 of 16 treatment lines').waitFor();
    await page.getByRole('heading', { name: 'Patient by patient' }).waitFor();

    const groups = page.getByRole('table').filter({ hasText: 'Number' });
    expect(await groups.getByRole('row').filter({ hasText: 'T3a' }).innerText()).toMatch(
      /Local treatment of growing established lesions[\s\S]*changes[\s\S]*The rule has another version[\s\S]*\d/,
    );
    expect(await groups.getByRole('row').filter({ hasText: 'T2:' }).innerText()).toContain('appears');
    expect(await groups.getByRole('row').filter({ hasText: 'T99' }).innerText()).toMatch(
      /goes[\s\S]*There is no such rule any more/,
    );
    await groups.getByRole('link', { name: /^T3a/ }).click();
    await page.getByText('Only: T3a', { exact: false }).waitFor();
    const row = page
      .locator('tbody tr[data-row]')
      .filter({ has: page.getByRole('link', { name: 'Patient 1', exact: true }) });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      new RegExp(
        `${earlier.t3a.replace('?', '\\?')}[\\s\\S]*Should the lymph node \\(N\\) be treated locally[\\s\\S]*0\\.0\\.1 then, \\d+\\.\\d+\\.\\d+ now\\.[\\s\\S]*the question`,
      ),
    );
    await soon(async () => expect(await page.locator('tbody tr[data-row]').filter({ hasText: 'T2' }).count()).toBe(0));

    await page.getByRole('button', { name: 'Release …' }).click();
    const dialogue = page.getByRole('dialog');
    expect(await dialogue.innerText()).toMatch(
      /16 treatment lines are evaluated anew[\s\S]*flags and questions appear[\s\S]*never rewritten[\s\S]*Released by Ada Releasing/,
    );
    await dialogue.getByRole('button', { name: 'Release in my name' }).click();
    await dialogue.getByText('Say why in a few words', { exact: false }).waitFor();
    await dialogue.getByLabel('Reason').fill('reviewed by the rules group');
    await dialogue.getByRole('button', { name: 'Release in my name' }).click();
    await page.getByText(/^By Ada Releasing, /).waitFor();
    await page.getByText('All 16 treatment lines stand under it.').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'reviewed by the rules group' }).innerText()).toContain(
      'current',
    );
    await context.close();
  });

  it('a question tells how it came about: then, now, because', async () => {
    const { context, page } = await as(service.coordinator);
    const { items } = await service.call<{ items: { id: string; rule: string; predecessorId: string | null }[] }>(
      'GET',
      '/api/items?patientId=1&limit=200',
    );
    const question = items.find(({ rule, predecessorId }) => rule === 'T3a' && predecessorId !== null);
    await page.goto(`${service.url}/items/${question?.id}/history`);
    const entries = page.locator('ol > li');
    await entries.nth(1).waitFor();
    expect(await entries.first().innerText()).toMatch(
      /Should the lymph node \(N\)[\s\S]*The rule has another version: 0\.0\.1 then/,
    );
    expect(await entries.nth(1).innerText()).toMatch(/Asked for the first time[\s\S]*Input [0-9a-f]{12}/);
    await page.getByRole('link', { name: /Case 1$/ }).click();
    await page.getByRole('region', { name: 'Patient' }).waitFor();
    await context.close();
  });

  it('tells the loser of two releases what happened, and keeps the reason that was typed', async () => {
    await asEarlierVersions(service);
    const id = await finishedDryRun(service);
    const [one, other] = [await as(ada), await as(bob)];
    // The loser's page hears nothing of the other's release before it tries its own.
    await other.page.route('**/api/live', (route) => route.abort());
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/rules/dry-runs/${id}`);
      await page.getByRole('button', { name: 'Release …' }).click();
      await page.getByLabel('Reason').fill('seen by both of us');
    }
    await one.page.getByRole('button', { name: 'Release in my name' }).click();
    await one.page.getByText(/^By Ada Releasing, /).waitFor();
    await other.page.getByRole('button', { name: 'Release in my name' }).click();
    await other.page
      .getByRole('alert')
      .getByText('Someone else changed this dry run meanwhile: it is released now', { exact: false })
      .waitFor();
    expect(await other.page.getByLabel('Reason').inputValue()).toBe('seen by both of us');
    await soon(async () =>
      expect(
        await inDatabase(
          service.databaseUrl,
          async (client) => (await client.query(`SELECT FROM release WHERE note = 'seen by both of us'`)).rowCount,
        ),
      ).toBe(1),
    );
    await one.context.close();
    await other.context.close();
  });

  it('a dry run is paused, goes on and is cancelled, and another one shows that nothing would change', async () => {
    const { context, page } = await as(ada);
    await page.goto(`${service.url}/rules/ledger`);
    await live(page);
    await inDatabase(service.databaseUrl, async (client) => {
      // Keeps the worker from reading any history.
      await client.query('BEGIN; LOCK TABLE lesion IN ACCESS EXCLUSIVE MODE');
      await page.getByRole('button', { name: 'Start a dry run' }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('0 of 16 treatment lines').waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Cancel it' }).click();
      await page.getByText('cancelled', { exact: true }).waitFor();
      await soon(async () =>
        expect(await page.getByRole('button', { name: /Release|Pause|Resume|Cancel/ }).count()).toBe(0),
      );
    });
    await page.getByRole('link', { name: 'Ledger of the rules' }).click();
    await page.getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByRole('heading', { name: 'Nothing would change' }).waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: 'Release …' }).isDisabled()).toBe(true));
    await page.getByText('there is nothing to release', { exact: false }).waitFor();
    await context.close();
  });

  it('a rule switched off with a reason takes its question from an open page at once; on again it is back; in shadow no board sees it', async () => {
    const [one, reader] = [await as(ada), await as(service.member)];
    const question = reader.page.getByRole('heading', { name: /treated locally/ });
    await reader.page.goto(`${service.url}/patients/1`);
    await question.first().waitFor();
    await live(reader.page);
    await one.page.goto(`${service.url}/rules#T3a`);
    const switched = async (button: string, now: string, reason: string): Promise<void> => {
      await one.page.locator('#T3a').getByRole('button', { name: button }).click();
      await one.page.getByLabel('Reason').fill(reason);
      await one.page.getByRole('button', { name: now }).click();
      await one.page.getByRole('dialog').waitFor({ state: 'detached' });
      await one.page.locator('#T3a').getByText(`Ada Releasing`, { exact: false }).filter({ hasText: reason }).waitFor();
    };
    const open = async (): Promise<number> =>
      (await service.call<{ items: { rule: string }[] }>('GET', '/api/items?limit=200')).items.filter(
        ({ rule }) => rule === 'T3a',
      ).length;

    await switched('Switch off …', 'Switch off now', 'wording under review');
    await soon(async () => expect(await open()).toBe(0));
    await question.first().waitFor({ state: 'detached' });
    await soon(async () => expect(await reader.page.getByText('rule-switched-off').count()).toBe(0));
    await switched('Switch on …', 'Switch on now', 'wording agreed');
    await question.first().waitFor();
    await switched('Put in shadow …', 'Put in shadow now', 'to be watched for a month');
    await question.first().waitFor({ state: 'detached' });
    await soon(async () => expect(await open()).toBe(0));

    await reader.page.getByRole('link', { name: 'Rules' }).click();
    await reader.page.getByText('Not shown to any board:').waitFor();
    await reader.page.getByRole('link', { name: 'T3a' }).click();
    await reader.page.locator('#T3a').getByText('it would put', { exact: false }).waitFor();
    await switched('Take out of shadow …', 'Show it now', 'it did well');
    await reader.page.getByText('Not shown to any board:').waitFor({ state: 'detached' });
    const reasons = await inDatabase(service.databaseUrl, async (client) =>
      (
        await client.query<{ reason: string }>(`
      SELECT reason FROM audit_event JOIN rule_switch ON rule = detail ->> 'rule' AND rule_switch.version = (detail ->> 'version')::integer
      WHERE action = 'rule.switch' ORDER BY id`)
      ).rows.map(({ reason }) => reason),
    );
    expect(reasons).toEqual(['wording under review', 'wording agreed', 'to be watched for a month', 'it did well']);
    await one.context.close();
    await reader.context.close();
  });

  it('a member reads every rule, finds one by typing and by key, and has no tools', async () => {
    const { context, page } = await as(service.member);
    await page.goto(`${service.url}/rules`);
    await page.locator('#T1').waitFor();
    await soon(async () => expect(await page.locator('details').count()).toBe(catalogue.rules.length));
    await page.keyboard.press('/');
    await page.keyboard.type('MIRI class');
    await page.locator('#T1').waitFor({ state: 'detached' });
    await soon(async () => expect(await page.locator('details').count()).toBeLessThan(5));
    await page.getByRole('searchbox').fill('');
    await page.locator('#T1').waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
    await page.locator(`#${catalogue.rules[1]?.id}[open]`).waitFor();
    await page.getByRole('button', { name: 'Open all' }).click();
    await soon(async () => expect(await page.getByRole('button', { name: /Switch|shadow/ }).count()).toBe(0));
    await soon(async () => expect(await page.getByRole('link', { name: 'Ledger' }).count()).toBe(0));
    await soon(async () =>
      expect(await page.getByText('SBRT to one lesion so that others respond', { exact: false }).count()).toBe(1),
    );
    await soon(async () => expect(await page.getByRole('link', { name: /^doi:10\./ }).count()).toBeGreaterThan(10));
    expect(await page.locator('#T3a').innerText()).toMatch(
      /flag established growth: yes[\s\S]*no local therapy[\s\S]*Must be known[\s\S]*Shown in: melanoma \(another tumour[\s\S]*What it does not say[\s\S]*Review by 30-Nov-2027/,
    );
    await page.goto(`${service.url}/rules/ledger`);
    await page.getByRole('alert').waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: 'Start a dry run' }).count()).toBe(0));
    await context.close();
  });

  it('an administrator without a seat sees numbers of the rules and no patients', async () => {
    await asEarlierVersions(service);
    const id = await finishedDryRun(service);
    const { context, page } = await openPage(browser);
    await page.goto(service.url);
    await page.getByLabel('E-mail').fill(service.administrator.email);
    await page.getByLabel('Password', { exact: true }).fill(service.administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor();
    await soon(async () => expect(await page.getByRole('link', { name: 'Worklist' }).count()).toBe(0));
    await page.goto(`${service.url}/rules/dry-runs/${id}`);
    await page.getByText('No patient of your boards is among them').waitFor();
    await soon(async () => expect(await page.getByRole('link', { name: /^Case/ }).count()).toBe(0));
    const { thisProcess } = await service.call<{ thisProcess: Versions }>('GET', '/api/releases');
    expect(await page.getByRole('table').first().innerText()).toContain(thisProcess.ruleSetVersion);
    await context.close();
  });

  it('speaks German on every one of these screens', async () => {
    const { context, page } = await as(ada);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('link', { name: 'Regeln' }).click();
    await page.getByText('Eine Regel stellt dem Board eine Frage', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Verzeichnis' }).click();
    await page.getByRole('heading', { name: 'Was freigegeben ist' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'fertig' }).first().getByRole('link').click();
    await page.getByRole('button', { name: 'Freigeben …' }).click();
    await page.getByText('wird nie umgeschrieben', { exact: false }).waitFor();
    await context.close();
  });
});
import { soon } from '../support/until.js';
