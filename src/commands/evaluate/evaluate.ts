/** `consilium evaluate FILE…`: classifies files on the spot, without a database. */
import { classifyLine } from '../../core/response/index.js';
import { agreementLines } from './agreement.js';
import { columnLines } from './columns.js';
import { type Call, readCall } from './call.js';
import { itemsLines, printedItems } from './items.js';
import { type Classify, type EvaluatedLine, evaluationLines } from './lines.js';
import { printedLines } from './printed-lines.js';
import { patientsAlike, questionsOf, QuestionSum } from './questions.js';
import { evaluatedLines, type Read, readFiles } from './read-files.js';

/** Where the lines and the refusals go. */
export interface Terminal {
  print(line: string): void;
  refuse(line: string): void;
}

/**
 * Evaluates files and prints the lines; what was refused and what is asked of the sender is told beside them.
 * @returns the exit status: 0, or 1 when some input was refused
 * @throws EvaluateUsageError for a wrong call or a file that cannot be read at all
 */
export function evaluate(args: readonly string[], terminal: Terminal): 0 | 1 {
  return evaluateWhole(readCall(args), terminal);
}

/** The same for a call that was read: everything is held in memory. */
export function evaluateWhole(call: Call, terminal: Terminal): 0 | 1 {
  if (call.columns) {
    columnLines(call).forEach(terminal.print);
    return 0;
  }
  const read = readFiles(call);
  const lines = evaluatedLines(read);
  const questions = new QuestionSum();
  questions.ask([...read.asked, ...patientsAlike(lines.map(({ patient }) => patient))]);
  const classify: Classify = (line) => {
    const classification = classifyLine(line.history, call.options);
    questions.ask(questionsOf(line, classification));
    return classification;
  };
  read.refused.forEach(terminal.refuse);
  printedOf(call, lines, read, classify).forEach(terminal.print);
  questions.lines().forEach(terminal.refuse);
  return read.refused.length > 0 ? 1 : 0;
}

function printedOf(
  { options, output, details, agreement, items }: Call,
  lines: readonly EvaluatedLine[],
  { reported }: Read,
  classify: Classify,
): readonly string[] {
  if (agreement) return agreementLines(lines, classify, output);
  if (items === null) return printedLines(evaluationLines(lines, { options, classify, reported, details }), output);
  return printedItems(itemsLines(lines, classify, items), output);
}
