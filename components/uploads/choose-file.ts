/** Opens the browser's file chooser; `null` when nothing was chosen. Call it from a click. */
export function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.hidden = true;
    const settle = (file: File | null) => {
      input.remove();
      resolve(file);
    };
    input.addEventListener('cancel', () => settle(null));
    input.addEventListener('change', () => settle(input.files?.[0] ?? null));
    document.body.append(input);
    input.click();
  });
}
