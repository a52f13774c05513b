import { expect, test } from 'vitest';
import { joinAssessments, NOT_ASSESSED } from './excerpt';

test('passages that become one keep the first word on each, and stay important', () => {
  expect(
    joinAssessments([
      NOT_ASSESSED,
      { status: 'claimed', confidence: null, important: true, eventDate: '' },
      { status: 'denied', confidence: 'low', important: false, eventDate: '2022-01' },
    ]),
  ).toEqual({ status: 'claimed', confidence: 'low', important: true, eventDate: '2022-01' });
  expect(joinAssessments([NOT_ASSESSED, NOT_ASSESSED])).toEqual(NOT_ASSESSED);
});
