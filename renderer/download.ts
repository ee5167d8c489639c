/** The browser's download of an address, or the desktop's "save as": the page stays as it is. */
export function download(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
