import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  describeSettings,
  readSettings,
  SettingsError,
  type SettingsFault,
} from '../../../../src/platform/config/index.js';

const faultsOf = (environment: Record<string, string>, argv: readonly string[] = []): readonly SettingsFault[] => {
  try {
    readSettings(environment, argv);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
};

describe('readSettings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('needs nothing: every setting has a value of its own', () => {
    expect(readSettings({}, [])).toEqual({
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      portIsExplicit: false,
      dataFolder: resolve('.consilium'),
      databaseUrl: null,
      redisUrl: null,
      jobConcurrency: 2,
      rawMessageKey: null,
      rawMessageDays: 30,
      mllpPort: null,
      mllpApiKey: null,
      mllpTlsCertificate: null,
      mllpTlsKey: null,
      mllpTlsClients: null,
      dicomPort: null,
      dicomApiKey: null,
      dicomTitle: 'CONSILIUM',
      dicomCallers: null,
      dicomTlsCertificate: null,
      dicomTlsKey: null,
      dicomTlsClients: null,
      logLevel: 'info',
    });
  });

  it('takes variables, and lets an option win over its variable', () => {
    const settings = readSettings(
      {
        ROLE: 'api',
        PORT: '8080',
        HOST: '0.0.0.0',
        DATABASE_URL: 'postgresql://u:p@db/c',
        REDIS_URL: 'rediss://r:6380',
        LOG_LEVEL: 'warn',
        JOB_CONCURRENCY: '4',
      },
      ['--role=worker', '--data-folder', '/srv/data'],
    );
    expect(settings).toMatchObject({
      role: 'worker',
      port: 8080,
      portIsExplicit: true,
      host: '0.0.0.0',
      databaseUrl: 'postgresql://u:p@db/c',
      redisUrl: 'rediss://r:6380',
      logLevel: 'warn',
      jobConcurrency: 4,
      dataFolder: '/srv/data',
    });
  });

  it('knows that port 3000 was asked for when it was', () => {
    expect(readSettings({}, ['--port=3000']).portIsExplicit).toBe(true);
    expect(readSettings({ PORT: '3000' }, []).portIsExplicit).toBe(true);
  });

  it('counts an empty variable as absent', () => {
    expect(readSettings({ REDIS_URL: '', PORT: '', REDIS_URL_FILE: '' }, [])).toMatchObject({
      redisUrl: null,
      portIsExplicit: false,
    });
  });

  it('reads a secret from the file that its _FILE variable names, without the line end', () => {
    expect(readSettings({ DATABASE_URL_FILE: file('url', 'postgres://u:p@h/d\n') }, []).databaseUrl).toBe(
      'postgres://u:p@h/d',
    );
  });

  it('names every fault at once, with what would be right', () => {
    const faults = faultsOf(
      {
        PORT: '70000',
        LOG_LEVEL: 'loud',
        DATABASE_URL: 'mysql://root:hunter2@h/d',
        REDIS_URL_FILE: join(folder, 'none'),
        JOB_CONCURRENCY: '0',
      },
      ['--role=boss', '--prot=1', 'start', '--host'],
    );
    expect(faults.map(({ place }) => place).sort()).toEqual([
      'DATABASE_URL',
      'JOB_CONCURRENCY',
      'LOG_LEVEL',
      'PORT',
      'REDIS_URL_FILE',
      'command line',
      'option --host',
      'option --prot',
      'option --role',
    ]);
    expect(faults.every(({ expected }) => expected.length > 0)).toBe(true);
    expect(faults).toContainEqual({
      place: 'option --role',
      problem: '"boss" cannot be used',
      expected: 'all, api or worker',
    });
  });

  it('says all of it in its message, and no secret', () => {
    const message = new SettingsError(faultsOf({ DATABASE_URL: 'mysql://root:hunter2@h/d', PORT: 'x' })).message;
    expect(message).toContain('DATABASE_URL: its value cannot be used; expected an address such as postgresql://');
    expect(message).toContain('PORT: "x" cannot be used; expected a whole number from 0 to 65535');
    expect(message).not.toContain('hunter2');
  });

  it.each(['3e3', '0x10', ' 80', '80.5', '-1', '65536'])('does not guess a port from %p', (port) => {
    expect(faultsOf({ PORT: port })).toHaveLength(1);
  });

  it('refuses a secret given twice, an empty file and an option given twice', () => {
    expect(faultsOf({ REDIS_URL: 'redis://a', REDIS_URL_FILE: file('redis', 'redis://b') })[0]?.problem).toBe(
      'REDIS_URL is set as well',
    );
    expect(faultsOf({ REDIS_URL_FILE: file('empty', '\n') })[0]?.problem).toMatch(/is empty$/);
    expect(faultsOf({}, ['--port=1', '--port=2'])[0]?.problem).toBe('it is given twice');
  });

  it('does not take the next option for a value', () => {
    expect(faultsOf({}, ['--data-folder', '--port=1']).map(({ place }) => place)).toContain('option --data-folder');
  });
});

describe('describeSettings', () => {
  it('describes each setting once, the secrets with their file variant', () => {
    const rows = describeSettings();
    expect(rows.map(({ variable }) => variable)).toEqual([
      'ROLE',
      'HOST',
      'PORT',
      'DATA_FOLDER',
      'DATABASE_URL',
      'REDIS_URL',
      'JOB_CONCURRENCY',
      'RAW_MESSAGE_KEY',
      'RAW_MESSAGE_DAYS',
      'MLLP_PORT',
      'MLLP_API_KEY',
      'MLLP_TLS_CERTIFICATE',
      'MLLP_TLS_KEY',
      'MLLP_TLS_CLIENTS',
      'DICOM_PORT',
      'DICOM_API_KEY',
      'DICOM_TITLE',
      'DICOM_CALLERS',
      'DICOM_TLS_CERTIFICATE',
      'DICOM_TLS_KEY',
      'DICOM_TLS_CLIENTS',
      'LOG_LEVEL',
    ]);
    expect(rows.filter(({ fileVariant }) => fileVariant).map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'RAW_MESSAGE_KEY',
      'MLLP_API_KEY',
      'MLLP_TLS_CERTIFICATE',
      'MLLP_TLS_KEY',
      'MLLP_TLS_CLIENTS',
      'DICOM_API_KEY',
      'DICOM_TLS_CERTIFICATE',
      'DICOM_TLS_KEY',
      'DICOM_TLS_CLIENTS',
    ]);
    expect(
      rows.every(({ description, expected, fallback }) => description !== '' && expected !== '' && fallback !== ''),
    ).toBe(true);
    expect(rows.find(({ variable }) => variable === 'DATA_FOLDER')?.option).toBe('--data-folder');
  });
});
