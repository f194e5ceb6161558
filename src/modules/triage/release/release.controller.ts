import { Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { releaseWorkflow, rolesFor } from '../../../core/workflow/index.js';
import { RequireRole } from '../../../platform/access/index.js';
import { releasesSchema, type ReleasesView } from '../ledger/ledger-views.js';
import { Released } from './released.service.js';

const ifMatchHeader = {
  name: 'If-Match',
  required: true,
  description: 'ETag of the current release: its version in quotes',
} as const;

@ApiTags('Ledger of rules')
@Controller('api/releases')
export class ReleaseController {
  constructor(private readonly released: Released) {}

  @Get()
  @RequireRole('administrator', 'coordinator')
  @ApiOperation({ summary: 'What is released and was before, and how many lines still stand under another release' })
  @ApiOkResponse({ standardSchema: releasesSchema })
  read(): Promise<ReleasesView> {
    return this.released.read();
  }

  @Post('current/pause')
  @HttpCode(200)
  @RequireRole(...rolesFor(releaseWorkflow, 'pause'))
  @ApiOperation({ summary: 'Hold up the re-evaluation under the current release; new data is classified all the same' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: releasesSchema })
  pause(@Headers('if-match') ifMatch: string | undefined): Promise<ReleasesView> {
    return this.released.setPaused(true, ifMatch);
  }

  @Post('current/resume')
  @HttpCode(200)
  @RequireRole(...rolesFor(releaseWorkflow, 'resume'))
  @ApiOperation({ summary: 'Let the re-evaluation under the current release go on' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: releasesSchema })
  resume(@Headers('if-match') ifMatch: string | undefined): Promise<ReleasesView> {
    return this.released.setPaused(false, ifMatch);
  }
}
