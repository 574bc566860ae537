import { Controller } from '@nestjs/common';
import {
  passwordResetRoutes,
  type MailAbility,
  type NewPassword,
  type PasswordResetRequest,
} from '@quarterdeck/sdk/api/password-resets';
import { Body, Implements } from '../../platform/http/implements.js';
import { CurrentVisitor } from '../../platform/http/visitor.decorator.js';
import type { Visitor } from '../../platform/visitor.js';
import { PasswordResetsService } from './password-resets.service.js';

@Controller()
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResetsService) {}

  @Implements(passwordResetRoutes.ability)
  ability(): MailAbility {
    return this.resets.ability();
  }

  @Implements(passwordResetRoutes.ask)
  ask(@Body() asked: PasswordResetRequest, @CurrentVisitor() { address }: Visitor): Promise<void> {
    return this.resets.ask(asked, address);
  }

  @Implements(passwordResetRoutes.use)
  use(@Body() wanted: NewPassword): Promise<void> {
    return this.resets.use(wanted);
  }
}
