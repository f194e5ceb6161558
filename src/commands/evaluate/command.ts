import { type Call, type Command, UsageError } from '../command.js';
import { asksForHelp, evaluateHelp, readCall } from './call.js';
import { evaluateWhole, type Terminal } from './evaluate.js';
import { evaluateBySubject } from './evaluate-by-subject.js';
import { EvaluateUsageError } from './usage-error.js';

export const evaluateCommand: Command = {
  usage: 'evaluate FILE… [options]',
  about: 'Classifies files on the spot, without a database; evaluate --help lists every reading.',
  run: evaluateFiles,
};

const terminal: Terminal = {
  print: (line) => process.stdout.write(`${line}\n`),
  refuse: (line) => console.error(line),
};

async function evaluateFiles({ args }: Call): Promise<void> {
  if (asksForHelp(args)) return console.log(evaluateHelp());
  // Whoever reads only the first lines closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    const call = readCall(args);
    // The catalogue of rules is half of a start, and only the items need it.
    const printedItems = call.items === null ? null : (await import('./items.js')).itemsIn(call.items, call.output);
    process.exitCode =
      (await evaluateBySubject(call, terminal, printedItems)) ?? evaluateWhole(call, terminal, printedItems);
  } catch (error) {
    throw error instanceof EvaluateUsageError ? new UsageError(error.message) : error;
  }
}
