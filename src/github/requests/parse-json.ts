/** Gives what JSON says in UTF-8, and throws where it is none. The buffer may be empty afterwards. */
export type ParseJson = (bytes: ArrayBuffer) => Promise<unknown>

/** Parses where the answer arrives, however long that takes. */
export const parseHere: ParseJson = async (bytes) => JSON.parse(new TextDecoder().decode(bytes))
