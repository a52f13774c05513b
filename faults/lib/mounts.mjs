// File systems of a chosen size, for what only a whole disk can show. Mounting needs the superuser.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const UNMOUNT_TRIES = 20;
const FILL_TRIES = 50;

function call(program, ...args) {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** Why nothing can be mounted here; null when it can. */
export function cannotMount() {
  if (process.platform !== 'linux') return 'It needs Linux.';
  if (process.getuid() !== 0) return 'Mounting a file system needs the superuser.';
  return null;
}

/** Where something is mounted now. */
const mounted = new Set();

/** Unmounts whatever a run that was stopped has left. */
export function unmountAll() {
  for (const folder of mounted) unmount(folder);
}

/** Mounts a file system in memory of so many kilobytes. */
export function mountMemory(folder, kilobytes) {
  mkdirSync(folder, { recursive: true });
  call('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0700`, 'tmpfs', folder);
  mounted.add(folder);
}

/** Makes a file that holds an empty ext4 file system of so many megabytes. */
export function makeImage(path, megabytes) {
  call('truncate', '-s', `${megabytes}M`, path);
  call('mkfs.ext4', '-q', '-F', '-m', '0', path);
}

export function mountImage(path, folder) {
  mkdirSync(folder, { recursive: true });
  call('mount', '-o', 'loop', path, folder);
  mounted.add(folder);
}

/** Unmounts; processes that were just killed can hold it a moment longer. */
export function unmount(folder) {
  mounted.delete(folder);
  for (let tries = 1; ; tries += 1) {
    const { status } = spawnSync('umount', [folder]);
    if (status === 0) return;
    if (tries === UNMOUNT_TRIES) {
      spawnSync('umount', ['-l', folder]);
      return;
    }
    spawnSync('sleep', ['0.1']);
  }
}

/** A file that takes up the space of a disk, to leave as much as is asked for. */
export function createFiller(folder) {
  const path = join(folder, 'filler');
  return {
    /** Leaves so many megabytes free, or none at all. Others may be writing meanwhile. */
    leave(megabytes) {
      rmSync(path, { force: true });
      for (let tries = 1; ; tries += 1) {
        const { bavail, bsize } = statfsSync(folder);
        const blocks = Math.floor(bavail - (megabytes * 1e6) / bsize);
        try {
          call('fallocate', '-l', String(Math.max(1, blocks) * bsize), path);
          return;
        } catch (error) {
          if (tries === FILL_TRIES) throw error;
        }
      }
    },
    remove: () => rmSync(path, { force: true }),
  };
}
