/**
 * Sensitivity and false flags side by side, for readers known and unknown, with and without each hold; then both again under other limits
 * of the noise rule. Simulated patients, seeded: the same numbers every time.
 */
import {
  callRates,
  flagRates,
  flagRatesInMarkdown,
  percentFlagged,
  percentFound,
  readerConditions,
} from '../../src/core/response/index.js';

const multiples = [1.5, 1.75, 2, 2.25, 2.5, 3];

export function run(): Promise<void> {
  console.log(
    'Percent of simulated patients. Growth and new lesion: flagged by the first / second scan that shows it.',
  );
  console.log('False: responders without dissociation who ever carry a flag over four scans.\n');
  console.log(flagRatesInMarkdown(flagRates()));
  console.log('\nBy the limit of the noise rule (SD; 2.5 as decided): growth flagged by the second scan, false flags.');
  for (const noiseMultiple of multiples) {
    const cells = readerConditions.map((readers) => {
      const [{ establishedGrowth, withoutDissociation }] = callRates(readers, 'none', { flags: { noiseMultiple } }) as [
        ReturnType<typeof callRates>[number],
      ];
      const { patients, second } = establishedGrowth!;
      return `${readers.id} ${percentFound(second, patients)}, ${percentFlagged(withoutDissociation.flagged, patients)}`;
    });
    console.log(`${noiseMultiple.toFixed(2)}   ${cells.join('   ')}`);
  }
  return Promise.resolve();
}
