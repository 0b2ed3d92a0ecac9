import { createContext, use, useSyncExternalStore } from 'react';
import { type Form, type FormPlace, type FormState, Forms } from './forms';

export const FormsContext = createContext(new Forms());

/** The form of this place, as it was left. */
export function useForm<Typed>(place: FormPlace): readonly [FormState<Typed>, Form<Typed>] {
  const forms = use(FormsContext);
  const form = forms.at<Typed>(place);
  return [useSyncExternalStore(forms.subscribe, form.state), form];
}
