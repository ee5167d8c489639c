import type { ComponentType } from 'react';
import { text } from '../../text.ts';
import { AboutSection } from './about-section.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { GuardSection } from './guard-section.tsx';
import { LiveSection } from './live-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SectionMenu } from './section-menu.tsx';
import { useSections } from './use-sections.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { ScoresSection } from './scores-section.tsx';
import { SettingFaults } from './setting-faults.tsx';
import { SignalsSection } from './signals-section.tsx';
import { SourcesSection } from './sources-section.tsx';

/** The sections in order; a new one is a line here. Each draws its own content below its title. */
const SECTIONS: readonly {
  readonly id: string;
  readonly title: string;
  readonly Content: ComponentType;
}[] = [
  { id: 'sources', title: text.settings.sources, Content: SourcesSection },
  { id: 'guard', title: text.guard.title, Content: GuardSection },
  { id: 'scores', title: text.scoreSettings.title, Content: ScoresSection },
  { id: 'signals', title: text.scoreSettings.signals, Content: SignalsSection },
  { id: 'live-list', title: text.settings.live, Content: LiveSection },
  { id: 'evidence', title: text.settings.evidence, Content: EvidenceSection },
  { id: 'alerts', title: text.alerts.channels.title, Content: AlertsSection },
  { id: 'connections', title: text.connections.title, Content: ConnectionsSection },
  { id: 'network', title: text.network.title, Content: NetworkSection },
  { id: 'appearance', title: text.settings.appearance, Content: AppearanceSection },
  { id: 'about', title: text.settings.about, Content: AboutSection },
];

const IDS = SECTIONS.map(({ id }) => id);

/** What a person can go to by name. */
export const SECTION_NAMES = SECTIONS.map(({ id, title }) => ({ id, title }));

export function SettingsView() {
  const wanted = useStore(useStores().navigation.store, ({ item }) => item);
  const { page, current, show } = useSections(IDS, wanted);
  return (
    <div className="settings" ref={page}>
      <SectionMenu sections={SECTIONS} current={current} onOpen={show} />
      <div className="settings-sections">
        <SettingFaults />
        {SECTIONS.map(({ id, title, Content }) => (
          <section key={id} className="panel" aria-labelledby={`settings-${id}`}>
            <div className="panel-head">
              <h2 id={`settings-${id}`} tabIndex={-1}>
                {title}
              </h2>
            </div>
            <Content />
          </section>
        ))}
      </div>
    </div>
  );
}
