import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFolder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'));

/** The faces that templates may use, of Source Sans 3 (SIL Open Font License 1.1): regular, italic, semi-bold. */
export const fontFolders: readonly string[] = ['400Regular', '400Regular_Italic', '600SemiBold'].map((face) =>
  join(packageFolder, face),
);

/** A file of each face; templates must keep to these, since the machine's own fonts would print differently elsewhere. */
export const fontFiles: readonly string[] = fontFolders.map((folder) =>
  join(folder, `SourceSans3_${folder.slice(packageFolder.length + 1)}.ttf`),
);
