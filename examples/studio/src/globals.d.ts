/** Empty unless the studio was started together with the emulator. */
declare const EMULATOR_KEY: string;

interface ImportMetaEnv {
  readonly VITE_GRAPHQL_URL?: string;
}
