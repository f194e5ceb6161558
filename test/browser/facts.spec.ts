/** Facts stated on the page of a patient, as a coordinator does it: answers beside what is not known, words that clinicians use, dates as they write them. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { CaseView } from '../../src/modules/triage/items/case-views.js';
import { soon } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { chooseFact, openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';

interface Stated {
  readonly name: string;
  readonly state: string;
  readonly value: unknown;
  readonly lesion: string | null;
  readonly date: string | null;
  readonly source: string;
}

describeInBrowser('facts on the page of a patient', () => {
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
  const stated = async (patient: string, name: string): Promise<readonly Stated[]> =>
    (
      await service.call<{ items: readonly Stated[] }>(
        'GET',
        `/api/patients/${patients.get(patient)}/facts?name=${name}&current=true`,
      )
    ).items;

  async function openCase(patient: string, language: 'en' | 'de' = 'en', size: Parameters<typeof openPage>[1] = {}) {
    const { context, page } = await openPage(browser, size);
    await signIn(page, service, service.coordinator);
    await page.evaluate(`localStorage.setItem('consilium.language', '${language}')`);
    await page.goto(`${service.url}/patients/${patients.get(patient)}`);
    await page.locator('#question').waitFor();
    return { context, page };
  }

  const unknowns = (page: Page): Locator =>
    page.getByRole('region', { name: 'Not known, by what it could change' }).first().locator('ol > li');

  it('the three facts that matter most are each answered by one click and one more', async () => {
    const { context, page } = await openCase('HN-01');
    const first = await unknowns(page).allInnerTexts();
    expect(first.map((text) => text.split(' (')[0])).toEqual([
      'whether a report names an organ at risk',
      'anticoagulation',
      'whether a growing lesion lies at the primary site or in the neck',
    ]);

    await unknowns(page)
      .getByRole('button', { name: /^Answer: whether a report names an organ at risk.*: none$/ })
      .click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await stated('HN-01', 'organ-at-risk')).toMatchObject([{ state: 'none', source: 'Carla Coordinator' }]);
    await soon(async () => expect((await unknowns(page).allInnerTexts()).join()).not.toContain('organ at risk'));

    await unknowns(page).getByRole('button', { name: 'Answer: anticoagulation', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Value').waitFor();
    await page.waitForFunction("document.activeElement?.tagName === 'INPUT'");
    await page.keyboard.type('apixaban\n');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await stated('HN-01', 'anticoagulation')).toMatchObject([{ state: 'known', value: 'apixaban' }]);
    await soon(async () => expect((await unknowns(page).allInnerTexts()).join()).not.toContain('anticoagulation'));

    await unknowns(page)
      .getByRole('button', {
        name: /^Answer: whether a growing lesion lies at the primary site.*: primary site or neck$/,
      })
      .click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await stated('HN-01', 'lesion-region')).toMatchObject([{ value: 'locoregional', lesion: 'N' }]);
    await soon(async () => {
      const items = (await caseOf('HN-01')).lines[0]!.items;
      const open = items.flatMap((item) => item.unknowns.map(({ fact }) => fact));
      expect(open.filter((fact) => ['organ-at-risk', 'anticoagulation', 'growing-in-neck'].includes(fact))).toEqual([]);
    });
    await context.close();
  });

  it('what is asked of several lesions is answered for each of them at once, by a named person', async () => {
    const { context, page } = await openCase('HN-03');
    await page
      .getByRole('button', { name: 'Answer: whether every growing lesion can be treated locally: yes' })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('each of them: L1, L2').waitFor({ state: 'attached' });
    await page.waitForFunction("document.activeElement?.tagName === 'INPUT'");
    await page.keyboard.type('Dr Weber, radiation oncology\n');
    await dialog.waitFor({ state: 'detached' });
    expect((await stated('HN-03', 'treatable')).map(({ lesion, value }) => [lesion, value]).sort()).toEqual([
      ['L1', { treatable: 'yes', by: 'Dr Weber, radiation oncology' }],
      ['L2', { treatable: 'yes', by: 'Dr Weber, radiation oncology' }],
    ]);
    await context.close();
  });

  it.each([
    ['en', '5.8.2026', '2026-08-05', '05-Aug-2026'],
    ['en', 'Aug 2026', '2026-08', 'Aug-2026'],
    ['de', '5. August 2025', '2025-08-05', '05-Aug-2025'],
    ['de', 'Dez. 2025', '2025-12', 'Dez-2025'],
    ['de', '2024', '2024', '2024'],
  ] as const)('a date in %s is taken as people write it: %s', async (language, typed, sent, shown) => {
    const { context, page } = await openCase('HN-05', language);
    await page.getByRole('button', { name: language === 'en' ? 'State a fact …' : 'Angabe machen …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: language === 'en' ? 'Fact' : 'Angabe' }).fill('weight');
    await page.getByRole('option', { name: language === 'en' ? 'weight (kg)' : 'Gewicht (kg)', exact: true }).click();
    await dialog.getByLabel(language === 'en' ? 'Value' : 'Wert').fill(language === 'en' ? '71.5' : '70,5');
    await dialog.getByLabel(language === 'en' ? /^When it was so/ : /^Wann es so war/).fill(typed);
    await dialog.getByRole('button', { name: language === 'en' ? 'Save' : 'Speichern' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await stated('HN-05', 'weight-kg')).map(({ date }) => date)).toContain(sent);
    await page.getByText(`(${shown})`).first().waitFor();
    await context.close();
  });

  it.each([
    ['XRT', 'prior radiotherapy'],
    ['PEG', 'feeding tube'],
    ['Bestrahlung', 'prior radiotherapy'],
    ['neck dissection', 'local treatment of a lesion'],
  ])('the word %s finds %s, and Enter takes it', async (word, name) => {
    const { context, page } = await openCase('HN-09');
    await page.getByRole('button', { name: 'State a fact …' }).click();
    const chooser = page.getByRole('dialog').getByRole('combobox', { name: 'Fact' });
    await chooser.fill(word);
    await page.getByRole('option', { name, exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await soon(async () => expect(await chooser.inputValue()).toBe(name));
    await page.getByRole('dialog').getByLabel('What is known').waitFor();
    await context.close();
  });

  it('two courses of radiotherapy of one day stand side by side, each with its interval and class; one is corrected in its place', async () => {
    const { context, page } = await openCase('HN-09');
    const dialog = page.getByRole('dialog');
    const state = async (field: string, end: string, dose: string): Promise<void> => {
      await page.getByRole('button', { name: 'State a fact …' }).click();
      await chooseFact(page, 'XRT', 'prior radiotherapy');
      await dialog.getByLabel('field', { exact: true }).fill(field);
      await dialog.getByLabel('dose (Gy)').fill(dose);
      await dialog.getByLabel('end', { exact: true }).fill(end);
      await dialog.getByLabel(/^When it was so/).fill('2026-03-26');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await state('larynx and neck', 'März 2021', '70');
    await state('right lung', '6.2025', '54');
    await state('right lung', '6.2025', '50');
    const course = page.getByRole('region', { name: 'Treatment before, values over time' });
    await soon(async () =>
      expect((await course.getByRole('listitem').allInnerTexts()).filter((text) => text.startsWith('prior'))).toEqual([
        expect.stringMatching(
          /^prior radiotherapy: larynx and neck, 70 Gy, Mar-2021; .*60 months from its end to this scan; MIRI class I where it is resected first/,
        ),
        expect.stringMatching(/^prior radiotherapy: right lung, 50 Gy, Jun-2025; .*MIRI class II or III/),
      ]),
    );
    await context.close();
  });

  it('tissue, appearance and treatment of a lesion are entered on the page and stand beside it, in both languages', async () => {
    const { context, page } = await openCase('HN-06');
    const dialog = page.getByRole('dialog');
    const open = async (word: string, name: string): Promise<void> => {
      await page.getByRole('button', { name: 'State a fact …' }).click();
      await chooseFact(page, word, name);
      await dialog.getByLabel('Lesion', { exact: true }).selectOption('N');
    };
    const save = async (): Promise<void> => {
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await open('FNA', 'tissue of a lesion');
    await dialog.getByLabel('on', { exact: true }).fill('12.6.2026');
    await dialog.getByLabel('result').selectOption('benign');
    await dialog.getByLabel('kind').selectOption('granuloma');
    await dialog.getByLabel('method').selectOption('fine-needle');
    await save();
    await open('cystic', 'appearance of the lesion (cystic, necrotic)');
    await dialog.getByLabel('appearance').selectOption('cystic');
    await dialog.getByLabel(/^When it was so/).fill('Jun 2026');
    await save();
    await open('infection', 'infection');
    await dialog.getByLabel('Value').selectOption('yes');
    await dialog.getByLabel(/^When it was so/).fill('Jun 2026');
    await save();
    const row = page.getByRole('region', { name: 'Table of lesions' }).getByRole('row', { name: /^N lymph node/ });
    await soon(async () =>
      expect(await row.innerText()).toMatch(
        /tissue \(12-Jun-2026, fine needle\): no tumour, granuloma or sarcoid-like reaction[\s\S]*called cystic \(Jun-2026\): size may mislead[\s\S]*infection reported here \(Jun-2026\)/,
      ),
    );
    await page.evaluate("localStorage.setItem('consilium.language', 'de')");
    await page.reload();
    await page
      .getByText('Gewebe (12-Jun-2026, Feinnadel): kein Tumor, Granulom oder sarkoidähnliche Reaktion')
      .waitFor();
    await page.getByText('als zystisch bezeichnet (Jun-2026): die Größe kann irreführen').waitFor();
    await context.close();
  });

  it("circulating tumour DNA is found by a clinician's word, asked for with its unit, and followed over time", async () => {
    const { context, page } = await openCase('HN-12');
    await page.getByRole('button', { name: 'State a fact …' }).click();
    await chooseFact(page, 'MTM', 'circulating tumour DNA');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('number as reported').fill('12.5');
    await dialog.getByLabel('assay').fill('assay A');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('a number stands without its unit').waitFor();
    await dialog.getByLabel('unit', { exact: true }).selectOption('mean-tumour-molecules-per-ml');
    await dialog.getByLabel('When it was so (a day, a month or a year)').fill('22.1.2026');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await stated('HN-12', 'circulating-tumour-dna')).toMatchObject([
      { value: { amount: 12.5, unit: 'mean-tumour-molecules-per-ml', assay: 'assay A' }, date: '2026-01-22' },
    ]);
    const table = page.getByRole('region', { name: 'Values over time', exact: true });
    await soon(async () =>
      expect(await table.innerText()).toMatch(/12\.5 mean tumour molecules\/ml, assay A \(22-Jan-2026\)/),
    );
    // The bundled cohort states no assay of its EBV DNA.
    expect(await table.innerText()).toContain('No change in per cent where the assay is not stated.');
    await page
      .getByRole('figure', { name: 'DNA in blood' })
      .getByRole('img', { name: /EBV DNA: 12,400 copies\/ml/ })
      .waitFor();
    await context.close();
  });

  it('what the sender is asked is answered beside the question', async () => {
    const row = (timepoint: string, date: string, lesion: string, organ: string, axis: string, size: number): string =>
      `elsewhere,ASKED-1,line,radiology,${timepoint},${date},${lesion},target,${organ},${axis},${size},yes`;
    await service.uploadCsv(
      [
        'patient_issuer,patient,treatment_line,evaluator,timepoint,date,lesion,role,organ,axis,size_mm,synthetic',
        row('baseline', '2026-01-05', 'L1', 'lung', 'longest-diameter', 40),
        row('baseline', '2026-01-05', 'N1', 'lymph-node', 'short-axis', 18),
        row('week 9', '2026-03-09', 'L1', 'lung', 'longest-diameter', 20),
        row('week 9', '2026-03-09', 'N1', 'lymph-node', 'short-axis', 30),
      ].join('\n'),
    );
    let id = '';
    await soon(async () => {
      const { items } = await service.call<{ items: { id: string; lines: { stale: boolean }[] }[] }>(
        'GET',
        '/api/patients?limit=200',
      );
      const known = new Set(patients.values());
      id = items.find((one) => !known.has(one.id))?.id ?? '';
      expect(id).not.toBe('');
      const view = await service.call<CaseView>('GET', `/api/patients/${id}/case`);
      expect(view.lines[0]!.queries.map(({ answer }) => answer?.fact)).toContain('agents');
    });
    patients.set('ASKED-1', id);
    const { context, page } = await openCase('ASKED-1');
    const asked = page.locator('p', { hasText: 'Asked of the sender:' });
    await asked.getByRole('button', { name: /^Answer: .*treatment/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('pembrolizumab');
    await dialog.getByLabel('class of the drug').selectOption('immune-checkpoint-inhibitor');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await soon(async () => {
      const view = await service.call<CaseView>('GET', `/api/patients/${id}/case`);
      expect(view.lines[0]!.queries.map(({ answer }) => answer?.fact)).not.toContain('agents');
    });
    await page
      .getByRole('region', { name: 'Patient', exact: true })
      .getByText(/pembrolizumab/)
      .waitFor();
    await context.close();
  });

  it('says why nothing is asked of what was found and held back, in both languages', async () => {
    const { context, page } = await openCase('HN-10');
    const heading = page.getByRole('heading', { name: 'Found or left open, and not asked about' });
    await heading.waitFor();
    await page.getByText(/^DR-C \(watch\) raises no question of its own/).waitFor();
    await page.evaluate("localStorage.setItem('consilium.language', 'de')");
    await page.reload();
    await page.getByRole('heading', { name: 'Gefunden oder offen, und nicht gefragt' }).waitFor();
    await soon(async () => expect(await page.getByText(/raises no question|could not be assessed/).count()).toBe(0));
    await context.close();
  });

  it('a member answers what they know', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.member);
    await page.goto(`${service.url}/patients/${patients.get('HN-02')}`);
    await unknowns(page)
      .getByRole('button', { name: /^Answer/ })
      .first()
      .waitFor();
    await context.close();
  });
});
