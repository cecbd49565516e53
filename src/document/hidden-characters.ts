/**
 * Characters that a reader cannot see and that can lie about what is written: bidi controls, zero-width characters, tag
 * characters, and controls other than tab and line breaks. A zero-width joiner is not among them: see below.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking controls out is what this is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** A joiner that does not hold an emoji together. */
const looseJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu

const loneSurrogate = /\p{Surrogate}/gu

/** `text` without characters that a reader cannot see; line breaks and tabs stay, and emoji made of several stay whole. */
export function stripHidden(text: string): string {
  return text.replace(hidden, '').replace(looseJoiner, '').replace(loneSurrogate, '\ufffd')
}

/** `text` on one line: hidden characters out, every run of white space (line breaks too) one space, trimmed. */
export function oneLine(text: string): string {
  return stripHidden(text).replace(/\s+/gu, ' ').trim()
}

/** The first `max` UTF-16 code units of `text`, never half a character. */
export function cutAt(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
