import type { HostApi } from '$contract/host-api';
import type { Settings } from '$contract/schemas';
import type { Result } from '$domain/result';
import { attempt } from '../platform/host';

/** Stores the settings in the profile. Fails with the host's code; the old settings are still stored then. */
export function storeSettings(host: HostApi, settings: Settings): Promise<Result<void>> {
  return attempt(host.writeSettings(settings));
}
