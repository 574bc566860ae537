import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SpokenLanguage } from '@quarterdeck/sdk/api/languages';
import { Events } from '../../platform/events.js';
import { defineJob, Jobs } from '../../platform/jobs.js';
import { PasswordResetAsked } from '../identity.events.js';
import { PasswordResetsService } from './password-resets.service.js';

const SendReset = defineJob<{ email: string; language?: SpokenLanguage }>('identity.send-reset', {
  expireSeconds: 120,
  retries: 3,
});

/** Mails the link for a new password. A mail server that takes its time holds up no event: all news would wait behind it. */
@Injectable()
export class SendResetJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly resets: PasswordResetsService,
  ) {}

  onModuleInit(): void {
    this.events.on(PasswordResetAsked, (asked) => this.jobs.enqueue(SendReset, asked));
    this.jobs.register(SendReset, ({ email, language }) => this.resets.write(email, language));
  }
}
