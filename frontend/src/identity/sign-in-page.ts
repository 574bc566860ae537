import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'qd-sign-in-page', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class SignInPage {}
