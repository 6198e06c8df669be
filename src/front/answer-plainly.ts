import type { IncomingMessage, ServerResponse } from 'node:http';

const answers = {
  'malformed-address': [
    400,
    '地址有误，请检查后重试。',
    'This address is malformed. Check it and try again.',
  ],
  'method-not-allowed': [405, '不支持这种请求方式。', 'This method is not supported here.'],
  'body-too-large': [
    413,
    '提交的内容过大。图片每张不超过 5 MB，请缩小后重试。',
    'This is too large to take in. A picture may have 5 MB: make it smaller and try again.',
  ],
  unexpected: [500, '系统出错，请稍后再试。', 'Something went wrong here. Please try again later.'],
  'starting-up': [
    503,
    '服务正在启动，请稍后再试。',
    'The service is starting. Please try again in a moment.',
  ],
} as const;

/** The few answers the front gives itself: a problem document for programs, a plain page for people. */
export function answerPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  code: keyof typeof answers,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const [status, zh, en] = answers[code];
  const isApi = request.url?.startsWith('/api/') ?? false;
  const body = isApi
    ? JSON.stringify({ type: 'about:blank', status, code, title: zh, detail: en })
    : page(zh, en);
  response.writeHead(status, {
    'content-type': isApi ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function page(zh: string, en: string): string {
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
    `<meta name="viewport" content="width=device-width"><title>回音</title></head>` +
    `<body><h1>${zh}</h1><p lang="en">${en}</p><p><a href="/">回到首页 Home</a></p></body></html>\n`
  );
}
