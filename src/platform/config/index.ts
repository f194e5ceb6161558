export { ConfigModule } from './config.module.js';
export { describeSettings, type SettingDescription } from './describe-settings.js';
export { readSettings, SettingsError, type SettingsFault } from './read-settings.js';
export { type Role, SETTINGS, type Settings } from './settings.js';
