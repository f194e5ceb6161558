import { type DynamicModule, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from './settings.js';

/** Gives every module the settings that were read before the application was built. */
@Module({})
export class ConfigModule {
  static forRoot(settings: Settings): DynamicModule {
    const provider = { provide: SETTINGS, useValue: settings };
    return { module: ConfigModule, global: true, providers: [provider], exports: [provider] };
  }
}
