import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Whether this process wants to be sent anybody. A process that stops says so first, while it still answers all who come. */
@Injectable()
export class Readiness {
  private leaving = false;

  get isLeaving(): boolean {
    return this.leaving;
  }

  /** Called by main on SIGTERM, before anything is closed. */
  leave(): void {
    this.leaving = true;
  }
}

/** Connections that are kept open come to no new answers either: each is closed behind the answer that is under way. */
export const sendAway = (readiness: Readiness) => (_: Request, response: Response, next: NextFunction) => {
  if (readiness.isLeaving) response.setHeader('connection', 'close');
  next();
};
