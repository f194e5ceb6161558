/** The command line: `consilium user add`, `backup`, `restore`, `evaluate`, and those of the project's own upkeep. */
import { runCommand } from './commands/run-command.js';

await runCommand(process.argv.slice(2));
