import { describe, expect, it } from 'vitest'
import { withoutInternalParts } from '../../../src/document/publication/internal-parts.ts'

describe('of what is marked as internal nothing is left', () => {
  it.each([
    ['between its marks, over blank lines', 'A\n\n<!-- internal -->\n\nsecret\n\n- secret\n\n<!-- /internal -->\n\nB'],
    ['behind a mark that is never closed', 'A B\n\n<!-- internal -->\n\nsecret\n\n## More\n\nsecret'],
    ['marks on one line', 'A\n\n<!-- internal -->secret<!-- /internal -->\n\nB'],
    ['marks within marks', 'A\n<!-- internal -->\nsecret\n<!-- internal -->\nsecret\n<!-- /internal -->\nB'],
    ['marks in capitals, with spaces', 'A\n<!--  INTERNAL  -->\nsecret\n<!--/Internal-->\nB'],
    ['below a heading', 'A B\n\n## Internal notes\n\nsecret\n\n### Deeper\n\nsecret'],
    ['below a heading, up to the next of its level', 'A\n\n### Internal notes\n\nsecret\n\n### Thanks\n\nB'],
    ['below a line in bold', 'A B\n\n**Internal notes**\n\nsecret\n\nsecret'],
    ['comments', 'A <!-- secret --> B\n\n<!--\nsecret\n-->'],
  ])('%s', (_, text) => {
    const open = withoutInternalParts(text)
    expect(open).not.toContain('secret')
    expect(open).toContain('A')
    expect(open).toContain('B')
  })

  it('but of code that only shows such a mark', () => {
    const text = 'A\n\n```html\n<!-- internal -->\n```\n\nB `<!-- internal -->` C'
    expect(withoutInternalParts(text)).toBe(text)
  })
})
