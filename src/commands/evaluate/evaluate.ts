/** `consilium evaluate FILE…`: classifies files on the spot, without a database. */
import { classifyLine } from '../../core/response/index.js';
import { agreementLines } from './agreement.js';
import { columnLines } from './columns.js';
import type { Call } from './call.js';
import { type Classify, type EvaluatedLine, evaluationLines, type PrintedItems } from './lines.js';
import { printedLines } from './printed-lines.js';
import { patientsAlike, questionsOf, QuestionSum, reportersAlike } from './questions.js';
import { evaluatedLines, type Read, readFiles } from './read-files.js';

/** Where the lines and the refusals go. */
export interface Terminal {
  print(line: string): void;
  refuse(line: string): void;
}

/**
 * Evaluates files and prints the lines, with everything held in memory; what was refused and what is asked of the sender is told beside
 * them.
 * @param printedItems what `--items` needs, which loads the catalogue of rules; null where they are not asked for
 * @returns the exit status: 0, or 1 when some input was refused
 * @throws EvaluateUsageError for a file that cannot be read at all
 */
export function evaluateWhole(call: Call, terminal: Terminal, printedItems: PrintedItems | null): 0 | 1 {
  if (call.columns) {
    columnLines(call).forEach(terminal.print);
    return 0;
  }
  const read = readFiles(call);
  const lines = evaluatedLines(read);
  const questions = new QuestionSum();
  questions.ask([...read.asked, ...patientsAlike(lines.map(({ patient }) => patient))]);
  questions.ask(reportersAlike(lines, read.reported));
  const classify: Classify = (line) => {
    const classification = classifyLine(line.history, call.options);
    questions.ask(questionsOf(line, classification));
    return classification;
  };
  read.refused.forEach(terminal.refuse);
  printedOf(call, lines, read, { classify, printedItems }).forEach(terminal.print);
  questions.lines().forEach(terminal.refuse);
  return read.refused.length > 0 ? 1 : 0;
}

function printedOf(
  { options, output, details, agreement }: Call,
  lines: readonly EvaluatedLine[],
  { reported }: Read,
  { classify, printedItems }: { readonly classify: Classify; readonly printedItems: PrintedItems | null },
): readonly string[] {
  if (agreement) return agreementLines(lines, classify, output);
  if (printedItems !== null) return printedItems(lines, classify);
  return printedLines(evaluationLines(lines, { options, classify, reported, details }), output);
}
