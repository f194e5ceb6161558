import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, agendaQuestions, openPage, signIn } from './support/pages.js';
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

  it('a coordinator reads why a patient is flagged, puts the question on the next meeting, orders the agenda and prints it', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    await soon(async () =>
      expect(
        await page
          .getByText(
            'Flags come first, then questions without a flag, then what could not be classified, then whose scans wait for their sender, then watches',
            {
              exact: false,
            },
          )
          .isVisible(),
      ).toBe(true),
    );
    expect(await rows.nth(0).innerText()).toMatch(/^\s*Flag/);
    expect(await rows.nth(3).innerText()).toMatch(/^\s*Question\s+without a flag/);
    const before = await rows.count();

    await page.getByRole('link', { name: 'Case 1', exact: true }).first().click();
    await page
      .getByRole('heading', { name: /treated locally/ })
      .first()
      .waitFor();
    expect(await page.getByRole('figure').first().innerText()).toContain('4 lesions over 3 scans');
    expect(
      await page
        .getByRole('row', { name: /lymph node/ })
        .first()
        .innerText(),
    ).toMatch(/18\.0\s+\+44\.4\s%[\s\S]*26\.0[\s\S]*grew[\s\S]*\+8\.0 mm/);
    await soon(async () =>
      expect(await page.getByText('no local therapy', { exact: false }).first().isVisible()).toBe(true),
    );

    await page.getByRole('button', { name: 'Put on a meeting' }).first().click();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await page.getByText('On the agenda of').first().waitFor();

    await page.getByRole('link', { name: 'Worklist' }).click();
    const case1 = page.getByRole('row', { name: /Case 1\b/ });
    await case1.getByText('3 questions are not on it').waitFor();
    await soon(async () => expect(await rows.count()).toBe(before));
    await case1.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Put on a meeting' }).click();
    await page
      .getByRole('dialog', { name: 'Put 3 questions on a meeting' })
      .getByText('15 min; the meeting has 55 left')
      .waitFor();
    await page
      .getByRole('checkbox', { name: /re-irradiation/ })
      .last()
      .uncheck();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await case1.getByText('1 question is not on it').waitFor();

    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol ul > li').nth(2).waitFor();
    await soon(async () => expect(await agendaCases(page)).toEqual(['Case 1']));
    const [first = '', second = '', third = ''] = await agendaQuestions(page);
    await page.getByRole('button', { name: 'Move case 1, question 2, up' }).click();
    await page.locator('ol ul > li').first().getByText(second, { exact: true }).waitFor();
    await soon(async () => expect(await agendaQuestions(page)).toEqual([second, first, third]));

    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0));
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
    await soon(async () => expect(await page.getByRole('checkbox').count()).toBe(0));
    await soon(async () => expect(await page.getByRole('link', { name: 'Imports' }).count()).toBe(0));
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: /^(Move|Take)/ }).count()).toBe(0));
    await soon(async () => expect(await page.getByRole('textbox').count()).toBe(0));
    await page.getByRole('link', { name: 'Case 1', exact: true }).first().click();
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
    const told = page
      .getByRole('status')
      .filter({ hasText: /^3 patients, \d+ questions: on the agenda of .* \(\d+ of 60 min\)\./ });
    await told.locator('div:focus').waitFor();
    await page.keyboard.press('Tab');
    await soon(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe('Open the agenda'));
    await told.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('status').filter({ hasText: 'off the agenda and wait again' }).waitFor();
    await rows.nth(before - 1).waitFor();
    await soon(async () =>
      expect(new Set(await page.locator('tbody tr a[data-row-link]').allTextContents())).toEqual(new Set(cases)),
    );
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
    await soon(async () => expect(new Set(await agendaCases(page))).toEqual(new Set([...cases.slice(0, 3), 'Case 1'])));
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
    await page.goto(`${service.url}/worklist?placed=all`);
    await page.locator('tbody tr').first().waitFor();
    await press('?');
    await page.getByRole('dialog', { name: 'Keys and words' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('j', 'j');
    await soon(async () => expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Case \d+$/));
    await press('Enter');
    await page.getByRole('region', { name: 'Patient' }).waitFor();
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
    expect(new URL(page.url()).pathname).toBe('/rules');
    await soon(async () =>
      expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
        'Rules',
      ]),
    );
    await page.goto(`${service.url}/worklist`);
    await page.getByRole('alert').getByText('Your account (administrator) cannot open this page.').waitFor();
    await page.getByRole('link', { name: 'To your start page' }).click();
    await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor();
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
      .getByText('0 patients, 0 questions')
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
