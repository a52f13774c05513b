import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { channelName, type Reply } from '$contract/channels';
import { createHostApi } from '$contract/create-host-api';

const host = createHostApi({
  invoke: (channel, args) => ipcRenderer.invoke(channelName(channel), args) as Promise<Reply>,
  on: (name, listener) => {
    // The event object stays on this side of the bridge: it would hand the page an `ipcRenderer`.
    const relay = (_event: IpcRendererEvent, payload: unknown): void => {
      listener(payload);
    };
    ipcRenderer.on(name, relay);
    return () => {
      ipcRenderer.off(name, relay);
    };
  },
});

/** Only files that a person dropped have a path: the page can make none up. What is no list is refused by main. */
const openDropped = (files: unknown) =>
  host.openDropped((Array.isArray(files) ? files.map(pathOf) : files) as object[]);

function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}

contextBridge.exposeInMainWorld('host', { ...host, openDropped });
