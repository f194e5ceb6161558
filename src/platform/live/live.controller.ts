import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '../description/index.js';
import type { Observable } from 'rxjs';
import { type Actor, CurrentActor, RequireSignIn } from '../access/index.js';
import { LiveStreams } from './live-streams.service.js';

/** What changes while a page is open. */
@ApiTags('live')
@Controller('api/live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Sse()
  @RequireSignIn()
  @ApiOperation({
    summary: 'Changes as server-sent events',
    description:
      "'change' names a topic (patients, meetings, imports, rules) and the ids that you may see, or 'all'; 'resync' says to read everything anew; 'beat' comes every 15 s. The stream ends after five minutes: connect again.",
  })
  open(@CurrentActor() actor: Actor): Observable<MessageEvent> {
    return this.streams.open(actor);
  }
}
