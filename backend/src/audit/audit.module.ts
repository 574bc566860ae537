import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { AuditController } from './audit.controller.js';
import { AuditEntries } from './audit-entries.service.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditService } from './audit.service.js';
import { AuditedPeople } from './audited-people.service.js';
import { AuditedThings } from './audited-things.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEntryEntity]), IdentityModule],
  controllers: [AuditController],
  providers: [AuditService, AuditEntries, AuditedPeople, AuditedThings],
})
export class AuditModule {}
