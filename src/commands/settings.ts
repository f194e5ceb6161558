import { parseArgs } from 'node:util';
import { describeSettings, type SettingDescription } from '../platform/config/index.js';
import type { Command } from './command.js';

export const settingsCommand: Command = {
  usage: 'settings [--env]',
  about:
    'Lists every setting with what it expects; --env writes them as an environment file, .env.example of the project.',
  run: ({ args }) => {
    const { values } = parseArgs({ args: [...args], options: { env: { type: 'boolean', default: false } } });
    const settings = describeSettings();
    process.stdout.write(values.env ? environmentFile(settings) : settings.map(inWords).join(''));
  },
};

function inWords({ variable, option, fileVariant, expected, fallback, description }: SettingDescription): string {
  const names = [variable, fileVariant ? `${variable}_FILE` : null, option].filter(Boolean).join(', ');
  return `${names}\n  ${description}\n  Expected: ${expected}. Without it: ${fallback}.\n`;
}

const head = `# Every setting of Consilium, as "consilium settings --env" writes them. Copy this to .env, and take the # away where you set one:
#   node --env-file=.env dist/src/main.js
`;

/** The settings as a file for `node --env-file`, all of them commented out. */
export const environmentFile = (settings: readonly SettingDescription[]): string =>
  [head, ...settings.map(asVariables)].join('\n');

function asVariables({ variable, fileVariant, expected, fallback, description }: SettingDescription): string {
  const file = fileVariant ? `# or the name of a file that holds it:\n#${variable}_FILE=\n` : '';
  return `# ${description}\n# Expected: ${expected}. Without it: ${fallback}.\n#${variable}=\n${file}`;
}
