import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channelName, MENU_EVENT, type Reply } from '$contract/channels';
import { createHostApi } from '$contract/create-host-api';

const host = createHostApi({
  invoke: (channel, args) => ipcRenderer.invoke(channelName(channel), args) as Promise<Reply>,
  onMenu: (listener) => {
    // The event object stays on this side of the bridge: it would hand the page an `ipcRenderer`.
    const relay = (_event: IpcRendererEvent, id: string): void => {
      listener(id);
    };
    ipcRenderer.on(MENU_EVENT, relay);
    return () => {
      ipcRenderer.off(MENU_EVENT, relay);
    };
  },
});

contextBridge.exposeInMainWorld('host', host);
