import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { actorSchema, signedInSchema, signInSchema } from './access-schemas.js';
import type { Actor } from './actor.js';
import { presentedToken, type IncomingRequest } from './incoming-request.js';
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

  @Delete('session')
  @RequireSignIn()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out: end the session of the token that is sent' })
  @ApiNoContentResponse()
  async signOut(@Req() request: IncomingRequest): Promise<void> {
    await this.signIns.signOut(presentedToken(request) ?? '');
  }

  @Get('me')
  @RequireSignIn()
  @ApiOperation({ summary: 'Who is signed in, with roles and boards' })
  @ApiOkResponse({ standardSchema: actorSchema })
  me(@CurrentActor() actor: Actor): Actor {
    return actor;
  }
}
