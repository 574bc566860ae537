import type { NextFunction, Request, Response } from 'express';
import { randomBytes } from 'node:crypto';

const STANDING: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** What browsers heed of pages alone. Scripts, styles and letters are none; a picture may be opened as one (SVG), and keeps them. */
export const ONLY_FOR_PAGES = [
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'cross-origin-opener-policy',
  'x-frame-options',
];

/**
 * Scripts only from us. Style elements need the page's nonce (Angular puts it on its own); style attributes are allowed,
 * because charts place their tooltips with them. The printer shows the front end under the same policy.
 */
export const contentSecurityPolicy = (nonce: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** On every answer. The nonce of the page lies in `response.locals.nonce`. */
export function securityHeaders(https: boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64url');
    response.locals.nonce = nonce;
    for (const [name, value] of Object.entries(STANDING)) response.setHeader(name, value);
    response.setHeader('content-security-policy', contentSecurityPolicy(nonce));
    // What is answered to one person is kept by nobody on the way; files that may be kept say so themselves.
    if (request.path.startsWith('/api/')) response.setHeader('cache-control', 'no-store');
    if (https) response.setHeader('strict-transport-security', 'max-age=31536000');
    next();
  };
}
