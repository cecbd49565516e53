/** Colours, and every other control character but tab and line break. */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking controls out is what this is for
  /\u001b\[[\d;]{0,20}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * `text` for a terminal: colours stay, other control characters go. What people write on GitHub is printed, too, and must
 * not move the cursor, fill the clipboard or rewrite what stands above.
 */
export function withoutControls(text: string): string {
  return text.replace(controls, (found) => (found.length > 1 ? found : ''))
}
