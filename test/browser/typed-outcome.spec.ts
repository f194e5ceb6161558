/** Nothing typed as an outcome is lost: not with the connection, not with the tab, not with the service; of two writers both are read. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { soon } from '../support/until.js';
import { meetingSoon, type BoardMeeting } from './support/board-meeting.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf } from './support/violations.js';

interface Outcome {
  readonly version: number;
  readonly content: { readonly rationale: string };
}

describeInBrowser('an outcome while it is typed', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let meeting: BoardMeeting;
  let address: string;
  let caseId: string;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    meeting = await meetingSoon(service, ['HN-03']);
    caseId = meeting.cases.get('HN-03')!.id;
    const { version } = await service.call<{ version: number }>('GET', `/api/meetings/${meeting.meetingId}`);
    await service.call('POST', `/api/meetings/${meeting.meetingId}/open`, { ifMatch: `"${version}"` });
    await service.call('POST', `/api/cases/${caseId}/discuss`);
    address = `${service.url}/meetings/${meeting.meetingId}/present?step=outcome`;
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const stored = (): Promise<Outcome> => service.call<Outcome>('GET', `/api/cases/${caseId}/outcome`);
  const rationale = (page: Page) => page.getByLabel('Rationale', { exact: true });
  const isStored = (words: string): Promise<void> =>
    soon(async () => expect((await stored()).content.rationale).toBe(words));
  const saving = (page: Page, state: string): Promise<void> =>
    soon(async () => expect(await page.locator('[data-saving]').getAttribute('data-saving')).toBe(state));
  const kept = (page: Page): Promise<string> =>
    page.evaluate<string>(
      `JSON.stringify(Object.entries(localStorage).filter(([place]) => place.startsWith('consilium.kept.')))`,
    );
  async function add(page: Page, words: string): Promise<void> {
    await rationale(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(words);
  }

  it('outlives the connection, the tab and the service', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(address);
    await add(page, 'One');
    await isStored('One');
    await saving(page, 'saved');
    expect(await kept(page)).toBe('[]');

    await context.setOffline(true);
    await add(page, ' two');
    await saving(page, 'unreachable');
    await page.getByText('Kept on this device.').waitFor();
    expect(await kept(page)).toContain('One two');
    await context.setOffline(false);
    await isStored('One two');
    await saving(page, 'saved');

    await context.setOffline(true);
    await add(page, ' three');
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await soon(async () => expect(await rationale(again).inputValue()).toBe('One two three'));
    await isStored('One two three');
    await saving(again, 'saved');

    await add(again, ' four');
    await service.killProcess();
    await add(again, ' five');
    await saving(again, 'unreachable');
    await service.startProcess();
    await isStored('One two three four five');
    await saving(again, 'saved');

    // What is left goes with the person.
    await context.setOffline(true);
    await add(again, ' six');
    await saving(again, 'unreachable');
    await again.route(/\/outcome$/, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await context.setOffline(false);
    await again.goto(`${service.url}/meetings/${meeting.meetingId}`);
    expect(await kept(again)).toContain('five six');
    await again.getByRole('button', { name: /Account of/ }).click();
    await again.getByRole('button', { name: 'Sign out' }).click();
    await again.getByRole('dialog').getByText('not with the service yet').waitFor();
    await again.getByRole('dialog').getByRole('button', { name: 'Sign out and lose it' }).click();
    await again.getByLabel('E-mail').waitFor();
    expect(await kept(again)).toBe('[]');
    await context.close();
  });

  it('of two writers shows both, and a person takes each part', async () => {
    const first = await openPage(browser);
    const second = await openPage(browser);
    await signIn(first.page, service, service.coordinator);
    await signIn(second.page, service, service.secondCoordinator);
    await first.page.goto(address);
    await second.page.goto(address);
    await rationale(second.page).waitFor();
    await rationale(first.page).waitFor();
    await second.context.setOffline(true);
    await add(second.page, ' by Sam');
    await saving(second.page, 'unreachable');
    await add(first.page, ' by Carla');
    await isStored('One two three four five by Carla');
    await second.context.setOffline(false);
    const conflict = second.page.getByRole('alert', { name: 'Two texts' });
    await conflict.getByText('One two three four five by Sam').waitFor();
    await conflict.getByText('One two three four five by Carla').waitFor();
    await conflict.getByText('by Carla Coordinator').waitFor();
    expect(await violationsOf(second.page)).toEqual([]);
    const beside = first.page.locator('[data-beside]');
    await beside.getByText('One two three four five by Sam').waitFor();
    expect(await rationale(first.page).inputValue()).toBe('One two three four five by Carla');
    expect(await violationsOf(first.page)).toEqual([]);

    await conflict.getByLabel('typed here').focus();
    await second.page.keyboard.press('Space');
    await conflict.getByRole('button', { name: 'Write what is taken' }).focus();
    await second.page.keyboard.press('Enter');
    await isStored('One two three four five by Sam');
    await soon(async () => expect(await rationale(first.page).inputValue()).toBe('One two three four five by Sam'));
    await beside.waitFor({ state: 'detached' });
    const { items } = await service.call<{ items: { content: Outcome['content'] }[] }>(
      'GET',
      `/api/cases/${caseId}/outcome/texts`,
    );
    expect(items.map(({ content }) => content.rationale)).toContain('One two three four five by Carla');
    await first.context.close();
    await second.context.close();
  });
});
