import { raw } from 'hono/html'

const shapes = {
  issue: '<circle cx="8" cy="8" r="6.25"/><circle cx="8" cy="8" r="1.2" fill="currentColor" stroke="none"/>',
  check: '<circle cx="8" cy="8" r="6.25"/><path d="M5.2 8.2l2 2 3.6-4"/>',
  skip: '<circle cx="8" cy="8" r="6.25"/><path d="M3.8 12.2l8.4-8.4"/>',
  pull: '<circle cx="4" cy="3.5" r="1.7"/><circle cx="4" cy="12.5" r="1.7"/><circle cx="12" cy="12.5" r="1.7"/><path d="M4 5.2v5.6M12 10.8V6a2 2 0 0 0-2-2H7.5M9 2.2L7.2 4 9 5.8"/>',
  draft:
    '<circle cx="4" cy="3.5" r="1.7"/><circle cx="4" cy="12.5" r="1.7"/><circle cx="12" cy="12.5" r="1.7"/><path d="M4 5.2v5.6M12 3.4v.4M12 7v.6"/>',
  merge:
    '<circle cx="4" cy="3.5" r="1.7"/><circle cx="4" cy="12.5" r="1.7"/><circle cx="12" cy="8.5" r="1.7"/><path d="M4 5.2v5.6M4.3 5.3c.8 2.2 3 3.2 6 3.2"/>',
  closedPull:
    '<circle cx="4" cy="3.5" r="1.7"/><circle cx="4" cy="12.5" r="1.7"/><circle cx="12" cy="12.5" r="1.7"/><path d="M4 5.2v5.6M12 10.8V7.5M10.2 2l3.6 3.6M13.8 2l-3.6 3.6"/>',
  file: '<path d="M9.5 1.75H4.2a.95.95 0 0 0-.95.95v10.6c0 .52.43.95.95.95h7.6c.52 0 .95-.43.95-.95V5zM9.5 1.75V5h3.25"/>',
  folder:
    '<path d="M1.75 12.6V3.4c0-.36.29-.65.65-.65h3.7l1.5 2h6c.36 0 .65.29.65.65v7.2c0 .36-.29.65-.65.65H2.4a.65.65 0 0 1-.65-.65z" fill="currentColor" fill-opacity=".35"/>',
  code: '<path d="M5 4L1.5 8 5 12M11 4l3.5 4-3.5 4"/>',
  comment:
    '<path d="M2.4 2.75h11.2c.36 0 .65.29.65.65v7.2c0 .36-.29.65-.65.65H7.5l-3 2.75v-2.75H2.4a.65.65 0 0 1-.65-.65V3.4c0-.36.29-.65.65-.65z"/>',
  tag: '<path d="M1.75 2.4v5.1l6.6 6.6c.26.26.68.26.94 0l4.8-4.8a.66.66 0 0 0 0-.94L7.5 1.75H2.4a.65.65 0 0 0-.65.65z"/><circle cx="4.9" cy="4.9" r=".6" fill="currentColor"/>',
  person: '<circle cx="8" cy="5" r="2.75"/><path d="M2.75 13.75c.5-2.7 2.6-4.2 5.25-4.2s4.75 1.5 5.25 4.2"/>',
  pencil: '<path d="M10.8 2.2l3 3-8.6 8.6-3.5.5.5-3.5z"/>',
  commit: '<circle cx="8" cy="8" r="2.75"/><path d="M.75 8h4.5M10.75 8h4.5"/>',
  eye: '<path d="M1.2 8S3.7 3.5 8 3.5 14.8 8 14.8 8 12.3 12.5 8 12.5 1.2 8 1.2 8z"/><circle cx="8" cy="8" r="1.8"/>',
  tree: '<path d="M3 2.5v8a1.5 1.5 0 0 0 1.5 1.5H8M3 5.5h5"/><rect x="8.5" y="3.75" width="5" height="3.5" rx=".8"/><rect x="8.5" y="10.25" width="5" height="3.5" rx=".8"/>',
  thumb:
    '<path d="M5 7v6.25H2.5V7zM5 7.4L7.6 2.2c1 0 1.6.7 1.6 1.6v2.4h3.3c.8 0 1.4.8 1.2 1.6l-1 4.3c-.2.7-.7 1.15-1.4 1.15H5"/>',
  thumbDown:
    '<g transform="rotate(180 8 8)"><path d="M5 7v6.25H2.5V7zM5 7.4L7.6 2.2c1 0 1.6.7 1.6 1.6v2.4h3.3c.8 0 1.4.8 1.2 1.6l-1 4.3c-.2.7-.7 1.15-1.4 1.15H5"/></g>',
  laugh: '<circle cx="8" cy="8" r="6.25"/><path d="M5 9.2h6c-.3 1.8-1.5 2.7-3 2.7s-2.7-.9-3-2.7zM5.8 6v.3M10.2 6v.3"/>',
  confused: '<circle cx="8" cy="8" r="6.25"/><path d="M5.6 11c.8-1 2.4-1.6 4.6-1.2M5.8 6v.3M10.2 6v.3"/>',
  heart:
    '<path d="M8 13.5S1.9 9.9 1.9 5.9c0-1.9 1.4-3.3 3.1-3.3 1.3 0 2.4.7 3 1.8.6-1.1 1.7-1.8 3-1.8 1.7 0 3.1 1.4 3.1 3.3 0 4-6.1 7.6-6.1 7.6z"/>',
  hooray: '<path d="M2 14l3-8.5 5.5 5.5zM9.5 6.5c0-2 1-3.5 3-4M11.5 8.5h2.2M7.2 4.4V2.2"/>',
  rocket:
    '<path d="M6 10L3.3 9.3l1.9-2.9h2.4c1.4-2.3 3.4-3.9 6.1-4.1-.2 2.7-1.8 4.7-4.1 6.1v2.4l-2.9 1.9zM4.3 11.7l-2 2"/>',
  clock: '<circle cx="8" cy="8" r="6.25"/><path d="M8 4.5V8l2.4 1.6"/>',
  gear: '<path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6"/><circle cx="10" cy="4.5" r="1.9"/><circle cx="6" cy="11.5" r="1.9"/>',
  down: '<path d="M4.5 6.5L8 10l3.5-3.5"/>',
  smile: '<circle cx="8" cy="8" r="6.25"/><path d="M5.2 9.4c1.3 1.9 4.3 1.9 5.6 0M5.9 6v.3M10.1 6v.3"/>',
  trash: '<path d="M2.5 4.25h11M6 4.25V2.5h4v1.75M4 4.25l.6 9.25h6.8l.6-9.25"/>',
  warning: '<path d="M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.2"/>',
  neutral: '<rect x="2" y="2" width="12" height="12" rx="2.5"/><path d="M5.5 8h5"/>',
  cross: '<circle cx="8" cy="8" r="6.25"/><path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"/>',
  info: '<circle cx="8" cy="8" r="6.25"/><path d="M8 7.2v3.8M8 5v.2"/>',
  ship: '<path d="M8 1.75l5.5 3.1v6.3L8 14.25l-5.5-3.1v-6.3zM2.6 4.9L8 8l5.4-3.1M8 8v6.1"/>',
  play: '<circle cx="8" cy="8" r="6.25"/><path d="M6.6 5.4L10.8 8l-4.2 2.6z"/>',
  dot: '<circle cx="8" cy="8" r="2" fill="currentColor"/>',
  repository:
    '<path d="M3.25 12.5V2.9c0-.64.51-1.15 1.15-1.15h8.35v9H4.9c-.9 0-1.65.75-1.65 1.75s.75 1.75 1.65 1.75h7.85v-3.5"/>',
} as const

export type IconName = keyof typeof shapes

/** A small line drawing in the text's colour; `label` is read aloud, without it the drawing is decoration. */
export function icon(name: IconName, label?: string) {
  const spoken = label === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${label.replaceAll('"', '')}"`
  return raw(`<svg width="16" height="16" viewBox="0 0 16 16" ${spoken}>${shapes[name]}</svg>`)
}
