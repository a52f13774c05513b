import type { HostApi } from '$contract/host-api';
import { fail, ok, type Result } from '$domain/result';
import { attempt } from '../../platform/host';
import { usage, type Arguments } from './arguments';

/** The first line of the file behind `--passphrase-file`; null when there is no such option. */
export async function readPassphrase(host: HostApi, { options }: Arguments): Promise<Result<string | null>> {
  const option = options.get('passphrase-file');
  if (!option) return ok(null);
  const opened = await attempt(host.openArgument(option.index));
  if (!opened.ok) return opened;
  const file = opened.value;
  if (file.kind === 'refused') return fail({ code: file.code, message: file.message });
  const bytes = await attempt(host.readPicked(file.file.token));
  if (!bytes.ok) return bytes;
  const [line = ''] = new TextDecoder().decode(bytes.value).split(/\r?\n/u, 1);
  return line === ''
    ? usage('The first line of the passphrase file is empty: the passphrase stands there.')
    : ok(line);
}
