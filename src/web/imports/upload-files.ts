import { ApiProblem } from '../api/problem.js';
import type { ImportFormat } from './import-model.js';

/**
 * Sends files as one upload. XMLHttpRequest, since fetch tells nothing of how much has been sent.
 *
 * @param onSent told the share that has left this browser, 0 to 1
 */
export function uploadFiles(format: ImportFormat, files: readonly File[], onSent: (share: number) => void): Promise<void> {
  const body = new FormData();
  body.append('format', format);
  for (const file of files) body.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports');
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total);
    request.onload = () => (request.status < 300 ? resolve() : reject(new ApiProblem(request.status, parsed(request.responseText))));
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
