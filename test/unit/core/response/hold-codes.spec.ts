import { holdCodes, holdInGeneral } from '../../../../src/core/response/index.js';

describe('a reason to hold a flag back', () => {
  it.each(holdCodes)('%s can be said of any patient', (code) => {
    expect(holdInGeneral(code)).toEqual({ id: `hold-in-general/${code}`, parameters: {} });
  });

  it('of another version cannot', () => {
    expect(holdInGeneral('of-another-version')).toBeNull();
  });
});
