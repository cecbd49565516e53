import { refusedWith } from '../requests/errors.ts'

/** What hangs on an issue that is gone is nothing; the issue's own lookup says why. */
export async function orNothing<T>(nothing: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (refusedWith(error, 404, 410)) return nothing
    throw error
  }
}
