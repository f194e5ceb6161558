import { errorCode } from '../error-code.js';

/** A fault of the embedded PostgreSQL that its operator can mend: the message names the place and what would be right. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}

/** Output of PostgreSQL's programs or of the operating system -> what it means for the folder it was about. */
const causes: readonly (readonly [RegExp, (folder: string) => string])[] = [
  [
    /spawn .* ENOENT/,
    () =>
      'The PostgreSQL programs that npm brings cannot run here: they need a Linux with glibc (Debian, Ubuntu, Fedora and their like; not Alpine).',
  ],
  [
    /spawn .* (EPERM|EACCES|EINVAL)/,
    () =>
      'PostgreSQL does not run as root, and this system does not let the service start it under another account. Run the service under an ordinary account.',
  ],
  [
    /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/i,
    (folder) =>
      `There is no space left on the disk that holds ${folder}. The database needs about 100 MB to begin with: free some, or use a folder on another disk.`,
  ],
  [
    /Read-only file system|EROFS/i,
    (folder) =>
      `The folder ${folder} is on a read-only file system. Run the service from a folder that it may write to.`,
  ],
  [
    /could not look up effective user ID/i,
    () =>
      "The account that runs the service has no entry in the system's list of users (/etc/passwd), which PostgreSQL needs. Run it under a named account.",
  ],
  [
    /Permission denied|EACCES|EPERM|Operation not permitted/i,
    (folder) =>
      `The account that runs the service may not write to ${folder}. Give it that folder, or run the service under the account that was used before.`,
  ],
  [/ENOTDIR|EEXIST/, (folder) => `${folder} is a file, or lies under one, where a folder is needed.`],
];

/** The plain line for a fault met in `folder`; unknown faults show the text as it came. */
export function explainFault(text: string, folder: string): EmbeddedServerError {
  const cause = causes.find(([pattern]) => pattern.test(text));
  const meaning = cause ? cause[1](folder) : `The database in ${folder} could not be started: ${lastLines(text, 4)}`;
  return new EmbeddedServerError(
    `${meaning} (DATA_FOLDER names another folder, DATABASE_URL a PostgreSQL server of your own.)`,
  );
}

const isFileFault = (code: string): boolean => causes.some(([pattern]) => pattern.test(code));

/** Runs file work in `folder` and turns the operating system's errors into plain lines. */
export async function explainingFaults<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    throw code && isFileFault(code) ? explainFault(code, folder) : error;
  }
}

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join(' / ') || 'it gave no reason';
}
