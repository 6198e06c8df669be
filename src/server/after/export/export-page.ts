import { dayOf, timeOf } from '../../../domain/calendar.ts';
import { showCode } from '../../../domain/public-code.ts';
import type { Everything } from '../../views/mine/export/everything-of.ts';

/** What the system holds about a person as a page that any browser opens, without scripts. */
export function exportPage(
  { account, messages, notices, sessions, supports, follows, pushDevices }: Everything,
  now: Date,
): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>我的数据</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;line-height:1.6}pre{white-space:pre-wrap;font:inherit}dt{font-weight:bold}</style>
<h1>我的数据</h1><p>${moment(now)} 整理。机器可读的全部内容在 data.json，图片在 pictures 文件夹。</p>
<h2>账号</h2>${list({ 手机号: account.phone ?? '', 首次验证: moment(account.since) })}
<h2>留言（${messages.length}）</h2>${messages.map(messagePart).join('')}
<h2>通知（${notices.length}）</h2><ul>${notices.map((n) => `<li>${moment(n.at)} ${safe(n.what)} ${n.code ? showCode(n.code) : ''}</li>`).join('')}</ul>
<h2>我也遇到（${supports.length}）</h2><ul>${supports.map((s) => `<li>${moment(s.at)} ${showCode(s.code)}</li>`).join('')}</ul>
<h2>关注（${follows.length}）</h2><ul>${follows.map((f) => `<li>${moment(f.since)} ${safe(f.name ?? (f.what === 'message' ? showCode(f.at) : f.at))}</li>`).join('')}</ul>
<h2>推送（${pushDevices.length}）</h2><ul>${pushDevices.map((d) => `<li>${moment(d.madeAt)} ${safe(d.browser ?? '')} ${safe(new URL(d.endpoint).host)}</li>`).join('')}</ul>
<h2>登录（${sessions.length}）</h2><ul>${sessions.map((s) => `<li>${moment(s.madeAt)} ${safe(s.browser ?? '')}</li>`).join('')}</ul></html>`;
}

function messagePart(m: Everything['messages'][number]): string {
  const said = [
    ...m.voices.replies.map((r) => ['答复', r.text] as const),
    ...m.voices.followUps.map((f) => ['追问', f.text ?? ''] as const),
    ...m.voices.ratings.map((r) => ['评价', r.words ?? ''] as const),
  ];
  return `<section><h3>${showCode(m.code)} ${safe(m.title)}</h3>${list({ 收到: moment(m.receivedAt), 写给: m.leader.name, 姓名: m.name, 给办理机构的话: m.remark })}
<pre>${safe(m.body)}</pre>${said.map(([what, text]) => `<h4>${what}</h4><pre>${safe(text)}</pre>`).join('')}</section>`;
}

function list(pairs: Record<string, string>): string {
  return `<dl>${Object.entries(pairs)
    .map(([name, value]) => `<dt>${name}</dt><dd>${safe(value)}</dd>`)
    .join('')}</dl>`;
}

function moment(at: Date): string {
  return `${dayOf(at)} ${timeOf(at)}`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
