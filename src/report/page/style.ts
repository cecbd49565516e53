/** How the page looks: by light, in the dark and on paper, on a phone and for who reads with the keyboard. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2128; --muted: #57606a; --faint: #c4ccd4; --accent: #0a5bb8; --band: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e6eaef; --muted: #a3adb8; --faint: #48525d; --accent: #6cb2ff; --band: #1d232a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--faint); }
h3 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
.about, .definition { color: var(--muted); }
.definition { font-size: .9rem; max-width: 62ch; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0 0; padding: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.25rem; }
.figure { background: var(--band); border-radius: 8px; padding: 1rem 1.1rem; min-width: 0; }
.figure.wide { grid-column: 1 / -1; }
.value { font-size: 1.35rem; font-weight: 650; margin: .1rem 0 .25rem; }
.wide .value { font-size: 1.1rem; }
.beside { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem 1.5rem; align-items: start; margin-top: .75rem; }
.chart svg { display: block; width: 100%; height: auto; }
.scroll { overflow: auto; max-height: 26rem; }
.section-table { max-height: none; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
.beside caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.beside .scroll { position: relative; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--faint); overflow-wrap: anywhere; }
th { white-space: nowrap; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
footer { margin-top: 3rem; color: var(--muted); font-size: .9rem; }
@media (max-width: 46rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --muted: #333; --faint: #aaa; --accent: #003a80; --band: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  .figure { border: 1px solid #bbb; }
  .figure, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .scroll { overflow: visible; max-height: none; }
}
`
