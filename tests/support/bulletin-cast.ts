import { type ApiStage, type Got, openApiStage } from './api-stage.ts';

/** Somebody at a desk with their token. */
export interface Person {
  id: number;
  token: string;
}

/** The province of Sichuan, the city of Guangyuan below it, and somebody elsewhere. */
export interface BulletinCast {
  stage: ApiStage;
  province: number;
  guangyuan: number;
  /** An officer and the head at the province; an officer of the city; the head of another province. */
  li: Person;
  wang: Person;
  zhao: Person;
  elsewhere: Person;
  publish(id: number, token?: string, version?: number): Promise<Got>;
}

/** The address of a bulletin. */
export const at = (id: number, rest = '') => `/api/v1/desk/bulletins/${id}${rest}`;

/** Opens the stage with its people; close it in afterAll. */
export async function openBulletinCast(): Promise<BulletinCast> {
  const stage = await openApiStage({ RATE_LIMIT: 'off' });
  const { officeId: province } = await stage.leader('四川省委书记');
  const { officeId: guangyuan } = await stage.leader('广元市委书记');
  const { officeId: gansu } = await stage.leader('甘肃省委书记');
  const li = await stage.employed('省局李', 'officer', province);
  const wang = await stage.employed('省局王', 'head', province);
  const zhao = await stage.employed('市局赵', 'officer', guangyuan);
  const elsewhere = await stage.employed('甘肃省局', 'head', gansu);
  const publish: BulletinCast['publish'] = (id, token = li.token, version = 1) =>
    stage.call('POST', at(id, '/publication'), { token, body: { version } });
  return { stage, province, guangyuan, li, wang, zhao, elsewhere, publish };
}
