import { type ActionItems, readActionItems } from '../document/action-items.ts'

interface TextFile {
  readonly text: string
}

const known = new WeakMap<TextFile, ActionItems>()

/** The action items of a file. A pass plans several times on the same answers; each file is read once. */
export function readItems(file: TextFile): ActionItems {
  const items = known.get(file) ?? readActionItems(file.text)
  known.set(file, items)
  return items
}
