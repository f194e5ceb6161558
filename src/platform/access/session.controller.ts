import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../description/index.js';
import type { z } from 'zod';
import { Problem } from '../problem/index.js';
import { actorSchema, browserSessionSchema, signedInSchema, signInSchema } from './access-schemas.js';
import type { Actor } from './actor.js';
import { forgetSession, isMeant, keepSession } from './browser-session.js';
import { presentedToken, type IncomingRequest } from './incoming-request.js';
import type { AnswerWithCookies } from './request.js';
import { CurrentActor, PublicRoute, RequireSignIn } from './route-access.js';
import { SignInService, type SignedIn } from './sign-in.service.js';

@ApiTags('Access')
@Controller('api')
export class SessionController {
  constructor(private readonly signIns: SignInService) {}

  @Post('session')
  @PublicRoute()
  @ApiOperation({ summary: 'Sign in with e-mail address and password, for 12 hours' })
  @ApiCreatedResponse({ standardSchema: signedInSchema })
  async signIn(@Body({ schema: signInSchema }) { email, password }: z.infer<typeof signInSchema>): Promise<SignedIn> {
    return this.signIns.signIn(email, password);
  }

  @Post('session/browser')
  @PublicRoute()
  @ApiOperation({ summary: 'Sign a browser in: the session travels in a cookie that no script can read' })
  @ApiCreatedResponse({ standardSchema: browserSessionSchema })
  async signInBrowser(
    @Body({ schema: signInSchema }) { email, password }: z.infer<typeof signInSchema>,
    @Req() request: IncomingRequest,
    @Res({ passthrough: true }) answer: AnswerWithCookies,
  ): Promise<z.infer<typeof browserSessionSchema>> {
    if (!isMeant(request)) throw Problem.notAllowed('A browser is signed in only by a page of this service.');
    const { accountId, token, expiresAt } = await this.signIns.signIn(email, password);
    keepSession(answer, request, { token, expiresAt });
    return { accountId, expiresAt: expiresAt.toISOString() };
  }

  @Delete('session')
  @RequireSignIn()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out: end the session of the token or the cookie that is sent' })
  @ApiNoContentResponse()
  async signOut(@Req() request: IncomingRequest, @Res({ passthrough: true }) answer: AnswerWithCookies): Promise<void> {
    await this.signIns.signOut(presentedToken(request) ?? '');
    forgetSession(answer, request);
  }

  @Get('me')
  @RequireSignIn()
  @ApiOperation({ summary: 'Who is signed in, with roles and boards' })
  @ApiOkResponse({ standardSchema: actorSchema })
  me(@CurrentActor() actor: Actor): Actor {
    return actor;
  }
}
