import { defineConfig } from 'vite';

/** The browser client: `vite build src/web` writes it into dist/web, from where the service serves it; `vite src/web` serves it for development. */
const client = defineConfig({
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
