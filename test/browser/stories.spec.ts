import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, agendaQuestions, openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';

describeInBrowser('in a browser', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
  }, 90_000);
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
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie] = await context.cookies(`${service.url}/api`);
    expect(cookie).toMatchObject({ name: 'consilium_session', httpOnly: true, sameSite: 'Strict', path: '/api' });
    await context.close();
  });

  it('a coordinator reads why a patient is flagged, puts the question on the next meeting, orders the agenda and prints it', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    expect(await page.getByText('Flags come first, then questions without a flag, then watches', { exact: false }).isVisible()).toBe(true);
    expect(await rows.nth(0).innerText()).toMatch(/^\s*Flag/);
    expect(await rows.nth(2).innerText()).toMatch(/^\s*Question\s+without a flag/);
    const before = await rows.count();

    await page.getByRole('link', { name: 'Case 1', exact: true }).first().click();
    await page.getByRole('heading', { name: /treated locally/ }).first().waitFor();
    expect(await page.getByRole('figure').first().innerText()).toContain('4 lesions over 3 scans');
    expect(await page.getByRole('row', { name: /lymph node/ }).first().innerText()).toMatch(/18\.0[\s\S]*26\.0[\s\S]*grew[\s\S]*\+8\.0[\s\S]*\+44\.4\s%/);
    expect(await page.getByText('no local therapy', { exact: false }).first().isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Put on a meeting' }).first().click();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await page.getByText('On the agenda of').first().waitFor();

    await page.getByRole('link', { name: 'Worklist' }).click();
    const case1 = page.getByRole('row', { name: /Case 1\b/ });
    await case1.getByText('3 questions are not on it').waitFor();
    expect(await rows.count()).toBe(before);
    await case1.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Put on a meeting' }).click();
    await page.getByRole('dialog', { name: 'Put 3 questions on a meeting' }).getByText('15 min; the meeting has 55 left').waitFor();
    await page.getByRole('checkbox', { name: /re-irradiation/ }).last().uncheck();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await case1.getByText('1 question is not on it').waitFor();

    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(1).waitFor();
    const entries = page.locator('ol > li');
    const [first = '', second = ''] = await agendaQuestions(page);
    await entries.nth(1).getByRole('button', { name: /up$/ }).click();
    await entries.first().getByText(second, { exact: true }).waitFor();
    expect((await agendaQuestions(page)).slice(0, 2)).toEqual([second, first]);
    await entries.nth(1).dragTo(entries.first());
    await entries.first().getByText(first, { exact: true }).waitFor();

    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0);
    expect(await page.getByText('Synthetic data', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('Not a medical device', { exact: false }).isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await context.close();
  });

  it('a board member reads the agenda and the case without the tools, and asking who it is stands in the audit', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.member);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Imports' }).count()).toBe(0);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    expect(await page.getByRole('button', { name: /^(Move|Take)/ }).count()).toBe(0);
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByRole('link', { name: 'Case 1', exact: true }).first().click();
    expect(await page.getByText('HN-01').count()).toBe(0);
    await page.getByRole('button', { name: 'Show identity' }).click();
    await page.getByText('HN-01').waitFor();
    expect(await page.getByRole('button', { name: 'Put on a meeting' }).count()).toBe(0);
    expect(await auditRows(service.databaseUrl, 'patient.identify')).toBe(1);
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
    expect(await page.locator('tbody tr a[data-row-link]').allTextContents()).toEqual(cases.slice(3));
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').first().waitFor();
    expect(new Set(await agendaCases(page))).toEqual(new Set([...cases.slice(0, 3), 'Case 1']));
    await context.close();
  });

  it('works by keyboard alone, from the sign-in to a moved agenda item', async () => {
    const { context, page } = await openPage(browser);
    const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
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
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('j', 'j');
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Case \d+$/);
    await press('Enter');
    await page.getByRole('region', { name: 'Patient' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('content');

    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(1).waitFor();
    const [first = '', second = ''] = await agendaQuestions(page);
    const entries = page.locator('ol > li');
    await entries.first().getByRole('link').first().focus();
    await press('Alt+ArrowDown');
    await entries.nth(1).getByText(first, { exact: true }).waitFor();
    await entries.nth(1).locator('a:focus').waitFor();
    await press('Alt+ArrowUp');
    await entries.first().getByText(first, { exact: true }).waitFor();
    expect((await agendaQuestions(page)).slice(0, 2)).toEqual([first, second]);
    await context.close();
  });

  it('speaks German throughout', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('heading', { name: 'Arbeitsliste' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('de');
    await page.goto(`${service.url}/patients/1`);
    await page.getByText('+8,0').first().waitFor();
    expect(await page.getByText('18-Mai-2026').first().isVisible()).toBe(true);
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
