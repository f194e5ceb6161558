import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { AuditContext } from '../../../../src/platform/audit/audit-context.js';

describe('the audit context', () => {
  it('is the service outside of a request, and nobody known at the start of one', () => {
    expect(AuditContext.actor()).toEqual({ accountId: null, kind: 'service' });
    AuditContext.setActor({ accountId: '1', kind: 'person' });
    expect(AuditContext.actor()).toEqual({ accountId: null, kind: 'service' });
    AuditContext.run(() => expect(AuditContext.actor()).toEqual({ accountId: null, kind: 'person' }));
  });

  it('keeps concurrent requests apart', async () => {
    const results = await Promise.all(
      [...Array(20).keys()].map((index) =>
        AuditContext.run(async () => {
          AuditContext.setActor({ accountId: String(index), kind: 'person' });
          await delay((index * 7) % 5);
          AuditContext.noteRead(`read.${index}`, [String(index), String(100 + index)]);
          await delay((index * 3) % 4);
          AuditContext.noteRead(`read.${index}`, [String(index)]);
          return [AuditContext.actor().accountId, AuditContext.takeReads(), AuditContext.takeReads()];
        }),
      ),
    );
    expect(results).toEqual(
      [...Array(20).keys()].map((index) => [
        String(index),
        { actions: [`read.${index}`], patientIds: [String(index), String(100 + index)] },
        null,
      ]),
    );
  });

  it('keeps a note although it names no patient: a search that found nobody', () => {
    AuditContext.run(() => {
      AuditContext.noteRead('flag.list', []);
      expect(AuditContext.takeReads()).toEqual({ actions: ['flag.list'], patientIds: [] });
    });
  });
});
