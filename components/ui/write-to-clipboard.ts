/**
 * Puts text on the clipboard; `false` when the browser refuses. Pages served over plain HTTP have no Clipboard API
 * (https://w3c.github.io/clipboard-apis/#async-clipboard-api is for secure contexts), so the older command stands in.
 */
export async function writeToClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.cssText = 'position:fixed;top:0;opacity:0';
  // Inside an open dialog anything outside it is inert and cannot be selected.
  (focused?.closest('[role=dialog],[role=alertdialog]') ?? document.body).append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where there is no Clipboard API
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
