/// The looks of the migration's page, on a screen and on A4.
enum MigrationPageStyle {
  /// How many places of a list are printed; the screen has more.
  static let printed = 40
  /// The same of a list of what was left out.
  static let printedIgnored = 15

  /// The style sheet, inline so that the page needs nothing beside it.
  static let sheet = common + narrow + paper

  private static let common = """
    :root{color-scheme:light dark;--ink:#1d2733;--soft:#55636f;--line:#d5dde4;--paper:#fff;--back:#f4f6f8;\
    --good:#1a7f4b;--bad:#b3261e;--warn:#8a5a00;--blue:#2a6fb0;--left:#8a9aa9}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#a9b8c6;--line:#33404d;\
    --paper:#18212a;--back:#10171e;--good:#56c98a;--bad:#ff8a80;--warn:#e3b341;--blue:#6cb0f0}}
    *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);\
    font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}h1{font-size:28px;line-height:1.25;margin:0}
    h2{font-size:19px;line-height:1.3;margin:36px 0 10px}p{margin:6px 0}
    .verdict{margin:18px 0;padding:14px 18px 16px;border-radius:8px;background:var(--paper);\
    border:1px solid var(--line);border-left:10px solid var(--bad)}
    .verdict .title{font-size:20px;font-weight:700;color:var(--bad)}
    .verdict .title span{display:inline-block;width:1.5em;height:1.5em;line-height:1.5em;margin-right:4px;\
    border-radius:50%;text-align:center;color:#fff;background:#b3261e}
    .verdict.complete{border-left-color:var(--good)}.verdict.complete .title{color:var(--good)}
    .verdict.complete .title span{background:#1a7f4b}
    .verdict.partial{border-left-color:var(--warn)}
    .verdict.partial .title{color:var(--warn)}.verdict.partial .title span{background:#8a5a00}
    .bar{display:flex;height:14px;border-radius:7px;overflow:hidden;margin:14px 0 6px;background:var(--line)}
    .bar span{min-width:3px}.migrated{background:var(--good)}.ignored{background:var(--left)}
    .held{background:var(--warn)}.legend{color:var(--soft);margin:0}.key{white-space:nowrap}
    .key i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:4px}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin-top:12px}
    .cards div{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:10px 14px}
    .cards b{display:block;font-size:24px;line-height:1.3;font-variant-numeric:tabular-nums}
    .cards span{color:var(--soft)}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0;padding:10px 14px;\
    background:var(--paper);border:1px solid var(--line);border-radius:8px}
    dt{grid-column:1;color:var(--soft)}dd{grid-column:2;margin:0;overflow-wrap:anywhere;min-width:0}
    .wide{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:8px}
    table{border-collapse:collapse;width:100%}th,td{padding:6px 12px;text-align:left;\
    border-bottom:1px solid var(--line);vertical-align:top}tbody:last-child tr:last-child td{border-bottom:0}
    thead th{color:var(--soft);font-weight:600}thead .n{white-space:nowrap}.n{text-align:right;\
    font-variant-numeric:tabular-nums;white-space:nowrap}tr.bad td{color:var(--bad)}
    .group th{font-weight:600;background:var(--back)}td:first-child{min-width:15em;overflow-wrap:anywhere}
    .below{display:block;color:var(--soft);font-size:13px}tr.bad .below{color:var(--bad)}
    details{background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--warn);\
    border-radius:8px;margin:8px 0;padding:10px 14px}details.notice{border-left-color:var(--blue)}
    summary{cursor:pointer}code{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
    .hint{color:var(--soft)}.paper{display:none}
    ul{margin:6px 0;padding-left:20px;max-height:22em;overflow:auto}li{overflow-wrap:anywhere}

    """

  private static let narrow = """
    @media screen and (max-width:600px){main{padding:20px 12px 40px}h1{font-size:24px}\
    dl{grid-template-columns:1fr}dt,dd{grid-column:1}dt{margin-top:6px}th,td{padding:6px 8px}\
    .cards{grid-template-columns:1fr 1fr}.key{white-space:normal}}

    """

  /// A4: nothing scrolls or hides its rest, rows stay whole, heads come again on every page.
  private static let paper = """
    @page{size:A4 portrait;margin:14mm 13mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);\
    font:8pt sans-serif;color:#55636f}}
    @media print{:root{color-scheme:light}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    body{background:#fff;font-size:9.5pt;line-height:1.4}main{max-width:none;padding:0}
    h1{font-size:18pt}h2{font-size:13pt;margin:16pt 0 5pt;break-after:avoid}
    .verdict,.cards,dl{break-inside:avoid}.verdict .title{font-size:14pt}
    .cards{grid-template-columns:repeat(6,1fr);gap:6pt}.cards div{padding:4pt 6pt}.cards b{font-size:13pt}
    .cards span{font-size:8pt;line-height:1.2;display:block}dl,.below,code,.hint{font-size:8.5pt}
    .wide{overflow:visible;border:0;border-radius:0}table{font-size:8.5pt}th,td{padding:2.5pt 4pt}
    td:first-child{min-width:34mm}thead{display:table-header-group}tr{break-inside:avoid}
    .group{break-after:avoid}details{padding:5pt 8pt;break-inside:auto}
    details::details-content{display:block;content-visibility:visible}
    summary{list-style:none;break-after:avoid}summary::-webkit-details-marker{display:none}
    summary+.hint{break-after:avoid}ul{max-height:none;overflow:visible}li{break-inside:avoid}
    li:nth-child(n+\(printed + 1)),.left li:nth-child(n+\(printedIgnored + 1)){display:none}\
    .paper{display:block}.hint:has(+.paper){display:none}h2+.hint{break-after:avoid}}

    """
}
