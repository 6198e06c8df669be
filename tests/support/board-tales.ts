import sharp from 'sharp';
import type { Actor } from '../../src/domain/actor.ts';
import type { Submission } from '../../src/domain/message.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { reviewWords } from '../../src/server/life/citizen/review-words.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { passOn } from '../../src/server/life/handling/pass-on.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { upload } from './picture-kit.ts';

/** A citizen on the board. */
export interface Person {
  citizenId: number;
  actor: Actor;
}

/** People of the desk and of the office that answers. */
export interface Office {
  reviewer: Actor;
  officer: Actor;
  approver: Actor;
}

/** What a tale is told with: people, and times before now. */
export interface Telling {
  office: Office;
  luo: Person;
  zhou: Person;
  write(person: Person, changes: Partial<Submission>, at: Date): Promise<string>;
  ago(days: number, hours?: number): Date;
}

export async function bridge({ office, write, ago, luo }: Telling): Promise<string> {
  const pictures = [
    { id: await picture('#7a8a99'), public: true },
    { id: await picture('#997a6a'), public: false },
  ];
  const code = await write(
    luo,
    {
      topic: 201,
      title: '乡道桥面塌陷三个月，娃娃上学要绕行七公里',
      body: bridgeWords('13800138000'),
      remark: '白天上班，请18点后来电',
      place: '白桥镇青龙村村口',
      pictures,
    },
    ago(12),
  );
  await review(
    code,
    { visibility: 'public', redacted: { body: bridgeWords('【手机号已隐去】') } },
    office.reviewer,
    ago(12, 0.8),
  );
  await accept(code, office.officer, ago(11, 2));
  await reply(
    code,
    'interim',
    '11月13日到桥头勘查，立警示牌和夜间爆闪灯。白桥镇调来一辆19座客车，早晚接送学生。',
    { office, at: ago(9) },
  );
  await reply(
    code,
    'final',
    '罗先生：您好。该桥列入今年水毁乡道桥梁修复计划，因资金未到位，封闭后没有及时设置便道，是我们的工作没有做到位，向您和孩子们道歉。\n便桥材料已经进场，计划本周内通行。',
    { office, at: ago(6) },
  );
  const asked = await followUp(
    code,
    { type: 'not-settled', text: '客车来了，谢谢。可是正桥哪天修好，答复里没有写。请给一个日子。' },
    luo.actor,
    ago(5),
  );
  await reviewWords(
    { kind: 'follow-up', id: asked.followUpId },
    { visibility: 'public' },
    office.reviewer,
    ago(5, 2),
  );
  await reply(
    code,
    'final',
    '罗先生：便桥已通行，限载2吨，客车可过。正桥修复由县财政先行垫付46万元，下周开工，年底前完工。工期、施工单位和责任人今天已立牌公示在桥头。',
    { office, at: ago(1) },
  );
  await rate(
    code,
    { solved: 4, attitude: 5, speed: 3, words: '日子写在牌子上了，我们就等完工那天。' },
    luo.actor,
    ago(0, -20),
  );
  return code;
}

const bridgeWords = (phone: string): string =>
  `书记您好。我是白桥镇青龙村村民。村口过东河的石拱桥，8月17日涨水后桥面塌了一个两米宽的洞，桥身没有倒，但是车不敢过。到今天快三个月了，桥头只摆了几根树枝。\n村里有十九个娃娃在河对岸的中心小学读书，原来走路十五分钟，现在要绕上游的公路桥，七公里，没有校车，家家骑摩托送。\n联系人是村小组长，电话${phone}。不求马上修一座新桥，只求：一、先有一条娃娃能走的便道；二、给一个准日子。`;

export async function markup({ office, write, ago, zhou }: Telling): Promise<string> {
  const code = await write(
    zhou,
    {
      kind: 'consultation',
      title: '<b>"路灯"</b>几点亮？',
      body: `<script>document.title="owned"</script><img src=x onerror="alert(1)"> 'quoted' & "so on" {{7*7}}`,
    },
    ago(0, -10),
  );
  await review(code, { visibility: 'public' }, office.reviewer, ago(0, -9));
  return code;
}

export async function late({ office, write, ago, zhou }: Telling): Promise<string> {
  const code = await write(
    zhou,
    {
      kind: 'consultation',
      topic: 183,
      title: '租房落户的孩子，明年小学划片按房还是按户',
      body: '我们一家在高新区租房五年，孩子户口已经迁来。明年九月上小学，问了三个窗口，三种说法。想请教：租赁备案满三年的，是按房屋地址还是按户籍统筹？',
    },
    ago(9),
  );
  await review(code, { visibility: 'public' }, office.reviewer, ago(9, 1));
  await accept(code, office.officer, ago(8));
  return code;
}

export async function closed({ office, write, ago, zhou }: Telling): Promise<string> {
  const code = await write(
    zhou,
    {
      kind: 'complaint',
      topic: 201,
      title: '小区电梯困人三次，维保单位换了还是老样子',
      body: '七栋二单元，十月以来电梯困人三次，最近一次老人被困四十分钟。',
    },
    ago(11),
  );
  await review(code, { visibility: 'public' }, office.reviewer, ago(11, 3));
  await accept(code, office.officer, ago(10));
  await reply(
    code,
    'final',
    '已责令维保单位更换门机控制板，并由检测机构复检合格。今后每月检查结果贴在电梯里。',
    { office, at: ago(7) },
  );
  await rate(code, { solved: 5, attitude: 5, speed: 5, settled: true }, zhou.actor, ago(6));
  return code;
}

export async function thanked({ office, write, ago, zhou }: Telling): Promise<string> {
  const code = await write(
    zhou,
    {
      kind: 'thanks',
      title: '谢谢窗口那位同志，替我妈把药取了送上楼',
      body: '上周三在政务大厅，三号窗口的同志替我母亲取药，一直送到五楼。',
    },
    ago(6),
  );
  await review(code, { visibility: 'public' }, office.reviewer, ago(6, 1));
  await passOn(code, office.officer, ago(5));
  return code;
}

export async function answered({ office, write, ago, luo }: Telling): Promise<string> {
  const code = await write(
    luo,
    {
      kind: 'suggestion',
      topic: 201,
      title: '早高峰地铁口共享单车堵死盲道，能否划定停车线',
      body: '早上七点半到九点，站口盲道上全是共享单车，盲人朋友走不过去。建议划线，线外不能还车。',
    },
    ago(8),
  );
  await review(code, { visibility: 'public' }, office.reviewer, ago(8, 1));
  await accept(code, office.officer, ago(7));
  await reply(
    code,
    'final',
    '已在该站四个出入口划定停放区并设电子围栏，盲道两侧一米内不能还车，下月一日起生效；其余大站年内完成。',
    { office, at: ago(0, -5) },
  );
  return code;
}

const hour = 3_600_000;

async function reply(
  code: string,
  type: 'interim' | 'final',
  text: string,
  by: { office: Office; at: Date },
): Promise<void> {
  const { replyId } = await draftReply(
    code,
    { type, text, unit: '苍溪县交通运输局' },
    by.office.officer,
    new Date(by.at.getTime() - hour),
  );
  await approveReply(code, replyId, by.office.approver, by.at);
}

async function picture(background: string): Promise<string> {
  const drawn = sharp({ create: { width: 480, height: 320, channels: 3, background } });
  return (await upload(await drawn.jpeg().toBuffer())).id;
}
