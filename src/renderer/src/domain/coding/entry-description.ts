/** What begins the line of a field in a description: label and field, in order. */
export type FieldLabels<Field extends string> = readonly (readonly [string, Field])[];

/** One text for people of several fields, and back. */
export interface Description<Field extends string> {
  /**
   * The definition, then a line for each field that is filled, such as `Home country: KAZ`. A line of the definition or
   * of another text that looks like one of these has a `\\` before it.
   */
  write(definition: string, textOf: (field: Field) => string): string;
  /** The texts of a description, only those that are filled; words before the first label are the definition. */
  read(text: string): Map<Field | 'definition', string>;
}

/** A description whose fields begin with these labels. */
export function descriptionBy<Field extends string>(labels: FieldLabels<Field>): Description<Field> {
  const labelled = new RegExp(`^(${labels.map(([label]) => label).join('|')}):(?: |$)`, 'u');
  const escaped = new RegExp(`^\\\\+${labelled.source.slice(1)}`, 'u');
  const needsEscape = new RegExp(`^\\\\*${labelled.source.slice(1)}`, 'u');

  /** The first line of a field follows its label, so that it cannot be taken for one. */
  const escapeLines = (text: string, afterLabel = false): string =>
    text
      .split('\n')
      .map((line, i) => (needsEscape.test(line) && !(afterLabel && i === 0) ? `\\${line}` : line))
      .join('\n');

  return {
    write(definition, textOf) {
      const fields = labels.flatMap(([label, field]) => {
        const text = textOf(field);
        return text === '' ? [] : [`${label}: ${escapeLines(text, true)}`];
      });
      const own = definition === '' ? [] : [escapeLines(definition)];
      return [...own, ...(fields.length > 0 ? [fields.join('\n')] : [])].join('\n\n');
    },
    read(text) {
      const fields = new Map<Field | 'definition', string[]>();
      let lines: string[] = [];
      fields.set('definition', lines);
      for (const line of text.replace(/\r\n?/gu, '\n').split('\n')) {
        const label = labelled.exec(line);
        const field = labels.find(([known]) => known === label?.[1])?.[1];
        if (label !== null && field !== undefined && !fields.has(field)) {
          lines = [line.slice(label[0].length)];
          fields.set(field, lines);
        } else {
          lines.push(escaped.test(line) ? line.slice(1) : line);
        }
      }
      return new Map(
        [...fields]
          .map(([field, own]) => [field, own.join('\n').trim()] as const)
          .filter(([, own]) => own !== ''),
      );
    },
  };
}
