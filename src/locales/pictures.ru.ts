import { numberIn } from './number-in.ts';
import type { PictureWords } from './pictures.en.ts';
import { clientsRu } from './units.ru.ts';

export const picturesRu: PictureWords = {
  notInBlueprint: 'нет в этой схеме',
  title: '{name}, версия {version}',
  titleOfRole: '{role}: {name}, версия {version}',
  description:
    'Как движется клиент: состояний — {states}, ролей — {roles}, переходов — {transfers}, из них передач — {handoffs}.',
  everyOpenState: 'из любого незавершённого состояния',
  stays: 'состояние не меняется',
  beforeRegistration: 'ещё не заведён',
  rejected: 'отказ',
  returned: 'возврат',
  clients: (count) => clientsRu(numberIn('ru-RU', count), new Intl.PluralRules('ru-RU').select(count)),
  legend: {
    title: 'Как читать схему',
    person: 'делает сотрудник',
    event: 'следует из события',
    time: 'наступает по времени',
    handoff: 'передача: получатель должен принять',
    setback: 'в передаче отказано или клиент возвращён',
    entry: 'сюда приходят новые клиенты',
    final: 'конечное состояние',
    letter: 'отсюда ведёт и переход с этой буквой',
  },
};
