import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { asXlsx, tableOf } from '../support/tables/forms-of-a-table.js';
import { soon, until } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf } from './support/violations.js';

const screens = fileURLToPath(new URL('../../reports/screens/', import.meta.url));

/** Two lesions of which one shrinks and one grows: a dissociated response at the second follow-up. */
const rows = (patient: string, size: (millimetres: string) => string, day: (iso: string) => string): string[][] =>
  (
    [
      ['Basis', '2026-01-05', 'A', 'lung', '30.5'],
      ['Basis', '2026-01-05', 'B', 'liver', '20'],
      ['Woche 9', '2026-03-09', 'A', 'lung', '16.5'],
      ['Woche 9', '2026-03-09', 'B', 'liver', '29'],
      ['Woche 18', '2026-05-11', 'A', 'lung', '12.5'],
      ['Woche 18', '2026-05-11', 'B', 'liver', '38'],
    ] as const
  ).map(([visit, date, lesion, organ, millimetres]) => [
    patient,
    'first',
    visit,
    day(date),
    lesion,
    'Zielläsion',
    organ,
    size(millimetres),
  ]);

const header = ['Patienten-ID', 'Therapielinie', 'Visite', 'Datum', 'Läsion', 'Läsionstyp', 'Organ', 'Größe (mm)'];
const german = (patient: string, change = (text: string) => text): string =>
  change(
    [
      header,
      ...rows(
        patient,
        (size) => size.replace('.', ','),
        (iso) => iso.split('-').reverse().join('.'),
      ),
    ]
      .map((cells) => cells.join(';'))
      .join('\r\n'),
  );

describeInBrowser('a table with columns of its own', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await mkdir(screens, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const query = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, [...parameters])).rows as Row[];
    } finally {
      await client.end();
    }
  };

  /** What makes a dissociation a flag and no watch: the setting and the treatment. */
  const stateTreatment = (patient: string) =>
    service.call('POST', '/api/facts', {
      as: 'sender',
      body: {
        issuer: 'north',
        sourceId: `${patient}/referral`,
        patient: { issuer: 'north', id: patient },
        treatmentLine: 'first',
        facts: [
          { name: 'primary-site', state: 'known', value: 'oropharynx' },
          { name: 'histology', state: 'known', value: 'squamous-cell-carcinoma' },
          { name: 'setting', state: 'known', value: 'recurrent-or-metastatic' },
          {
            name: 'agents',
            state: 'known',
            value: [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }],
          },
          { name: 'treatment-start', state: 'known', value: '2026-01-08' },
          { name: 'treatment-ongoing', state: 'known', value: 'yes' },
        ],
      },
    });

  const flagged = async (patient: string): Promise<string> => {
    const find = () =>
      query<{ id: string }>(
        `SELECT patient.id FROM flag JOIN treatment_line ON treatment_line.id = flag.treatment_line_id JOIN patient ON patient.id = treatment_line.patient_id
         WHERE patient.patient_id = $1 AND flag.tier = 'flag' AND flag.superseded_at IS NULL`,
        [patient],
      );
    await until(`${patient} is flagged`, async () => (await find()).length > 0);
    return (await find())[0]!.id;
  };

  const openWizard = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Imports' }).click();
    await page.getByRole('link', { name: /A table with other columns/ }).click();
    await page.getByRole('heading', { name: 'A table with columns of its own' }).waitFor();
    await page.getByLabel('On behalf of').fill('north');
  };

  /** Keeps every further look at the file waiting until it is let go. */
  const holdLooks = async (page: Page): Promise<() => Promise<void>> => {
    const looks = '**/api/imports/preview';
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.route(looks, async (route) => {
      await gate;
      // The look that a later answer overtook is gone by now.
      await route.continue().catch(() => undefined);
    });
    return async () => {
      open();
      await page.unroute(looks);
    };
  };

  it('with semicolons and decimal commas is matched, its doubts are answered, it is taken, flagged and shown; a held one is corrected and replayed', async () => {
    await stateTreatment('W-1');
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await openWizard(page);
    await page
      .getByLabel('File', { exact: true })
      .last()
      .setInputFiles({
        name: 'verlauf.csv',
        mimeType: 'text/csv',
        // One cell that nobody can read.
        buffer: Buffer.from(
          german('W-1', (text) => text.replace('12,5', 'unscharf')),
          'latin1',
        ),
      });
    await page.getByText('Windows-1252, separated by semicolons, decimal comma', { exact: false }).waitFor();
    expect(await page.getByLabel('Column “Läsionstyp” is read as').inputValue()).toBe('role');
    await page.screenshot({ path: `${screens}table-wizard-1280.png`, fullPage: true });
    expect(await violationsOf(page)).toEqual([]);
    const take = page.getByRole('button', { name: 'Take the table' });
    expect(await take.isDisabled()).toBe(true);

    // Two answers in a row: the second is given before the service has looked at the first.
    const letLook = await holdLooks(page);
    await page.getByLabel('Evaluator, the same for all rows').fill('radiology');
    await page.keyboard.press('Enter');
    await page
      .getByRole('group', { name: /What does “Zielläsion” mean/ })
      .getByRole('button', { name: 'target', exact: true })
      .click();
    expect(await take.isDisabled()).toBe(true);
    await letLook();
    await page.getByText('One question is open', { exact: false }).waitFor();
    await page.getByLabel('Leave it: what it stands in is held', { exact: false }).check();
    const patient = page.getByRole('group', { name: 'Patient W-1' });
    await patient.getByText('30.5 mm').waitFor();
    expect(await patient.getByText('▨ held').count()).toBe(1);
    await patient.getByText(/row 6.*unscharf/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await take.click();

    await page.getByRole('heading', { name: /^Upload of/ }).waitFor();
    const held = page.getByRole('row', { name: /unscharf/ });
    await held.waitFor();
    await page.screenshot({ path: `${screens}import-held-1280.png`, fullPage: true });
    // Who sees to it, and until when, is said in its row.
    await held.getByText('Carla Coordinator', { exact: false }).waitFor();
    expect(await held.getByRole('button', { name: 'Take over' }).count()).toBe(0);
    await held.getByRole('button', { name: 'Change the day' }).click();
    await page.getByLabel('Due on').fill('24.12.2026');
    await page.keyboard.press('Tab');
    await held.getByRole('button', { name: 'Change the day' }).click();
    await held.getByText('due 24-Dec-2026', { exact: false }).waitFor();
    const second = await openPage(browser);
    await signIn(second.page, service, service.secondCoordinator);
    await second.page.goto(page.url());
    await second.page.getByRole('button', { name: 'Take over' }).click();
    await soon(async () => expect(await second.page.getByRole('button', { name: 'Take over' }).count()).toBe(0));
    await second.context.close();
    await held.getByRole('button', { name: 'Answer' }).click();
    await page.getByLabel('The cell as it should be').fill('12,5');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await held.getByText('answered', { exact: false }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    const id = await flagged('W-1');
    await page.goto(`${service.url}/patients/${id}`);
    await page.getByText('12.5', { exact: false }).first().waitFor();
    await page.getByText('Flag', { exact: true }).first().waitFor();
    await context.close();
  });

  it('of Excel is read the same; what was confirmed once is not asked again', async () => {
    await stateTreatment('W-2');
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await openWizard(page);
    const table = tableOf(
      [
        header,
        ...rows(
          'W-2',
          (size) => size,
          (iso) => iso,
        ),
      ]
        .map((cells) => cells.join(','))
        .join('\n'),
    );
    await page
      .getByLabel('File', { exact: true })
      .last()
      .setInputFiles({
        name: 'verlauf.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await asXlsx(table),
      });
    await page.getByText('as Carla Coordinator confirmed it before', { exact: false }).waitFor();
    await soon(async () => expect(await page.getByRole('button', { name: 'Take the table' }).isEnabled()).toBe(true));
    await page.getByRole('button', { name: 'Take the table' }).click();
    await page.getByRole('heading', { name: /^Upload of/ }).waitFor();
    const id = await flagged('W-2');
    await page.goto(`${service.url}/patients/${id}`);
    await page.getByText('Flag', { exact: true }).first().waitFor();
    await context.close();
  });

  it('reads in German and on a narrow screen, by the keyboard alone, and what could mean two things is asked', async () => {
    const { context, page } = await openPage(browser, { width: 390, height: 844 });
    await signIn(page, service, service.coordinator);
    await page.evaluate("localStorage.setItem('consilium.language', 'de')");
    await page.goto(`${service.url}/imports/table`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const fileField = page.locator('input[type=file]');
    await fileField.focus();
    await fileField.setInputFiles({
      name: 'zweideutig.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('patient,evaluator,lesion,role,date,Size\nP-1,R,A,target,03/04/2026,"1,234"\n'),
    });
    await page.locator('section[aria-labelledby=doubts] li').nth(2).waitFor();
    await page.screenshot({ path: `${screens}table-wizard-390-de.png`, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    for (const reading of ['Tag / Monat / Jahr', 'in Millimetern', /Dezimalzeichen/]) {
      await page.getByRole('button', { name: reading }).focus();
      await page.keyboard.press('Enter');
      await soon(async () => expect(await page.getByRole('button', { name: reading }).count()).toBe(0));
    }
    await page.getByText('1,234 mm').waitFor();
    await page
      .getByText('3. Apr. 2026', { exact: false })
      .or(page.getByText('03.04.2026', { exact: false }))
      .or(page.getByText('Apr', { exact: false }))
      .first()
      .waitFor();
    await context.close();
  });
});
