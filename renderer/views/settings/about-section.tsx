import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

export function AboutSection() {
  const app = useStore(useStores().app);
  if (!app) return null;
  return (
    <dl className="facts setting">
      <div>
        <dt>{text.settings.dataDir}</dt>
        <dd className="mono">{app.dataDir}</dd>
      </div>
      <div>
        <dt>{text.settings.version}</dt>
        <dd>{app.version}</dd>
      </div>
      <div>
        <dt>{text.settings.adapter}</dt>
        <dd>{text.settings.adapters[app.adapter]}</dd>
      </div>
      <div>
        <dt>{text.settings.instance}</dt>
        <dd className="mono">{app.instanceId}</dd>
      </div>
    </dl>
  );
}
