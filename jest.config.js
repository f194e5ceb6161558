const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
  // ES modules that CommonJS ones (@fastify/static, light-my-request) require, which jest can do by itself only from Node 24.9 on.
  '/node_modules/(content-disposition|cookie)/.+\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
};

/** @param {string} name a folder of test/ */
const project = (name) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  modulePathIgnorePatterns: ['<rootDir>/reports', '<rootDir>/dist'],
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition|cookie)/)'],
});

const withServers = {
  globalSetup: '<rootDir>/test/support/start-servers.ts',
  globalTeardown: '<rootDir>/test/support/stop-servers.ts',
};

export default {
  projects: [
    project('unit'),
    project('conformance'),
    { ...project('integration'), ...withServers },
    { ...project('e2e'), ...withServers },
    { ...project('browser'), ...withServers },
  ],
  // Real servers and processes on a busy machine: a test that hangs is ended, one that is slow is not.
  testTimeout: 600_000,
  // Half of the work is waiting for servers, so that two workers pay even on two cores, where jest would take one.
  maxWorkers: 2,
};
