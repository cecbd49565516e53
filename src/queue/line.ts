/** A first-in, first-out line: `add` and `take` are O(1) on average. */
export interface FifoLine<T> {
  add(item: T): void
  /** The oldest item, which stays; `undefined` when the line is empty. */
  first(): T | undefined
  /** The oldest item, which leaves; `undefined` when the line is empty. */
  take(): T | undefined
  length(): number
}

/** An empty line. Not `Array.shift`, which moves every item of a long line each time. */
export function createLine<T>(): FifoLine<T> {
  let items: T[] = []
  let head = 0
  return {
    add(item) {
      items.push(item)
    },
    first: () => items[head],
    take() {
      const item = items[head]
      if (head >= items.length) return undefined
      head += 1
      if (head === items.length || (head > 1024 && head * 2 > items.length)) {
        items = items.slice(head)
        head = 0
      }
      return item
    },
    length: () => items.length - head,
  }
}
