/** The tests that the mutation run of core/response uses: its unit and conformance tests, those that spawn further runs aside. */
import base from '../../../../jest.config.js';

export default {
  ...base.projects[0],
  displayName: 'mutation',
  rootDir: '../../../..',
  testMatch: ['<rootDir>/test/unit/core/response/**/*.spec.ts', '<rootDir>/test/conformance/response.spec.ts'],
};
