/** Who is perhaps the same as a company that is asked about. */
export const duplicatesEn = {
  line: '{client:clientId}[ ({name})]: {kind}, {by}; {state:state}[; held by {employee:employeeId}, {role:role}][; in the pool of {role:pool}]',
  kinds: {
    duplicate: 'the same company',
    branch: 'another branch of the company',
    perhaps: 'perhaps the same company',
  },
  by: { inn: 'by tax id (INN)', vatId: 'by VAT id', name: 'by name' },
};
