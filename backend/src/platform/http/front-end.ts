import type { NextFunction, Request, Response } from 'express';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { PROJECT_ROOT } from '../config.js';
import { ONLY_FOR_PAGES } from './security-headers.js';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};
/** Angular names lazy chunks with letters of both cases: `chunk-DBzC_TN-.js`. */
const HASHED = /-[\w-]{8}\.\w+$/;
const NONCE = /__CSP_NONCE__/g;

/** Where `npm run build` leaves the front end. */
export const FRONT_END_FOLDER = join(PROJECT_ROOT, 'frontend/dist/browser');

/** The page with the nonce under which its style elements are allowed. */
export const withNonce = (html: string, nonce: string): string => html.replace(NONCE, nonce);

/**
 * Serves the built front end: the files found at start and nothing else, compressed where a `.br` twin lies beside them;
 * every other page address gets index.html with the nonce of this answer.
 */
export function frontEnd(folder: string) {
  const files = existsSync(folder) ? listFiles(folder) : new Set<string>();
  const index = files.has('index.html') ? readFileSync(join(folder, 'index.html'), 'utf8') : undefined;

  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const path = decodePath(request.path);
    if (path !== 'index.html' && files.has(path))
      return sendFile(request, response, folder, path, files.has(`${path}.br`));
    if (!index || !isPage(request)) return next();
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(withNonce(index, String(response.locals.nonce)));
  };
}

function sendFile(request: Request, response: Response, folder: string, path: string, compressed: boolean): void {
  // A dozen files make a first visit: what only says something about pages is not sent with each of them.
  if (isPart(path)) for (const name of ONLY_FOR_PAGES) response.removeHeader(name);
  const brotli = compressed && request.acceptsEncodings('br') === 'br';
  response.setHeader('content-type', contentType(path));
  const isHashed = HASHED.test(path);
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('vary', 'accept-encoding');
  if (brotli) response.setHeader('content-encoding', 'br');
  // What never changes is asked for once, and whole.
  const asked = { lastModified: !isHashed, acceptRanges: !isHashed };
  response.sendFile(brotli ? `${path}.br` : path, { root: folder, cacheControl: false, dotfiles: 'deny', ...asked });
}

export const contentType = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

const PARTS = new Set(['.js', '.css', '.woff2', '.woff']);

/** What pages are made of, and no page itself. */
const isPart = (path: string): boolean => PARTS.has(extname(path));

/** Pages, not files or the API: what a browser asks for when somebody follows a link. */
function isPage({ path, headers }: Request): boolean {
  const ours = path.startsWith('/api/') || path.startsWith('/plugins/');
  // A page may be of something with a dot in its name; our files lie at the top.
  const isFile = extname(path) !== '' && !path.slice(1).includes('/');
  return !ours && !isFile && (headers.accept ?? '').includes('text/html');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\/+/, '');
  } catch {
    return '';
  }
}

function listFiles(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/')));
}
