import { languageHeader } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import type { ImportFormat } from './import-model.js';

/** What an upload says about its files; '' and null where it says nothing. */
export interface UploadFields {
  readonly format: ImportFormat;
  /** Sending system on whose behalf the files are sent. */
  readonly issuer: string;
  readonly board: string | null;
  /** The sheet of a workbook with several. */
  readonly sheet?: string;
  /** How a table with other columns is read, and whether the sender's next ones are read so too. */
  readonly mapping?: object;
  readonly remember?: boolean;
}

/**
 * Sends files as one upload. XMLHttpRequest, since fetch tells nothing of how much has been sent.
 *
 * @param onSent told the share that has left this browser, 0 to 1
 * @returns id of the upload
 */
export function uploadFiles(
  { format, issuer, board, sheet = '', mapping, remember = false }: UploadFields,
  files: readonly File[],
  onSent: (share: number) => void,
): Promise<string> {
  const body = new FormData();
  body.append('format', format);
  if (issuer.trim() !== '') body.append('issuer', issuer.trim());
  if (board !== null) body.append('board', board);
  if (sheet !== '') body.append('sheet', sheet);
  if (mapping !== undefined) body.append('mapping', JSON.stringify(mapping));
  if (remember) body.append('rememberMapping', 'true');
  for (const file of files) body.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports');
    for (const [name, value] of Object.entries(languageHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total);
    request.onload = () =>
      request.status < 300
        ? resolve(String(parsed(request.responseText)['id']))
        : reject(new ApiProblem(request.status, parsed(request.responseText)));
    request.onerror = () => reject(new ApiProblem(0, {}));
    request.send(body);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
