import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Locale } from './locale.ts';

const en = {
  tag: 'en-GB',
  notInBlueprint: 'not in this blueprint',
  title: '{name}, version {version}',
  description:
    'How a client moves: {states} states of {roles} roles, {transfers} transfers, {handoffs} of them handoffs.',
  everyOpenState: 'from every open state',
  stays: 'stays in the state',
  beforeRegistration: 'not registered yet',
  rejected: 'rejected',
  returned: 'given back',
  clients: (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'client' : 'clients'}`,
  legend: {
    title: 'How to read it',
    person: 'somebody does it',
    event: 'follows from an event',
    time: 'brought about by time',
    handoff: 'handoff: the receiver has to accept',
    setback: 'a handoff was rejected or the client given back',
    entry: 'new clients come in here',
    final: 'final state',
    letter: 'leads to where its letter leads',
  },
};

const ru: typeof en = {
  tag: 'ru-RU',
  notInBlueprint: 'нет в этой схеме',
  title: '{name}, версия {version}',
  description:
    'Как движется клиент: состояний — {states}, ролей — {roles}, переходов — {transfers}, из них передач — {handoffs}.',
  everyOpenState: 'из любого незавершённого состояния',
  stays: 'состояние не меняется',
  beforeRegistration: 'ещё не заведён',
  rejected: 'отказ',
  returned: 'возврат',
  clients: (count) => {
    const form = new Intl.PluralRules('ru-RU').select(count);
    return `${count.toLocaleString('ru-RU')} ${form === 'one' ? 'клиент' : form === 'few' ? 'клиента' : 'клиентов'}`;
  },
  legend: {
    title: 'Как читать схему',
    person: 'делает сотрудник',
    event: 'следует из события',
    time: 'наступает по времени',
    handoff: 'передача: получатель должен принять',
    setback: 'в передаче отказано или клиент возвращён',
    entry: 'сюда приходят новые клиенты',
    final: 'конечное состояние',
    letter: 'ведёт туда же, куда переход с этой буквой',
  },
};

/** The few words that pictures of a blueprint need beside its own labels. */
export type PictureWords = typeof en;

/** @throws UNKNOWN_LOCALE */
export function pictureWords(locale: Locale): PictureWords {
  if (locale === 'en') return en;
  if (locale === 'ru') return ru;
  throw new ConveyorError('UNKNOWN_LOCALE', `Unknown locale "${locale}": use en or ru`, {
    details: { locale, known: ['en', 'ru'] },
  });
}
