/** `consilium evaluate FILE…`: classifies files on the spot, without a database. */
import { classifyLine } from '../../core/response/index.js';
import { agreementLines } from './agreement.js';
import { columnLines } from './columns.js';
import { type Call, readCall } from './call.js';
import { itemsInWords, itemsLines } from './items.js';
import { type Classify, type EvaluatedLine, evaluationLines } from './lines.js';
import { printedLines } from './printed-lines.js';
import { patientsAlike, type Question, questionsOf, summedUp } from './questions.js';
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
  const call = readCall(args);
  if (call.columns) {
    columnLines(call).forEach(terminal.print);
    return 0;
  }
  const read = readFiles(call);
  const lines = evaluatedLines(read);
  const questions: Question[] = [...read.asked, ...patientsAlike(lines)];
  const classify: Classify = (line) => {
    const classification = classifyLine(line.history, call.options);
    questions.push(...questionsOf(line, classification));
    return classification;
  };
  read.refused.forEach(terminal.refuse);
  printedOf(call, lines, read, classify).forEach(terminal.print);
  summedUp(questions).forEach(terminal.refuse);
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
  const found = itemsLines(lines, classify, items);
  return output === 'jsonl' ? found.map((line) => JSON.stringify(line)) : itemsInWords(found);
}
