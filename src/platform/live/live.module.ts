import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { ChangeListener } from './change-listener.js';
import { LiveController } from './live.controller.js';
import { LiveStreams } from './live-streams.service.js';

/** Server-sent events for open pages; for processes that answer HTTP. Changes are told by `notify`, which needs no module. */
@Module({ imports: [AccessModule], controllers: [LiveController], providers: [ChangeListener, LiveStreams] })
export class LiveModule {}
