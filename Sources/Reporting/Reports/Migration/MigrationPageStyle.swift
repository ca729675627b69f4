/// The looks of the migration's page.
enum MigrationPageStyle {
  /// The style sheet, inline so that the page needs nothing beside it.
  static let sheet = """
    :root{--ink:#1d2733;--soft:#5b6b7b;--line:#dde4ea;--paper:#fff;--back:#f4f6f8;--good:#1a7f4b;\
    --bad:#b3261e;--warn:#9a6700;--blue:#2a6fb0}
    @media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#9fb0c0;--line:#33404d;\
    --paper:#18212a;--back:#10171e;--good:#56c98a;--bad:#ff8a80;--warn:#e3b341;--blue:#6cb0f0}}
    *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);\
    font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}h1{font-size:28px;margin:0 0 12px}
    h2{font-size:19px;margin:36px 0 10px}.verdict{font-size:18px;font-weight:600;margin:0 0 20px;\
    padding:12px 16px;border-radius:8px;border:1px solid;background:var(--paper)}
    .verdict.good{color:var(--good)}.verdict.bad{color:var(--bad)}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
    .cards div{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
    .cards b{display:block;font-size:24px;font-variant-numeric:tabular-nums}
    .cards span{color:var(--soft)}.bar{display:flex;height:14px;border-radius:7px;overflow:hidden;\
    margin:22px 0 6px;background:var(--line)}.bar span{min-width:3px}
    .bar .migrated{background:var(--good)}.bar .ignored{background:#8a9aa9}.bar .held{background:var(--warn)}
    .legend{margin:0;color:var(--soft)}b.migrated{color:var(--good)}b.held{color:var(--warn)}
    .wide{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:8px}
    table{border-collapse:collapse;width:100%}th,td{padding:7px 12px;text-align:left;\
    border-bottom:1px solid var(--line);vertical-align:top}tbody tr:last-child td{border-bottom:0}
    th{color:var(--soft);font-weight:600;white-space:nowrap}.n{text-align:right;\
    font-variant-numeric:tabular-nums;white-space:nowrap}tr.bad td{color:var(--bad)}
    details{background:var(--paper);border:1px solid var(--line);border-left:4px solid var(--warn);\
    border-radius:8px;margin:8px 0;padding:10px 14px}details.notice{border-left-color:var(--blue)}
    summary{cursor:pointer}code{color:var(--soft);font-size:13px}.hint{color:var(--soft);margin:6px 0}
    ul{margin:6px 0;padding-left:20px}li{overflow-wrap:anywhere}
    @media print{body{background:#fff}main{max-width:none;padding:0}details{break-inside:avoid}}
    """
}
