import { isLanguageTag } from '$domain/report/language-tag';
import { isPublished } from '$domain/report/published';
import type { ReportMetadata } from '$domain/report/report';

const NO_DATE = 'Write a date as 2022, 2022-01 or 2022-01-06, or leave it empty.';

/** What is wrong with corrected metadata, by field; empty sentences where nothing is. */
export function metadataErrors(metadata: ReportMetadata): {
  published: string;
  captured: string;
  language: string;
} {
  return {
    published: isPublished(metadata.published) ? '' : NO_DATE,
    captured: isPublished(metadata.captured) ? '' : NO_DATE,
    language: isLanguageTag(metadata.language)
      ? ''
      : 'Write a language code such as en, ru or kk, or leave it empty.',
  };
}
