import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ServiceUnderTest, SignIn } from './service.js';

export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A machine with much other work draws a page in its own time. */
const longestWait = 120_000;

/** Opens the client in a browser of its own; faults of its scripts are thrown by `expectNoFaults`. */
export async function openPage(
  browser: Browser,
  options: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number; readonly height?: number } = {},
): Promise<OpenPage> {
  const { colorScheme = 'light', width = 1280, height = 720 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(longestWait);
  return { context, page };
}

/** Signs in as the sign-in page does, which is tried by tests of its own, and waits for the first page of the account. */
export async function signIn(page: Page, { url }: ServiceUnderTest, { email, password }: SignIn): Promise<void> {
  const answer = await page.context().request.post(`${url}/api/session/browser`, {
    data: { email, password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);
  await page.goto(url);
  await page.locator('#content h1').waitFor();
}

/** The cases of an agenda in their order. */
export const agendaCases = (page: Page): Promise<string[]> => page.locator('ol > li [data-case]').allTextContents();

/** Chooses a fact in the dialogue by a word for it. */
export async function chooseFact(page: Page, word: string, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: 'Fact' }).fill(word);
  await page.getByRole('option', { name, exact: true }).click();
}
