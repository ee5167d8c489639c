import {
  Checkbox,
  Modal,
  MultiSelect,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
} from '@mantine/core';
import { TagsInput, TextInput, createTheme } from '@mantine/core';
import { text } from './text.ts';

const ORDER: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

const input = {
  size: 'xs',
  classNames: {
    wrapper: 'lw-input',
    label: 'lw-input-label',
    description: 'lw-input-hint',
    error: 'lw-input-error',
  },
  inputWrapperOrder: ORDER,
};

const combobox = {
  ...input,
  classNames: { ...input.classNames, dropdown: 'lw-dropdown' },
  comboboxProps: { transitionProps: { duration: 0 } },
};

/** Mantine in our measures. Its colours come from `styles/mantine.css`. */
export const theme = createTheme({
  components: {
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    // Locking the page's scroll adds a style element, which the security policy forbids (rules 30).
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        closeButtonProps: { 'aria-label': text.common.close },
        // A header element of its own would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 0 },
        classNames: { title: 'lw-modal-title', content: 'lw-modal-content' },
      },
    }),
    MultiSelect: MultiSelect.extend({ defaultProps: combobox }),
    PasswordInput: PasswordInput.extend({ defaultProps: input }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: { duration: 0 }, classNames: { dropdown: 'lw-dropdown' } },
    }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 0 } }),
    Select: Select.extend({ defaultProps: { ...combobox, checkIconPosition: 'right' } }),
    TagsInput: TagsInput.extend({ defaultProps: combobox }),
    TextInput: TextInput.extend({ defaultProps: input }),
  },
});
