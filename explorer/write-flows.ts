import type { Flow } from './ready-operation.js';

/** One pixel. */
const smallestPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

export const writeFlows: readonly Flow[] = [
  {
    title: 'Upload content straight to storage',
    operations: [
      {
        title: '1. Declare the files',
        about: 'Answers with a signed URL per file; then PUT the bytes there.',
        text: `mutation Declare($input: CreateContentUploadInput!) {
  createContentUpload(input: $input) {
    uploads {
      containerId
      files { uploadUrl headers { name value } expiresAt }
    }
    userErrors { code message field }
  }
}
`,
        variables: ({ uploadProject }) => ({
          input: {
            projectId: uploadProject,
            grouping: 'PER_FILE',
            files: [{ filename: 'teaser.mp4', contentType: 'video/mp4', sizeBytes: 42187 }],
          },
        }),
        puts: ['test/media/portrait-5s.mp4'],
      },
      {
        title: '2. Finalize',
        about: 'After the PUT; before it the answer is UPLOAD_INCOMPLETE.',
        text: `mutation Finalize($input: FinalizeContentUploadInput!) {
  finalizeContentUpload(input: $input) {
    contentItem {
      id
      status
      preview { aspectRatio durationMs }
      platformFit { platform ok issues }
    }
    userErrors { code message field retryable }
  }
}
`,
        variables: (_ids, { containerId }) => ({
          input: { containerId: containerId ?? 'cnt_...', caption: 'The roast that started it all. ☕' },
        }),
      },
      {
        title: 'Change a caption',
        about: 'Of an uploaded item; those of generated items stay.',
        text: `mutation Caption($input: UpdateContentCaptionInput!) {
  updateContentCaption(input: $input) {
    contentItem { id caption }
    userErrors { code message field }
  }
}
`,
        variables: ({ contentItem }) => ({
          input: { id: contentItem, caption: 'Slow mornings, strong coffee.' },
        }),
      },
    ],
  },
  {
    title: 'Files through this server',
    operations: [
      {
        title: 'Upload content',
        about: 'Choose up to ten videos or pictures in the Files pane, then run it.',
        text: `mutation UploadContent($project: ID!, $files: [Upload!]!, $caption: String!) {
  uploadContent(input: {
    projectId: $project
    grouping: PER_FILE
    files: $files
    caption: $caption
  }) {
    contentItems { id status platformFit { platform ok issues } }
    userErrors { code message field retryable }
    idempotencyKey
  }
}
`,
        variables: ({ uploadProject }) => ({ project: uploadProject, caption: 'Hello', files: [] }),
      },
      {
        title: 'Upload a media asset',
        about: 'Choose a picture in the Files pane, then run it.',
        text: `mutation UploadMedia($project: ID!, $kind: MediaKind!, $file: Upload!) {
  uploadMedia(input: {
    projectId: $project
    kind: $kind
    file: $file
  }) {
    mediaAsset { id url kind mimeType sizeBytes }
    userErrors { code message field retryable }
    idempotencyKey
  }
}
`,
        variables: ({ project }) => ({ project, kind: 'IMAGE', file: null }),
      },
      {
        title: 'A small picture as text',
        about: 'Under 256 KB, base64.',
        text: `mutation Inline($input: UploadMediaInlineInput!) {
  uploadMediaInline(input: $input) {
    mediaAsset { id url kind mimeType }
    userErrors { code message field }
  }
}
`,
        variables: ({ project }) => ({
          input: {
            projectId: project,
            kind: 'IMAGE',
            mimeType: 'image/png',
            filename: 'pixel.png',
            dataBase64: smallestPicture,
          },
        }),
      },
      {
        title: 'Content from URLs',
        about: 'Layers fetches them, from public https addresses only; so does the emulator.',
        text: `mutation FromUrls($input: UploadContentFromUrlsInput!) {
  uploadContentFromUrls(input: $input) {
    contentItem { id status platformFit { platform ok issues } }
    userErrors { code message field retryable }
  }
}
`,
        variables: ({ uploadProject }) => ({
          input: {
            projectId: uploadProject,
            media: [{ url: 'https://assets.example.com/teaser.mp4' }],
            caption: 'From our own storage',
          },
        }),
      },
    ],
  },
  {
    title: 'Edit an influencer',
    operations: [
      {
        title: 'Change what she is like',
        about: 'Absent stays, null clears.',
        text: `mutation Edit($input: UpdateInfluencerInput!) {
  updateInfluencer(input: $input) {
    influencer { id name vibe hairColor personality { tone humor } }
    userErrors { code message field }
    idempotencyKey
  }
}
`,
        variables: ({ influencer }) => ({
          input: {
            id: influencer,
            vibe: 'precise and energetic',
            hairColor: null,
            personality: { humor: 'observational' },
          },
        }),
      },
      {
        title: 'Attach reference images',
        about: 'Ids that cannot be attached come back as dropped.',
        text: `mutation Attach($input: AttachReferenceImagesInput!) {
  attachReferenceImages(input: $input) {
    influencer { id referenceImages { addedAt mediaAsset { id url } } }
    droppedAssetIds
    userErrors { code message field }
  }
}
`,
        variables: ({ influencer, mediaAsset }, { registeredAsset }) => ({
          input: { influencerId: influencer, assetIds: [registeredAsset ?? mediaAsset] },
        }),
      },
      {
        title: 'A picture of your own: 1. presign',
        about: 'Answers with a signed URL; then PUT the bytes there, with every header told.',
        text: `mutation Presign($input: PresignMediaInput!) {
  presignMedia(input: $input) {
    upload { uploadId url method headers { name value } expiresAt }
    userErrors { code message field }
  }
}
`,
        variables: ({ project }) => ({
          input: {
            projectId: project,
            kind: 'REFERENCE_IMAGE',
            mimeType: 'image/jpeg',
            filename: 'ava.jpg',
            sizeBytes: 53519,
          },
        }),
        puts: ['test/media/square-1080.jpg'],
      },
      {
        title: '2. Register it',
        about: 'After the PUT. Then open “Attach reference images” again: it has the new id.',
        text: `mutation Register($input: FinalizeMediaInput!) {
  finalizeMedia(input: $input) {
    mediaAsset { id url kind sizeBytes }
    userErrors { code message field }
  }
}
`,
        variables: ({ project }, { uploadId }) => ({
          input: { projectId: project, uploadId: uploadId ?? '...' },
        }),
      },
    ],
  },
  {
    title: 'Begin a project',
    operations: [
      {
        title: 'Create a project',
        about: 'The same idempotency key replays the first answer for 24 hours.',
        text: `mutation CreateProject($input: CreateProjectInput!) {
  createProject(input: $input) {
    project { id name status timezone }
    userErrors { code message field }
    idempotencyKey
  }
}
`,
        variables: () => ({ input: { name: 'Acme Bakery', timezone: 'Europe/Berlin' } }),
      },
    ],
  },
];
