import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf, violationsOfColours } from './support/violations.js';
import { soon, until } from '../support/until.js';

const folder = fileURLToPath(new URL('../../reports/screens/', import.meta.url));
const namesOf = (page: Page): Promise<string[]> => page.locator('tbody tr a[data-row-link]').allTextContents();
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describeInBrowser('the worklist by case', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  const stateOf = async (name: string): Promise<string | undefined> => {
    const { items } = await service.call<{ items: { state: string }[] }>(
      'GET',
      `/api/cases?number=${name.replace(/\D/g, '')}`,
    );
    return items[0]?.state;
  };

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await dismissQuestionsOf(service, 'HN-16');
    await until('its case, of which nothing is asked any more, has ended', async () =>
      (await service.call<{ items: { pointCount: number }[] }>('GET', '/api/cases?limit=200')).items.every(
        ({ pointCount }) => pointCount > 0,
      ),
    );
    await mkdir(folder, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('accepts, dismisses with a reason and places by keyboard alone, and takes each back', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.locator('tbody tr').nth(3).waitFor();
    const before = await namesOf(page);
    const [first = '', second = ''] = before;

    await press(page, 'j', 'x', 'j', 'x', 'a');
    const accepted = page.getByRole('status').filter({ hasText: '2 cases accepted.' });
    await accepted.locator('div:focus').waitFor();
    await soon(async () => expect(await namesOf(page)).toEqual(before.slice(2)));
    expect(await stateOf(first)).toBe('accepted');
    await press(page, 'Tab', 'Enter');
    await page.getByRole('status').filter({ hasText: 'Undone: 2 cases stand as before.' }).waitFor();
    await soon(async () => expect(await namesOf(page)).toEqual(before));
    expect([await stateOf(first), await stateOf(second)]).toEqual(['raised', 'raised']);

    await page.getByRole('link', { name: second, exact: true }).focus();
    await press(page, 'd');
    await page.getByRole('dialog', { name: 'Dismiss 1 case' }).waitFor();
    await page.locator('input[type="radio"]:focus').waitFor();
    await press(page, 'Space', 'Enter');
    const dismissed = page.getByRole('status').filter({ hasText: '1 case dismissed.' });
    await dismissed.locator('div:focus').waitFor();
    await soon(async () => expect(await namesOf(page)).not.toContain(second));
    expect(await stateOf(second)).toBeUndefined();
    await press(page, 'Tab', 'Enter');
    await page.getByRole('status').filter({ hasText: 'Undone: 1 case stands as before.' }).waitFor();
    await soon(async () => expect(await namesOf(page)).toEqual(before));

    await page.getByRole('link', { name: first, exact: true }).focus();
    await press(page, 'm');
    await page.locator('button:focus', { hasText: 'Put on the agenda' }).waitFor();
    await press(page, 'Enter');
    const placed = page.getByRole('status').filter({ hasText: /^1 case: on the agenda of .* \(5 of 60 min\)\./ });
    await placed.locator('div:focus').waitFor();
    expect(await stateOf(first)).toBe('scheduled');
    await press(page, 'Tab', 'Tab', 'Enter');
    await page.getByRole('status').filter({ hasText: 'off the agenda and waits as before' }).waitFor();
    await soon(async () => expect(await namesOf(page)).toEqual(before));
    expect(await stateOf(first)).toBe('raised');
    await context.close();
  });

  it('asks for words where the reason is another, and for a reason at all', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.locator('tbody tr').first().getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Dismiss …' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await dialogue.getByText('Choose why: the reason is kept.').waitFor();
    await dialogue.getByRole('radio', { name: 'Another reason, in words' }).check();
    await dialogue.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await dialogue.getByText('Say why in a few words').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await context.close();
  });

  it('returns a case for information, which then waits for that, and is taken back', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    const row = page.locator('tbody tr').first();
    const name = (await row.locator('a[data-row-link]').textContent()) ?? '';
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Return …' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('button', { name: 'Return it' }).click();
    await soon(async () => expect(await dialogue.getByText('This is needed.').count()).toBe(3));
    await dialogue.getByLabel('What has to be known').fill('The dose of the first radiotherapy');
    await dialogue.getByLabel('Who can answer').fill('Radiation oncology');
    await dialogue.getByLabel('Until when').fill('2031-07-08');
    await dialogue.getByRole('button', { name: 'Return it' }).click();
    await page.getByRole('status').filter({ hasText: '1 case returned for information.' }).waitFor();
    await page.getByText('Information', { exact: true }).click();
    await page
      .getByRole('row', { name: new RegExp(`${name}\\b`) })
      .getByText('Asked of Radiation oncology until 08-Jul-2031: The dose of the first radiotherapy')
      .waitFor();
    expect(new URL(page.url()).search).toBe('?waits=information');
    expect(await stateOf(name)).toBe('returned');
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Accept' }).click();
    const undo = page.getByRole('status').getByRole('button', { name: 'Undo' });
    await page.getByText('1 case accepted.').waitFor();
    await soon(async () => expect(await undo.count()).toBe(1));
    await undo.click();
    await page.getByRole('status').filter({ hasText: 'Undone' }).waitFor();
    expect(await stateOf(name)).toBe('returned');
    await context.close();
  });

  it('finds by the number of a case, by words, and by a number of a patient that stands in no address; Back keeps it', async () => {
    const { context, page } = await openPage(browser);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await signIn(page, service, service.coordinator);
    await page.locator('tbody tr').nth(2).waitFor();
    const [, second = ''] = await namesOf(page);
    await page.keyboard.press('/');
    await page.keyboard.type(second);
    await soon(async () => expect(await namesOf(page)).toEqual([second]));
    await page.getByRole('link', { name: second, exact: true }).click();
    await page.getByRole('group', { name: 'Case line' }).waitFor();
    await page.goBack();
    await soon(async () => expect(await namesOf(page)).toEqual([second]));

    const search = page.getByRole('searchbox');
    for (const typed of ['flag', 'OROPHARYNX', 'Mundhöhle']) {
      await search.fill(typed);
      await soon(async () => {
        const rows = await page.locator('tbody tr').allInnerTexts();
        const shown = typed === 'Mundhöhle' ? 'oral cavity' : typed.toLowerCase();
        expect(rows.map((row) => row.toLowerCase().includes(shown))).toEqual(rows.map(() => true));
        expect(rows.length).toBeGreaterThan(0);
      });
    }
    await search.fill('HN-07');
    await page.getByRole('button', { name: 'Look for a patient with this number' }).click();
    await page
      .getByRole('status')
      .getByRole('link', { name: /^Case \d+ · / })
      .waitFor();
    expect(addresses.filter((address) => decodeURIComponent(address).includes('HN-07'))).toEqual([]);
    expect(
      await page.evaluate('JSON.stringify([location.href, history.state, { ...sessionStorage }, { ...localStorage }])'),
    ).not.toContain('HN-07');
    await context.close();
  });

  it('keeps a filter under a name, and what stands beside the cases folded below', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.getByText('A meeting', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'Mine' }).check();
    await page.getByRole('button', { name: 'Save this filter' }).click();
    await page.keyboard.type('My next meeting');
    await page.keyboard.press('Enter');
    await page.goto(`${service.url}/worklist`);
    await page.getByRole('button', { name: 'My next meeting', exact: true }).click();
    await soon(async () => expect(new URL(page.url()).search).toBe('?waits=meeting&mine=true'));
    await page.getByRole('heading', { name: 'Beside the cases' }).click();
    await page.locator('details[open]').getByText('Held back as a watch:').first().waitFor();
    await page.getByRole('button', { name: 'Forget the filter My next meeting' }).click();
    await soon(async () =>
      expect(await page.getByRole('button', { name: 'My next meeting', exact: true }).count()).toBe(0),
    );
    await context.close();
  });

  it('shows a member the cases without the tools', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.member);
    await page.goto(`${service.url}/worklist?waits=any`);
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody').getByRole('checkbox').count()).toBe(0);
    await context.close();
  });

  it('takes a referral from a form that is kept while it is typed, to an answer that the board asked for', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.referrer);
    expect(new URL(page.url()).pathname).toBe('/referrals');
    await page.getByRole('link', { name: 'Refer a patient' }).click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: 'Referral', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send to the board' }).click();
    for (const missing of [
      'Give the number of the patient.',
      'Write the question in one sentence.',
      'Name who presents.',
    ])
      await page.getByText(missing).waitFor();
    await page.locator('input[name="patientNumber"]:focus').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Patient number').fill('REF-1');
    await page.getByLabel('Who gave the number').fill('hospital');
    await page.getByLabel('Question for the board').fill('Is surgery of the neck to be discussed?');
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Question for the board').inputValue()).toBe(
      'Is surgery of the neck to be discussed?',
    );

    const id = page.url().split('/').at(-1) ?? '';
    const there = await service.call<{ version: number; form: object }>('GET', `/api/referrals/${id}`, {
      as: 'referrer',
    });
    await service.call('PUT', `/api/referrals/${id}`, {
      as: 'referrer',
      ifMatch: `"${there.version}"`,
      body: { form: { ...there.form, comorbidity: 'Written elsewhere' } },
    });
    await page.getByLabel('Who presents').fill('Rita Referrer');
    await page.getByRole('alert').getByText('This referral was changed elsewhere.').waitFor();
    expect(await page.getByRole('button', { name: 'Send to the board' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Keep what I typed' }).click();
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await page.screenshot({ path: `${folder}referral-draft.png`, fullPage: true });
    await page.getByRole('button', { name: 'Send to the board' }).click();
    const sent = page.getByRole('status').filter({ hasText: /^Sent: Case \d+\./ });
    await sent.waitFor();
    const number = /Case (\d+)/.exec((await sent.textContent()) ?? '')?.[1] ?? '';

    const { items } = await service.call<{ items: { id: string; version: number; state: string }[] }>(
      'GET',
      `/api/cases?number=${number}`,
    );
    expect(items[0]?.state).toBe('referred');
    await service.call('POST', `/api/cases/${items[0]?.id}/transitions`, {
      ifMatch: `"${items[0]?.version}"`,
      body: {
        transition: 'return',
        words: 'We need the report.',
        asked: { what: 'The pathology report', from: 'Referrer', until: '2031-07-08' },
      },
    });
    await page.reload();
    await page.getByRole('heading', { name: 'The board asks' }).waitFor();
    await page.getByLabel('Your answer').fill('It is in the record now.');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('The answer is sent; the case waits for a coordinator.').waitFor();
    expect(await stateOf(`Case ${number}`)).toBe('raised');
    await context.close();
  });

  it.each([
    ['1280x720', { width: 1280, height: 720 }],
    ['390x844', { width: 390, height: 844 }],
  ] as const)('is pictured at %s, in both languages, and has no violation', async (name, size) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const violations = colorScheme === 'light' ? violationsOf : violationsOfColours;
      const { context, page } = await openPage(browser, { ...size, colorScheme });
      await signIn(page, service, service.coordinator);
      for (const language of ['en', 'de'] as const) {
        await page.evaluate(`localStorage.setItem('consilium.language', '${language}')`);
        await page.goto(`${service.url}/worklist?waits=any`);
        await page.locator('tbody tr').nth(2).waitFor();
        await page.locator('tbody tr').nth(0).getByRole('checkbox').check();
        await page.locator('details summary').first().click();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
          0,
        );
        await page.screenshot({ path: `${folder}cases-${name}-${language}-${colorScheme}.png` });
      }
      await context.close();
    }
  });
});

/** What is asked of a patient is answered elsewhere, and the case dismissed: its watch stands alone then, beside the cases. */
async function dismissQuestionsOf({ call }: ServiceUnderTest, number: string): Promise<void> {
  const found = await call<{ items: { id: string }[] }>('POST', '/api/patients/search', {
    body: { patientId: number },
  });
  const { items } = await call<{ items: { id: string; version: number; patient: { id: string } }[] }>(
    'GET',
    '/api/items?state=draft&limit=200',
  );
  for (const { id, version } of items.filter(({ patient }) => patient.id === found.items[0]?.id))
    await call('POST', `/api/items/${id}/dismiss`, {
      body: { reason: 'answered-outside-the-board' },
      ifMatch: `"${version}"`,
    });
  const itsCases = `/api/cases?patientId=${found.items[0]?.id}`;
  await until('it has a case', async () => (await call<{ items: unknown[] }>('GET', itsCases)).items.length === 1);
  for (const { id, version } of (await call<{ items: { id: string; version: number }[] }>('GET', itsCases)).items)
    await call('POST', `/api/cases/${id}/transitions`, {
      body: { transition: 'dismiss', reason: 'answered-outside-the-board' },
      ifMatch: `"${version}"`,
    });
}
