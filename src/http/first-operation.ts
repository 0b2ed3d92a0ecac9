/** The operation that Sandbox and GraphiQL open with, and that `npm run dev` prints. */
export const firstOperation = `query FirstLook {
  projects(first: 5) {
    nodes {
      id
      name
      status
      influencers(first: 3) {
        nodes { id name status }
      }
      contentItems(first: 3, filter: { creativeType: UPLOADED }) {
        nodes { id caption platformFit { platform ok issues } }
      }
    }
  }
}
`;
