import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { CaseView } from '../../src/modules/triage/items/case-views.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { chooseFact, openPage, signIn } from './support/pages.js';
import { soon } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf, violationsOfColours } from './support/violations.js';

describeInBrowser('the page of a patient', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  const patients = new Map<string, string>();

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    const { items } = await service.call<{ items: { id: string }[] }>('GET', '/api/patients?limit=200');
    for (const { id } of items)
      patients.set((await service.call<{ patientId: string }>('GET', `/api/patients/${id}/identity`)).patientId, id);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const caseOf = (patient: string): Promise<CaseView> =>
    service.call('GET', `/api/patients/${patients.get(patient)}/case`);
  const addressOf = (patient: string): string => `${service.url}/patients/${patients.get(patient)}`;

  async function openCase(patient: string, as: 'coordinator' | 'member', options: Parameters<typeof openPage>[1] = {}) {
    const { context, page } = await openPage(browser, options);
    await signIn(page, service, service[as]);
    await page.goto(addressOf(patient));
    await page.getByRole('region', { name: 'Table of lesions' }).waitFor();
    return { context, page };
  }

  const fold = (page: Page): Locator => page.locator('details > summary', { hasText: 'How this came about' });
  const insideTheScreen = async (place: Locator, height: number): Promise<boolean> => {
    const box = await place.boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= height;
  };
  it('a board member reads the options by lesion, what is not known and the evidence, and has no tools', async () => {
    const { context, page } = await openCase('HN-01', 'member');
    await page
      .locator('#question')
      .getByText('Should the lymph node (N) be treated locally while pembrolizumab continues?', { exact: true })
      .waitFor();
    const question = page.getByRole('region', { name: 'What could be discussed' });
    const matrix = question.getByRole('table', { name: 'Options by lesion, in no order' });
    await soon(async () =>
      expect(await matrix.getByRole('columnheader').allInnerTexts()).toEqual([
        'Options, in no order',
        'The option as a whole',
        expect.stringMatching(/^lymph node \(N\)\s+growing, 26\.0 mm$/),
        'Stays untreated',
      ]),
    );
    await soon(async () =>
      expect(await matrix.getByRole('rowheader').allInnerTexts()).toEqual(
        expect.arrayContaining([
          'no local therapy; pembrolizumab and the next planned scan',
          'stereotactic radiotherapy (SBRT) of the lymph node (N)',
        ]),
      ),
    );
    const radiotherapy = matrix.getByRole('row', { name: /^stereotactic radiotherapy/ });
    const cells = await radiotherapy.getByRole('cell').allTextContents();
    expect(cells).toEqual([
      expect.stringMatching(
        /\+ speaks for it: every growing lesion was called treatable.*− stands against it: in a prior radiotherapy field.*\? not known: 1$/,
      ),
      expect.stringMatching(
        /\+ speaks for it: called treatable locally \(radiation oncologist, 18-May-2026\).*− stands against it: in a prior radiotherapy field/,
      ),
      'H 11.0, L1 12.0, L2 9.0',
    ]);
    const unknowns = page.getByRole('region', { name: 'Not known, by what it could change' });
    expect(
      await unknowns.getByRole('listitem').filter({ hasText: 'whether a report names an organ at risk' }).innerText(),
    ).toContain('could change flag, option; ask: radiology, treating clinician');

    await fold(page).click();
    const evidence = page.getByRole('region', { name: /^Evidence: Should the lymph node \(N\) be treated locally/ });
    await soon(async () => expect(await evidence.getByRole('row').count()).toBe(12));
    expect(await evidence.getByRole('row', { name: /CURB/ }).innerText()).toMatch(
      /indirect: shown in non-small-cell lung cancer and breast cancer/,
    );
    const flag = page.getByRole('row', { name: /^✓ met/ }).first();
    expect(await flag.innerText()).toContain('DR-A established growth, DR-C organ level, TAZ18');
    await soon(async () =>
      expect(
        await page
          .getByText('No trial of local treatment in dissociated response is known', { exact: false })
          .first()
          .isVisible(),
      ).toBe(true),
    );
    await soon(async () =>
      expect(await page.getByRole('button', { name: /Put on a meeting|Take out|Record who/ }).count()).toBe(0),
    );
    await context.close();
  });

  it.each([
    ['HN-01', 4],
    ['HN-02', 4],
    ['HN-04', 3],
  ])(
    'on a projector %s has the question, every option, three things not known and %i lesions without scrolling',
    async (patient, lesions) => {
      const { context, page } = await openCase(patient, 'coordinator', { width: 1280, height: 720 });
      await soon(async () => expect(await insideTheScreen(page.locator('#question'), 720)).toBe(true));
      await soon(async () =>
        expect(await insideTheScreen(page.getByText("Treating clinician's proposal:"), 720)).toBe(true),
      );
      const leading = page.getByRole('region', { name: 'What could be discussed' });
      await soon(async () => expect(await insideTheScreen(leading.getByRole('table'), 720)).toBe(true));
      const unknowns = page.getByRole('region', { name: 'Not known, by what it could change' }).locator('ol > li');
      for (let place = 0; place < 3; place += 1)
        await soon(async () => expect(await insideTheScreen(unknowns.nth(place), 720)).toBe(true));
      const rows = page.getByRole('region', { name: 'Table of lesions' }).locator('tbody tr');
      await soon(async () => expect(await rows.count()).toBe(lesions));
      await soon(async () => expect(await insideTheScreen(rows.last(), 720)).toBe(true));
      await soon(async () => expect(await page.locator('details').count()).toBe(1));
      await context.close();
    },
  );

  it('has room for ten lesions on a projector', async () => {
    const { context, page } = await openCase('HN-01', 'member', { width: 1280, height: 720 });
    const first = await page
      .getByRole('region', { name: 'Table of lesions' })
      .locator('tbody tr')
      .first()
      .boundingBox();
    expect(first!.y + 10 * first!.height).toBeLessThanOrEqual(720);
    await context.close();
  });

  it('says of each lesion how sure its change is, in words and figures, and how it was read', async () => {
    const { context, page } = await openCase('HN-01', 'member');
    const node = page.getByRole('region', { name: 'Table of lesions' }).getByRole('row', { name: /^N lymph node/ });
    expect(await node.innerText()).toMatch(
      /N lymph node · target[\s\S]*CT, reader 1 · in prior field[\s\S]*18\.0\s*\+44\.4\s%[\s\S]*18\.0[\s\S]*26\.0[\s\S]*grew[\s\S]*\+8\.0 mm from baseline[\s\S]*growth 92 %[\s\S]*neither 8, shrinkage < 1 %/,
    );
    await page.goto(addressOf('HN-02'));
    const appeared = page.getByRole('row', { name: /^New-1/ });
    await appeared.waitFor();
    await soon(async () =>
      expect(await appeared.getByRole('cell').allInnerTexts()).toEqual([
        '',
        '–',
        '–',
        '16.0',
        expect.stringContaining('new'),
        'new: the reader’s word stands',
      ]),
    );
    await page.goto(addressOf('HN-04'));
    expect(await page.getByRole('row', { name: /^P primary site/ }).innerText()).toContain('noise not established');
    await context.close();
  });

  it('a coordinator copies what to ask, by supplier', async () => {
    const { context, page } = await openCase('HN-01', 'coordinator');
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.url });
    await page.getByRole('button', { name: 'Copy what to ask' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe((await caseOf('HN-01')).lines[0]!.chase);
    expect(copied).toMatch(/^Head and neck surgery:\n- whether what is left is resectable now/m);
    expect(copied).not.toContain('HN-01');
    await context.close();
  });

  it('a reported finding stands above the questions until a named clinician has acknowledged it; all by keyboard', async () => {
    const { context, page } = await openCase('HN-07', 'coordinator');
    const reports = page.getByRole('region', { name: 'Reported, not acknowledged:' });
    expect(await reports.innerText()).toMatch(
      /“carotid contact 200 degrees” \(carotid, 27-Apr-2026\)[\s\S]*Contact the treating team[\s\S]*no notice does not mean no emergency/,
    );
    expect(await reports.innerText()).not.toMatch(/days|hours|urgent/i);
    await reports.getByRole('button', { name: 'Record who acknowledged it …' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Acknowledged by (named clinician)').waitFor();
    await page.waitForFunction("document.activeElement?.tagName === 'INPUT'");
    await page.keyboard.type('Dr Weber, radiation oncology');
    await page.keyboard.press('Enter');
    await reports.waitFor({ state: 'detached' });
    const { items } = await service.call<{ items: object[] }>(
      'GET',
      `/api/patients/${patients.get('HN-07')}/facts?name=organ-at-risk-acknowledged`,
    );
    expect(items).toMatchObject([
      {
        value: { what: 'carotid', by: 'Dr Weber, radiation oncology' },
        recordedBy: 'Carla Coordinator',
        byPeople: true,
      },
    ]);
    await page.getByText('closed: A named clinician has acknowledged the report').waitFor();
    await context.close();
  });

  it('a coordinator states a fact, is told at its place what would be right, and corrects what was stated', async () => {
    const { context, page } = await openCase('HN-01', 'coordinator');
    const banner = page.getByRole('region', { name: 'Patient', exact: true });
    expect(await banner.innerText()).toMatch(/Stage\s+II \(cT2 cN2 cM0\) \(edition 8\)[\s\S]*Not known\s+ECOG/);
    await page.getByRole('button', { name: 'State a fact …' }).click();
    const dialog = page.getByRole('dialog');
    await chooseFact(page, 'performance status', 'ECOG');
    await dialog.getByLabel('Value').fill('9');
    await dialog.getByLabel(/^When it was so/).fill('2026-05-18');
    await dialog.getByLabel(/^Report, person or system/).fill('clinic letter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog
      .getByText(/9 .*4|4.*9|at most 4|0 to 4/)
      .first()
      .waitFor();
    expect(await dialog.getByLabel('Value').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Value').fill('1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await banner.getByText('1 (18-May-2026)').waitFor();
    await page
      .getByText(/^Changed since/)
      .first()
      .waitFor();

    await fold(page).click();
    await page.getByRole('button', { name: 'Correct: ECOG' }).click();
    await dialog.getByText('Replaces what Carla Coordinator stated for this date.').waitFor();
    expect(await dialog.getByLabel('Value').inputValue()).toBe('1');
    await dialog.getByLabel('Value').fill('2');
    await dialog.getByLabel(/^Report, person or system/).fill('clinic letter, corrected');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await banner.getByText('2 (18-May-2026)').waitFor();
    const { items } = await service.call<{ items: { value: number; revision: number; supersededAt: string | null }[] }>(
      'GET',
      `/api/patients/${patients.get('HN-01')}/facts?name=ecog`,
    );
    expect(items.map(({ value, revision, supersededAt }) => [value, revision, supersededAt === null])).toEqual([
      [2, 2, true],
      [1, 1, false],
    ]);
    await context.close();
  });

  it('waiting for a confirming scan is proposed, and stands on the page once a named clinician confirmed it', async () => {
    const { context, page } = await openCase('HN-02', 'coordinator');
    const asked = page.getByRole('region', { name: /^Is a confirming scan between/ });
    await asked.getByRole('button', { name: 'Confirm waiting …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Confirmed by (named clinician)').fill('Dr Berger');
    await dialog.getByLabel('Confirmed on').fill('2026-03-18');
    await dialog.getByLabel('Waiting until').fill('2026-04-20');
    await dialog.getByRole('button', { name: 'Confirm waiting' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByText(/waiting until 20-Apr-2026, confirmed by Dr Berger|ended on 20-Apr-2026 without a new scan/)
      .waitFor();
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no violation of WCAG 2.2 AA with a report, its dialogues and the form for facts in %s colours',
    async (colorScheme) => {
      await service.call('POST', `/api/patients/${patients.get('HN-09')}/facts`, {
        body: {
          name: 'organ-at-risk',
          state: 'known',
          value: { what: 'airway', report: `narrow in ${colorScheme}` },
          date: colorScheme === 'light' ? '2026-03-20' : '2026-03-21',
          source: 'report',
        },
      });
      const violations = colorScheme === 'light' ? violationsOf : violationsOfColours;
      const { context, page } = await openCase('HN-09', 'coordinator', { colorScheme });
      const found: string[] = await violations(page);
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      await page
        .getByRole('button', { name: /^Correct/ })
        .first()
        .waitFor();
      found.push(...(await violations(page)));
      await page.getByRole('button', { name: 'Record who acknowledged it …' }).first().click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await violations(page)));
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'State a fact …' }).click();
      await chooseFact(page, 'immunotherapy', 'drugs');
      await page.getByRole('button', { name: 'Add an entry' }).click();
      found.push(...(await violations(page)));
      expect(found).toEqual([]);
      await context.close();
    },
  );

  it('stacks on a phone: each row a card whose values have their names', async () => {
    const { context, page } = await openCase('HN-01', 'member', { width: 390, height: 844 });
    await soon(async () =>
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      ),
    );
    const table = page.getByRole('region', { name: 'Table of lesions' });
    await soon(async () =>
      expect(
        await page.evaluate(
          `(() => { const region = document.querySelector('[aria-label="Table of lesions"]'); return region.scrollWidth - region.clientWidth; })()`,
        ),
      ).toBe(0),
    );
    await soon(async () =>
      expect(
        await table
          .getByRole('row', { name: /^N lymph node/ })
          .getByRole('cell')
          .count(),
      ).toBe(6),
    );
    await soon(async () =>
      expect(
        await page
          .getByRole('table', { name: 'Options by lesion, in no order' })
          .first()
          .getByRole('rowheader')
          .count(),
      ).toBe(5),
    );
    await context.close();
  });

  it('DNA in blood stands under the sums on their time axis; volumes and reported scores stand behind the fold', async () => {
    const patient = { issuer: 'elsewhere', id: 'BESIDE-1' };
    const common = { issuer: 'elsewhere', synthetic: true, patient, treatmentLine: 'line' };
    const assessment = (label: string, date: string, size: string, volume: string, more: object = {}) => ({
      ...common,
      sourceId: label,
      evaluator: 'radiology',
      modality: 'CT',
      timepoint: { label, date },
      findings: [{ lesion: 'L', role: 'target', organ: 'lung', state: 'measured', size, volume }],
      ...more,
    });
    const { items } = await service.call<{ items: { id: string }[] }>('GET', '/api/patients?limit=200');
    const known = new Set(items.map(({ id }) => id));
    await service.call('POST', '/api/assessments', {
      as: 'sender',
      body: [
        assessment('baseline', '2026-01-05', '20', '4000'),
        assessment('week 9', '2026-03-09', '12', '1000.5', { reportedScores: { niRadsNeck: '2b', hopkins: '3' } }),
      ],
    });
    const dna = (date: string, amount: number, unit = 'mean-tumour-molecules-per-ml') => ({
      name: 'circulating-tumour-dna',
      state: 'known',
      value: { amount, unit, assay: 'assay A' },
      date,
      source: 'laboratory',
    });
    await service.call('POST', '/api/facts', {
      as: 'sender',
      body: {
        ...common,
        sourceId: 'blood',
        treatmentLine: undefined,
        facts: [
          dna('2026-01-05', 12.5),
          dna('2026-03-09', 2.5),
          dna('2026-06-01', 1),
          { ...dna('2025-12-01', 0), value: 'detected, as written before there were fields' },
        ],
      },
    });
    await soon(async () => {
      const now = await service.call<{ items: { id: string }[] }>('GET', '/api/patients?limit=200');
      patients.set('BESIDE-1', now.items.find(({ id }) => !known.has(id))?.id ?? '');
      const { lines, facts } = await caseOf('BESIDE-1');
      expect([lines[0]?.evaluators.length, facts.length]).toEqual([1, 4]);
    });
    const { context, page } = await openCase('BESIDE-1', 'member');
    const figure = page.getByRole('figure', { name: 'DNA in blood' });
    await figure.getByText('2 values of other times stand in the table alone.').waitFor();
    const drawn = figure.getByRole('img');
    expect(await drawn.getAttribute('aria-label')).toContain(
      '2.5 mean tumour molecules/ml, assay A (−80.0\u00a0% since the first; 09-Mar-2026)',
    );
    /** Where the values of a chart stand on the page, from the left. */
    const placesOf = async (chart: Locator): Promise<number[]> => {
      const boxes = await Promise.all((await chart.locator('circle').all()).map((circle) => circle.boundingBox()));
      return boxes.map((box) => box!.x + box!.width / 2);
    };
    const sums = page.getByRole('img', { name: /^Sum of diameters/ });
    const [ofSums, ofBlood] = [await placesOf(sums), await placesOf(drawn)];
    expect(ofBlood).toHaveLength(2);
    ofBlood.forEach((place, index) => expect(Math.abs(place - ofSums[index]!)).toBeLessThanOrEqual(2));
    const table = page.getByRole('region', { name: 'Values over time', exact: true });
    expect(await table.innerText()).toMatch(/detected, as written before there were fields/);

    await fold(page).click();
    const volumes = page.locator('#volumes');
    expect(await volumes.innerText()).toContain('1000.5 mm³ (09-Mar-2026; −75.0\u00a0% against the baseline)');
    expect(await volumes.innerText()).toContain('No threshold is set and no response is read from them.');
    const scores = await page.locator('#reported-scores').innerText();
    expect(scores).toMatch(/09-Mar-2026\s+reported: NI-RADS neck 2b; reported: Hopkins 3/);
    expect(scores).toContain('made for surveillance after treatment and are not read as a response here');
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });

  it('a window that has passed is told as a fact beside its question, on the page and on the agenda, and leads no longer', async () => {
    const passed = 'The window for a confirming scan ended on 11-May-2026; the question rests on no later scan.';
    /** How often it is told on each page, once the question is there. */
    const told = async (day: string, ...addresses: readonly string[]): Promise<number[]> => {
      const { context, page } = await openPage(browser);
      await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
      await signIn(page, service, service.coordinator);
      const counts: number[] = [];
      for (const address of addresses) {
        await page.goto(address);
        await page.getByText('Is a confirming scan between 13-Apr-2026 and 11-May-2026').first().waitFor();
        counts.push(await page.getByText(passed, { exact: true }).count());
      }
      await context.close();
      return counts;
    };
    const leadsOn = async (day: string): Promise<string> => {
      const { context, page } = await openPage(browser);
      await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
      await signIn(page, service, service.coordinator);
      await page.goto(addressOf('HN-02'));
      const leading = await page.locator('#question').innerText();
      await context.close();
      return leading;
    };
    // A fact that an earlier test stated may still be giving the question its successor, which is a draft again and leads no longer.
    const accepted = async (): Promise<string> => {
      const { items } = await service.call<{ items: { id: string; rule: string; state: string; version: number }[] }>(
        'GET',
        `/api/items?patientId=${patients.get('HN-02')}&limit=200`,
      );
      const asked = items.find(({ rule, state }) => rule === 'T1' && (state === 'draft' || state === 'accepted'));
      if (asked === undefined) throw new Error('no question T1 of HN-02 is open');
      if (asked.state === 'draft')
        await service.call('POST', `/api/items/${asked.id}/accept`, { ifMatch: `"${asked.version}"` });
      return asked.id;
    };
    await soon(accepted);
    await soon(async () => expect(await told('2026-05-11', addressOf('HN-02'))).toEqual([0]));
    await soon(async () => expect(await told('2026-05-12', addressOf('HN-02'))).toEqual([1]));
    await soon(async () => {
      await accepted();
      expect(await leadsOn('2026-05-11')).toMatch(/^Is a confirming scan between/);
    });
    await soon(async () => expect(await leadsOn('2026-05-12')).toMatch(/^Could the new lesion/));
  });
});
