import { z } from 'zod';

/** Which screen is shown in the second window: the fragment of its address, as `#/jobs/<run>`. */
export const besideSchema = z.object({
  route: z
    .string()
    .max(300)
    .regex(/^#\/[\w%.~/-]*$/, 'a screen of Lotwatch, such as #/wall'),
});
