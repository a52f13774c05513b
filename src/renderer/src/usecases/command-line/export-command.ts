import { exporterById, EXPORTERS } from '../../exporters/registry';
import { attempt } from '../../platform/host';
import { exportPassages } from '../export-passages';
import { findPassages } from '../find-passages';
import { EXIT, type ExitCode } from './output';
import { queryError, wrongUse } from './read-commands';
import type { CommandRun } from './command-run';

/** `export --format F --out PATH …`: exactly the passages that `passages` prints for the same query. */
export async function exportCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  if (args.words.length > 0) return wrongUse(output, '“export” takes options only.');
  const format = args.options.get('format')?.text ?? '';
  const exporter = exporterById(format);
  if (!exporter) {
    const formats = EXPORTERS.map(({ id }) => id).join(', ');
    return wrongUse(output, `“--format” is one of ${formats}; not “${format}”.`);
  }
  const profileId = args.options.get('profile')?.text ?? 'data';
  const profile = exporter.profiles.find(({ id }) => id === profileId);
  if (!profile) {
    return wrongUse(
      output,
      `“--profile” is one of ${exporter.profiles.map(({ id }) => id).join(', ')}; not “${profileId}”.`,
    );
  }
  const out = args.options.get('out');
  if (!out) return wrongUse(output, 'Say where to: --out PATH');

  const found = await findPassages(archive, args.options.get('query')?.text ?? '');
  if (!found.ok) return queryError(output, found.error);
  const target = await attempt(archive.host.saveToArgument(out.index));
  const exported = target.ok
    ? await exportPassages(archive, {
        ids: found.value,
        exporter,
        profile: profile.id,
        target: target.value,
      })
    : target;
  if (!exported.ok) {
    await output.error(exported.error);
    return EXIT.refused;
  }
  const { rows, losses, file } = exported.value;
  await output.record(
    { event: 'exported', format, path: out.text, rows, sha256: file.sha256, losses },
    `${rows} passages written to ${out.text}`,
  );
  return EXIT.done;
}
