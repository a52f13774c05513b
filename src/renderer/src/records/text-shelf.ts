import { textKey, type ReportText } from '$domain/report/report';
import { type FindText } from './change-record';

const SURROGATE = /[\ud800-\udfff]/;

/**
 * The texts that a reader of many changes has to remember to convert places in them. Without characters beyond the
 * basic plane code points and UTF-16 units are the same, so of such a text nothing but its name is kept.
 */
export class TextShelf {
  readonly #texts = new Map<string, string>();

  add(texts: readonly ReportText[]): void {
    for (const { reportId, revision, text } of texts) {
      this.#texts.set(textKey(reportId, revision), SURROGATE.test(text) ? text : '');
    }
  }

  readonly find: FindText = (reportId, revision) => this.#texts.get(textKey(reportId, revision));
}
