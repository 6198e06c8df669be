import { isIdNumber, isOldIdNumber, passesLuhn } from './checksums.ts';
import { type DigitGroup, digitRuns } from './digit-runs.ts';
import type { Find, PersonalKind, PersonalWhy } from './personal-datum.ts';
import { isTidy } from './tidy-groups.ts';

/** A number of these says itself what it is, and that it is nobody's: orders, documents, cases, devices, firms. */
const ofAThing =
  /(?:订单|工单|运单|快递|物流|单号|编号|序号|流水|受理|案|查询码|查询号|发票|凭证|合同|许可|执照|信用代码|注册|批文|文号|证书|证号|设备|IMEI|SN|型号|条码|批号|(?<!手)机号|车架|发动机|电表|水表|燃气|户号|表号|学号|工号|条形|网签|备案|税号|代码|ID|No\.?|Nr\.?)[号码]?(?:是|为|[:#])?\s*[((]?$/i;
/** What an amount or a measure is followed by. */
const ofAnAmount = /^\s*(?:万|亿|元|块|吨|千|米|公里|平方|立方|㎡|度|次|人|户|亩|个|点\d|%|\.\d)/;
const asId = /(?:身份证|证件|公民身份|(?<![可照许书产格])证号|ID)(?:号码?|证号)?[^\d。;；\n]{0,4}$/i;
const asCard =
  /(?:卡号|账号|帐号|账户|帐户|银行卡|储蓄卡|信用卡|社保卡号|工资卡|[工农建交招中]行卡?)[^\d。;；\n]{0,6}$/;
const asPhone =
  /(?:电话|手机|联系|号码|热线|致电|拨打|打给|呼叫|微信|座机|短信|tel|phone|mobile|call|☎|📞|📱)[^。;；\n]{0,8}$/i;
const asHomePhone = /(?:电话|座机|家电|宅电|固话|联系方式|tel)[^。;；\n\d]{0,6}$/i;
/** The line of an office, a firm, a hotline is public. */
const ofAnOffice =
  /(?:热线|局|委|办|处|科|股|站|所|队|中心|公司|物业|银行|医院|学校|大学|中学|小学|幼儿园|酒店|宾馆|商场|法院|检察|街道|社区|村部|窗口|客服|大厅|政府|单位|总机|值班|服务|监督|举报|投诉|咨询|信访|市长|书记|公安|派出)[^。;；\n]{0,14}$/;
const longestNumber = 21;

/** Mobile and home phones, ID numbers, bank cards: in plain or Chinese digits, run together or parted by blanks, signs, emoji, line ends. */
export function findNumbers(text: string): Find[] {
  return digitRuns(text).flatMap((run) => run.flatMap((_, from) => beginningAt(text, run, from)));
}

interface Candidate {
  digits: string;
  groups: readonly DigitGroup[];
  start: number;
  end: number;
  before: string;
  after: string;
  /** The next digit, written in another way, touches it. */
  goesOn: boolean;
}

function beginningAt(text: string, run: DigitGroup[], from: number): Find[] {
  const found: Find[] = [];
  let digits = '';
  for (let to = from; to < run.length && to - from < longestNumber; to += 1) {
    digits += run[to]?.digits ?? '';
    if (digits.length > longestNumber) break;
    if (digits.length < 7) continue;
    if (isCutOut(run, from, to)) continue;
    const goesOn = run[to + 1]?.gap === 'seam';
    const candidate = { ...candidateOf(text, run.slice(from, to + 1), digits), goesOn };
    const find = judge(candidate);
    if (find) found.push(find);
  }
  return found;
}

// Eleven of nineteen digits that stand one by one are a piece of another number.
function isCutOut(run: DigitGroup[], from: number, to: number): boolean {
  const isSingle = (at: number): boolean => run[at]?.digits.length === 1;
  return to > from && isSingle(from) && isSingle(to) && (isSingle(from - 1) || isSingle(to + 1));
}

const reach = 24;

function candidateOf(text: string, groups: DigitGroup[], digits: string): Omit<Candidate, 'goesOn'> {
  const [start, last] = [groups[0]?.start ?? 0, groups.at(-1)?.end ?? 0];
  const x = /^[^\p{L}\d。]{0,3}[xX](?![\dA-Za-z])/u.exec(text.slice(last, last + 5));
  const isLongId = digits.length === 17 && x !== null;
  const end = isLongId ? last + x[0].length : last;
  return {
    digits: isLongId ? `${digits}X` : digits,
    groups,
    start,
    end,
    before: text.slice(Math.max(0, start - reach), start),
    after: text.slice(end, end + 6),
  };
}

function judge(candidate: Candidate): Find | undefined {
  const { before, after } = candidate;
  // Letters that run into the digits make it a number of a thing, unless they name a way to call.
  if (
    /[A-Za-z]$/.test(before) &&
    !/(?:^|[^A-Za-z])(?:tel|phone|mobile|call|wx|vx|v|wechat|weixin|qq|t|m|id|no)$/i.test(before)
  )
    return undefined;
  if (/^[A-Za-z]+\d/.test(after)) return undefined;
  return asIdNumber(candidate) ?? asBankCard(candidate) ?? asMobile(candidate) ?? asLandline(candidate);
}

function asIdNumber(candidate: Candidate): Find | undefined {
  const { digits, before } = candidate;
  if (digits.length === 18) {
    if (isIdNumber(digits) && !/信用代码[^\d]{0,4}$/.test(before))
      return find(candidate, 'id-number', 'id-checksum');
    // One digit mistyped still gives the rest away: where the text says what it is, the check digit is not asked.
    if (asId.test(before) && isPartedAsNumber(candidate)) return find(candidate, 'id-number', 'id-named');
  }
  if (digits.length !== 15 || !isPartedAsNumber(candidate)) return undefined;
  if (asId.test(before) && !ofAThing.test(before.replace(asId, '')))
    return find(candidate, 'id-number', 'id-named');
  if (
    isOldIdNumber(digits) &&
    candidate.groups.length === 1 &&
    !ofAThing.test(before) &&
    !ofAnAmount.test(candidate.after)
  )
    return find(candidate, 'id-number', 'id-of-old');
  return undefined;
}

function asBankCard(candidate: Candidate): Find | undefined {
  const { digits, before, goesOn } = candidate;
  if (goesOn || digits.length < 16 || digits.length > 19 || !isPartedAsNumber(candidate)) return undefined;
  if (asCard.test(before) && /^[1-9]/.test(digits))
    return find(candidate, 'bank-card', passesLuhn(digits) ? 'card-checksum' : 'card-named');
  const issued = /^(?:62|60|4|5[1-5]|3[5-7])/.test(digits);
  if (!issued || !passesLuhn(digits) || ofAThing.test(before) || ofAnAmount.test(candidate.after))
    return undefined;
  return find(candidate, 'bank-card', 'card-checksum');
}

function asMobile(candidate: Candidate): Find | undefined {
  const { digits, groups, before, after } = candidate;
  const bare = digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (!/^1[3-9]\d{9}$/.test(bare) || (bare === digits && digits.length !== 11)) return undefined;
  if (ofAThing.test(before) || ofAnAmount.test(after)) return undefined;
  if (!isPartedAsNumber(candidate) && !asPhone.test(before)) return undefined;
  const isPlain = groups.every(({ spelt, gap }, at) => !spelt && (at === 0 || gap === 'soft'));
  return find(candidate, 'phone', isPlain ? 'mobile-number' : 'mobile-disguised');
}

function asLandline(candidate: Candidate): Find | undefined {
  const { digits, groups, before } = candidate;
  const withArea = /^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(digits) && groups.length <= 3;
  const without = /^[2-8]\d{6,7}$/.test(digits) && groups.length === 1;
  if (!withArea && !without) return undefined;
  if (
    ofAnOffice.test(before) ||
    !asHomePhone.test(before) ||
    ofAThing.test(before) ||
    ofAnAmount.test(candidate.after)
  )
    return undefined;
  return find(candidate, 'landline', 'landline-given');
}

function isPartedAsNumber({ groups, digits, before }: Candidate): boolean {
  return isTidy(groups, digits, asCard.test(before));
}

/** The surer a number says itself what it is, the earlier it takes its place. */
const ranks: Partial<Record<PersonalWhy, number>> = {
  'id-checksum': 1,
  'card-checksum': 2,
  'id-named': 2.6,
  'mobile-number': 3,
  'mobile-disguised': 3.5,
  'card-named': 4,
  'landline-given': 8,
};

function find({ groups, start, end, before }: Candidate, what: PersonalKind, why: PersonalWhy): Find {
  const plus = what === 'phone' && before.endsWith('+') ? 1 : 0;
  return { start: start - plus, end, what, why, rank: (ranks[why] ?? 6) + (groups.length > 1 ? 0.5 : 0) };
}
