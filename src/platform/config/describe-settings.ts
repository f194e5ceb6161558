import { settingEntries } from './settings.js';

/** One row of the settings' documentation. */
export interface SettingDescription {
  readonly variable: string;
  /** `--name`, or null where the setting has no option. */
  readonly option: string | null;
  /** Whether VARIABLE_FILE may name a file that holds the value. */
  readonly fileVariant: boolean;
  readonly expected: string;
  readonly fallback: string;
  readonly description: string;
}

/** Every setting in the order of the schema, from which the documentation's table is made. */
export function describeSettings(): readonly SettingDescription[] {
  return settingEntries.map(({ source: { variable, option, secret, expected, fallback, description } }) => ({
    variable,
    option: option === undefined ? null : `--${option}`,
    fileVariant: secret === true,
    expected,
    fallback,
    description,
  }));
}
