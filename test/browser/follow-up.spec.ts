import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { changeSettings } from './support/board-settings.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { decide, type DecidedCase } from './support/decided.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf, violationsOfColours } from './support/violations.js';

interface ListedCase {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly patient: { readonly id: string };
}

interface CaseNow {
  readonly state: string;
  readonly version: number;
  readonly decision: { readonly became: object | null; readonly openActions: number } | null;
}

describeInBrowser('what comes after a signature', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let decided: DecidedCase;
  let found: ListedCase;
  let listed: ListedCase;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    const { items } = await service.call<{ items: ListedCase[] }>('GET', '/api/cases?limit=200');
    [found, listed] = [items[0]!, items[1]!];
    decided = await decide(service, found.id);
    await move(listed, { transition: 'accept' });
    await move(listed, { transition: 'list', protocol: 'Next scan in eight weeks' });
    ({ page } = await openPage(browser));
    await signIn(page, service, decided.chair);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const now = (id: string): Promise<CaseNow> => service.call<CaseNow>('GET', `/api/cases/${id}`);
  const move = async ({ id }: ListedCase, body: object): Promise<unknown> =>
    service.call('POST', `/api/cases/${id}/transitions`, { body, ifMatch: `"${(await now(id)).version}"` });
  const told = (words: string): Promise<void> => page.getByText(words, { exact: true }).waitFor();
  const openDecision = async (): Promise<void> => {
    await page.goto(`${service.url}/cases/${found.id}?tab=decision`);
    await page.locator('[data-action]').first().waitFor();
  };
  /** Axe on the page as it stands, then its colours in the dark scheme. */
  const violations = async (): Promise<string[]> => {
    const inScheme = (scheme: string): Promise<unknown> =>
      page.evaluate(`document.documentElement.setAttribute('data-mantine-color-scheme', '${scheme}')`);
    const light = await violationsOf(page);
    await inScheme('dark');
    const dark = await violationsOfColours(page);
    await inScheme('light');
    return [...light, ...dark.map((line) => `dark: ${line}`)];
  };

  it('is read on the page of the case: what was decided, why, on what, with what dissent, and that it is what was signed', async () => {
    await openDecision();
    const panel = page.getByRole('tabpanel');
    const text = await panel.innerText();
    for (const words of [
      'The board chose:',
      'local control',
      'It grew alone, beyond noise.',
      'the wish of the patient is asked',
      'radiation oncology',
      'ENT surgery: would have waited for the next scan',
      'Dose in the field of 2023',
      'Not every place was filled all the time.',
      'Dr. Rot (radiology)',
      'Signed by Prof. Müller',
      'Nobody has reported yet.',
    ])
      expect(text).toContain(words);
    await panel.getByRole('button', { name: 'Verify' }).click();
    await told('✓ Computed anew from what is stored: every fingerprint is the same.');
    await panel.locator('summary', { hasText: 'As it was shown' }).click();
    await panel.getByRole('table', { name: 'Lesions' }).waitFor();
    await panel.locator('[data-option]').first().waitFor();
    expect(await violations()).toEqual([]);
    for (const [name, type] of [
      ['Letter (PDF)', 'application/pdf'],
      ['Minutes of the meeting (PDF)', 'application/pdf'],
    ] as const) {
      const address = await panel.getByRole('link', { name }).getAttribute('href');
      const answer = await page.request.get(`${service.url}${address!}`);
      expect([name, answer.status(), answer.headers()['content-type']]).toEqual([name, 200, type]);
    }
  });

  it('is amended with a reason, beside what was signed', async () => {
    await page.getByRole('button', { name: 'Amend …' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('button', { name: 'Add the amendment' }).click();
    expect(await dialogue.getByText('This is needed.').count()).toBe(2);
    await dialogue.getByLabel('Amendment', { exact: true }).fill('The appointment moved to Tuesday.');
    await dialogue.getByLabel('Reason').fill('Wrong day');
    await dialogue.getByRole('button', { name: 'Add the amendment' }).click();
    await told('The amendment stands beside the signed text.');
    await page.getByText('The appointment moved to Tuesday.').waitFor();
  });

  it('is owed, overdue first, and an action is marked done by keyboard alone', async () => {
    await page.goto(`${service.url}/follow-up`);
    const rows = page.locator('tr[data-row]');
    await rows.first().waitFor();
    const kinds = await page.evaluate<string[]>(
      `[...document.querySelectorAll('tr[data-row]')].map((row) => row.dataset.row.split(' ')[0])`,
    );
    expect(kinds).toEqual(['action', 'action', 'condition', 'condition']);
    expect(await rows.first().innerText()).toMatch(/overdue[\s\S]*Tell the general practitioner/);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await told('Kept as done.');
    await rows.nth(3).waitFor({ state: 'detached' });
    expect((await now(found.id)).decision).toMatchObject({ openActions: 1 });
  });

  it('has its conditions met or not: one that is not met brings the case back', async () => {
    await page.getByRole('button', { name: 'Met: the wish of the patient is asked', exact: true }).click();
    await page.getByRole('button', { name: 'Report it as met' }).click();
    await told('Kept as met.');
    await page.getByRole('button', { name: 'Not met: the next planned scan' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('The scan was moved.');
    await page.getByRole('button', { name: 'Report it as not met' }).click();
    await told('Kept as not met. The case came back to the board.');
    await page.getByRole('button', { name: 'Done: Ask for the plan of the earlier radiotherapy' }).click();
    await page.getByRole('button', { name: 'Report it as done' }).click();
    await page.getByRole('heading', { name: 'Nobody owes anything' }).waitFor();
  });

  it('is followed up with a coded reason and the treatment that was given, and its case is closed', async () => {
    await page.getByRole('button', { name: 'Report what became of the decision of case' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('radio', { name: 'carried out in part' }).click();
    await dialogue.getByRole('button', { name: 'Keep the report' }).click();
    await dialogue.getByText('Choose one reason at least.').waitFor();
    expect(await violations()).toEqual([]);
    await dialogue.getByRole('checkbox', { name: 'The patient chose otherwise' }).click();
    await dialogue.getByLabel('Treatment that was given').fill('Stereotactic radiotherapy of N');
    await dialogue.getByRole('textbox', { name: 'Its first day' }).fill(new Date().toISOString().slice(0, 10));
    await dialogue.getByRole('button', { name: 'Keep the report' }).click();
    await told(`Case ${found.number}: what became of the decision is kept.`);
    await page.getByText('0 days from decision to treatment').waitFor();
    await page.getByRole('button', { name: `Close case ${found.number}` }).click();
    await told(`Case ${found.number} is closed.`);
    expect((await now(found.id)).state).toBe('closed');
  });

  it('stands in the header of the patient and of the case that came back, with what became of it', async () => {
    const { items } = await service.call<{ items: ListedCase[] }>('GET', `/api/cases?patientId=${found.patient.id}`);
    for (const path of [`/patients/${found.patient.id}`, `/cases/${items[0]!.id}`]) {
      await page.goto(`${service.url}${path}`);
      const header = page.locator('p', { hasText: 'Previous decision' });
      await header.waitFor();
      expect(await header.innerText()).toMatch(
        /The board chose: .* What became of it: carried out in part, .*; The patient chose otherwise; Treatment given: Stereotactic radiotherapy of N/,
      );
    }
  });

  it('has a list of what was listed and not discussed, with a sample that says its size', async () => {
    await page.goto(`${service.url}/follow-up/standard-of-care`);
    const row = page.locator(`[data-listed="${listed.id}"]`);
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Next scan in eight weeks[\s\S]*not signed yet[\s\S]*in the sample/);
    await page.getByText('1 of 1 drawn for the audit.').waitFor();
    expect(await violations()).toEqual([]);
  });

  it('is scored by MODe-LITE only where the board wants it', async () => {
    await openDecision();
    expect(await page.getByText('MODe-LITE').count()).toBe(0);
    await changeSettings(service, { modeLite: true });
    await openDecision();
    await page.getByRole('button', { name: 'Score the discussion …' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('radiogroup', { name: 'Radiology' }).getByText('4', { exact: true }).click();
    await dialogue.getByRole('button', { name: 'Keep the scores' }).click();
    await told('The scores are kept.');
    expect(await page.getByRole('row', { name: /^Radiology/ }).innerText()).toMatch(/4$/);
    expect(await page.getByRole('row', { name: /^Pathology/ }).innerText()).toMatch(/not scored$/);
    expect(await violations()).toEqual([]);
  });
});
