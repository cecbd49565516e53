/** The text of a file as it stands, a byte order mark included; `null` when it is not UTF-8 or holds NUL, as git tells binaries. */
export function textOfFile(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
