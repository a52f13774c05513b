import { describe, expect, it } from 'vitest';
import { isLanguageTag } from './language-tag';

describe('isLanguageTag', () => {
  it.each(['', 'en', 'kk-Cyrl', 'zh-Hans-CN', 'KK', 'qq'])('takes “%s”', (text) => {
    expect(isLanguageTag(text)).toBe(true);
  });

  it.each(['e', 'en_US', 'English (UK)', 'en-', 'en-us-us', 'русский', ' en'])('refuses “%s”', (text) => {
    expect(isLanguageTag(text)).toBe(false);
  });
});
