import { decode } from '../decode';
import { refused, undecoded, type Importer } from '../importer';
import { reportOfReference } from './reference';
import { MAX_RECORDS, readRis, referenceOf } from './ris';

/** Files of references in RIS: a record with an abstract is a report. */
export const referencesImporter: Importer = {
  id: 'references',
  label: 'References',
  extensions: ['ris'],
  async *read({ name, bytes }, choices) {
    const decoded = decode(bytes, choices.encoding);
    if (!decoded.ok) return yield* undecoded(decoded.error, choices);
    const { text, encoding, notes } = decoded.value;
    const records = readRis(text);
    if (records.length === 0) {
      return yield* refused({
        code: 'import/no-records',
        message: 'The file holds no records of references: none begins with “TY  - ”.',
      });
    }
    if (records.length > MAX_RECORDS) {
      return yield* refused({
        code: 'import/too-many-records',
        message: `The file holds more than ${MAX_RECORDS} records. Divide it into several files.`,
      });
    }
    for (const [i, record] of records.entries()) {
      const result = reportOfReference(referenceOf(record), { name, encoding, notes });
      yield { within: `record ${i + 1}`, result };
    }
    return [{ kind: 'encoding', taken: encoding }];
  },
};
