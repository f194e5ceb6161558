import { importTypescript } from '../../support/typescript.mjs';

await importTypescript(new URL('./memory-process.ts', import.meta.url).href);
