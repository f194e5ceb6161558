import { Client } from './client.js';
import { cohortAssessments, cohortFacts, sdtmForm, type SdtmFiles } from './input.js';
import { pause } from '../../support/until.js';

/** Where the service answers now; a restart changes it, and null ends the sending. */
export interface Address {
  url: string | null;
}

const documentsAtOnce = 16;

/**
 * Sends the files and the cohort as a careful sending system does: what was not answered with a success is sent again, to wherever
 * the service is then.
 */
export async function sendEverything(address: Address, key: string, files: SdtmFiles): Promise<void> {
  const insist = async (send: (client: Client) => Promise<unknown>): Promise<void> => {
    while (address.url !== null) {
      try {
        await send(new Client(address.url, key));
        return;
      } catch {
        await pause(50);
      }
    }
  };
  await insist((client) => client.upload(sdtmForm(files)));
  for (const part of inParts(cohortAssessments())) await insist((client) => client.post('/api/assessments', part));
  for (const part of inParts(cohortFacts())) await insist((client) => client.post('/api/facts', part));
}

const inParts = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / documentsAtOnce) }, (_, part) =>
    items.slice(part * documentsAtOnce, (part + 1) * documentsAtOnce),
  );
