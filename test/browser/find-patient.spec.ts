import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { soon } from '../support/until.js';
import { violationsOf } from './support/violations.js';
import { startService, type ServiceUnderTest } from './support/service.js';

describeInBrowser('a patient is found by number', () => {
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

  const found = async (patientId: string): Promise<string[]> =>
    (
      await service.call<{ items: { id: string }[] }>('POST', '/api/patients/search', { body: { patientId } })
    ).items.map(({ id }) => id);

  it('by keyboard alone, and the number stands in no address, no history and no store of the browser', async () => {
    const [id] = await found('HN-07');
    const { context, page } = await openPage(browser);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await signIn(page, service, service.coordinator);
    const before = await searches(service.databaseUrl);
    await page.keyboard.press('p');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(' HN-07 ');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Patient ${id}`, exact: true }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(`/patients/${id}`);
    await soon(async () => expect(await page.evaluate('document.activeElement.id')).toBe('content'));
    await soon(async () => expect(await page.getByText('HN-07').count()).toBe(0));
    await soon(async () => expect(await searches(service.databaseUrl)).toEqual([...before, [id]]));
    await page.goBack();
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: `Patient ${id}`, exact: true }).waitFor();
    expect(addresses.filter((address) => address.endsWith('/api/patients/search'))).toHaveLength(1);
    expect(addresses.filter((address) => decodeURIComponent(address).includes('HN-07'))).toEqual([]);
    await soon(async () =>
      expect(
        await page.evaluate('JSON.stringify([history.state, { ...sessionStorage }, { ...localStorage }])'),
      ).not.toContain('HN-07'),
    );
    await context.close();
  });

  it("and where nobody on one's boards has it, that is said, and typing on takes it back", async () => {
    const before = await searches(service.databaseUrl);
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const opener = page.getByRole('button', { name: 'Find a patient' });
    await opener.click();
    const dialogue = page.getByRole('dialog', { name: 'Find a patient' });
    await dialogue.getByRole('button', { name: 'Find', exact: true }).click();
    await dialogue.getByText('This is needed.').waitFor();
    await page.keyboard.type('HN-0');
    await page.keyboard.press('Enter');
    const nobody = dialogue.getByRole('status').getByText('Nobody with this number is on your boards.');
    await nobody.waitFor();
    await page.keyboard.type('7777');
    await nobody.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Find a patient' }).waitFor();
    await soon(async () => expect(await searches(service.databaseUrl)).toEqual([...before, []]));
    await context.close();
  });

  it('of two issuers who gave the same one, a person says which is meant', async () => {
    await service.uploadCsv(
      [
        'patient_issuer,patient,treatment_line,evaluator,timepoint,date,lesion,role,organ,axis,size_mm,synthetic',
        'elsewhere,HN-07,first,radiology,baseline,2026-07-20,L1,target,lung,longest-diameter,20,yes',
      ].join('\n'),
    );
    const ids = await found('HN-07');
    expect(ids).toHaveLength(2);
    const { context, page } = await openPage(browser, { width: 390, height: 844 });
    await signIn(page, service, service.member);
    await find(page, 'HN-07');
    const links = page.getByRole('dialog').getByRole('listitem');
    await links.filter({ hasText: 'number given by elsewhere' }).waitFor();
    await soon(async () => expect(await links.count()).toBe(2));
    await links.filter({ hasText: 'elsewhere' }).getByRole('link').click();
    await page.getByRole('heading', { name: `Patient ${ids[1]}`, exact: true }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await soon(async () =>
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      ),
    );
    await context.close();
  });

  it('whose number was merged into another says so on both pages, and the merge is undone there', async () => {
    const [survivor, merged] = await found('HN-07');
    const { issuer } = await service.call<{ issuer: string }>('GET', `/api/patients/${survivor}/identity`);
    const sent = await service.sendHl7(
      [
        'MSH|^~\\&|ADT|H|C|H|20260316||ADT^A40^ADT_A39|m1|P|2.5||||||UNICODE UTF-8',
        'EVN|A40|20260316',
        `PID|1||HN-07^^^${issuer}^MR`,
        'MRG|HN-07^^^elsewhere^MR',
      ].join('\r'),
    );
    expect(sent).toContain('MSA|AA|m1');
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/patients/${survivor}`);
    const note = page.getByRole('note').filter({ hasText: `Patient ${merged}` });
    await note.getByText('One assessment stands under the other number, not read together').waitFor();
    expect(await violationsOf(page)).toEqual([]);

    // The board that sits before the case reads it too; nothing leads away or is undone from the screen that all look at.
    const { items } = await service.call<{ items: { id: string }[] }>('GET', `/api/cases?patientId=${survivor}`);
    const { version } = await service.call<{ version: number }>('GET', `/api/meetings/${service.meetingId}`);
    await service.call('POST', `/api/meetings/${service.meetingId}/agenda`, {
      body: { caseId: items[0]!.id },
      ifMatch: `"${version}"`,
    });
    await page.goto(`${service.url}/meetings/${service.meetingId}/present`);
    await note.getByText('One assessment stands under the other number, not read together').waitFor();
    expect(await note.getByRole('link').or(note.getByRole('button')).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${service.url}/patients/${survivor}`);
    await note.getByRole('link', { name: 'Show the other' }).click();
    await page.getByText(`merged this number into that of Patient ${survivor}`).waitFor();
    await page.getByRole('button', { name: 'Undo the merge' }).click();
    await page.getByText(`merged this number into that of Patient ${survivor}`).waitFor({ state: 'detached' });
    await context.close();
  });

  it('in German as well', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.evaluate(`localStorage.setItem('consilium.language', 'de')`);
    await page.reload();
    await page.getByRole('button', { name: 'Patient suchen' }).click();
    await page.getByRole('dialog').getByLabel('Patientennummer').fill('niemand');
    await page.keyboard.press('Enter');
    await page.getByText('Niemand mit dieser Nummer ist in Ihren Boards.').waitFor();
    await context.close();
  });

  it('only by those who sit on a board', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.administrator);
    await page.keyboard.press('p');
    await soon(async () => expect(await page.getByRole('button', { name: 'Find a patient' }).count()).toBe(0));
    await soon(async () => expect(await page.getByRole('dialog').count()).toBe(0));
    await context.close();
  });

  it('and a service that does not answer is told as that, never as nobody', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.route('**/api/patients/search', (route) => route.abort());
    await find(page, 'HN-07');
    await page.getByRole('alert').getByText('The service does not answer.', { exact: false }).waitFor();
    await soon(async () => expect(await page.getByText('Nobody with this number').count()).toBe(0));
    await context.close();
  });
});

async function find(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Find a patient' }).click();
  await page.getByRole('dialog').getByLabel('Patient number').fill(number);
  await page.keyboard.press('Enter');
}

/** Whom each search so far found, as the audit kept it. */
async function searches(databaseUrl: string): Promise<string[][]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ patient_ids: string[] }>(
    `SELECT patient_ids::text[] FROM audit_event WHERE action = 'patient.search' ORDER BY id`,
  );
  await client.end();
  return rows.map(({ patient_ids: ids }) => ids);
}
