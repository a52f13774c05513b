/** What a link in a book names: a file of its archive, and a place in that file (empty for the whole). */
export interface Place {
  readonly path: string;
  readonly fragment: string;
}

/** The folder of a path, with its slash at the end; empty at the top of the archive. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Resolves a link against the file that it stands in. Null for links to the web, for those that lead out of the archive
 * and those whose names no archive may hold.
 * @see https://www.w3.org/TR/epub-33/#sec-container-iri
 */
export function resolveLink(href: string, from: string): Place | null {
  const trimmed = href.trim();
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/iu.test(trimmed)) return null;
  const hash = trimmed.indexOf('#');
  const fragment = hash === -1 ? '' : decoded(trimmed.slice(hash + 1));
  const relative = decoded((hash === -1 ? trimmed : trimmed.slice(0, hash)).replace(/\?.*$/su, ''));
  if (relative === '') return { path: from, fragment };
  const path = normalised(relative.startsWith('/') ? relative.slice(1) : folderOf(from) + relative);
  return path === null ? null : { path, fragment };
}

function normalised(path: string): string | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\\\u0000-\u001f]/u.test(path)) return null;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
