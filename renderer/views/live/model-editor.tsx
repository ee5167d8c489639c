import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { focusAtOnce } from '../../components/focus-at-once.ts';

const words = text.live;
type Chosen = { readonly make: string | null; readonly model: string | null };

/** Make and model, from those of the inventory or any other: consoles share changes of cars that are not listed here. */
export function ModelEditor(props: Chosen & { readonly onDone: (chosen: Chosen) => void }) {
  const [make, setMake] = useState(props.make ?? '');
  const [model, setModel] = useState(props.model ?? '');
  const makes = useKnown('make', null);
  const models = useKnown('model', make.trim() || null);
  return (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone({ make: make.trim() || null, model: model.trim() || null });
      }}
    >
      <Autocomplete
        ref={focusAtOnce}
        data-autofocus
        label={words.make}
        data={makes}
        value={make}
        maxLength={120}
        comboboxProps={{ withinPortal: false }}
        onChange={setMake}
      />
      <Autocomplete
        label={words.modelName}
        data={models}
        value={model}
        maxLength={120}
        comboboxProps={{ withinPortal: false }}
        onChange={setModel}
      />
      <p className="lw-input-hint">{words.modelHint}</p>
      <Button tone="primary" small type="submit">
        {text.vehicles.apply}
      </Button>
    </form>
  );
}

/** Values of a column of the inventory, the most frequent first; of one make alone where it is given. */
function useKnown(column: 'make' | 'model', make: string | null): string[] {
  const { live } = useStores();
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    void live.valuesOf(column, make).then((values) => {
      if (isWanted) setKnown(values);
    });
    return () => {
      isWanted = false;
    };
  }, [live, column, make]);
  return [...known];
}
