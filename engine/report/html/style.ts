// The look of our pages: light and dark, narrow and wide, on paper. No font, picture or address from outside.

/** The style sheet of the plan page and the status page. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5b6675; --line: #dfe4ea;
--mark: #0b6bcb;
  --create: #1a7f4b; --update: #b7791f; --retire: #c0392b; --pending: #0e7490; --held: #8e3bb0; --withheld: #8a94a3;
  --skipped: #a8b0bb;
  --added: #d3f3df; --removed: #fbd9d5; --hover: #eef3f9; }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --ground: #12171e; --card: #1a212b;
--ink: #e6ebf1; --soft: #9aa7b6;
  --line: #2c3644; --mark: #6db3f8; --create: #4cc38a; --update: #e0a84e; --retire: #f2796b; --pending: #46bcd4;
  --held: #cf8cf0;
  --withheld: #7b8797; --skipped: #5d6877; --added: #17472e; --removed: #5b2420; --hover: #222c39; } }
:root[data-theme=dark] { color-scheme: dark; --ground: #12171e; --card: #1a212b; --ink: #e6ebf1; --soft: #9aa7b6;
--line: #2c3644; --mark: #6db3f8;
  --create: #4cc38a; --update: #e0a84e; --retire: #f2796b; --pending: #46bcd4; --held: #cf8cf0; --withheld: #7b8797;
  --skipped: #5d6877;
  --added: #17472e; --removed: #5b2420; --hover: #222c39; }
:root[data-theme=light] { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main, body > header { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
body > header { display: flex; gap: 16px; align-items: start; padding-top: 24px; } body > header p { margin: 2px 0 0; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 17px; margin: 0 0 10px; } h3 { font-size: 14px; margin: 14px 0 4px; }
p { margin: 4px 0; } .soft { color: var(--soft); } a { color: var(--mark); }
.push { margin-left: auto; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px;
margin: 14px 0; }
code, .code { font: 13px/1.5 ui-monospace, Consolas, Menlo, monospace; overflow-wrap: anywhere; }
pre { margin: 6px 0; padding: 8px 10px; background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
white-space: pre-wrap; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(108px, 1fr)); gap: 10px; margin: 14px 0; }
.tile { display: block; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
padding: 10px 14px; text-decoration: none;
  color: inherit; border-top: 4px solid var(--line); }
.tile b { display: block; font-size: 24px; line-height: 1.2; font-variant-numeric: tabular-nums; white-space: nowrap;
} a.tile:hover { background: var(--hover); }
.tile.create { border-top-color: var(--create); } .tile.update { border-top-color: var(--update); }
.tile.retire { border-top-color: var(--retire); }
.tile.pending { border-top-color: var(--pending); } .tile.held { border-top-color: var(--held); }
.tile.withheld { border-top-color: var(--withheld); }
.tile.skipped { border-top-color: var(--skipped); }
.tag { display: inline-block; padding: 0 7px; border-radius: 20px; border: 1px solid currentColor; font-size: 12px;
white-space: nowrap; }
.tag.create, .tag.Ready { color: var(--create); } .tag.update, .tag.Working { color: var(--update); }
.tag.retire, .tag.Stalled { color: var(--retire); }
.tag.pending { color: var(--pending); } .tag.held, .tag.hold { color: var(--held); }
.tag.withheld, .tag.skip, .tag.skipped, .tag.Off { color: var(--soft); }
ul.told { list-style: none; margin: 0; padding: 0; }
ul.told > li { padding: 5px 0 5px 26px; position: relative; border-top: 1px solid var(--line); }
ul.told > li:first-child { border-top: 0; }
ul.told .mark { position: absolute; left: 4px; font-weight: 700; font-family: ui-monospace, Consolas, monospace; }
ul.told .named { font-size: 13px; color: var(--soft); }
ul.told .named span { display: inline-block; margin-right: 14px; overflow-wrap: anywhere; }
.charts { display: grid; grid-template-columns: 3fr 2fr; gap: 8px 28px; } .charts > div { min-width: 0; }
svg { width: 100%; height: auto; display: block; } svg.square { max-width: 380px; }
svg text { fill: var(--ink); font-size: 13px; }
svg .axis { fill: var(--soft); font-size: 11px; } svg .figure { fill: var(--soft); font-size: 12px; }
svg .rule { stroke: var(--soft); } svg .grid { stroke: var(--line); }
svg .create { fill: var(--create); } svg .update { fill: var(--update); } svg .retire { fill: var(--retire); }
svg .pending { fill: var(--pending); }
svg .held { fill: var(--held); } svg .withheld { fill: var(--withheld); } svg .skipped { fill: var(--skipped); }
svg .up { fill: var(--mark); } svg .down { fill: var(--update); } svg circle { opacity: .6; }
svg circle.odd { fill: var(--retire); opacity: 1; }
svg a:hover rect, svg a:focus rect, svg a:focus circle { stroke: var(--ink); stroke-width: 2; }
svg a:focus { outline: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 13px; color: var(--soft); margin: 4px 0 0;
padding: 0; list-style: none; }
.legend svg { display: inline-block; width: 10px; height: 10px; margin-right: 3px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 6px 10px; border-top: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; font-size: 13px; color: var(--soft); border-top: 0; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; } .scroll table { min-width: 600px; }
.filters { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin-bottom: 10px; }
.filters label { font-size: 12px; color: var(--soft); }
.filters input, .filters select, button { display: block; font: inherit; font-size: 14px; padding: 6px 9px;
border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--ink); max-width: 100%; }
.filters select { max-width: 170px; }
.filters input[type=checkbox] { width: 20px; height: 20px; margin: 7px 0; } .filters .wide { flex: 1 1 220px; }
.filters .wide input { width: 100%; } button { cursor: pointer; } button:hover { background: var(--hover); }
button:disabled { opacity: .45; cursor: default; }
th button { border: 0; padding: 0; font-weight: 600; font-size: 13px; color: var(--soft); background: none; }
th button:hover { background: none; text-decoration: underline; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
#rows { table-layout: fixed; } #rows th:nth-child(1) { width: 32px; } #rows th:nth-child(2) { width: 13%; }
#rows th:nth-child(3) { width: 10%; } #rows th:nth-child(4) { width: 15%; } #rows th:nth-child(5) { width: 92px; }
#rows th:nth-child(7) { width: 72px; } th.number button { display: inline; } #rows th:nth-child(8) { width: 21%; }
#rows td { overflow-wrap: anywhere; } #rows tbody tr.row { cursor: pointer; }
#rows tbody tr.row:hover { background: var(--hover); }
#rows .more { border: 0; padding: 0 4px; background: none; }
#rows .inner { background: var(--ground); border-radius: 8px; padding: 10px 12px; }
#rows .value { white-space: pre-wrap; unicode-bidi: isolate; } #rows .inner table { table-layout: fixed; }
#rows .inner th { width: auto !important; }
ins { background: var(--added); text-decoration: none; border-radius: 3px; }
del { background: var(--removed); border-radius: 3px; }
.pager { display: flex; gap: 10px; align-items: center; margin-top: 10px; flex-wrap: wrap; }
.none { padding: 22px; text-align: center; color: var(--soft); }
svg.bar { height: 8px; border-radius: 4px; background: var(--line); margin: 4px 0; }
@media (max-width: 760px) { main, body > header { padding-left: 10px; padding-right: 10px; }
.charts { grid-template-columns: 1fr; }
  #rows, #rows tbody, #rows tr, #rows td { display: block; width: auto; }
  #rows thead { position: absolute; left: -9999px; } #rows tr.row { border-top: 1px solid var(--line); padding: 6px 0; }
  #rows td { border: 0; padding: 1px 6px; } #rows td.number { text-align: left; }
  #rows .inner table, #rows .inner tbody { display: block; } }
@media print { body { background: #fff; color: #000; font-size: 11px; }
.filters, .pager, button, .push { display: none !important; }
section { break-inside: avoid-page; border-color: #bbb; } section.list { break-inside: auto; }
tr { break-inside: avoid; } }
`
