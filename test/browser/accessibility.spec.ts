import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { routes } from '../../src/web/frame/routes.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { asEarlierVersions, finishedDryRun } from './support/rules.js';
import { soon } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf, violationsOfColours } from './support/violations.js';

const folder = fileURLToPath(new URL('../../reports/screens/', import.meta.url));
const sizes = {
  projector: { width: 1280, height: 720 },
  laptop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

describeInBrowser('every route', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let addresses: Readonly<Record<string, string>>;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await asEarlierVersions(service);
    await mkdir(folder, { recursive: true });
    const importId = await uploadOneFaultyRow(service);
    const values: Readonly<Record<string, string>> = {
      $caseId: '1',
      $referralId: await draftReferral(service),
      $patientId: '1',
      $meetingId: service.meetingId,
      $boardId: service.boardId,
      $importId: importId,
      $dryRunId: await finishedDryRun(service),
      $itemId: '1',
    };
    addresses = Object.fromEntries(
      Object.entries(routes).map(([name, path]) => [
        name,
        path.replace(/\$\w+/, (parameter) => values[parameter] ?? parameter),
      ]),
    );
    await placeOne(service);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('is reached by a first load of less than 200 KB, and what it shows comes compressed', async () => {
    const { context, page } = await openPage(browser);
    const loaded: Request[] = [];
    page.on('requestfinished', (request) => loaded.push(request));
    await page.goto(`${service.url}${routes.signIn}`, { waitUntil: 'networkidle' });
    await page.getByLabel('E-mail').waitFor();
    const bytes = await Promise.all(loaded.map(async (request) => (await request.sizes()).responseBodySize));
    expect(loaded.length).toBeGreaterThan(4);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    await signIn(page, service, service.coordinator);
    await soon(async () => {
      const worklist = loaded.find((request) => request.url().includes('/api/cases'));
      expect((await worklist?.response())?.headers()['content-encoding']).toBe('br');
    });
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no violation of WCAG 2.2 AA in %s colours',
    async (colorScheme) => {
      const violations = colorScheme === 'light' ? violationsOf : violationsOfColours;
      const { context, page } = await openPage(browser, { colorScheme });
      const found: string[] = [];
      await page.goto(`${service.url}${routes.signIn}`);
      await page.getByLabel('E-mail').waitFor();
      found.push(...(await violations(page)).map((line) => `signIn: ${line}`));
      await signIn(page, service, service.coordinator);
      for (const [name, address] of Object.entries(addresses)) {
        if (name === 'signIn') continue;
        await page.goto(`${service.url}${address}`);
        await settled(page);
        await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
        found.push(...(await violations(page)).map((line) => `${name}: ${line}`));
      }
      for (const name of ['Take out …', 'Keys and words', 'Find a patient', /Account of/]) {
        // The case of the first patient is on an agenda: nothing of it is taken out.
        await page.goto(`${service.url}/patients/2`);
        await settled(page);
        await page.getByRole('button', { name }).first().click();
        await page.getByRole('dialog').waitFor();
        found.push(...(await violations(page)).map((line) => `${String(name)}: ${line}`));
      }
      await page.goto(`${service.url}${routes.worklist}`);
      await page.getByRole('button', { name: 'Find a patient' }).click();
      await page.getByRole('dialog').getByLabel('Patient number').fill('nobody');
      await page.keyboard.press('Enter');
      await page.getByText('Nobody with this number is on your boards.').waitFor();
      found.push(...(await violations(page)).map((line) => `Nobody found: ${line}`));
      await page.goto(`${service.url}${routes.meetings}`);
      await page.getByRole('button', { name: 'Plan a meeting' }).click();
      await page.getByRole('button', { name: 'Plan it' }).click();
      await page.getByText('Give the date.').waitFor();
      found.push(...(await violations(page)).map((line) => `Plan a meeting: ${line}`));
      await page.goto(`${service.url}${routes.worklist}`);
      for (const name of ['Put on a meeting', 'Dismiss …', 'Return …', 'Merge …']) {
        await page.locator('tbody').getByRole('checkbox').first().check();
        await page.getByRole('button', { name }).click();
        await page.getByRole('dialog').waitFor();
        found.push(...(await violations(page)).map((line) => `${name}: ${line}`));
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.goto(`${service.url}${addresses['agenda']}`);
      await page.getByRole('button', { name: 'What waits' }).click();
      await page
        .getByRole('button', { name: /^More for/ })
        .first()
        .click();
      await page.getByRole('menuitem').first().waitFor();
      found.push(...(await violations(page)).map((line) => `Menu of the agenda: ${line}`));
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: /^Minutes for/ }).fill('400');
      await page.keyboard.press('Enter');
      await page.getByText('1 to 120 minutes').waitFor();
      found.push(...(await violations(page)).map((line) => `Refused minutes: ${line}`));
      expect(found).toEqual([]);
      await context.close();
    },
    600_000,
  );

  it.each(Object.entries(sizes))(
    'is pictured on a %s',
    async (size, { width, height }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { context, page } = await openPage(browser, { colorScheme, width, height });
        await signIn(page, service, service.coordinator);
        for (const [name, address] of Object.entries(addresses)) {
          if (name === 'signIn') continue;
          await page.goto(`${service.url}${address}`);
          await settled(page);
          expect({
            name,
            wider: await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
          }).toEqual({ name, wider: 0 });
          await page.screenshot({ path: `${folder}${name}-${size}-${colorScheme}.png`, fullPage: size === 'phone' });
        }
        await context.close();
      }
    },
    600_000,
  );
});

async function settled(page: Page): Promise<void> {
  await page.locator('#content').getByRole('heading').first().waitFor();
  // What is shown to a whole room has no head with a mark of the connection.
  if (!/\/(present|opinion)$/.test(new URL(page.url()).pathname))
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  await soon(async () => expect(await page.locator('[role="status"]:has-text("Loading")').count()).toBe(0));
  await page.evaluate('document.fonts.ready');
}

/** An upload of which one row cannot be read, so that the page of an import has something to show. */
async function uploadOneFaultyRow(service: ServiceUnderTest): Promise<string> {
  const rows = [
    'patient_issuer,patient,treatment_line,evaluator,timepoint,date,lesion,role,organ,axis,size_mm,synthetic',
    'consilium-demo,HN-02,HN-02/immunotherapy,radiology,week 27,2026-07-20,L1,target,lung,longest-diameter,about 20,yes',
  ];
  return service.uploadCsv(rows.join('\n'));
}

async function placeOne({ call, meetingId }: ServiceUnderTest): Promise<void> {
  const {
    items: [found],
  } = await call<{ items: { id: string }[] }>('GET', '/api/cases');
  if (found === undefined) throw new Error('The cohort has no case.');
  const { version } = await call<{ version: number }>('GET', `/api/meetings/${meetingId}`);
  await call('POST', `/api/meetings/${meetingId}/agenda`, { body: { caseId: found.id }, ifMatch: `"${version}"` });
}

async function draftReferral({ call, boardId }: ServiceUnderTest): Promise<string> {
  const { id } = await call<{ id: string }>('POST', '/api/referrals', {
    body: { boardId, form: { question: 'Is surgery of the neck to be discussed?' } },
  });
  return id;
}
