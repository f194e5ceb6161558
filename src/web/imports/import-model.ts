import type { components } from '../api/schema.d.js';

/** An upload and what became of it. */
export type Import = components['schemas']['Import'];

/** A question to a sender: what holds an assessment, or what is asked beside one that was taken. */
export type SenderQuery = components['schemas']['HeldRow'];

export type ImportFormat = Import['format'];

export const fileNames = ({ files }: Import): string => files.map(({ sentAs }) => sentAs).join(', ');
