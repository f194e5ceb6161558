import { describe, expect, it } from '@jest/globals';
import { patientScope } from '../../../../src/platform/access/patient-scope.js';

describe('the condition of patient scope', () => {
  it('takes the next free parameter and the boards as they are now', () => {
    const { sql, parameters } = patientScope({ boardIds: ['3', '5'] }, 'line.patient_id', 4);
    expect(sql).toContain('scope.patient_id = line.patient_id');
    expect(sql).toContain('scope.board_id = ANY ($4::bigint[])');
    expect(sql).toContain('scope.until IS NULL');
    expect(parameters).toEqual([['3', '5']]);
  });

  it.each(['p.id; DROP TABLE patient', '', 'p.', 'p.id OR true', 'P.id', "p.'id'"])(
    'takes only the name of a column: "%s"',
    (column) => {
      expect(() => patientScope({ boardIds: [] }, column, 1)).toThrow('is no column name');
    },
  );
});
