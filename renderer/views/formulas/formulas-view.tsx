import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { SCORE_NAMES } from '../../format/score.ts';
import { Lines } from './lines.tsx';
import { ScoreFormula } from './score-formula.tsx';

/** The model in words, with the figures that are set now, so that an analyst can check any score by hand. */
export function FormulasView() {
  const { scoreModel, navigation } = useStores();
  const { model, error } = useStore(scoreModel.store);
  const words = text.formulas;
  if (model === null)
    return <p className="empty">{error === null ? words.loading : words.failed(error)}</p>;
  const { version, settings } = model;
  return (
    <div className="panel-page formulas">
      <section className="panel" aria-labelledby="formulas-title">
        <div className="panel-head">
          <h2 id="formulas-title">{words.title}</h2>
          <span className="muted">{version}</span>
          <span className="grow" />
          <a className="link" href={navigation.hrefOf('settings')}>
            {words.change}
          </a>
        </div>
        <div className="prose">
          <p>{words.intro(version)}</p>
          <h3>{words.combineTitle}</h3>
          <Lines lines={words.combine(settings.coverage.minimum, settings.coverage.full)} />
          <h3>{words.caveatsTitle}</h3>
          <Lines lines={words.caveats} />
        </div>
      </section>
      {SCORE_NAMES.map((name) => (
        <ScoreFormula key={name} name={name} settings={settings} />
      ))}
    </div>
  );
}
