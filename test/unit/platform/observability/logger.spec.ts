import {
  createLogger,
  type LogDestination,
  type LogFields,
  OperationalError,
  type ServiceLogger,
  withTrace,
} from '../../../../src/platform/observability/index.js';
import { plainLines } from '../../../../src/platform/observability/plain-lines.js';

interface Kept extends LogDestination {
  readonly lines: string[];
}

const keepLines = (): Kept => {
  const lines: string[] = [];
  return { lines, write: (line) => lines.push(line) };
};

const loggerInto = (destination: LogDestination): ServiceLogger =>
  createLogger({ logLevel: 'info', role: 'api' }, destination);

const entryOf = (write: (logger: ServiceLogger) => void): Record<string, unknown> => {
  const kept = keepLines();
  write(loggerInto(kept));
  expect(kept.lines).toHaveLength(1);
  return JSON.parse(kept.lines[0] ?? '') as Record<string, unknown>;
};

/** As a caller without types would send it. */
const untyped = (fields: object): LogFields => fields as LogFields;

describe('createLogger', () => {
  it('writes one JSON object a line with time, level, role, message and ids', () => {
    const entry = entryOf((logger) =>
      logger.info('A treatment line is classified', {
        treatmentLineId: '17',
        flagCount: 2,
        takenMilliseconds: 12.5,
        job: 'classify-lines',
      }),
    );
    expect(entry).toMatchObject({
      level: 'info',
      role: 'api',
      pid: process.pid,
      message: 'A treatment line is classified',
      treatmentLineId: '17',
      flagCount: 2,
      takenMilliseconds: 12.5,
      job: 'classify-lines',
    });
    expect(new Date(String(entry['time'])).getTime()).toBeGreaterThan(0);
    expect(entry).not.toHaveProperty('traceId');
  });

  it('names the trace it runs in, also after awaiting', async () => {
    const kept = keepLines();
    const logger = loggerInto(kept);
    await withTrace('4bf92f3577b34da6a3ce929d0e0e4736', async () => {
      await new Promise((done) => setImmediate(done));
      logger.info('Inside');
    });
    expect(kept.lines[0]).toContain('"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"');
  });

  it('leaves out what is below its level', () => {
    const kept = keepLines();
    loggerInto(kept).debug('Nothing of this is written');
    expect(kept.lines).toEqual([]);
  });

  it('takes only constant messages', () => {
    const name = ['Anna', 'Berger'].join(' ');
    const kept = keepLines();
    const logger = loggerInto(kept);
    // @ts-expect-error a message is a constant
    logger.info(name);
    // @ts-expect-error a message is not put together from data
    logger.info(`Patient ${name}`);
    logger.info(name === '' ? 'One constant' : 'or another');
    expect(kept.lines).toHaveLength(3);
  });

  it('withholds what is not an id, a number or a word of its own, and fields it does not know', () => {
    const entry = entryOf((logger) =>
      logger.warn(
        'Something',
        untyped({
          patientId: 'Anna Berger',
          lineIds: ['4', 'Berger, A.'],
          rowCount: '14 mm',
          name: 'Anna',
          code: 'no such patient: Anna',
          job: 'classify-lines',
        }),
      ),
    );
    expect(entry).toMatchObject({
      patientId: '(withheld)',
      lineIds: ['4', '(withheld)'],
      rowCount: '(withheld)',
      name: '(withheld)',
      code: '(withheld)',
      job: 'classify-lines',
    });
    expect(JSON.stringify(entry)).not.toMatch(/Anna|Berger|14 mm/);
  });

  it('keeps of an error its kind, code, constraint and frames, and nothing it quotes', () => {
    const cause = Object.assign(
      new Error('Key (issuer, source_id)=(clinic, Berger 1961) already exists.\n    at Berger (1961)'),
      { code: '23505', constraint: 'uq_assessment_source', detail: 'Anna' },
    );
    const error = new TypeError('cannot read Anna', { cause });
    const entry = entryOf((logger) => logger.error('The write failed', { error }));
    expect(entry['error']).toMatchObject({
      kind: 'TypeError',
      cause: { kind: 'Error', code: '23505', constraint: 'uq_assessment_source' },
    });
    expect((entry['error'] as { stack: string[] }).stack[0]).toMatch(/^at .*logger\.spec\.ts(\?\d+)?:\d+:\d+\)?$/);
    expect(JSON.stringify(entry)).not.toMatch(/Anna|Berger|1961|clinic/);
  });

  it('logs the message of an OperationalError, which promises to hold no data', () => {
    class PortTaken extends OperationalError {}
    const entry = entryOf((logger) =>
      logger.error('The start failed', { error: new PortTaken('Port 3000 is taken: choose another with --port') }),
    );
    expect(entry['error']).toMatchObject({
      kind: 'PortTaken',
      message: 'Port 3000 is taken: choose another with --port',
    });
  });
});

describe("the framework's lines", () => {
  it('are debug unless they warn, and carry their context', () => {
    const kept = keepLines();
    const { framework } = createLogger({ logLevel: 'info', role: 'all' }, kept);
    framework.log('Mapped {/api/flags, GET} route', 'RouterExplorer');
    framework.warn('Unsupported route path', 'RouterExplorer');
    expect(kept.lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ level: 'warn', message: 'Unsupported route path', framework: 'RouterExplorer' }),
    ]);
  });

  it('keep the frames of a stack and drop what it quotes', () => {
    const entry = entryOf(({ framework }) =>
      framework.error('Unable to connect\nAnna', new Error('password of Anna').stack, 'TypeOrmModule'),
    );
    expect(entry).toMatchObject({
      message: 'Unable to connect',
      framework: 'TypeOrmModule',
      stack: expect.arrayContaining([expect.stringContaining('logger.spec.ts')]) as unknown,
    });
    expect(JSON.stringify(entry)).not.toContain('Anna');
    const thrown = entryOf(({ framework }) => framework.error(new Error('Anna'), 'ExceptionsHandler'));
    expect(thrown).toMatchObject({ message: 'The framework reports an error', error: { kind: 'Error' } });
    expect(JSON.stringify(thrown)).not.toContain('Anna');
  });
});

describe('plainLines', () => {
  it('turns an entry into one short line', () => {
    const kept = keepLines();
    loggerInto(plainLines(kept)).warn('The queue does not answer', {
      queue: 'classify-lines',
      lineIds: ['1', '2'],
      error: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    expect(kept.lines[0]).toMatch(
      /^\d\d:\d\d:\d\d warn {2}The queue does not answer \(queue classify-lines, lineIds 1 2, error Error ECONNREFUSED\)\n$/,
    );
  });
});
