// A tag with its quoted values, a comment, a script or style or title with all that it holds, or words.
const pieces = /<!--[\s\S]*?-->|<(script|style|title)\b[\s\S]*?<\/\1>|<(?:"[^"]*"|[^">])*>|[^<]+/gi;
const han = /\p{Script=Han}/gu;
const latin = /[a-z]/gi;
const chinese = ' lang="zh-CN"';

/**
 * Marks the Chinese words of an English page as Chinese, so that they are read aloud in their language: names of posts and places,
 * titles, what somebody wrote. A name inside an English sentence stays as it is.
 */
export function markChinese(html: string): string {
  const all = html.match(pieces) ?? [];
  return all.map((piece, at) => marked(piece, all, at)).join('');
}

function marked(piece: string, all: readonly string[], at: number): string {
  if (opensField(piece)) return isChinese(all[at + 1] ?? '') ? named(piece) : piece;
  if (piece.startsWith('<') || !isChinese(piece)) return piece;
  const before = all[at - 1] ?? '';
  if (opensField(before) || / lang="/.test(before)) return piece;
  const [, lead = '', words = '', rest = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
  return `${lead}<span${chinese}>${words}</span>${rest}`;
}

// These hold words alone.
function opensField(piece: string): boolean {
  return /^<(option|textarea)\b/i.test(piece);
}

function named(tag: string): string {
  return / lang="/.test(tag) ? tag : tag.replace(/^<\w+/, (start) => start + chinese);
}

function isChinese(piece: string): boolean {
  if (piece.startsWith('<')) return false;
  const words = piece.replace(/&[#\w]+;/g, '');
  const count = words.match(han)?.length ?? 0;
  return count > 0 && count >= (words.match(latin)?.length ?? 0);
}
