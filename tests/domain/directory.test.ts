import { describe, expect, test } from 'vitest';
import { departments } from '../../src/domain/directory/departments.ts';
import { departmentsAt, officesOf, type DepartmentLevel } from '../../src/domain/directory/offices-of.ts';
import { postsOf } from '../../src/domain/directory/posts-of.ts';
import { tidyDivision } from '../../src/domain/directory/tidy-division.ts';
import { tidyCommunities, tidyTowns } from '../../src/domain/directory/tidy-towns.ts';
import { communityName, communityOfficeName, townOfficeName } from '../../src/domain/directory/unit-names.ts';
import { listedTopics } from '../../src/server/life/directory/generation/seed-files.ts';
import { spellingOf } from '../../src/server/life/directory/generation/spelling-of.ts';

const namesOf = (name: string, level: number, code = '990000') =>
  postsOf({ code, name, level })
    .filter((post) => post.receives)
    .map((post) => post.name);

describe('Posts', () => {
  test.each([
    ['江源省', 1, ['江源省委书记', '江源省省长']],
    ['江源族自治区', 1, ['江源族自治区党委书记', '江源族自治区主席']],
    ['云浦市', 1, ['云浦市委书记', '云浦市市长']],
    ['云浦市', 2, ['云浦市委书记', '云浦市市长']],
    ['云浦地区', 2, ['云浦地委书记', '云浦地区行署专员']],
    ['云浦藏族羌族自治州', 2, ['云浦州委书记', '云浦州州长']],
    ['云浦盟', 2, ['云浦盟委书记', '云浦盟盟长']],
    ['苍溪县', 3, ['苍溪县委书记']],
    ['苍溪彝族自治县', 3, ['苍溪彝族自治县委书记']],
    ['柳河区', 3, ['柳河区委书记']],
    ['津市市', 3, ['津市市委书记']],
    ['云浦旗', 3, ['云浦旗委书记']],
    ['云浦林区', 3, ['云浦林区党委书记']],
    ['柳河镇', 4, []],
    ['银杏社区', 5, []],
  ])('%s (level %i) is written to as %j', (name, level, expected) => {
    expect(namesOf(name, level)).toEqual(expected);
  });

  test('A prefecture of Xinjiang has a 州党委书记', () => {
    expect(namesOf('云浦哈萨克自治州', 2, '659900')[0]).toBe('云浦州党委书记');
  });

  test('Deputies are in charge of every topic between them, take instructions and no messages', () => {
    const deputies = postsOf({ code: '990100', name: '云浦市', level: 2 }).filter((post) => !post.receives);
    expect(deputies.map((post) => post.name)).toContain('云浦市常务副市长');
    expect(deputies.every((post) => post.kinds.length === 0)).toBe(true);
    const topics = listedTopics().filter((topic) => topic.parent_id === null);
    expect(deputies.flatMap((post) => post.topicIds).toSorted((a, b) => a - b)).toEqual(
      topics.map((topic) => topic.id).toSorted((a, b) => a - b),
    );
  });
});

describe('Topics and departments', () => {
  test('There are 14 topics and 138 sub-topics, each named in both languages', () => {
    const topics = listedTopics();
    expect(topics.filter((topic) => topic.parent_id === null)).toHaveLength(14);
    expect(topics.filter((topic) => topic.parent_id !== null)).toHaveLength(138);
    expect(new Set(topics.map((topic) => topic.id)).size).toBe(152);
    expect(topics.filter((topic) => !topic.name.trim() || !/^[A-Z]/.test(topic.name_en))).toEqual([]);
  });

  test.each<DepartmentLevel>(['province', 'municipality', 'city', 'county'])(
    'Every topic and sub-topic is worked on by a department of each %s',
    (level) => {
      const worked = new Set(departmentsAt(level).flatMap((department) => department.topicIds));
      expect(listedTopics().filter((topic) => !worked.has(topic.id))).toEqual([]);
    },
  );

  test('Departments work only on topics that exist', () => {
    const known = new Set(listedTopics().map((topic) => topic.id));
    expect(departments.flatMap((each) => each.topicIds).filter((id) => !known.has(id))).toEqual([]);
  });

  test('The petition office comes first, under that of the region above; departments hang under it', () => {
    const city = { code: '990100', name: '云浦市', level: 2 };
    const [main, ...rest] = officesOf({ code: '990101', name: '柳河区', level: 3 }, city);
    expect(main).toMatchObject({ code: '990101-petition', name: '柳河区信访局', above: '990100-petition' });
    expect(rest.length).toBeGreaterThan(15);
    expect(new Set(rest.map((office) => office.above))).toEqual(new Set(['990101-petition']));
    expect(rest.map((office) => office.name)).toContain('柳河区交通运输局');
  });
});

describe('The published list', () => {
  const tidy = tidyDivision([
    {
      c: 99,
      n: '江源省',
      ch: [
        { c: '9901', n: '云浦市', ch: [{ c: '990102', n: '柳河区' }] },
        { c: '9902', n: '镇海市', ch: [{ c: '990200003000', n: '东城街道' }] },
        { c: '9903', n: '玉关市', ch: [{ c: '990301', n: '玉关市' }] },
        { c: '9990', n: '省直辖县级行政单位', ch: [{ c: '999004', n: '仙洲市' }] },
      ],
    },
    { c: 11, n: '北江市', ch: [{ c: '1101', n: '北江市', ch: [{ c: '110101', n: '东区' }] }] },
    { c: 71, n: '某省', ch: [] },
  ]);

  test('What a province runs itself, and the districts of a municipality, hang under the province', () => {
    const place = (code: string) => tidy.regions.find((region) => region.code === code);
    expect(place('999004')).toMatchObject({ parentCode: '990000', cityCode: null, level: 3 });
    expect(place('110101')).toMatchObject({ parentCode: '110000', cityCode: null, level: 3 });
    expect(place('990102')).toMatchObject({ parentCode: '990100', cityCode: '990100', level: 3 });
  });

  test('A city without counties carries its towns by nine digits', () => {
    expect(tidy.regions.find((region) => region.level === 4)).toMatchObject({
      code: '990200003',
      parentCode: '990200',
      cityCode: '990200',
    });
  });

  test('Every row that is no region is named with its reason', () => {
    expect(tidy.skipped.map((row) => row.code)).toEqual(['990301', '9990', '1101', '71']);
    expect(tidy.skipped.every((row) => row.reason.length > 3)).toBe(true);
  });
});

describe('Towns and communities', () => {
  const find = (code: string) =>
    ({ '990102': at('990102'), '990100': at('990100'), '990102001': at('990102001') })[code];
  const at = (code: string) => ({ code, provinceCode: '990000', cityCode: '990100' });

  test('A town of a development zone hangs under the city, since the zone is no region', () => {
    const { regions, skipped } = tidyTowns(
      [
        { code: '990102001', name: '桂花街道' },
        { code: '990171001', name: '高新园区' },
        { code: '990102498', name: '某某类似乡级单位' },
        { code: '980101001', name: '远方镇' },
      ],
      find,
    );
    expect(regions.map((region) => [region.code, region.parentCode])).toEqual([
      ['990102001', '990102'],
      ['990171001', '990100'],
    ]);
    expect(skipped.map((row) => row.code)).toEqual(['990102498', '980101001']);
  });

  test('A community that the list only counts with is left out, any other keeps the name people use', () => {
    const { regions, skipped } = tidyCommunities(
      [
        { code: '990102001001', name: '银杏社区居委会' },
        { code: '990102001498', name: '云浦虚拟社区' },
      ],
      find,
    );
    expect(regions.map((region) => region.name)).toEqual(['银杏社区']);
    expect(skipped).toHaveLength(1);
  });

  test.each([
    ['银杏社区居委会', '银杏社区', '银杏社区居民委员会'],
    ['银杏社区居民委员会', '银杏社区', '银杏社区居民委员会'],
    ['张庄村委会', '张庄村', '张庄村村民委员会'],
    ['张庄村村民委员会', '张庄村', '张庄村村民委员会'],
    ['乌兰嘎查村委会', '乌兰嘎查', '乌兰嘎查村民委员会'],
    ['永安居委会', '永安居委会', '永安居民委员会'],
    ['三连生活区', '三连生活区', '三连生活区'],
  ])('%s is the region %s with the %s', (listed, name, office) => {
    expect(communityName(listed)).toBe(name);
    expect(communityOfficeName(name)).toBe(office);
  });

  test.each([
    ['桂花镇', '桂花镇人民政府'],
    ['东城街道', '东城街道办事处'],
    ['高新产业园区', '高新产业园区管理委员会'],
    ['红旗农场', '红旗农场'],
  ])('The office of %s is %s', (town, office) => {
    expect(townOfficeName(town)).toBe(office);
  });
});

test.each([
  ['重庆市', 'chongqingshi', 'cqs'],
  ['乐清市', 'yueqingshi', 'yqs'],
  ['成都市', 'chengdushi', 'cds'],
  ['六合区', 'luhequ', 'lhq'],
  ['吕梁市', 'lvliangshi', 'lls'],
  ['窦店镇', 'doudianzhen', 'ddz'],
  ['A3区', 'a3qu', 'a3q'],
])('%s is typed %s or %s', (name, pinyin, initials) => {
  expect(spellingOf(name)).toEqual({ pinyin, initials });
});
