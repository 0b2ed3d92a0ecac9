// Caches ask for __typename of every object. With it in the documents, what a client prints is what codegen has hashed.
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

export const { transform } = addTypenameSelectionDocumentTransform;
