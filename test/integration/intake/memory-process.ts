/** A process that takes uploads and works them off, and tells the most memory that it held meanwhile. Run by memory.spec.ts. */
import { type IntakeApplication, startIntakeApplication } from './intake-application.js';

const megabyte = 1024 * 1024;
const tu = 'STUDYID,USUBJID,TULNKID,TUTESTCD,TUORRES,TULOC,TUEVAL,VISITNUM';
const tr = 'STUDYID,USUBJID,TRGRPID,TRLNKID,TRTESTCD,TRORRES,TRORRESU,TREVAL,VISITNUM,VISIT,TRDTC,TRDY';
const visits = 8;
const lesions = 4;

/** TU and TR of so many subjects, as the body of an upload that is made while it is sent. */
function* parts(study: string, subjects: number): Generator<string> {
  yield '--b\r\nContent-Disposition: form-data; name="format"\r\n\r\nsdtm\r\n';
  yield `--b\r\nContent-Disposition: form-data; name="file"; filename="tu.csv"\r\n\r\n${tu}\n`;
  for (let subject = 0; subject < subjects; subject += 1) {
    yield Array.from(
      { length: lesions },
      (_, lesion) => `${study},${subject},T0${lesion},TUMIDENT,TARGET,LUNG,INVESTIGATOR,1\n`,
    ).join('');
  }
  yield `\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="tr.csv"\r\n\r\n${tr}\n`;
  // Rows of one assessment lie far apart: all subjects for one lesion of a visit, then all of them for the next.
  for (let row = 0; row < visits * lesions; row += 1) {
    const [visit, lesion] = [Math.floor(row / lesions) + 1, row % lesions];
    for (let subject = 0; subject < subjects; subject += 1) {
      yield `${study},${subject},TARGET,T0${lesion},DIAMETER,${10 + ((subject + row) % 40)},mm,INVESTIGATOR,${visit},VISIT ${visit},2026-0${visit}-01,${visit * 30 - 29}\n`;
    }
  }
  yield '\r\n--b--\r\n';
}

function* chunks(texts: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const part of texts) {
    text += part;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

async function upload(app: IntakeApplication, study: string, subjects: number): Promise<string> {
  const iterator = chunks(parts(study, subjects));
  const body = new ReadableStream({
    pull: (stream) => {
      const { done, value } = iterator.next();
      if (done === true) stream.close();
      else stream.enqueue(value);
    },
  });
  const answer = await fetch(`${await app.application.getUrl()}/api/imports`, {
    method: 'POST',
    headers: { authorization: app.sender.authorization, 'content-type': 'multipart/form-data; boundary=b' },
    body,
    duplex: 'half',
  } as RequestInit);
  const { id, rows } = (await answer.json()) as { id: string; rows: number };
  if (rows !== subjects * lesions * (visits + 1)) throw new Error(`The upload has ${rows} rows.`);
  return id;
}

/** The most memory of the process while it does the work, in MB. */
async function most<T>(work: () => Promise<T>): Promise<{ readonly megabytes: number; readonly result: T }> {
  let bytes = 0;
  const watch = setInterval(() => {
    bytes = Math.max(bytes, process.memoryUsage.rss());
  }, 5);
  const result = await work().finally(() => clearInterval(watch));
  return { megabytes: bytes / megabyte, result };
}

export interface MemoryFigures {
  readonly rows: number;
  readonly uploading: number;
  readonly workingOff: number;
}

async function measure(app: IntakeApplication, study: string, subjects: number): Promise<MemoryFigures> {
  const uploading = await most(() => upload(app, study, subjects));
  const workingOff = await most(() => app.workOff(uploading.result));
  return { rows: subjects * lesions * (visits + 1), uploading: uploading.megabytes, workingOff: workingOff.megabytes };
}

const app = await startIntakeApplication();
try {
  // What reads, keeps and records is loaded and warm before anything is measured.
  await measure(app, 'warm', 150);
  process.stdout.write(JSON.stringify([await measure(app, 'short', 150), await measure(app, 'long', 1_500)]));
} finally {
  await app.close();
}
