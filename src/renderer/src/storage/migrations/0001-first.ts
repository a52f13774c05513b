/** The tables of version 0.1.0. `codes` and `savedSearches` are part of it and still empty. */
export const FIRST = {
  reports: 'id, textHash, published, importedAt',
  reportTexts: '[reportId+revision]',
  originals: 'reportId, sha256',
  excerpts: 'id, reportId, [reportId+span.start], anchoring',
  assignments: 'id, excerptId, reportId, pair.actorId, pair.country.code, [pair.actorId+pair.country.code]',
  actors: 'id, name',
  codes: 'id, parentId',
  memos: 'id, excerptId, reportId',
  savedSearches: 'id',
  changes: 'seq, &id, batchId',
  searchSnapshot: 'key',
  meta: 'key',
} as const;
