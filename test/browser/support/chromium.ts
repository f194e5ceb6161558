import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

// The shell draws the same pages without the windows of a whole browser: a third of the processor time.
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is: CHROMIUM names one, else the usual places; undefined where there is none. With CI=true there has to be one. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  const found = named ?? places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  const line =
    'No Chromium was found, so the tests in a browser are left out. Install it with: apt-get install chromium-headless-shell (or name one with CHROMIUM=/path).';
  if (process.env['CI'] === 'true') throw new Error(line);
  process.stderr.write(`${line}\n`);
  return undefined;
}

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: quiet });

/** `describe` where there is a browser, else `describe.skip`; the tests of it are then counted as skipped. */
export const describeInBrowser = findChromium() === undefined ? describe.skip : describe;
