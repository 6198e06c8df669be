import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import type { Telling } from './board-tales.ts';

/** Words of messages that are not public: nobody but their author may read them anywhere. */
export const secret = '桂花街九号三单元';

/** Four messages that only their author may see: in review, kept private, not shown, withdrawn. */
export async function hidden({ office, write, ago, luo }: Telling) {
  const awaiting = await write(
    luo,
    { title: '楼道灯坏了半年', body: `${secret}的楼道灯坏了半年，老人夜里摔过跤。` },
    ago(0, -3),
  );
  const kept = await write(
    luo,
    { title: '邻里纠纷求调解', body: `我住${secret}，楼上漏水两年。`, visibility: 'private' },
    ago(4),
  );
  await review(kept, { visibility: 'private' }, office.reviewer, ago(4, 2));
  const rejected = await write(
    luo,
    { title: '楼下饭店油烟', body: `${secret}楼下的饭店排烟，老板叫什么什么。` },
    ago(3),
  );
  await reject(
    rejected,
    { code: 'privacy', words: '请去掉老板的姓名和电话，再交一次。' },
    office.reviewer,
    ago(3, 5),
  );
  const withdrawn = await write(
    luo,
    { title: '不想再提的一件事', body: `${secret}的事已经自己解决。` },
    ago(5),
  );
  await review(withdrawn, { visibility: 'public' }, office.reviewer, ago(5, 1));
  await withdraw(withdrawn, '已经解决', luo.actor, ago(2));
  return { awaiting, kept, rejected, withdrawn };
}
