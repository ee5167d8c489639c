import type { StandingNotice } from '../../shared/notice.ts';
import { noticeKey } from '../../shared/notice-key.ts';
import { noticeWords } from '../../shared/notice-words.ts';
import { asOfDay } from '../format/time.ts';
import { text } from '../text.ts';

const words = text.jobs;

/** What a sync did not find, understand or use: what is news open, what its source's files said before folded. */
export function Notices(props: { readonly notices: readonly StandingNotice[]; readonly asOf: string }) {
  const news = props.notices.filter(({ since }) => since === props.asOf);
  const before = props.notices.filter(({ since }) => since !== props.asOf);
  return (
    <section className="notices" aria-label={words.notices}>
      <h4>
        {words.notices} {news.length > 0 && <span className="badge is-warn">{news.length}</span>}
      </h4>
      {props.notices.length === 0 && <p className="muted">{words.noticesNone}</p>}
      <NoticeItems notices={news} isDated={false} />
      {before.length > 0 && (
        <details>
          <summary>{words.noticesAsBefore(before.length)}</summary>
          <NoticeItems notices={before} isDated />
        </details>
      )}
    </section>
  );
}

/** One line beside a source, open for the notes; nothing where its last file left nothing open. */
export function NoticesFold({ notices }: { readonly notices: readonly StandingNotice[] }) {
  if (notices.length === 0) return null;
  return (
    <details className="notices">
      <summary>{words.noticesOfSource(notices.length)}</summary>
      <NoticeItems notices={notices} isDated />
    </details>
  );
}

function NoticeItems(props: { readonly notices: readonly StandingNotice[]; readonly isDated: boolean }) {
  if (props.notices.length === 0) return null;
  return (
    <ul>
      {props.notices.map((notice) => (
        <li key={noticeKey(notice)}>
          {noticeWords(notice)}.
          {props.isDated && <span className="muted"> {words.noticesSince(asOfDay(notice.since))}</span>}
        </li>
      ))}
    </ul>
  );
}
