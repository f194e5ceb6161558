import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, openPage, signIn } from './support/pages.js';
import { soon } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';

describeInBrowser('in a browser', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('a wrong password is told in words, and the right one leads to the page that was asked for', async () => {
    const { context, page } = await openPage(browser);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.getByLabel('E-mail').fill(service.coordinator.email);
    await page.getByLabel('Password', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(service.coordinator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Agenda of/ }).waitFor();
    await context.close();
  });

  it('keeps the session where no script reads it', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await soon(async () => expect(await page.evaluate('document.cookie')).toBe(''));
    const [cookie] = await context.cookies(`${service.url}/api`);
    expect(cookie).toMatchObject({ name: 'consilium_session', httpOnly: true, sameSite: 'Strict', path: '/api' });
    await context.close();
  });

  it('a coordinator reads why a patient is flagged, puts the case on the next meeting, and prints the agenda', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    await soon(async () =>
      expect(await page.getByText('In the order in which the cases were raised.', { exact: false }).isVisible()).toBe(
        true,
      ),
    );
    const row = await rowOf(page, service, 'HN-01');
    await soon(async () =>
      expect(await row.innerText()).toMatch(/Flag\s+DR-A[\s\S]*\+3 points[\s\S]*grew 18 to 26 mm/),
    );
    await row.getByRole('link', { name: /^Case / }).click();
    await page
      .getByRole('heading', { name: /treated locally/ })
      .first()
      .waitFor();
    expect(await page.getByRole('figure').first().innerText()).toContain('N +44 %');
    expect(
      await page
        .getByRole('row', { name: /lymph node \(N\)/ })
        .first()
        .innerText(),
    ).toMatch(/▲lymph node \(N\)\s+18\s+18\s+26\s+\+44\.4\s%/);
    await soon(async () =>
      expect(await page.getByText('no local therapy', { exact: false }).first().isVisible()).toBe(true),
    );

    await page.getByRole('link', { name: 'Worklist' }).click();
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Put on a meeting' }).click();
    await page
      .getByRole('dialog', { name: 'Put 1 case on a meeting' })
      .getByText('5 min; the meeting has 60 left')
      .waitFor();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await page.getByText('On the agenda of', { exact: false }).first().waitFor();

    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    await soon(async () => expect(await agendaCases(page)).toHaveLength(1));
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByRole('button', { name: /^(Move|More)/ }).count()).toBe(0));
    await soon(async () => expect(await page.getByText('Synthetic data', { exact: true }).isVisible()).toBe(true));
    await soon(async () =>
      expect(await page.getByText('Not a medical device', { exact: false }).isVisible()).toBe(true),
    );
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await context.close();
  });

  it('a board member reads the agenda and the case without the tools, and asking who it is stands in the audit', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.member);
    // A member lands on the agenda of the next meeting.
    await page.getByRole('heading', { name: /^Agenda of/ }).waitFor();
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.locator('tbody tr').first().waitFor();
    await soon(async () => expect(await page.locator('tbody').getByRole('checkbox').count()).toBe(0));
    await soon(async () => expect(await page.getByRole('link', { name: 'Imports' }).count()).toBe(0));
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: /^(Move|More|Carry|What)/ }).count()).toBe(0));
    await soon(async () => expect(await page.getByRole('textbox').count()).toBe(0));
    await page.locator('ol > li [data-case]').first().click();
    await page.getByRole('group', { name: 'Case line' }).waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: 'Put on a meeting' }).count()).toBe(0));
    await page.getByRole('link', { name: 'Record of the patient' }).click();
    await page.getByRole('button', { name: 'Show identity' }).waitFor();
    await soon(async () => expect(await page.getByText('HN-01').count()).toBe(0));
    await page.getByRole('button', { name: 'Show identity' }).click();
    await page.getByText('HN-01').waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: 'Put on a meeting' }).count()).toBe(0));
    await soon(async () => expect(await auditRows(service.databaseUrl, 'patient.identify')).toBe(1));
    await context.close();
  });

  it('the three rows at the top are put on the next meeting with ten keys', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const before = await rows.count();
    const cases = await page.locator('tbody tr a[data-row-link]').allTextContents();
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'm']) await page.keyboard.press(key);
    await page.locator('button:focus', { hasText: 'Put on the agenda' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await rows.nth(before - 3).waitFor({ state: 'detached' });
    await soon(async () =>
      expect(await page.locator('tbody tr a[data-row-link]').allTextContents()).toEqual(cases.slice(3)),
    );
    const told = page.getByRole('status').filter({ hasText: /^3 cases: on the agenda of .* \(20 of 60 min\)\./ });
    await told.locator('div:focus').waitFor();
    await page.keyboard.press('Tab');
    await soon(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe('Open the agenda'));
    await told.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('status').filter({ hasText: 'off the agenda and wait as before' }).waitFor();
    await rows.nth(before - 1).waitFor();
    await soon(async () => expect(await page.locator('tbody tr a[data-row-link]').allTextContents()).toEqual(cases));
    for (const id of cases.slice(0, 3))
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name: id, exact: true }) })
        .getByRole('checkbox')
        .check();
    await page.keyboard.press('m');
    await page.locator('button:focus', { hasText: /^Put on/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await rows.nth(before - 3).waitFor({ state: 'detached' });
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    await soon(async () => expect((await agendaCases(page)).slice(1)).toEqual(cases.slice(0, 3)));
    await context.close();
  });

  it('works by keyboard alone, from the sign-in to a moved agenda item', async () => {
    const { context, page } = await openPage(browser);
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.goto(service.url);
    await page.getByLabel('E-mail').waitFor();
    await page.keyboard.type(service.coordinator.email);
    await press('Tab');
    await page.keyboard.type(service.coordinator.password);
    await press('Enter');
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await page.goto(`${service.url}/worklist?waits=any`);
    await page.locator('tbody tr').first().waitFor();
    await press('?');
    await page.getByRole('dialog', { name: 'Keys and words' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('j', 'j');
    await soon(async () => expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Case \d+$/));
    await press('Enter');
    await page.getByRole('group', { name: 'Case line' }).waitFor();
    await soon(async () => expect(await page.evaluate('document.activeElement.id')).toBe('content'));

    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(1).waitFor();
    const [first = '', second = ''] = await agendaCases(page);
    const entries = page.locator('ol > li');
    await entries.first().getByRole('link').first().focus();
    await press('Alt+ArrowDown');
    await entries.nth(1).getByText(first, { exact: true }).waitFor();
    await entries.nth(1).locator('a:focus').waitFor();
    await press('Alt+ArrowUp');
    await entries.first().getByText(first, { exact: true }).waitFor();
    await soon(async () => expect((await agendaCases(page)).slice(0, 2)).toEqual([first, second]));
    await context.close();
  });

  it('an account without a seat lands on a page that it may open, and is told which it may not', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.administrator);
    expect(new URL(page.url()).pathname).toBe('/boards');
    await soon(async () =>
      expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
        'Boards',
        'Rules',
      ]),
    );
    await page.goto(`${service.url}/worklist`);
    await page.getByRole('alert').getByText('Your account (administrator) cannot open this page.').waitFor();
    await page.getByRole('link', { name: 'To your start page' }).click();
    await page.getByRole('heading', { name: 'Boards', level: 1 }).waitFor();
    await page.goto(`${service.url}/no-such-page`);
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
    await soon(async () => expect(await page.getByRole('banner').count()).toBe(1));
    await context.close();
  });

  it('a session that ends while a page is open leads to the sign-in, says so, and leads back', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    await context.clearCookies();
    await page.getByRole('button', { name: /down$/ }).first().click();
    await page.getByRole('status').getByText('You were signed out').waitFor();
    await page.getByLabel('E-mail').fill(service.coordinator.email);
    await page.getByLabel('Password', { exact: true }).fill(service.coordinator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Agenda of/ }).waitFor();
    await context.close();
  });

  it('a meeting is planned on the screen, at a time of its board, and one at the same time is refused', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings`);
    const plan = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Plan a meeting' }).click();
      await page.getByLabel('Date').fill('2031-07-08');
      await page.getByLabel('Beginning').fill('14:30');
      await page.getByRole('button', { name: 'Plan it' }).click();
    };
    await plan();
    await page.getByRole('status').getByText('A meeting is planned for 08-Jul-2031, 14:30.').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: '08-Jul-2031, 14:30' })
      .getByText('0 patients, 0 cases')
      .waitFor();
    await plan();
    await page.getByRole('alert').getByText('The board has a meeting at this time already').waitFor();
    expect(await page.getByLabel('Date').inputValue()).toBe('08-Jul-2031');
    await context.close();
  });

  it('speaks German throughout', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('heading', { name: 'Arbeitsliste' }).waitFor();
    await soon(async () => expect(await page.evaluate('document.documentElement.lang')).toBe('de'));
    await page.goto(`${service.url}/patients/1`);
    await page.getByText('+8,0').first().waitFor();
    await soon(async () => expect(await page.getByText('18-Mai-2026').first().isVisible()).toBe(true));
    await context.close();
  });
});

async function auditRows(databaseUrl: string, action: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM audit_event WHERE action = $1', [action]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** The row of the case of a patient, whose number stands in no address. */
async function rowOf(page: Page, { call }: ServiceUnderTest, number: string): Promise<Locator> {
  const found = await call<{ items: { id: string }[] }>('POST', '/api/patients/search', {
    body: { patientId: number },
  });
  const { items } = await call<{ items: { number: number }[] }>('GET', `/api/cases?patientId=${found.items[0]?.id}`);
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: `Case ${items[0]?.number}`, exact: true }) });
}
