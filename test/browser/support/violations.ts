import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

/** What a scheme of colours decides; all else on a page is the same in both. */
const rulesOfColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Violations of WCAG 2.2 AA on a page as it stands, a line each. */
export const violationsOf = (page: Page): Promise<string[]> => violationsBy(page, rules);

/** Those of them that the colours of a page alone decide: for the second scheme of a page that was checked whole in the first. */
export const violationsOfColours = (page: Page): Promise<string[]> => violationsBy(page, rulesOfColours);

async function violationsBy(page: Page, runOnly: object): Promise<string[]> {
  // Through the debugger: a script tag would rightly be refused by the page's own policy.
  await page.evaluate(axe);
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}
