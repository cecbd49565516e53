/** Whether the strings in `data` have more than `most` UTF-16 code units together. Looks no further than it must. */
export function holdsMoreText(data: unknown, most: number): boolean {
  let left = most
  // Not by recursion, nor by spreading: either ends where the stack does.
  const open: Iterator<unknown>[] = [[data].values()]
  for (let top = open.at(-1); top !== undefined && left >= 0; top = open.at(-1)) {
    const { done, value } = top.next()
    if (done) open.pop()
    else if (typeof value === 'string') left -= value.length
    else if (value instanceof Map || value instanceof Set || Array.isArray(value)) open.push(value.values())
    else if (typeof value === 'object' && value !== null) open.push(Object.values(value).values())
  }
  return left < 0
}
