/** Marked values, each of which may come out where it is meant to and nowhere else. */
export const canaries = {
  phone: '13866668421',
  secondPhone: '13977773906',
  staffPhone: '13788885530',
  name: '司徒雀羽',
  privateTitle: '雀标题甲不公开',
  privateBody: '雀正文乙只给办理的人看',
  blackedOut: '雀隐去丙的门牌',
  card: '6222026666842106667',
  place: '雀地点丁三号楼',
  remark: '雀备注戊',
  rejectedBody: '雀退回己的正文',
  rejection: '雀理由庚请改',
  note: '雀内部辛的话',
  extension: '雀延期壬内部理由',
  reveal: '雀查看癸的理由',
  draftReply: '雀草稿子的答复',
  followUp: '雀追问丑还没审',
  draftWords: '雀未寄寅的草稿',
  search: '雀搜索卯的词',
  password: 'que-Mima-chen-8842',
  typedName: '雀登录辰',
  fileName: 'que-wenjian-si.jpg',
  exif: 'que-exif-wu-30.5928,114.3055',
  badJson: '雀坏未的字节',
  clueUnit: '雀单位申交通局',
  clueWhen: '雀时候酉前天夜里',
  clueBody: '雀线索戌收了两次钱',
  clueContact: '雀联系亥请写信',
  clueLetter: '雀来信甲子补一件',
  clueFileName: 'que-shouju-yi-chou.pdf',
  clueFile: 'que-fujian-bing-yin-neirong',
  cluePictureName: 'que-zhaopian-ding-mao.jpg',
  clueExif: 'que-xiangji-wu-chen-31.2304',
} as const;
export type Canary = keyof typeof canaries;

/** Which of the marked values stand in these bytes: as they are, escaped, percent-encoded, in hex or in base64. */
export function foundIn(text: string, only: readonly Canary[] = Object.keys(canaries) as Canary[]): Canary[] {
  return only.filter((name) => disguises(canaries[name]).some((each) => text.includes(each)));
}

function disguises(value: string): string[] {
  const bytes = Buffer.from(value);
  const escaped = [...value]
    .map((c) => (c.charCodeAt(0) > 127 ? `\\u${c.charCodeAt(0).toString(16)}` : c))
    .join('');
  const entities = [...value].map((c) => (c.charCodeAt(0) > 127 ? `&#${c.charCodeAt(0)};` : c)).join('');
  // Base64 has three ways to begin; the middle of each is the same whatever stands before.
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(before === 0 ? 0 : 4, encoded.length - 2);
  });
  return [value, escaped, entities, encodeURIComponent(value), bytes.toString('hex'), ...base64];
}
