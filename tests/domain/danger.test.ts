import { describe, expect, test } from 'vitest';
import { isDangerToLife } from '../../src/domain/screening/danger.ts';

describe('words that speak of danger to life', () => {
  test.each([
    '我真的不想活了',
    '不想活下去,谁来帮帮我',
    '活着太累,我不想活',
    '我们一家活不下去了,求求领导',
    '母亲几次要自杀,请派人来',
    '她站在楼顶要跳楼',
    '他说要结束自己的生命',
    '遗书都写好了',
    '邻居喝了农药没人管',
    '我要 自 杀',
    '我要自殺',
    '宿舍十几个工人一氧化碳中毒',
    '学校食堂几十个孩子上吐下泻,食物中毒',
    '厂里排放废气,附近村民中毒送医',
    '有三名老人被困电梯,物业不接电话',
    '我被困在电梯里',
    '洪水来了,全村被困,快来人',
    '井下还有人被困',
    '两个孩子被困在屋顶上',
    '隧道里积水,车里的人被困',
    '小区燃气泄漏,味道很大',
    '天然气管道正在泄漏',
    '教学楼快要塌了',
    '大坝即将溃决',
    '再不来人要出人命了',
    '产妇大出血,救护车进不来',
    '病人生命垂危,120 被拦在卡口',
    'Please help, I want to kill myself',
    'We are trapped in the elevator',
  ])('%s', (text) => {
    expect(isDangerToLife(text)).toBe(true);
    expect(isDangerToLife(text.replaceAll(',', '，'))).toBe(true);
  });
});

describe('words that only sound like it', () => {
  test.each([
    '游客被困扰已久,景区喇叭太吵',
    '老人被困扰多年的漏水问题',
    '居民被困惑的政策',
    '我的电脑装了中毒软件',
    '手机中毒后话费被扣',
    '景区大屏播放自杀式袭击的画面不合适',
    '建议学校开展预防青少年自杀的课程',
    '本市自杀率下降,感谢心理热线',
    '商场喇叭整天喊跳楼价',
    '跳楼机检修多久了',
    '年轻生命力旺盛的城市',
    '年轻生意人的难处',
    '应急产品采购什么时候公示',
    '紧急产能调配建议',
    '注销户口需要死人的身份证吗',
    '铜线不断氧化发黑',
    '早上吊车占道施工',
    '请给独居老人安装燃气泄漏报警器',
    '建议宣传如何防止煤气中毒',
    '天然气公司泄露用户信息',
    '周末不想活动,只想安静,楼下广场舞太吵',
    '不想活在雾霾里',
    '疫情以来小店快活不下去了,请减免房租',
    '校服毒素超标,请检测',
    '学区划分不公,请领导关注',
    '电梯经常坏,居民多次被困电梯,请换新的',
    '父亲留下的遗嘱怎么公证',
    'The bus is trapped in traffic every day',
    '',
  ])('%s', (text) => {
    expect(isDangerToLife(text)).toBe(false);
    expect(isDangerToLife(text.replaceAll(',', '，'))).toBe(false);
  });
});

test('one real sign is enough beside harmless words', () => {
  expect(isDangerToLife('商场喊跳楼价的时候,真的有人跳楼了')).toBe(true);
  expect(isDangerToLife('我们做过预防自杀的宣传,可是今天有个学生要自杀')).toBe(true);
});

test('asked twice it says the same, and long text is judged at once', () => {
  const text = '我不想活了';
  expect([1, 2, 3].map(() => isDangerToLife(text))).toEqual([true, true, true]);
  for (const part of ['防止', '人', '困在', '天然气', '好 ', '　', '结束', '多次'])
    expect(isDangerToLife(part.repeat(100_000))).toBe(false);
});
