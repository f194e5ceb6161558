import type { LoggerService } from '@nestjs/common';
import type { pino } from 'pino';
import { loggedError, stackFrames } from './log-fields.js';

/**
 * Writes the framework's own lines, whose texts name classes and routes. What it reports at 'log' is of use only to a
 * developer, so it goes to debug. Of errors and stacks only what `loggedError` keeps is written.
 */
export function frameworkLogger(lines: pino.Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...parameters: readonly unknown[]) => {
      const texts = parameters.filter((parameter) => typeof parameter === 'string');
      const stack = texts.flatMap(stackFrames);
      const context = texts.filter((text) => !text.includes('\n')).at(-1);
      const error = message instanceof Error ? { ...loggedError(message) } : undefined;
      const text = typeof message === 'string' ? message.split('\n', 1)[0] : 'The framework reports an error';
      lines[level](
        { framework: context, ...(stack.length > 0 ? { stack } : {}), ...(error === undefined ? {} : { error }) },
        text,
      );
    };
  return {
    log: at('debug'),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
}
