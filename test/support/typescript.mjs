import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

/** Imports a TypeScript file by Node itself: jest loads its globalSetup as CommonJS, which cannot follow './x.js' to './x.ts'. */
export const importTypescript = (url) => import(url);
