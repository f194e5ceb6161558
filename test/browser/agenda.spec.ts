import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';

interface Placed { readonly id: string; readonly version: number }

/** Puts every drafted question on the agenda, as another coordinator's program would. */
async function fillAgenda({ call, meetingId }: ServiceUnderTest): Promise<void> {
  const { items } = await call<{ items: Placed[] }>('GET', '/api/items?state=draft');
  for (const { id, version } of items) {
    await call('POST', `/api/items/${id}/accept`, { ifMatch: `"${version}"` });
    const meeting = await call<Placed>('GET', `/api/meetings/${meetingId}`);
    await call('POST', `/api/meetings/${meetingId}/agenda`, { body: { itemId: id }, ifMatch: `"${meeting.version}"` });
  }
}

describeInBrowser('an agenda that stays open', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await fillAgenda(service);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it("shows another coordinator's change by itself", async () => {
    const one = await openPage(browser);
    const other = await openPage(browser);
    await signIn(one.page, service, service.coordinator);
    await signIn(other.page, service, service.secondCoordinator);
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/meetings/${service.meetingId}`);
      await page.locator('ol > li').nth(2).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
    }
    const [first, second] = await agendaCases(one.page);
    await one.page.getByRole('button', { name: /^Move .* down$/ }).first().click();
    await other.page.locator('ol > li').nth(1).getByText(first ?? '', { exact: true }).waitFor();
    expect((await agendaCases(other.page)).slice(0, 2)).toEqual([second, first]);
    await one.context.close();
    await other.context.close();
  });

  it('tells the loser of a conflict what changed, keeps what was typed, and makes the change on the new agenda', async () => {
    const one = await openPage(browser);
    const other = await openPage(browser);
    await signIn(one.page, service, service.coordinator);
    await signIn(other.page, service, service.secondCoordinator);
    // The loser's page hears nothing of the other's change before it tries its own.
    await other.page.route('**/api/live', (route) => route.abort());
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/meetings/${service.meetingId}`);
      await page.locator('ol > li').nth(2).waitFor();
    }
    const cases = await agendaCases(one.page);
    const minutes = other.page.getByRole('textbox', { name: /^Minutes for/ });
    await minutes.nth(2).fill('12');
    await one.page.getByRole('button', { name: /^Move .* up$/ }).nth(1).click();
    await one.page.locator('ol > li').first().getByText(cases[1] ?? '', { exact: true }).waitFor();
    await minutes.nth(2).press('Enter');

    const told = other.page.getByRole('alert').filter({ hasText: 'Someone else changed this agenda meanwhile' });
    await told.waitFor();
    expect(await told.innerText()).toMatch(/was moved from place \d to \d/);
    expect(await told.innerText()).toContain(`Your change was not saved: 12 min for ${cases[2]?.toLowerCase()}`);
    await other.page.getByRole('button', { name: 'Do it on the new agenda' }).click();
    await told.waitFor({ state: 'detached' });
    await one.page.getByRole('textbox', { name: `Minutes for ${cases[2]?.toLowerCase()}` }).and(one.page.locator('[value="12 min"]')).waitFor();
    expect((await agendaCases(other.page)).slice(0, 2)).toEqual([cases[1], cases[0]]);
    await one.context.close();
    await other.context.close();
  });

  it('says that the service is out of reach, keeps what it shows, and is current again after the restart', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(2).waitFor();
    const before = await agendaCases(page);
    await service.stopProcess();
    await page.getByText('No connection to the service', { exact: false }).waitFor();
    expect(await agendaCases(page)).toEqual(before);
    await page.getByRole('button', { name: /^Move .* down$/ }).first().click();
    await page.getByRole('alert').getByText('Not saved', { exact: false }).waitFor();
    expect(await agendaCases(page)).toEqual(before);

    await service.startProcess();
    await page.getByText('No connection to the service', { exact: false }).waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    const meeting = await service.call<Placed>('GET', `/api/meetings/${service.meetingId}`);
    const { items } = await service.call<{ items: Placed[] }>('GET', `/api/meetings/${service.meetingId}/agenda`);
    await service.call('PUT', `/api/meetings/${service.meetingId}/agenda/${items[0]?.id}/position`, { body: { position: 2 }, ifMatch: `"${meeting.version}"` });
    await page.locator('ol > li').nth(1).getByText(before[0] ?? '', { exact: true }).waitFor();
    await context.close();
  });
});
