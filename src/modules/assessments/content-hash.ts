import { createHash } from 'node:crypto';
import { canonicalText } from '../../core/discussion/index.js';

/** SHA-256 of a value's canonical text, as hexadecimal digits: equal content has an equal hash however it was sent or stored. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonicalText(value)).digest('hex');
