import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Settings } from '../config/index.js';
import { frameworkLogger } from './framework-logger.js';
import { type LogFields, loggedFields } from './log-fields.js';
import { type LogDestination, plainLines } from './plain-lines.js';
import { currentTraceId } from './trace.js';

/** The type itself if it is made of literal texts only, else never: a message cannot be put together from data. */
type Constant<Message extends string> = Record<never, never> extends Record<Message, 1> ? never : Message;

type Write = <const Message extends string>(message: Message & Constant<Message>, fields?: LogFields) => void;

/** Writes log lines of a constant message and ids; the current trace id is added by itself. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** The process's logger, which also takes the lines of the framework. */
export interface ServiceLogger extends Logger {
  /** For `NestFactory.create(..., { logger })`. */
  readonly framework: LoggerService;
}

/** Injection token of the process's `Logger`. */
export const LOGGER = Symbol('LOGGER');

/**
 * The process's logger: one JSON object a line, or short plain lines where the output is a terminal.
 *
 * @param settings the least level that is written, and the role named in each line
 * @param destination standard output unless a test says otherwise
 */
export function createLogger(
  settings: Pick<Settings, 'logLevel' | 'role'>,
  destination: LogDestination = standardOutput(),
): ServiceLogger {
  const lines = pino(
    {
      level: settings.logLevel,
      base: { pid: process.pid, role: settings.role },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ traceId: currentTraceId() }),
    },
    destination,
  );
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (message, fields = {}) =>
      lines[level](loggedFields(fields), message);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    framework: frameworkLogger(lines),
  };
}

function standardOutput(): LogDestination {
  return process.stdout.isTTY ? plainLines(process.stdout) : process.stdout;
}
