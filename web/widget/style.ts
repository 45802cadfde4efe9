/** The widget's own style sheet: constructed, so that a strict policy of the page has nothing to refuse. */
export const css = `
:host { all: initial; position: fixed; z-index: 2147483000; inset: auto 20px 20px auto; color-scheme: light dark;
  font: 15px/1.5 system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
  --ground: #fff; --raised: #f2f4f7; --line: #d5d9e0; --text: #1d2530; --muted: #565f6d; --accent: #1859c9; --on-accent: #fff;
  --mine: #1859c9; --on-mine: #fff; --soft: #e8f0fe; --bad: #b3261e; --star: #8a5200; color: var(--text); }
@media (prefers-color-scheme: dark) { :host { --ground: #171a1f; --raised: #232830; --line: #3a424d; --text: #e8ebef; --muted: #a9b1bc;
  --accent: #8ab4f8; --on-accent: #10233f; --mine: #2b5fb8; --on-mine: #fff; --soft: #1c2c46; --bad: #f2a39d; --star: #f2b64f; } }
* { box-sizing: border-box; font: inherit; letter-spacing: normal; }
[hidden] { display: none !important; }
button { cursor: pointer; border: 0; border-radius: 8px; background: none; color: inherit; padding: 8px 12px; min-height: 40px; }
button:focus-visible, textarea:focus-visible, input:focus-visible, .log:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button:disabled { opacity: .55; cursor: default; }
.launch { display: flex; gap: 8px; align-items: center; background: var(--accent); color: var(--on-accent); border-radius: 26px;
  padding: 12px 18px; min-height: 52px; font-weight: 600; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
.badge { background: var(--ground); color: var(--text); border-radius: 10px; padding: 0 8px; font-size: 13px; }
.panel { display: flex; flex-direction: column; width: 380px; height: min(620px, calc(100vh - 40px)); background: var(--ground);
  border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 8px 32px rgb(0 0 0 / 28%); overflow: hidden; }
header { display: flex; align-items: center; gap: 4px; padding: 10px 8px 10px 16px; border-bottom: 1px solid var(--line); }
h2 { flex: 1; margin: 0; font-size: 16px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
header small { display: block; font-size: 12px; font-weight: 400; color: var(--muted); }
.icon { display: grid; place-items: center; padding: 0; width: 40px; }
.quiet { color: var(--muted); font-size: 13px; }
.log { flex: 1; overflow-y: auto; padding: 14px 14px 6px; display: flex; flex-direction: column; gap: 8px; overscroll-behavior: contain; }
.hello { color: var(--muted); margin: 0 0 6px; }
.said { max-width: 84%; align-self: flex-start; }
.said.mine { align-self: flex-end; }
.words { padding: 8px 12px; border-radius: 4px 14px 14px 14px; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
.mine .words { background: var(--mine); color: var(--on-mine); border-radius: 14px 4px 14px 14px; }
.mine.under .words { opacity: .75; }
.when { font-size: 12px; color: var(--muted); margin-top: 2px; }
.mine .when { text-align: end; }
.when.bad, .bad { color: var(--bad); }
.file { display: block; margin-top: 4px; padding: 0; text-align: start; min-height: 0; border-radius: 10px; overflow: hidden; border: 1px solid var(--line); }
.file span { display: block; padding: 8px 12px; overflow-wrap: anywhere; }
canvas { display: block; max-width: 240px; height: auto; }
.link { padding: 0 4px; min-height: 24px; text-decoration: underline; color: inherit; }
.state { padding: 6px 16px; min-height: 33px; color: var(--muted); font-size: 13px; border-top: 1px solid var(--line); }
.ask { background: var(--soft); padding: 12px 16px; border-top: 1px solid var(--line); }
.ask p { margin: 0 0 8px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.main { background: var(--accent); color: var(--on-accent); font-weight: 600; }
.plain { border: 1px solid var(--line); background: var(--ground); }
.stars { display: flex; border: 0; padding: 0; margin: 0; }
.stars legend { padding: 0; margin-bottom: 4px; }
.stars button { font-size: 26px; line-height: 1; color: var(--star); padding: 0; width: 42px; }
form { border-top: 1px solid var(--line); padding: 8px; }
label { display: block; color: var(--muted); font-size: 13px; padding: 0 4px; }
input, textarea { width: 100%; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--text); padding: 8px 10px; font-size: 16px; }
.who { display: grid; gap: 6px; padding-bottom: 8px; }
.write { display: flex; gap: 6px; align-items: flex-end; }
textarea { resize: none; min-height: 42px; max-height: 140px; flex: 1; line-height: 1.4; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
@media (max-width: 480px) { :host([data-open]) { inset: 0; }
  .panel { width: 100%; height: 100%; border: 0; border-radius: 0; padding-bottom: env(safe-area-inset-bottom); } }
`
