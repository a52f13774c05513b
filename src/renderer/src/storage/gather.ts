import { emptyRowSet, type RowSet, type TableName } from '$domain/change/change';
import type { Command } from '$domain/change/command';
import type { ArchiveDb } from './archive-db';

/** Reads the rows that a command touches, and all that hang on them. */
export async function gather(db: ArchiveDb, command: Command): Promise<RowSet> {
  const rows = emptyRowSet();
  switch (command.kind) {
    case 'add-reports':
      break;
    case 'edit-report':
      await addByKey(db, rows, 'reports', [command.reportId]);
      break;
    case 'revise-report':
      await addByKey(db, rows, 'reports', [command.reportId]);
      fill(rows, 'excerpts', await db.excerpts.where('reportId').equals(command.reportId).toArray());
      break;
    case 'place-passage': {
      await addByKey(db, rows, 'excerpts', [command.excerptId]);
      await addByKey(
        db,
        rows,
        'reports',
        [...rows.excerpts.values()].map(({ reportId }) => reportId),
      );
      break;
    }
    case 'confirm-passages':
      await addByKey(db, rows, 'excerpts', command.excerptIds);
      break;
    case 'remove-reports':
      await addReportsWithAll(db, rows, command.reportIds);
      break;
    case 'remove-sample': {
      const sample = await db.reports.filter((report) => report.sample).primaryKeys();
      await addReportsWithAll(db, rows, sample);
      const actors = await db.actors.toArray();
      fill(rows, 'actors', actors);
      const ids = actors.filter((actor) => actor.sample).map((actor) => actor.id);
      fill(rows, 'assignments', await db.assignments.where('pair.actorId').anyOf(ids).toArray());
      break;
    }
    case 'tag-passage':
      await addByKey(db, rows, 'reports', [command.excerpt.reportId]);
      break;
    case 'tag-passages':
      await addByKey(db, rows, 'reports', [
        ...new Set(command.passages.map(({ excerpt }) => excerpt.reportId)),
      ]);
      await addExcerptsWithAll(
        db,
        rows,
        command.added.map(({ excerptId }) => excerptId),
      );
      break;
    case 'edit-passage':
    case 'resize-passage':
    case 'split-passage':
      await addExcerptsWithAll(db, rows, [command.excerptId]);
      break;
    case 'retag-passages':
      await addExcerptsWithAll(db, rows, command.excerptIds);
      await addByKey(
        db,
        rows,
        'actors',
        command.newActors.map((actor) => actor.id),
      );
      await addByKey(
        db,
        rows,
        'codes',
        command.newCodes.map((code) => code.id),
      );
      break;
    case 'delete-passages':
    case 'join-passages':
      await addExcerptsWithAll(db, rows, command.excerptIds);
      break;
    case 'add-actors':
    case 'add-codes':
      break;
    case 'edit-code':
      await addByKey(db, rows, 'codes', [command.codeId]);
      break;
    case 'delete-code':
      fill(rows, 'codes', await db.codes.toArray());
      fill(rows, 'excerpts', await db.excerpts.where('codes').equals(command.codeId).limit(1).toArray());
      break;
    case 'add-country':
      break;
    case 'edit-country':
      await addByKey(db, rows, 'countries', [command.code]);
      break;
    case 'delete-country': {
      await addByKey(db, rows, 'countries', [command.code]);
      // No index: countries are hardly ever deleted, and an index of every pair costs at each one that is saved.
      const about = db.assignments.filter(({ pair }) => pair.country?.code === command.code);
      fill(rows, 'assignments', await about.limit(1).toArray());
      fill(rows, 'actors', await db.actors.filter(({ country }) => country === command.code).toArray());
      break;
    }
    case 'merge-codes':
      fill(rows, 'codes', await db.codes.toArray());
      fill(rows, 'excerpts', await db.excerpts.where('codes').anyOf(command.from).distinct().toArray());
      break;
    case 'reject-suggestions':
      await addByKey(
        db,
        rows,
        'rejections',
        command.rejections.map(({ id }) => id),
      );
      break;
    case 'edit-actors':
      await addByKey(
        db,
        rows,
        'actors',
        command.edits.map(({ actorId }) => actorId),
      );
      break;
    case 'delete-actor':
      fill(rows, 'actors', await db.actors.toArray());
      fill(
        rows,
        'assignments',
        await db.assignments.where('pair.actorId').equals(command.actorId).limit(1).toArray(),
      );
      break;
    case 'split-actor':
      await addByKey(db, rows, 'actors', [command.from]);
      fill(
        rows,
        'assignments',
        await db.assignments
          .where('excerptId')
          .anyOf([...command.excerptIds])
          .toArray(),
      );
      break;
    case 'forget-rejections':
      await addByKey(db, rows, 'rejections', command.rejectionIds);
      break;
    case 'save-search':
    case 'edit-search':
      fill(rows, 'savedSearches', await db.savedSearches.toArray());
      break;
    case 'delete-search':
      await addByKey(db, rows, 'savedSearches', [command.searchId]);
      break;
    case 'merge-actors': {
      fill(rows, 'actors', await db.actors.toArray());
      const concerned = await db.assignments.where('pair.actorId').anyOf(command.from).toArray();
      const excerptIds = [...new Set(concerned.map((row) => row.excerptId))];
      fill(rows, 'assignments', await db.assignments.where('excerptId').anyOf(excerptIds).toArray());
      break;
    }
  }
  return rows;
}

const keyOf = (table: TableName): 'id' | 'reportId' => (table === 'originals' ? 'reportId' : 'id');

function fill(rows: RowSet, table: TableName, found: readonly unknown[]): void {
  const key = keyOf(table);
  for (const row of found) {
    if (row !== undefined)
      (rows[table] as Map<string, unknown>).set((row as Record<string, string>)[key]!, row);
  }
}

async function addByKey(
  db: ArchiveDb,
  rows: RowSet,
  table: TableName,
  keys: readonly string[],
): Promise<void> {
  fill(rows, table, await db.table(table).bulkGet([...keys]));
}

async function addReportsWithAll(db: ArchiveDb, rows: RowSet, ids: readonly string[]): Promise<void> {
  await addByKey(db, rows, 'reports', ids);
  for (const table of ['originals', 'excerpts', 'assignments', 'memos', 'rejections'] as const) {
    fill(
      rows,
      table,
      await db
        .table(table)
        .where('reportId')
        .anyOf([...ids])
        .toArray(),
    );
  }
}

async function addExcerptsWithAll(db: ArchiveDb, rows: RowSet, ids: readonly string[]): Promise<void> {
  await addByKey(db, rows, 'excerpts', ids);
  for (const table of ['assignments', 'memos'] as const) {
    fill(
      rows,
      table,
      await db
        .table(table)
        .where('excerptId')
        .anyOf([...ids])
        .toArray(),
    );
  }
}
