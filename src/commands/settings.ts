import { describeSettings } from '../platform/config/index.js';
import { type Command, withoutWords } from './command.js';

export const settingsCommand: Command = {
  usage: 'settings',
  about: 'Lists every setting with what it expects.',
  run: (call) => {
    withoutWords(call);
    for (const { variable, option, fileVariant, expected, fallback, description } of describeSettings()) {
      const names = [variable, fileVariant ? `${variable}_FILE` : null, option].filter(Boolean).join(', ');
      console.log(`${names}\n  ${description}\n  Expected: ${expected}. Without it: ${fallback}.`);
    }
  },
};
