import { type Call, type Command, UsageError } from '../command.js';
import { asksForHelp, evaluateHelp } from './call.js';
import { evaluate } from './evaluate.js';
import { EvaluateUsageError } from './usage-error.js';

export const evaluateCommand: Command = {
  usage: 'evaluate FILE… [options]',
  about: 'Classifies files on the spot, without a database; evaluate --help lists every reading.',
  run: evaluateFiles,
};

function evaluateFiles({ args }: Call): void {
  if (asksForHelp(args)) return console.log(evaluateHelp());
  // Whoever reads only the first lines closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = evaluate(args, {
      print: (line) => process.stdout.write(`${line}\n`),
      refuse: (line) => console.error(line),
    });
  } catch (error) {
    throw error instanceof EvaluateUsageError ? new UsageError(error.message) : error;
  }
}
