import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { z } from 'zod';
import { PublicRoute } from '../../platform/access/index.js';
import { Database, reading } from '../../platform/database/index.js';

const noticeSchema = z
  .object({
    synthetic: z
      .boolean()
      .meta({ description: 'True where this installation holds invented patients: every screen says so.' }),
  })
  .meta({ id: 'Notice' });

/** What every screen has to say of this installation, the sign-in too. */
@ApiTags('Operations')
@Controller('api/notice')
export class NoticeController {
  constructor(private readonly database: Database) {}

  @Get()
  @PublicRoute()
  @ApiOperation({ summary: 'Whether invented patients are among those of this installation' })
  @ApiOkResponse({ standardSchema: noticeSchema })
  async read(): Promise<z.infer<typeof noticeSchema>> {
    const [row] = await this.database.asService(
      'figures',
      (manager) =>
        manager.query<{ synthetic: boolean }[]>('SELECT EXISTS (SELECT FROM patient WHERE synthetic) AS synthetic'),
      reading,
    );
    return { synthetic: row?.synthetic ?? false };
  }
}
