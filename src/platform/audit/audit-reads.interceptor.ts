import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, concatMap, type Observable } from 'rxjs';
import { AuditTrail } from './audit-trail.service.js';

/** Writes the reads that a handler noted, and lets its answer go only when they are committed. */
@Injectable()
export class AuditReadsInterceptor implements NestInterceptor {
  constructor(private readonly trail: AuditTrail) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      // A handler that fails has read all the same.
      catchError(async (error: unknown) => {
        await this.trail.writeReads();
        throw error;
      }),
      concatMap(async (answer: unknown) => {
        await this.trail.writeReads();
        return answer;
      }),
    );
  }
}
