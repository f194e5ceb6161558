import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Writes each text file a second and a third time, compressed, so that the service need not compress anything while it answers. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }) => {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name));
    await Promise.all(
      files.map(async (file) => {
        const bytes = await readFile(file);
        const [small, smaller] = await Promise.all([
          promisify(gzip)(bytes, { level: 9 }),
          promisify(brotliCompress)(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
          }),
        ]);
        await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
      }),
    );
  },
};

/** The browser client: `vite build src/web` writes it into dist/web, from where the service serves it; `vite src/web` serves it for development. */
const client = defineConfig({
  plugins: [precompressed],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // React's server directives in packages mean nothing in a bundle for browsers; a thousand warnings would hide a real one.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});

export { client as default };
