import { pause } from '../../../support/until.js';
import { FaultLog, type NotedFault } from '../../../../src/platform/queue/fault-log.js';

describe('FaultLog', () => {
  it('tells the first fault at once, keeps quiet, then tells the newest and how many were left out', async () => {
    const told: NotedFault[] = [];
    const faults = new FaultLog((fault) => told.push(fault), 1_000);
    for (const error of ['a', 'b', 'c']) faults.note(error);
    expect(told).toEqual([{ error: 'a', untoldCount: 0 }]);
    await pause(1_100);
    for (const error of ['d', 'e']) faults.note(error);
    expect(told).toEqual([
      { error: 'a', untoldCount: 0 },
      { error: 'd', untoldCount: 2 },
    ]);
  });
});
