import { ipcMain, type BrowserWindow } from 'electron';
import { channelName, CHANNELS } from '$contract/channels';
import { answer, type Guard, type Handlers } from './dispatch';

/** Connects every channel of the contract to its handler, for the page in the window there is now, and no other. */
export function connectHost(current: () => BrowserWindow, handlers: Handlers, guard: Guard): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channelName(channel), (event, args: unknown) => {
      const frame = event.senderFrame;
      const window = current();
      const isMainFrame = frame !== null && !window.isDestroyed() && frame === window.webContents.mainFrame;
      return answer(channel, { isMainFrame, url: frame?.url ?? '' }, args, handlers, guard);
    });
  }
}
