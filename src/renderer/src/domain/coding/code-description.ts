import { fail, ok, type Result } from '../result';
import { aliasesOf } from './actor';
import { ACTOR_TEXT_LIMIT } from './actor-text';
import { codeName, type CodeFields } from './code';
import { descriptionBy } from './entry-description';

const DESCRIPTION = descriptionBy([
  ['Include', 'include'],
  ['Exclude', 'exclude'],
  ['Example', 'example'],
  ['Also known as', 'aliases'],
]);

/** What is known of a code as one text for people; aliases joined by `|`, which no name holds. */
export function codeDescription(code: CodeFields): string {
  return DESCRIPTION.write(code.definition, (field) =>
    field === 'aliases' ? code.aliases.join('|') : code[field],
  );
}

/**
 * The fields that a description has. `name` is the code's, which is no alias of itself. Each part that cannot be read is
 * a failure `code/…`, the others are fields.
 */
export function readCodeDescription(
  text: string,
  name: string,
): Result<Partial<Omit<CodeFields, 'name' | 'parentId'>>>[] {
  return [...DESCRIPTION.read(text.normalize('NFC'))].map(([field, said]) => {
    if (said.length > ACTOR_TEXT_LIMIT) {
      return fail({
        code: `code/bad-${field}`,
        message: `The ${field} of “${name}” has more than ${ACTOR_TEXT_LIMIT.toLocaleString('en')} characters.`,
      });
    }
    if (field !== 'aliases') return ok({ [field]: said });
    const aliases: string[] = [];
    for (const part of said.split('|').filter((alias) => alias.trim() !== '')) {
      const alias = codeName(part);
      if (!alias.ok) return alias;
      aliases.push(alias.value);
    }
    return ok({ aliases: aliasesOf(name, aliases) });
  });
}
