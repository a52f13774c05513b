import { describe, expect, it } from 'vitest';
import { detectLanguage } from './language';

describe('detectLanguage', () => {
  it.each([
    ['en', 'The harbour stood still for an eighth day on Tuesday as talks broke down.'],
    ['de', 'Der Hafen stand am Dienstag den achten Tag still, weil die Gespräche gescheitert waren.'],
    ['fr', 'Le port est resté bloqué mardi pour le huitième jour, les négociations ayant échoué.'],
    ['ru', 'Порт во вторник простаивал восьмой день: переговоры сорвались.'],
    [
      'ru',
      'Жители посёлка Қызылорда сообщили журналистам, что дорога перекрыта и автобусы не ходят уже третий день подряд.',
    ],
    ['kk', 'Порт сейсенбіде сегізінші күн қатарынан жұмыс істемеді, келіссөздер үзілді.'],
    ['uk', 'Порт у вівторок стояв восьмий день: переговори зірвалися, і їх перенесли.'],
    ['ky', 'Порт шейшембиде сегизинчи күнү иштеген жок, сүйлөшүүлөр үзүлдү, өкмөт жаңы күндү белгиледи.'],
    ['ky', 'Дүйшөмбү күнү куткаруучулар айылды экинчи түн катары менен карап чыгышты, жалгыз жол жабылды.'],
    ['mn', 'Аврагчид хоёр дахь шөнөдөө ажиллаж байна, тосгоны хүмүүс үерийн усанд автсан байна.'],
    ['tr', 'Kurtarma ekipleri barajın yıkılmasının ardından vadide ikinci gece de çalıştı.'],
    ['ka', 'პორტი სამშაბათს მერვე დღეა არ მუშაობს'],
    ['zh', '港口周二连续第八天停工,谈判破裂。'],
    ['ja', '港は火曜日に8日連続で停止した。交渉は決裂した。'],
    ['ko', '항구는 화요일에 여드레째 멈췄다.'],
    ['ar', 'توقف الميناء يوم الثلاثاء لليوم الثامن بعد انهيار المحادثات بين الطرفين.'],
    ['', '12 345 — 67'],
    ['', ''],
  ])('%s: %s', (expected, text) => {
    expect(detectLanguage(text)).toBe(expected);
  });
});
