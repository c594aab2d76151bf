/** What happens to employees. */
export const staffEn = {
  employeeHired: '{employee:employeeId} is taken on: {role:roles}',
  employeeChanged: 'the card of {employee:employeeId} is changed',
  employeeLeft: '{employee:employeeId} left[: {reason}]',
  absenceRecorded:
    '{employee:employeeId} is absent from {date:from}[ until {date:to}][; {employee:deputyId} stands in]',
  absenceChanged:
    'the absence of {employee:employeeId} is changed: from {date:from}[ until {date:to}][; {employee:deputyId} stands in]',
  absenceCancelled: 'an absence of {employee:employeeId} is cancelled',
};
