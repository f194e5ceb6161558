import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { soon } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf } from './support/violations.js';

const folder = fileURLToPath(new URL('../../reports/screens/', import.meta.url));

interface Settings {
  readonly quorum: { readonly preset: string };
  readonly minutesACase: number;
  readonly language: string;
}
interface Seats {
  readonly items: readonly {
    readonly displayName: string;
    readonly role: string;
    readonly discipline: string | null;
    readonly deputies: readonly { readonly displayName: string; readonly standsInNow: boolean }[];
  }[];
}

describeInBrowser('boards and people', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await mkdir(folder, { recursive: true });
    for (const [displayName, email] of [
      ['Rosa Ruiz', 'rosa@test.example'],
      ['Dora Deputy', 'dora@test.example'],
    ])
      await service.call('POST', '/api/accounts', {
        as: 'administrator',
        body: { kind: 'person', displayName, email, password: 'a long enough password' },
      });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const settings = () => service.call<Settings>('GET', `/api/boards/${service.boardId}/settings`);
  const seats = () => service.call<Seats>('GET', `/api/boards/${service.boardId}/seats`);

  it('are kept by an administrator on the screen alone: a board, a seat with its discipline, a deputy', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.administrator);
    await page.getByRole('heading', { name: 'Boards and people', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Head and neck tumour board' }).click();
    await page.getByRole('button', { name: 'Give somebody a seat' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('combobox', { name: 'Person' }).pressSequentially('ruiz');
    await dialogue.getByRole('option', { name: /Rosa Ruiz/ }).click();
    await dialogue.getByLabel('Role on the board').selectOption('chair');
    await dialogue.getByLabel('Discipline').selectOption('radiation-oncology');
    expect(await violationsOf(page)).toEqual([]);
    await dialogue.getByRole('button', { name: 'Give the seat' }).click();
    await soon(async () =>
      expect((await seats()).items).toContainEqual(
        expect.objectContaining({ displayName: 'Rosa Ruiz', role: 'chair', discipline: 'radiation-oncology' }),
      ),
    );
    await page.getByLabel('Discipline of Mia Member').selectOption('radiology');
    await page.getByRole('button', { name: 'Deputy for Mia Member' }).click();
    await dialogue.getByRole('combobox', { name: 'Person' }).pressSequentially('dora');
    await dialogue.getByRole('option', { name: /Dora Deputy/ }).click();
    await dialogue.getByRole('button', { name: 'Let the person stand in' }).click();
    await page.getByText(/Dora Deputy from/).waitFor();
    await soon(async () =>
      expect((await seats()).items.find(({ displayName }) => displayName === 'Mia Member')).toMatchObject({
        discipline: 'radiology',
        deputies: [{ displayName: 'Dora Deputy', standsInNow: true }],
      }),
    );
    await page.goto(`${service.url}/boards`);
    await page.getByRole('button', { name: 'Add a board' }).click();
    await dialogue.getByLabel('Name').fill('Thyroid board');
    await dialogue.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { name: 'Thyroid board', level: 1 }).waitFor();
    await page.getByText('Nobody has a seat on this board yet.').waitFor();
    await context.close();
  });

  it('have settings that a coordinator changes; who saves on an older version is told', async () => {
    const one = await openPage(browser);
    const other = await openPage(browser);
    await signIn(one.page, service, service.coordinator);
    await signIn(other.page, service, service.secondCoordinator);
    await other.page.route('**/api/live', (route) => route.abort());
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/boards/${service.boardId}`);
      await page.getByLabel('Minutes for a case').waitFor();
    }
    await one.page.getByLabel('Minutes for a case').fill('4');
    await one.page.getByLabel('Language of letters').selectOption('de');
    await one.page.getByLabel(/German S3 guideline/).check();
    await one.page.getByRole('button', { name: 'Save the settings' }).click();
    await one.page.getByText('The settings are saved.').waitFor();
    expect(await settings()).toMatchObject({ minutesACase: 4, language: 'de', quorum: { preset: 'german-qi-5' } });
    await other.page.getByLabel('Minutes for a case').fill('9');
    await other.page.getByRole('button', { name: 'Save the settings' }).click();
    await other.page.getByText(/Not saved: Someone changed this since/).waitFor();
    expect((await settings()).minutesACase).toBe(4);
    await one.context.close();
    await other.context.close();
  });

  it.each([
    ['light', 1280, 720],
    ['dark', 1280, 720],
    ['light', 390, 844],
  ] as const)('are read without a violation in %s colours, %d wide', async (colorScheme, width, height) => {
    const { context, page } = await openPage(browser, { colorScheme, width, height });
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/boards/${service.boardId}`);
    await page.getByLabel('Minutes for a case').waitFor();
    await page.getByLabel('A list of our own').check();
    await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.screenshot({ path: `${folder}board-${width}-${colorScheme}.png`, fullPage: width === 390 });
    await context.close();
  });

  it('are whole in German', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.evaluate("localStorage.setItem('consilium.language', 'de')");
    await page.goto(`${service.url}/boards/${service.boardId}`);
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.screenshot({ path: `${folder}board-german.png`, fullPage: true });
    await page.goto(`${service.url}/meetings`);
    await page.getByRole('button', { name: 'Sitzung planen' }).click();
    await page.getByLabel('Wiederholung').selectOption('week');
    await page.screenshot({ path: `${folder}plan-german.png` });
    await context.close();
  });
});
