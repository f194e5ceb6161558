import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { languageHeader } from '../../api/client.js';
import { ApiProblem } from '../../api/problem.js';
import type { Mapping, TablePreview } from './table-model.js';

/** A file that was dropped, with a number of its own: two files of one name are two. */
export interface DroppedFile {
  readonly number: number;
  readonly file: File;
}

interface Look {
  readonly dropped: DroppedFile;
  readonly issuer: string;
  readonly sheet: string;
  /** What is confirmed so far; null: nothing. */
  readonly mapping: Mapping | null;
}

/** The file as the service would take it. What it showed last stays until it has looked again. */
export const tablePreviewQuery = ({ dropped, issuer, sheet, mapping }: Look) =>
  queryOptions({
    queryKey: ['table-preview', dropped.number, issuer, sheet, mapping],
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }): Promise<TablePreview> => {
      const body = new FormData();
      if (issuer !== '') body.append('issuer', issuer);
      if (sheet !== '') body.append('sheet', sheet);
      if (mapping !== null) body.append('mapping', JSON.stringify(mapping));
      body.append('file', dropped.file, dropped.file.name);
      const answer = await fetch('/api/imports/preview', {
        method: 'POST',
        headers: languageHeader(),
        body,
        signal,
      }).catch(() => {
        throw new ApiProblem(0, {});
      });
      const document = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new ApiProblem(answer.status, document);
      return document as unknown as TablePreview;
    },
  });
