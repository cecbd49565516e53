/**
 * Characters that a reader cannot see and that can lie about what is written: bidi controls, zero-width characters, blank
 * letters, tag characters, and controls other than tab and line breaks. What emoji are made of is not among them: the
 * zero-width joiner, see below, and the sixteen variation selectors.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking controls out is what this is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufff9-\ufffb]|(?![\u200d\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu

/** A joiner that does not hold an emoji together. */
const looseJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu

const loneSurrogate = /\p{Surrogate}/gu

/** Whether a reader cannot see this character, and it may lie about what is written. */
export function isHiddenCharacter(character: string): boolean {
  return stripHidden(character) === ''
}

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
