import { describe, expect, test } from 'vitest';
import { findPersonalData } from '../../src/domain/screening/find-personal-data.ts';

const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const found = (text: string) => findPersonalData(text).map((d) => `${d.what}:${text.slice(d.start, d.end)}`);

describe('What looks personal is found by rule', () => {
  test.each([
    ['我的电话13800000217,随时可以带路', 'phone:13800000217'],
    ['我的电话 138 0000 0217,随时', 'phone:138 0000 0217'],
    ['我的电话138-0000-0217', 'phone:138-0000-0217'],
    [`电话:${wide('13800000217')}`, `phone:${wide('13800000217')}`],
    ['打 +86 138 0000 0217 找我', 'phone:+86 138 0000 0217'],
    ['一三八零零零零零二一七找我', 'phone:一三八零零零零零二一七'],
    ['幺三八〇〇〇〇〇二一七', 'phone:幺三八〇〇〇〇〇二一七'],
    ['1三8零零零零0217', 'phone:1三8零零零零0217'],
    ['138😀0000😀0217', 'phone:138😀0000😀0217'],
    ['1 3 8 0 0 0 0 0 2 1 7', 'phone:1 3 8 0 0 0 0 0 2 1 7'],
    ['138\n0000\n0217', 'phone:138\n0000\n0217'],
    ['138\u200B0000\u200B0217', 'phone:138\u200B0000\u200B0217'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣0️⃣2️⃣1️⃣7️⃣。', 'phone:1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣0️⃣2️⃣1️⃣7️⃣'],
    ['微信同号13800000217', 'phone:13800000217'],
    ['2019-4-25 138 0000 0217', 'phone:138 0000 0217'],
    ['我家电话：0731-2345678', 'landline:0731-2345678'],
    ['身份证11010519491231002X。', 'id-number:11010519491231002X'],
    ['身份证110105 19491231 002x。', 'id-number:110105 19491231 002x'],
    [`身份证${wide('11010519491231002X')}`, `id-number:${wide('11010519491231002X')}`],
    ['110105491231002是我的老证号', 'id-number:110105491231002'],
    ['写信到 luo.man+2@example.org.cn 也行', 'email:luo.man+2@example.org.cn'],
    ['luoman\uFF20example.org', 'email:luoman\uFF20example.org'],
    ['luoman#qq.com', 'email:luoman#qq.com'],
    ['卡号6222 0210 0112 2334 458', 'bank-card:6222 0210 0112 2334 458'],
    ['被川A·7K2Z8的渣土车压扁', 'plate:川A·7K2Z8'],
    ['新能源车川AD12345停在路口', 'plate:川AD12345'],
    ['渣土车川a7k2z8超载', 'plate:川a7k2z8'],
    ['加微信号：luo_man77核实', 'chat-id:luo_man77'],
    ['QQ号12345678', 'chat-id:12345678'],
    ['家住3栋2单元501室，漏水', 'address:3栋2单元501室'],
    ['我家12栋1504漏水', 'address:12栋1504'],
    ['住桥头村三组27号', 'address:三组27号'],
    ['今天A栋3-201去充水电', 'address:A栋3-201'],
    ['问桥头镇的罗大海，他说', 'name:罗大海'],
    ['由罗大海承包，没有公示', 'name:罗大海'],
    ['我住在红旗路12号，楼下', 'address:12号'],
    ['我叫李四，今年60岁', 'name:李四'],
    ['联系人:张三', 'name:张三'],
    ['业主王建国反映', 'name:王建国'],
    ['请领导做主。此致敬礼！张三', 'name:张三'],
    ['望回复，谢谢！欧阳明 2019年8月1日', 'name:欧阳明'],
    ['房东张三先生不退押金', 'name:张三'],
    ['业主王某某反映', 'name:王某某'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each([
    ['打了市政电话12319,说归开发区管'],
    ['市住建局热线0790-2006231'],
    ['客服400-888-1234，银行95588，拨打 12345 或 110'],
    ['订单号20261124003171234567没人管'],
    ['工单号13800000217已结案'],
    ['总价13800000217元'],
    ['编号110105194912310021'],
    ['0000000000000000000'],
    ['我们村118户、430亩地,2026年11月24日'],
    ['新A股上市,川B地块'],
    ['12、13、14、15、16、17栋都没有灯'],
    ['1、3、5、7、9、11、13、15号地块'],
    ['统一社会信用代码91430100MA4L123456'],
    ['10栋2单元2018年10月起火，3栋105平方米，共10栋460户'],
    ['138****0217和1380000****'],
    ['广大业主强烈要求，居民和物业协商，职工全体下岗'],
    ['胡华衡书记您好，请市长督办'],
    ['谢谢！全体业主'],
    ['联系欧阳先生、陈女士'],
    ['石材、水泥、白灰和黄沙都涨价了'],
    ['关闭屠宰场，搬到金沙乡'],
    ['微信公众号：luoman2019；QQ群：123456789'],
    ['zjj@example.gov.cn'],
  ])('and what is not, is left alone: %s', (text) => expect(found(text)).toEqual([]));

  test('A number that the text names is found though a digit is mistyped; the same digits without the name are nothing', () => {
    expect(found('身份证号110105194912310021')).toEqual(['id-number:110105194912310021']);
    expect(found('卡号6222021001122334455')).toEqual(['bank-card:6222021001122334455']);
    expect(found('6222021001122334455')).toEqual([]);
  });

  test('An ID number is not taken for a phone or a card, and each is found where it stands', () => {
    const text = '我叫王甲,身份证11010519491231002X,电话138 0000 0217;家人电话13800000218。';
    expect(found(text)).toEqual([
      'name:王甲',
      'id-number:11010519491231002X',
      'phone:138 0000 0217',
      'phone:13800000218',
    ]);
  });

  test('Names in a row vouch for each other', () => {
    expect(found('由罗大海、何焯、陈乐建四人承包')).toEqual(['name:罗大海', 'name:何焯', 'name:陈乐建']);
  });

  test('A name that was found once is found wherever it stands', () => {
    const text = '村民戴立新违法占地。去年戴立新又建一间。';
    expect(findPersonalData(text).map(({ start, why }) => [start, why])).toEqual([
      [2, 'name-titled'],
      [12, 'name-again'],
    ]);
  });
});
