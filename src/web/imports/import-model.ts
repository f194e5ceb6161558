import type { components } from '../api/schema.d.js';

/** An upload and what became of it. */
export type Import = components['schemas']['Import'];

export type ImportFormat = Import['format'];

export const fileNames = ({ files }: Import): string => files.map(({ sentAs }) => sentAs).join(', ');
