/** Whether panes and editors have room side by side; `style.css` knows the same width. */
export function isWide(): boolean {
  return matchMedia('(min-width: 800px)').matches;
}
