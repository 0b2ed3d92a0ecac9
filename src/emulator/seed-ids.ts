/** Ids of everything seeded, the same on every run. */
export const seed = {
  organization: {
    acme: 'org_2481fa5c-a404-44ed-a561-565392499abc',
    child: 'org_7be2f0a4-51c3-4d0e-9b7a-0c6d1f3e8a25',
    other: 'org_c90d3b16-8f42-4a7b-b6e1-2d5f7a9c0e34',
  },
  project: {
    /** Rich: brand, ingestion, metadata, two influencers, nine content items, five accounts, five posts. */
    coffee: 'prj_254a4ce1-f4ca-42b1-9e36-17ca45ef3d39',
    /** Plain: one influencer, one content item, one account, one post. */
    fitness: 'prj_0222bd8e-d6b2-42ea-b127-a219d85ddcbf',
    /** Of the child organization. */
    child: 'prj_54fca925-538d-4026-9903-340e744c767e',
    /** Of another organization. */
    other: 'prj_9adf2a12-6146-44b2-9324-cc46ce4bef34',
  },
  influencer: {
    /** In coffee; ready, with two reference images. */
    ava: 'inf_4ae0c36f-c01f-43a7-aebd-0fd9df7eb9af',
    /** In coffee; still training, with next to nothing set. */
    ben: 'inf_8db0cce1-4d48-442b-a1c0-db86a5708654',
    /** In fitness. */
    mia: 'inf_f0d4506f-2087-453f-975f-e03fd1628522',
  },
  media: {
    logo: 'med_18cc4712-51e6-4817-a3f9-c6bd3911d8cb',
    ava1: 'med_fc597163-0a36-485a-8470-d70da9000b37',
    ava2: 'med_9b599c95-de61-4978-8173-992fb9222012',
    /** In coffee, attached to nobody. */
    ben1: 'med_27fe89b6-0680-4d77-a66a-ed42125e6b1d',
    /** In coffee, attached to nobody. */
    barista: 'med_3943abec-1b1e-4f3c-928b-f95421a8701d',
    pourOver: 'med_90f32a5d-c127-45a6-a5e4-0388442192fd',
    jingle: 'med_1b5f05bb-42f3-4e64-aa0a-f1c184451f58',
    /** In fitness. */
    mia1: 'med_c7a228d0-d770-4359-ba71-da1a8016da54',
    /** Of another organization. */
    other: 'med_ffcdc6aa-f108-4057-8460-d10f9feab0e6',
  },
  content: {
    /** Generated, completed, approved; by Ava. */
    morningRitual: 'cnt_5c916a5f-033e-4dc0-ad91-7cfeee58d21f',
    /** Generated slideshow, completed, waiting for approval; by Ava. */
    threeRoasts: 'cnt_b1e40de7-c57e-49b9-ab59-68f7f6b03672',
    /** Generated, completed, no approval needed. */
    pourOver: 'cnt_3566d79a-1735-459f-aaeb-762c99cadc41',
    /** Generated, failed. */
    failed: 'cnt_27514cb9-9e56-4561-94dd-0892793b3cac',
    /** Uploaded video that fits. */
    launchTeaser: 'cnt_56cdc650-49eb-4bf2-8bdd-8af73f6a9b9a',
    /** Uploaded 800x800 image that does not fit. */
    menuBoard: 'cnt_cd6c9dfd-756a-438b-a690-c4ab4ffbdb94',
    /** Uploaded slideshow that fits. */
    seasonalSlides: 'cnt_3480c6ce-a776-478d-b8a0-6764df7431a1',
    /** Generated, in the works. */
    processing: 'cnt_a729c151-bbd4-40b9-b976-b29ce5cff41a',
    /** Generated, not begun. */
    queued: 'cnt_b4272a0d-1689-4344-8225-cdaa97d8d9b5',
    /** In fitness; generated, by Mia. */
    stretch: 'cnt_ed07cdcc-915d-4abf-ab5c-e217e798af83',
  },
  socialAccount: {
    /** In coffee; TikTok, connected. */
    acmeTiktok: 'sa_401d4135-5bf0-4752-840d-86fa90db77c2',
    /** In coffee; Instagram, connected. */
    acmeInstagram: 'sa_2da449e9-cb2d-46a9-8c07-b2a2d1ebc1e9',
    /** In coffee; TikTok, has to be connected again. */
    lapsed: 'sa_05a0cb79-4d0f-42ee-81fd-ced4ebe78b72',
    /** In coffee; TikTok, leased. */
    leased: 'sa_2e2f4ba0-18f7-4c00-bef1-2ae0d6b86847',
    /** In coffee; Instagram, disconnected. */
    revoked: 'sa_7e135500-6ab5-4eb5-8507-747602637326',
    /** In fitness; Instagram, connected. */
    fitnessInstagram: 'sa_c83b3cf6-56fe-4fcc-99a0-5d35cc9ae679',
    /** Of another organization. */
    otherTiktok: 'sa_ea17262f-fd8c-4c5b-a480-c9d405e5b4bc',
  },
  scheduledPost: {
    /** Morning ritual on TikTok. */
    published: 'sp_4a3a3867-a45c-42ed-afa0-e76a72fe2268',
    /** Pour-over on Instagram, a draft in the inbox. */
    inbox: 'sp_7264bd20-ca54-4e62-8fb5-84592b3bf70b',
    /** Pour-over on the lapsed account. */
    failed: 'sp_74ea86aa-737a-461e-89ba-2c5d0de1c34b',
    /** Seasonal slides on Instagram. */
    canceled: 'sp_f81bd3d2-2dd1-4d9f-b404-16de9b5044b0',
    /** Launch teaser on TikTok, in two days. */
    queued: 'sp_234b5a38-bd15-4096-aa5a-70229f34b0cf',
    /** In fitness. */
    fitnessPublished: 'sp_c3880fd6-8089-47a1-a367-fae726b35917',
  },
  job: {
    /** Makes the item that is in the works, and takes six hours. */
    processing: 'job_01HXV8Q4M2Z6T9C3B7N5K1R0WD',
  },
} as const;

/** What a first look at the account may ask for. */
export const exampleIds = {
  project: seed.project.coffee,
  customerExternalId: 'acme-coffee-ios',
  uploadProject: seed.project.fitness,
  influencer: seed.influencer.ava,
  mediaAsset: seed.media.barista,
  contentItem: seed.content.launchTeaser,
  socialAccount: seed.socialAccount.acmeTiktok,
  scheduledPost: seed.scheduledPost.queued,
} as const;
