/** One patient in four forms, each written by a writer of its own: the assessments must be equal. Synthetic. */
import { describe, expect, it } from '@jest/globals';
import { code, dicomReport, group, longAxis, measurement, shortAxis } from './dicom-writer.js';
import { context, read, refusal } from './reading.js';

interface Size {
  readonly id: string;
  readonly role: 'Target' | 'New';
  readonly site: 'Lung' | 'Lymph node';
  readonly size: string;
}
const scans: readonly { readonly date: string; readonly sizes: readonly Size[] }[] = [
  {
    date: '2026-01-12',
    sizes: [
      { id: '1.2.1', role: 'Target', site: 'Lung', size: '30' },
      { id: '1.2.2', role: 'Target', site: 'Lymph node', size: '18.5' },
    ],
  },
  {
    date: '2026-03-16',
    sizes: [
      { id: '1.2.1', role: 'Target', site: 'Lung', size: '18' },
      { id: '1.2.2', role: 'Target', site: 'Lymph node', size: '26' },
      { id: '1.2.3', role: 'New', site: 'Lung', size: '12' },
    ],
  },
];
const snomed = { Lung: '39607008', 'Lymph node': '59441001' } as const;

const dicom = scans.map(({ date, sizes }, index) =>
  dicomReport({
    uid: `9.${index}`,
    patient: 'P1',
    issuer: 'Hospital',
    date: date.replaceAll('-', ''),
    reader: 'Muster^Eva',
    groups: sizes.map(({ id, role, site, size }) =>
      group({
        uid: id,
        name: role,
        site: code(snomed[site], 'SCT', site),
        measurements: [measurement(site === 'Lung' ? longAxis : shortAxis, size)],
      }),
    ),
  }),
);

const loinc = (value: string) => ({ coding: [{ system: 'http://loinc.org', code: value }] });
const sct = (value: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code: value, display }],
});
const fhirOf = ({ date, sizes }: (typeof scans)[number]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: { resourceType: 'Patient', id: 'p', identifier: [{ system: 'Hospital', value: 'P1' }] } },
      ...sizes.flatMap(({ id, role, site, size }) => [
        {
          resource: {
            resourceType: 'BodyStructure',
            id: `b${id}`,
            identifier: [{ value: id }],
            description: role,
            location: sct(snomed[site], site),
            patient: { reference: 'Patient/p' },
          },
        },
        {
          resource: {
            resourceType: 'Observation',
            id: `${date}-${id}`,
            status: 'final',
            code: loinc('21889-1'),
            subject: { reference: 'Patient/p' },
            effectiveDateTime: `${date}T10:00:00+01:00`,
            focus: [{ reference: `BodyStructure/b${id}` }],
            method: sct('77477000', 'CT'),
            performer: [{ display: 'Muster Eva' }],
            component: [
              {
                code: site === 'Lung' ? loinc('33728-7') : sct('103340004', 'Short axis'),
                valueQuantity: { value: Number(size) / 10, system: 'http://unitsofmeasure.org', code: 'cm' },
              },
            ],
          },
        },
      ]),
    ],
  });

const hl7Of = ({ date, sizes }: (typeof scans)[number]): string =>
  [
    'MSH|^~\\&|RIS|H|C|H|20260316||ORU^R01|1|P|2.5||||||UNICODE UTF-8',
    'PID|1||P1^^^Hospital^MR',
    `OBR|1||F${date}|18748-4^Diagnostic imaging study^LN|||${date.replaceAll('-', '')}1000|||||||||||||||||CT||||||||&Muster Eva&`,
    ...sizes.flatMap(({ id, role, site, size }, index) => [
      `OBX|${index * 3 + 1}|NM|${site === 'Lung' ? '33728-7^^LN' : '33729-5^^LN'}|${id}|${size}|mm|||||F`,
      `OBX|${index * 3 + 2}|ST|^Lesion site|${id}|${site}||||||F`,
      `OBX|${index * 3 + 3}|ST|^Lesion role|${id}|${role}||||||F`,
    ]),
  ].join('\r');

const jsonOf = ({ date, sizes }: (typeof scans)[number]): object => ({
  patient: { issuer: 'Hospital', id: 'P1' },
  evaluator: 'evaluator not stated',
  reader: 'Muster Eva',
  modality: 'CT',
  timepoint: { label: date, date },
  findings: sizes.map(({ id, role, site, size }) => ({
    lesion: id,
    role: role.toLowerCase(),
    organ: site === 'Lung' ? 'lung' : 'lymph-node',
    state: 'measured',
    size,
    axis: site === 'Lung' ? 'longest-diameter' : 'short-axis',
  })),
});

/** What a report is called, and how a site is worded beside its organ, is each format's own. */
const asCompared = (file: Uint8Array | string, name?: string) => {
  const { assessments, held } = read(file, name);
  expect(held).toEqual([]);
  return assessments.map(({ issuer: _issuer, sourceId: _sourceId, findings, ...rest }) => ({
    ...rest,
    findings: findings.map(({ site: _site, ...finding }) => finding),
  }));
};

describe('the same patient', () => {
  it('gives equal assessments as JSON, FHIR, DICOM SR and HL7 v2', () => {
    scans.forEach((scan, index) => {
      const expected = [jsonOf(scan)];
      expect(asCompared(dicom[index]!)).toEqual(expected);
      expect(asCompared(fhirOf(scan))).toEqual(expected);
      expect(asCompared(hl7Of(scan))).toEqual(expected);
    });
  });

  it('is one document a line as well', () => {
    const { entry } = JSON.parse(fhirOf(scans[0]!)) as { entry: { resource: object }[] };
    const lines = entry.map(({ resource }) => JSON.stringify(resource)).join('\n');
    expect(asCompared(lines)).toEqual([jsonOf(scans[0]!)]);
  });
});

it('a day that has not come holds in every form, and the last that it is anywhere does not', () => {
  const [scan] = scans;
  const on = (date: string) => [fhirOf({ ...scan!, date }), hl7Of({ ...scan!, date })];
  for (const file of on('2026-12-01'))
    expect(read(file).held).toEqual(['date-in-future: the exam is dated 2026-12-01, and that day has not come']);
  for (const file of on('2026-11-30')) expect(read(file)).toMatchObject({ held: [], assessments: [{}] });
});

describe('FHIR', () => {
  const change = (
    edit: (observation: Record<string, unknown>, bundle: { entry: { resource: Record<string, unknown> }[] }) => void,
  ): string => {
    const bundle = JSON.parse(fhirOf(scans[0]!)) as { entry: { resource: Record<string, unknown> }[] };
    edit(bundle.entry[2]!.resource, bundle);
    return JSON.stringify(bundle);
  };
  const quantity = (value: object) =>
    change((observation) => {
      observation['component'] = [{ code: loinc('33728-7'), valueQuantity: value }];
    });
  const system = 'http://unitsofmeasure.org';

  it.each([
    ['without a unit', { value: 30 }, 'has no unit'],
    ["with the unit '1'", { value: 30, system, code: '1' }, "has the unit '1', which is no length"],
    ['without a value', { system, code: 'mm' }, 'has no value'],
    ['below a bound', { value: 5, comparator: '<', system, code: 'mm' }, "'<5' of lesion 1.2.1 is not a length"],
    ['beyond every number', { value: 1e30, system, code: 'mm' }, 'is not a length'],
    ['below zero', { value: -3, system, code: 'mm' }, 'is not a length'],
  ])('holds a size %s', (_, value, said) => {
    expect(read(quantity(value)).held).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [
      'a value beside the reason why there is none',
      change((observation) => {
        const [component] = observation['component'] as Record<string, unknown>[];
        component!['dataAbsentReason'] = { text: 'not evaluable' };
      }),
      "a value stands beside the reason why there is none ('not evaluable')",
    ],
    [
      'a tumour of another patient',
      change((_, { entry }) => {
        entry[1]!.resource['patient'] = { reference: 'Patient/other' };
      }),
      "is that of another patient than the observation's",
    ],
  ])('holds %s', (_, file, said) => {
    expect(read(file).held).toEqual([expect.stringContaining(said)]);
  });

  it('reads the role that is stated, and asks where the name is another', () => {
    const stated = (role: string) =>
      read(
        change((observation) => {
          (observation['component'] as object[]).push({ code: { text: 'role' }, valueString: role });
        }),
      );
    const other = stated('non-target');
    expect([other.held, other.assessments[0]?.findings[0]?.role]).toEqual([[], 'non-target']);
    expect(other.asked.join('\n')).toContain('lesion Target is stated to be non-target and called target');
    expect(stated('Target').asked.join('\n')).not.toContain('role-conflict');
  });

  const during = (period: object) =>
    change((observation) => {
      delete observation['effectiveDateTime'];
      observation['effectivePeriod'] = period;
    });

  it('reads an exam with a period by its start, and asks where it goes on for more than a day', () => {
    const [whole] = read(fhirOf(scans[0]!)).assessments;
    for (const period of [
      { start: '2026-01-12T10:00:00+01:00', end: '2026-01-12T10:40:00+01:00' },
      { start: '2026-01-12T23:30:00+01:00', end: '2026-01-13T00:10:00+01:00' },
    ]) {
      const { assessments, held, asked } = read(during(period));
      expect([assessments[0]?.findings, held]).toEqual([whole?.findings, []]);
      expect(asked.join('\n')).not.toMatch(/effectivePeriod|dated/);
    }
    for (const period of [
      { start: '2026-01-12', end: '2026-01-14' },
      { start: '2026-01-12' },
      { start: '2026-01-12', end: '2026-01-10' },
    ]) {
      const { assessments, asked } = read(during(period));
      expect(assessments[0]?.timepoint.date).toBe('2026-01-12');
      expect(asked).toContainEqual(expect.stringMatching(/^dates-apart: .*it is read as of 2026-01-12/));
    }
    expect(read(during({ end: '2026-01-12' })).held).toContainEqual(expect.stringContaining('no date of the exam'));
  });

  it('holds what says one thing in two ways', () => {
    const twoDates = change((observation) => {
      observation['effectivePeriod'] = { start: '2025-01-12' };
    });
    expect(read(twoDates).held).toEqual([
      'contradiction: the exam is dated in 2 ways: effectiveDateTime, effectivePeriod',
    ]);
    const twoRoles = change((observation) => {
      const role = (valueString: string) => ({ code: { text: 'role' }, valueString });
      (observation['component'] as object[]).push(role('Target'), role('Non-target'));
    });
    expect(read(twoRoles).held).toContainEqual('contradiction: the role of the lesion is Target and Non-target');
  });

  it('leaves out a specimen, what was entered in error and what carries a modifier, and says so', () => {
    for (const [edit, said] of [
      [
        (one: Record<string, unknown>) => {
          one['specimen'] = { reference: 'Specimen/1' };
        },
        'measured by pathology',
      ],
      [
        (one: Record<string, unknown>) => {
          one['status'] = 'entered-in-error';
        },
        'Observation is entered-in-error',
      ],
      [
        (one: Record<string, unknown>) => {
          one['modifierExtension'] = [{}];
        },
        'Observation carries a modifier',
      ],
    ] as const) {
      const { assessments, asked } = read(change(edit));
      expect(assessments[0]?.findings).toHaveLength(1);
      expect(asked).toContainEqual(expect.stringContaining(said));
    }
  });

  it('takes facts by their codes, and asks about what it cannot place', () => {
    const given = (id: string, rxNorm: string, day: string) => ({
      resource: {
        resourceType: 'MedicationAdministration',
        id,
        status: 'completed',
        subject: { reference: 'Patient/p' },
        effectiveDateTime: day,
        medicationCodeableConcept: {
          coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: rxNorm }],
        },
      },
    });
    const condition = {
      resource: {
        resourceType: 'Condition',
        id: 'c',
        subject: { reference: 'Patient/p' },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'C32.0' }] },
      },
    };
    const withAll = (...more: object[]) =>
      change((_, bundle) => void bundle.entry.push(...(more as { resource: Record<string, unknown> }[])));
    const { statements } = read(
      withAll(given('m1', '1547545', '2026-01-20'), given('m2', '1547545', '2026-02-10'), condition),
    );
    expect(statements.flatMap(({ facts }) => facts.map(({ name, value }) => [name, value]))).toEqual([
      ['primary-site', 'larynx'],
      ['agents', [{ name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' }]],
      ['treatment-start', '2026-01-20'],
      ['last-dose', '2026-02-10'],
    ]);
    const two = read(withAll(given('m1', '2555', '2024-01-20'), given('m2', '1547545', '2026-02-10')));
    expect(two.statements).toEqual([]);
    expect(two.asked).toContainEqual(expect.stringContaining('which treatment lines these are is not stated'));
  });

  it('recognises a referral and lists what it does not read', () => {
    const { asked } = read(
      change((observation, bundle) => {
        observation['bodySite'] = {};
        bundle.entry.push(
          { resource: { resourceType: 'ServiceRequest', id: 's' } },
          { resource: { resourceType: 'Immunization', id: 'i' } },
        );
      }),
    );
    expect(asked).toContainEqual(expect.stringContaining('the referral is recognised and not yet taken as a case'));
    expect(asked).toContainEqual('not-read: elements of Observation that are not read: bodySite');
    expect(asked).toContainEqual('not-read: resources that are not read: Immunization');
  });

  it.each([
    ['a name that stands twice', '{"resourceType":"Patient","id":"1","id":"2"}', "'id' stands twice"],
    [
      'one nested too deep',
      `{"resourceType":"Patient","a":${'['.repeat(100)}${']'.repeat(100)}}`,
      'nested deeper than 64',
    ],
    [
      'too many resources',
      JSON.stringify({ resourceType: 'Bundle', entry: Array.from({ length: 20_001 }, () => ({})) }),
      '20001 resources',
    ],
    [
      'XML with entities',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Bundle xmlns="http://hl7.org/fhir"/>',
      'an XML or HTML document',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text, 'a.json')).toContain(message);
  });
});

describe('HL7 v2', () => {
  const message = hl7Of(scans[0]!);

  it.each([
    ['LF', message.replaceAll('\r', '\n')],
    ['CRLF and a byte order mark', `\ufeff${message.replaceAll('\r', '\r\n')}`],
    ['an MLLP frame', `\v${message}\u001c\r`],
    ['other separators', message.replaceAll('|', '!').replaceAll('^', '$')],
  ])('is read with %s', (_, text) => {
    expect(asCompared(text, 'a.hl7')).toEqual([jsonOf(scans[0]!)]);
  });

  it('is read in the encoding of MSH-18, and refused where that cannot be', () => {
    const latin = Buffer.from(message.replaceAll('UNICODE UTF-8', '8859/1').replaceAll('Eva', 'Zoë'), 'latin1');
    expect(read(latin).assessments[0]?.reader).toBe('Muster Zoë');
    expect(refusal(Buffer.from(message.replaceAll('Eva', 'Zoë'), 'latin1'))).toBe('the bytes are not UTF-8');
    expect(refusal(message.replaceAll('UNICODE UTF-8', 'KS X 1001'))).toContain("the encoding 'KS X 1001'");
  });

  const saidAgain = (name: string, word: string): string =>
    message.replace('\rOBX|4', `\rOBX|9|ST|^Lesion ${name}|1.2.1|${word}||||||F\rOBX|4`);

  it.each([
    ['a unit that its words contradict', message.replace('|30|mm|', '|30|cm^mm^UCUM|'), "'cm, shown as mm'"],
    ['a result whose status says there is none', message.replace('|30|mm|||||F', '|30|mm|||||N'), 'no result (N)'],
    ['a role that is said in two ways', saidAgain('role', 'Non-target'), "'Target' and 'Non-target'"],
    ['a site that is said in two ways', saidAgain('site', 'Liver'), "'Lung' and 'Liver'"],
  ])('holds %s', (_, text, said) => {
    expect(read(text).held).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ['a unit with its words', message.replace('|30|mm|', '|30|mm^millimeter^UCUM|')],
    ['a role that is said twice', saidAgain('role', 'TARGET')],
    ['an exam of an hour', message.replace('202601121000|', '202601121000|202601121100')],
  ])('takes %s', (_, text) => {
    expect(asCompared(text, 'a.hl7')).toEqual([jsonOf(scans[0]!)]);
    expect(read(text).asked.join('\n')).not.toContain('dates-apart');
  });

  it('asks about an exam that goes on for more than a day', () => {
    expect(read(message.replace('202601121000|', '202601121000|20260312')).asked).toContainEqual(
      'dates-apart: the exam is dated 2026-01-12 to 2026-03-12; it is read as of 2026-01-12',
    );
  });

  it('takes escapes and repetitions, and what is taken back is not read', () => {
    const escaped = message.replace('P1^^^Hospital^MR', 'X^^^Other^PI~P\\T\\1^^^Hospital^MR');
    expect(read(escaped).assessments[0]?.patient).toEqual({ issuer: 'Hospital', id: 'P&1' });
    const { assessments, asked } = read(message.replace('|30|mm|||||F', '|30|mm|||||D'));
    expect(assessments[0]?.findings.map(({ lesion }) => lesion)).toEqual(['1.2.2']);
    expect(asked).toContainEqual('not-read: the result is taken back (D), and is not read');
  });

  it.each([
    [
      'a bound',
      message.replace('NM|33728-7^^LN|1.2.1|30', 'SN|33728-7^^LN|1.2.1|<^5'),
      "'<5' of lesion 1.2.1 is not a length",
    ],
    ['no unit', message.replace('|30|mm|', '|30||'), "the length '30' of lesion 1.2.1 has no unit"],
    ['no lesion', message.replaceAll('|1.2.1|', '||'), 'which lesion was measured is not stated'],
    ['no patient', message.replace('P1^^^Hospital^MR', ''), 'no patient is named'],
    [
      'a day that does not exist',
      message.replace('202601121000', '20260230'),
      "'2026-02-30' names a day that does not exist",
    ],
  ])('holds the report with %s', (_, text, said) => {
    expect(read(text).held).toContainEqual(expect.stringContaining(said));
  });

  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('reads a message whose segments end in %s and in the others', (_, first) => {
    const ends = [first, '\r\n', '\r', '\n', '\n\r'];
    const mixed = message.split('\r').map((segment, index) => segment + ends[index % ends.length]!);
    expect(read(mixed.join(''))).toEqual(read(message));
  });

  it('asks about a report that is not final, leaves out a cancelled one, and holds two of one number', () => {
    const withStatus = (status: string) => read(message.replace('|CT||||||||', `|CT|${status}|||||||`));
    expect(withStatus('F')).toEqual(read(message));
    expect(withStatus('P').asked).toContainEqual('not-final: the report is not final (P); it is read as sent');
    expect(withStatus('X')).toMatchObject({
      assessments: [],
      asked: [expect.stringContaining('the report is cancelled')],
    });
    const twice = [message, ...message.split('\r').slice(2)].join('\r');
    expect(read(twice)).toMatchObject({ assessments: [] });
    expect(read(twice).held.filter((said) => said.includes('stands more than once in this message'))).toHaveLength(2);
  });

  it('keeps a report without measurements as text, names a merge, and leaves appointments', () => {
    const other = (type: string, ...rest: string[]) =>
      read(['MSH|^~\\&|A|B|C|D|1||' + type + '|7|P|2.5', ...rest].join('\r'), 'a.hl7', context).asked;
    expect(other('ORU^R01', 'PID|1||P1', 'OBR|1||2', 'OBX|1|TX|x||The node grew.')).toEqual([
      expect.stringContaining('its text is kept with this question'),
    ]);
    expect(other('ADT^A40', 'PID|1||P1', 'MRG|P2')).toEqual([
      "not-read: the message merges patient 'P2' into 'P1'; a file carries out no merge, and both stay apart",
    ]);
    expect(other('SIU^S12')).toEqual([expect.stringContaining('appointments are left as they are')]);
    expect(other('MDM^T02', 'OBX|1|TX|x||Letter')).toEqual([expect.stringContaining('holds no measurement')]);
    expect(other('ORM^O01')).toEqual([expect.stringContaining('messages of type ORM^O01 are not read')]);
  });
});
