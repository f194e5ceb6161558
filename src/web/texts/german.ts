import { english, type Texts } from './english.js';

export const german: Texts = english;
