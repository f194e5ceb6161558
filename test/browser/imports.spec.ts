import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { soon, until } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';

const header =
  'patient_issuer,patient,treatment_line,evaluator,timepoint,date,lesion,role,organ,axis,size_mm,synthetic';
const row = (timepoint: string, date: string, lesion: string, size: string): string =>
  `consilium-demo,HN-02,HN-02/immunotherapy,radiology,${timepoint},${date},${lesion},target,lung,longest-diameter,${size},yes`;
const file = (...rows: readonly string[]) => ({
  name: 'follow-up.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([header, ...rows].join('\n')),
});

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

  const query = async <Row>(sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  const send = async (page: Page, ...rows: readonly string[]): Promise<void> => {
    await page.getByLabel('Files').setInputFiles(file(...rows));
    await page.getByRole('button', { name: 'Send' }).click();
  };

  it('a coordinator uploads a file, follows it without asking, reads what is held and why, and downloads that list', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.getByRole('link', { name: 'Imports' }).click();
    await page.getByText('No upload yet').waitFor();
    await page.getByLabel('On behalf of').fill('Radiology north');
    await send(
      page,
      row('week 27', '2026-07-20', 'L1', '19'),
      row('week 27', '2026-07-20', 'L2', '14'),
      row('week 36', '2026-09-21', 'L1', 'about 20'),
    );
    await page.getByText('Received. It is being taken in', { exact: false }).waitFor();
    const listed = page.getByRole('row', { name: /follow-up\.csv/ });
    await listed.getByText('done').waitFor();
    await soon(async () =>
      expect((await listed.getByRole('cell').allInnerTexts()).slice(-4)).toEqual([
        '3',
        '1',
        '0',
        expect.stringContaining('1'),
      ]),
    );
    await soon(async () => expect(await listed.getByText('Carla Coordinator').count()).toBe(1));

    await page.getByRole('link', { name: 'Follow it' }).click();
    await page.getByRole('heading', { name: /^Upload of/ }).waitFor();
    await soon(async () => expect(await page.getByText('Radiology north').count()).toBe(1));
    expect(await page.getByRole('row', { name: /size_mm/ }).innerText()).toMatch(
      /follow-up\.csv\s+4\s+size_mm\s+about 20/,
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    const list = await readFile(await download.path(), 'utf8');
    expect(list.split('\n').filter(Boolean)).toHaveLength(2);
    expect(list).toContain('about 20');
    await soon(async () =>
      expect(
        await query(
          `SELECT account.display_name AS name, options ->> 'issuer' AS issuer FROM import JOIN account ON account.id = import.account_id`,
        ),
      ).toEqual([{ name: 'Carla Coordinator', issuer: 'Radiology north' }]),
    );
    await context.close();
  });

  it('a file that cannot be read as a whole is refused with file, column and what would be right, and nothing of it is kept', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/imports`);
    const before = await query('SELECT FROM import');
    await page
      .getByLabel('Files')
      .setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer: Buffer.from('name,size\nx,1\n') });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('expected', { exact: false }).first().waitFor();
    await soon(async () => expect(await query('SELECT FROM import')).toHaveLength(before.length));
    await context.close();
  });

  it('an upload that breaks off is told, keeps what was chosen, and can be sent again', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/imports`);
    await context.route('**/api/imports', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await send(page, row('week 45', '2026-11-23', 'L1', '19'));
    await page.getByRole('alert').getByText('The upload broke off', { exact: false }).waitFor();
    await context.unroute('**/api/imports');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Received. It is being taken in', { exact: false }).waitFor();
    await context.close();
  });

  it('a line that cannot be classified says so on the worklist as it happens, and is tried again by a button', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const flagged = page.getByRole('row', { name: /Case 1\b/ });
    await flagged.waitFor();
    const failed = flagged.getByText('could not be classified');
    expect(await failed.count()).toBe(0);
    const [line] = await query<{ id: string }>('SELECT id FROM treatment_line WHERE patient_id = 1');
    // The database refuses what the job has computed: it gives up, as with a fault of the rules.
    await query(
      `ALTER TABLE classification ADD CONSTRAINT ck_refused CHECK (treatment_line_id <> ${line?.id}) NOT VALID`,
    );
    await service.call('POST', '/api/facts', {
      as: 'sender',
      body: {
        issuer: 'consilium-demo',
        sourceId: 'HN-01/later',
        synthetic: true,
        patient: { issuer: 'consilium-demo', id: 'HN-01' },
        facts: [{ name: 'ecog', state: 'known', value: 1, date: '2026-06-01' }],
      },
    });
    await failed.waitFor();
    const failures = () =>
      query<{ at: string }>(
        'SELECT failed_at::text AS at FROM treatment_line WHERE patient_id = 1 AND failed_at IS NOT NULL',
      );
    const [first] = await failures();
    await flagged.getByRole('button', { name: 'Try again' }).click();
    // It fails once more, at another time.
    await until('it has failed once more', async () => {
      const [again] = await failures();
      return again !== undefined && again.at !== first?.at;
    });
    await query('ALTER TABLE classification DROP CONSTRAINT ck_refused');
    await flagged.getByRole('button', { name: 'Try again' }).click();
    await failed.waitFor({ state: 'detached' });
    await soon(async () =>
      expect(
        (await query(`SELECT FROM audit_event WHERE action = 'treatment-line.retry'`)).length,
      ).toBeGreaterThanOrEqual(2),
    );
    await context.close();
  });
});
